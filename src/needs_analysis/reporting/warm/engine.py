"""The engine as papermill knows it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from papermill.engines import Engine, NBClientEngine

from needs_analysis.reporting.warm.nursery import can_fork, nursery

PYTHON = "python"
ALLOWED = "raises-exception"
SKIPPED = "skip-execution"
LOG = logging.getLogger("papermill")


class WarmEngine(Engine):
    """Executes each notebook in a process forked from one that has imported everything.

    Where the system cannot fork, or the notebook is in another language, a plain kernel executes it, and papermill's
    log says so.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute a notebook cell by cell; the options are those of papermill's own engine.

        Raises:
            TimeoutError: a cell took longer than `execution_timeout` seconds.
            RuntimeError: the process died.
        """
        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", PYTHON)
        if not can_fork() or language != PYTHON:
            LOG.warning("This system or notebook cannot be forked; a plain kernel executes it.")
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)
            return
        folder = Path(options.get("resources", {}).get("metadata", {}).get("path") or Path.cwd())
        with nursery() as parent, parent.child(folder) as child:
            run_cells(nb_man, child, options.get("execution_timeout"), options.get("on_cell_execute"))


class Runs(Protocol):
    """Who runs cells: a child, or the process itself."""

    def run(self, place: int, source: str, seconds: float | None) -> dict[str, Any]:
        """Run a cell, in so many seconds at most: its number, whether it failed, and what cells show since."""


def run_cells(nb_man: Any, child: Runs, seconds: float | None, on_cell: Callable[..., None] | None) -> None:
    """Run cells until one fails that may not; papermill raises what it finds in the outputs, or that a cell failed."""
    for place, cell in enumerate(nb_man.nb.cells):
        nb_man.cell_start(cell, place)
        try:
            if _is_run(cell):
                if on_cell:
                    on_cell(cell=cell, cell_index=place)
                told = child.run(place, cell.source, seconds)
                _take(nb_man.nb.cells, place, told)
                if told["failed"] and ALLOWED not in cell.metadata.get("tags", []):
                    nb_man.cell_exception(cell, cell_index=place)
                    break
        finally:
            nb_man.cell_complete(cell, cell_index=place)
    nb_man.nb.metadata["language_info"] = language_info()


def _is_run(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIPPED not in cell.metadata.get("tags", [])


def _take(cells: list[Any], place: int, told: dict[str, Any]) -> None:
    from nbformat import NotebookNode

    cells[place].execution_count = told["number"]
    for changed, outputs in told["outputs"].items():
        cells[int(changed)].outputs = [NotebookNode(output) for output in outputs]


def language_info() -> dict[str, Any]:
    """Say what kernels say of their language."""
    from ipykernel.ipkernel import IPythonKernel

    return dict(IPythonKernel.language_info)
