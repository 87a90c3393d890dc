"""Chapters executed side by side; the ones that finish are kept, the ones that fail are reported together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from textwrap import indent

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.reporting.executing import StoppedError, execute_notebook, prepare_execution
from needs_analysis.reporting.keeping import kept_chapter, made_from, marked
from needs_analysis.reporting.kernels import kernel_environment
from needs_analysis.reporting.notebooks import Notebook, clean_notebook, write_notebook
from needs_analysis.reporting.parameters import check_parameters
from needs_analysis.reporting.room import room_with
from needs_analysis.reporting.warm.nursery import ENGINE, warm_if
from needs_analysis.writing import write_bytes

WORKERS = 2


@dataclass(frozen=True)
class Chapter:
    """A notebook, what it is given, where the executed one goes, the release it may see, what an earlier run made."""

    notebook: Path
    parameters: Mapping[str, object] = field(hash=False)
    output: Path
    release: Path | None = None
    earlier: Path | None = None

    @cached_property
    def key(self) -> str:
        """What the executed notebook is made from; blank where there is no release to tell."""
        return made_from(self.notebook, dict(self.parameters), self.release) if self.release else ""


def run_chapters(
    chapters: Iterable[Chapter],
    *,
    workers: int = WORKERS,
    engine: str = ENGINE,
    on_done: Callable[[Chapter], None] | None = None,
) -> list[Path]:
    """Execute chapters, at most `workers` at a time, and write each as soon as it is done.

    One that an earlier run made from the same things is kept as it is.

    Every chapter gets a process of its own, so none can see what another left behind. Threads are enough: the work is
    done in these processes.

    Raises:
        ChapterError: chapters that do not fit their parameters (then none was executed), or that failed.
    """
    wanted = list(chapters)
    _refuse(problem for chapter in wanted for problem in _misfits(chapter))
    left = [chapter for chapter in wanted if not _kept(chapter)]
    for chapter in wanted:
        if on_done and chapter not in left:
            on_done(chapter)
    if left:
        _run(left, workers=workers, engine=engine, on_done=on_done)
    return [chapter.output for chapter in wanted]


def _run(wanted: list[Chapter], *, workers: int, engine: str, on_done: Callable[[Chapter], None] | None) -> None:
    prepare_execution()
    failed: dict[Chapter, Problem] = {}
    with kernel_environment(), warm_if(engine == ENGINE), ThreadPoolExecutor(workers) as pool:
        executed = {pool.submit(_execute, chapter, engine): chapter for chapter in wanted}
        try:
            for future in as_completed(executed):
                _keep(future, executed[future], failed)
                if on_done:
                    on_done(executed[future])
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    _refuse(failed[chapter] for chapter in wanted if chapter in failed)


def _kept(chapter: Chapter) -> bool:
    """Take over what an earlier run made of a chapter, if it is what this one would make."""
    if not (chapter.earlier and chapter.key and kept_chapter(chapter.earlier, chapter.key)):
        return False
    if chapter.earlier != chapter.output:
        write_bytes(chapter.output, chapter.earlier.read_bytes())
    return True


def _execute(chapter: Chapter, engine: str) -> Notebook:
    """Execute a chapter in a room of its own, where there is its release and nothing else."""
    if chapter.release is None:
        return execute_notebook(chapter.notebook, chapter.parameters, engine=engine)
    with room_with(chapter.release, at=str(chapter.parameters["release"])) as folder:
        return execute_notebook(chapter.notebook, chapter.parameters, folder=folder, engine=engine)


def _misfits(chapter: Chapter) -> list[Problem]:
    try:
        check_parameters(chapter.notebook, chapter.parameters)
    except ChapterError as error:
        return error.problems
    return []


def _keep(future: Future[Notebook], chapter: Chapter, failed: dict[Chapter, Problem]) -> None:
    try:
        executed = clean_notebook(future.result())
        write_notebook(chapter.output, marked(executed, chapter.key) if chapter.key else executed)
    except StoppedError as stopped:
        failed[chapter] = _explain(stopped, chapter)


def _explain(stopped: StoppedError, chapter: Chapter) -> Problem:
    given = ", ".join(f"{name} = {value!r}" for name, value in chapter.parameters.items())
    if not stopped.number:
        return Problem(say("The kernel did not start: {reason}", reason=stopped.reason), file=chapter.notebook.name)
    words = say("Cell {number} failed: {reason}", number=stopped.number, reason=stopped.reason)
    parts = [words, indent(stopped.source, "    | "), say("Given: {parameters}", parameters=given)]
    return Problem("\n".join(parts), file=chapter.notebook.name)


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(dict.fromkeys(problems))
    if found:
        raise ChapterError(found)
