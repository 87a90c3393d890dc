"""Chapters executed side by side; the ones that finish are kept, the ones that fail are reported together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from textwrap import indent
from typing import Any

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import interface, interface_language, say
from needs_analysis.reporting import kernels
from needs_analysis.reporting.executing import OnCell, StoppedError, execute_notebook, prepare_execution, watched
from needs_analysis.reporting.keeping import kept_chapter, made_from, write_marked
from needs_analysis.reporting.kernels import kernel_environment
from needs_analysis.reporting.notebooks import clean_notebook, notebook_text
from needs_analysis.reporting.parameters import check_parameters
from needs_analysis.reporting.room import room_with
from needs_analysis.reporting.warm.nursery import ENGINE, INSIDE, OnTold, can_fork, nursery, warm_if
from needs_analysis.writing import keep_file, write_text

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
        executed = {pool.submit(copy_context().run, _make, chapter, engine): chapter for chapter in wanted}
        try:
            for future in as_completed(executed):
                try:
                    future.result()
                except StoppedError as stopped:
                    failed[executed[future]] = _explain(stopped, executed[future])
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
        keep_file(chapter.earlier, chapter.output)
    return True


def _make(chapter: Chapter, engine: str) -> None:
    """Execute a chapter in a room of its own, where there is its release and nothing else, and write it."""
    with _room(chapter) as folder:
        if engine == ENGINE and can_fork():
            watched(chapter.notebook, partial(_make_in_child, chapter, folder))
        else:
            write_executed(chapter, folder, engine)


@contextmanager
def _room(chapter: Chapter) -> Iterator[Path]:
    if chapter.release is None:
        yield chapter.notebook.parent
        return
    with room_with(chapter.release, at=str(chapter.parameters["release"])) as folder:
        yield folder


def write_executed(chapter: Chapter, folder: Path, engine: str, on_cell: OnCell | None = None) -> None:
    """Execute a chapter in a folder, and write what it shows and what it was made from.

    Raises:
        StoppedError: it did not reach its end.
    """
    told = {"on_cell": on_cell} if on_cell else {}
    executed = clean_notebook(
        execute_notebook(chapter.notebook, chapter.parameters, folder=folder, engine=engine, **told)
    )
    if chapter.key:
        write_marked(chapter.output, executed, chapter.key)
    else:
        write_text(chapter.output, notebook_text(executed))


def _make_in_child(chapter: Chapter, folder: Path, began: OnCell) -> None:
    """Let a child of the warm parent do all of it."""
    chapter.key  # noqa: B018 - is worked out here, once for all children
    with nursery() as parent, parent.child(folder, chapter.release) as child:
        stopped = child.call(
            _as_child,
            chapter,
            folder,
            interface(),
            seconds=kernels.LONGEST_CELL,
            on_told=lambda told: began(told["place"], told["source"]),
        )
    if stopped:
        raise StoppedError(*stopped)


def _as_child(chapter: Chapter, folder: Path, language: str, tell: OnTold) -> list[Any] | None:
    """Give where it stopped, in what and why, if it did."""
    try:
        with interface_language(language):
            write_executed(chapter, folder, INSIDE, lambda place, source: tell({"place": place, "source": source}))
    except StoppedError as stopped:
        return [stopped.number, stopped.source, stopped.reason]
    return None


def _misfits(chapter: Chapter) -> list[Problem]:
    try:
        check_parameters(chapter.notebook, chapter.parameters)
    except ChapterError as error:
        return error.problems
    return []


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
