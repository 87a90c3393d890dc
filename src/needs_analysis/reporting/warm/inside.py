"""A notebook executed by papermill within the very process that runs its cells: a child, which nobody else uses."""

from __future__ import annotations

from typing import Any, ClassVar

from papermill.engines import Engine

from needs_analysis.reporting.warm.engine import run_cells
from needs_analysis.reporting.warm.shell import Heard, Shell, run_cell


class Here:
    """Runs cells in this process."""

    only: ClassVar[Here]

    def __init__(self, shell: Shell) -> None:
        self._shell, self._heard = shell, Heard()
        Here.only = self

    def run(self, place: int, source: str, _: float | None) -> dict[str, Any]:
        """Run a cell; who watches this process ends it where that takes too long."""
        return run_cell(self._shell, place, source, self._heard)


class InsideEngine(Engine):
    """Executes a notebook in this process, which has to be a child."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute a notebook cell by cell."""
        run_cells(nb_man, Here.only, None, options.get("on_cell_execute"))
