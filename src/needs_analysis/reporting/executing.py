"""One notebook executed, whole or up to the place where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from needs_analysis.reporting.kernels import kernel_options, own_event_loop
from needs_analysis.reporting.notebooks import INJECTED, Notebook, notebook_format, numbered, read_notebook, tags_of
from needs_analysis.reporting.warm.nursery import ENGINE

STARTS = 2


class StoppedError(Exception):
    """A notebook did not reach its end. `number` is the cell it stopped in as the author counts, 0 before the first."""

    def __init__(self, number: int, source: str, reason: str) -> None:
        super().__init__(reason)
        self.number, self.source, self.reason = number, source, reason


@dataclass
class _Progress:
    """The cell that was started last."""

    place: int = -1
    source: str = ""

    def __call__(self, *, cell: Any, cell_index: int) -> None:
        self.place, self.source = cell_index, cell.source


def prepare_execution() -> None:
    """Import what all executions share, once, before there are threads."""
    notebook_format()
    _stopping_errors()
    from papermill.engines import papermill_engines

    from needs_analysis.reporting.warm.engine import WarmEngine

    papermill_engines.register(ENGINE, WarmEngine)


def execute_notebook(
    path: Path, parameters: Mapping[str, object], *, folder: Path | None = None, engine: str = ENGINE
) -> Notebook:
    """Execute a notebook in a fresh process, in its own folder or another one, with an engine of papermill.

    A kernel that dies before its first cell has done nothing yet, so another is started.

    Raises:
        StoppedError: a cell failed or took too long, or the kernel died.
    """
    notebook, work = read_notebook(path), (folder or path.parent).resolve()
    for left in reversed(range(STARTS)):
        progress = _Progress()
        try:
            return _whole(_execute(notebook, parameters, folder=work, engine=engine, on_cell=progress))
        except _stopping_errors() as error:
            if progress.place >= 0 or not left:
                number = _number(notebook["cells"], progress.place)
                raise StoppedError(number, progress.source, _reason(error)) from error
    raise AssertionError("the last start returns or raises")


def _execute(
    notebook: Notebook, parameters: Mapping[str, object], *, folder: Path, engine: str, on_cell: _Progress
) -> Notebook:
    from papermill import execute

    run: Callable[..., Notebook] = execute.execute_notebook
    with own_event_loop(), kernel_options(folder) as options:
        return run(
            notebook_format().from_dict(notebook),
            None,
            parameters=dict(parameters),
            kernel_name="python3",
            engine_name=engine,
            progress_bar=False,
            request_save_on_cell_execute=False,
            on_cell_execute=on_cell,
            **options,
        )


def _whole(executed: Notebook) -> Notebook:
    """Refuse what papermill lets through: a notebook that left by `exit()`, or an error that a cell's tag allows."""
    for number, cell in numbered(executed["cells"]):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                raise StoppedError(number, cell["source"], f"{output['ename']}: {output['evalue']}")
    return executed


def _stopping_errors() -> tuple[type[Exception], ...]:
    from jupyter_client.kernelspec import NoSuchKernel
    from papermill.exceptions import PapermillExecutionError

    return PapermillExecutionError, NoSuchKernel, RuntimeError, TimeoutError


def _reason(error: Exception) -> str:
    """Return an error's first line, without the traceback that papermill appends."""
    name, value = getattr(error, "ename", ""), getattr(error, "evalue", "")
    text = f"{name}: {value}" if name and value else name or str(error) or type(error).__name__
    return text.strip().splitlines()[0]


def _number(cells: list[Notebook], place: int) -> int:
    """Say which of the author's cells stands at a place of the executed notebook, where one more carries parameters."""
    marked = [at for at, cell in enumerate(cells) if INJECTED in tags_of(cell)]
    tagged = [at + 1 for at, cell in enumerate(cells) if "parameters" in tags_of(cell)]
    injected = next(iter(marked + tagged), len(cells))
    return place if place > injected else place + 1
