"""Chapters executed side by side; the ones that finish are kept, the ones that fail are reported together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextvars import copy_context
from pathlib import Path
from textwrap import indent

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.parallel import Workers
from needs_analysis.reporting.chapter import Chapter, make_chapter
from needs_analysis.reporting.executing import StoppedError, prepare_execution
from needs_analysis.reporting.keeping import kept_chapter
from needs_analysis.reporting.kernels import kernel_environment
from needs_analysis.reporting.parameters import check_parameters
from needs_analysis.reporting.travelling import make_far
from needs_analysis.reporting.warm.nursery import ENGINE, can_fork, nursery, start_if_kept
from needs_analysis.writing import keep_file, write_text

HERE = Workers()


def run_chapters(
    chapters: Iterable[Chapter],
    *,
    workers: Workers = HERE,
    engine: str = ENGINE,
    on_done: Callable[[Chapter], None] | None = None,
) -> list[Path]:
    """Execute chapters, several at a time, here or on a cluster, and write each as soon as it is done.

    One that an earlier run made from the same things is kept as it is. Every chapter gets a process of its own, so none
    can see what another left behind.

    Args:
        chapters: to be executed.
        workers: how many at a time, or where.
        engine: of papermill; a cluster has its own.
        on_done: told of each chapter.

    Raises:
        ChapterError: chapters that do not fit their parameters (then none was executed), or that failed.
        WorkerError: a cluster lost its workers, or has other programs.
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


def make_ready() -> None:
    """Start the parent that is kept warm, if one is, without waiting for it: there will be chapters to execute."""
    with kernel_environment():
        start_if_kept()


def _run(wanted: list[Chapter], *, workers: Workers, engine: str, on_done: Callable[[Chapter], None] | None) -> None:
    failed: dict[Chapter, Problem] = {}
    for chapter, stopped in _far(wanted, workers) if workers.scheduler else _near(wanted, workers, engine):
        if stopped:
            failed[chapter] = _explain(stopped, chapter)
        if on_done:
            on_done(chapter)
    _refuse(failed[chapter] for chapter in wanted if chapter in failed)


def _near(wanted: list[Chapter], workers: Workers, engine: str) -> Iterator[tuple[Chapter, StoppedError | None]]:
    """Make chapters on this machine; threads are enough to watch them, as each is done in a process of its own."""
    at_once = workers.number or workers.cores + (not can_fork())  # kernels are waited for while they start
    is_warm = engine == ENGINE and can_fork()
    with kernel_environment(), nursery() as parent, ThreadPoolExecutor(at_once) as pool:
        if is_warm:
            parent.start(many=len(wanted) > 1)
        prepare_execution()
        if is_warm:
            parent.read_ahead(dict.fromkeys(chapter.release.resolve() for chapter in wanted if chapter.release))
        made = {pool.submit(copy_context().run, make_chapter, chapter, engine): chapter for chapter in wanted}
        try:
            for future in as_completed(made):
                yield made[future], _stopped(future)
        except KeyboardInterrupt:
            parent.close()  # with its children, which would be waited for
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _stopped(future: Future[None]) -> StoppedError | None:
    try:
        future.result()
    except StoppedError as stopped:
        return stopped
    return None


def _far(wanted: list[Chapter], workers: Workers) -> Iterator[tuple[Chapter, StoppedError | None]]:
    """Make chapters on a cluster, and write here what comes back."""
    for chapter, made in zip(wanted, make_far(wanted, workers), strict=True):
        stopped = None if isinstance(made, str) else made
        if isinstance(made, str):
            write_text(chapter.output, made)
        yield chapter, stopped


def _kept(chapter: Chapter) -> bool:
    """Take over what an earlier run made of a chapter, if it is what this one would make."""
    for earlier in chapter.earlier if chapter.key else ():
        if kept_chapter(earlier, chapter.key, chapter.seal):
            if earlier == chapter.output:
                return True
            copy = keep_file(earlier, chapter.output)
            if kept_chapter(copy, chapter.key, chapter.seal):  # the other may have changed by now
                return True
            copy.unlink()
    return False


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
