"""One notebook executed, whole or up to the place where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from needs_analysis.language import say
from needs_analysis.reporting.kernels import kernel_options, own_event_loop
from needs_analysis.reporting.notebooks import INJECTED, Notebook, notebook_format, numbered, read_notebook, tags_of
from needs_analysis.reporting.warm.nursery import ENGINE, INSIDE

T = TypeVar("T")
STARTS = 2
UNSHOWN = "CellExecutionError"  # as papermill calls what a cell ended with that shows no error
OnCell = Callable[[int, str], None]


def ignore(*_: object) -> None:
    """Hear what is told of a cell, and do nothing."""


class StoppedError(Exception):
    """A notebook did not reach its end. `number` is the cell it stopped in as the author counts, 0 before the first.

    It survives a journey between processes whole:

    >>> import pickle
    >>> pickle.loads(pickle.dumps(StoppedError(2, "1 / 0", "ZeroDivisionError"))).args
    (2, '1 / 0', 'ZeroDivisionError')
    """

    def __init__(self, number: int, source: str, reason: str) -> None:
        super().__init__(number, source, reason)
        self.number, self.source, self.reason = number, source, reason

    def __str__(self) -> str:
        return self.reason


@dataclass
class _Progress:
    """The cell that was started last."""

    place: int = -1
    source: str = ""

    def __call__(self, place: int, source: str) -> None:
        self.place, self.source = place, source


def prepare_execution() -> None:
    """Import what all executions share, and build what judges notebooks, once, before there are threads."""
    notebook_format()
    _stopping_errors()
    from papermill.engines import papermill_engines

    from needs_analysis.reporting.warm.engine import WarmEngine, language_info
    from needs_analysis.reporting.warm.inside import InsideEngine

    language_info()
    notebook_format().validate(notebook_format().v4.new_notebook())
    papermill_engines.register(ENGINE, WarmEngine)
    papermill_engines.register(INSIDE, InsideEngine)


def execute_notebook(
    path: Path,
    parameters: Mapping[str, object],
    *,
    folder: Path | None = None,
    engine: str = ENGINE,
    on_cell: OnCell = ignore,
) -> Notebook:
    """Execute a notebook in its own folder or another one, with an engine of papermill; tell of each cell as it begins.

    Raises:
        StoppedError: a cell failed or took too long, or the kernel died.
    """
    notebook, work = read_notebook(path), (folder or path.parent).resolve()

    def run(began: OnCell) -> Notebook:
        def tell(*, cell: Any, cell_index: int) -> None:
            began(cell_index, cell.source)
            on_cell(cell_index, cell.source)

        if engine == INSIDE:
            return _whole(_execute_inside(notebook, parameters, on_cell=tell))
        return _whole(_execute(notebook, parameters, folder=work, engine=engine, on_cell=tell))

    return watched(path, run)


def watched(path: Path, run: Callable[[OnCell], T]) -> T:
    """Run a notebook, and name the cell in which it stops.

    A kernel that dies before its first cell has done nothing yet, so another is started.

    Args:
        path: of the notebook.
        run: is called with what it tells of each cell as it begins: its place and its source.

    Raises:
        StoppedError: a cell failed or took too long, or the kernel died.
    """
    for left in reversed(range(STARTS)):
        began = _Progress()
        try:
            return run(began)
        except _stopping_errors() as error:
            if began.place >= 0 or not left:
                number = _number(read_notebook(path)["cells"], began.place)
                raise StoppedError(number, began.source, _reason(error)) from error
    raise AssertionError("the last start returns or raises")


def _execute(
    notebook: Notebook, parameters: Mapping[str, object], *, folder: Path, engine: str, on_cell: Callable[..., None]
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


def _execute_inside(notebook: Notebook, parameters: Mapping[str, object], *, on_cell: Callable[..., None]) -> Notebook:
    """Do step by step what papermill does, but for writing all outputs out as JSON, for no file, at the end."""
    from papermill import execute as steps
    from papermill import iorw
    from papermill.engines import papermill_engines
    from papermill.parameterize import parameterize_notebook

    load: Callable[..., Any] = iorw.load_notebook_node
    loaded = load(notebook_format().from_dict(notebook))
    given = parameterize_notebook(loaded, dict(parameters), kernel_name="python3", engine_name=INSIDE)
    ready = steps.remove_error_markers(steps.prepare_notebook_metadata(given, None, None))
    executed: Notebook = papermill_engines.execute_notebook_with_engine(
        INSIDE, ready, kernel_name="python3", progress_bar=False, on_cell_execute=on_cell
    )
    steps.raise_for_execution_errors(executed, None)
    return executed


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
    if name == UNSHOWN and not value:
        return say("It failed without showing an error.")
    text = f"{name}: {value}" if name and value else name or str(error) or type(error).__name__
    return text.strip().splitlines()[0]


def _number(cells: list[Notebook], place: int) -> int:
    """Say which of the author's cells stands at a place of the executed notebook, where one more carries parameters."""
    marked = [at for at, cell in enumerate(cells) if INJECTED in tags_of(cell)]
    tagged = [at + 1 for at, cell in enumerate(cells) if "parameters" in tags_of(cell)]
    injected = next(iter(marked + tagged), len(cells))
    return place if place > injected else place + 1
