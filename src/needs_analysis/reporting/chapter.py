"""A chapter: a notebook executed in a process and a room of its own, and written with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import interface, interface_language
from needs_analysis.reporting import kernels
from needs_analysis.reporting.executing import OnCell, StoppedError, execute_notebook, ignore, watched
from needs_analysis.reporting.keeping import made_from, write_marked
from needs_analysis.reporting.notebooks import clean_notebook, notebook_text
from needs_analysis.reporting.room import room_with
from needs_analysis.reporting.warm.child import OnTold
from needs_analysis.reporting.warm.nursery import ENGINE, INSIDE, can_fork, nursery
from needs_analysis.writing import write_text


@dataclass(frozen=True)
class Chapter:
    """A notebook, what it is given, where the executed one goes, and the release that it may see.

    `earlier` are executed ones that may be kept where they bear the `seal`.
    """

    notebook: Path
    parameters: Mapping[str, object] = field(hash=False)
    output: Path
    release: Path | None = None
    earlier: tuple[Path, ...] = ()
    seal: str = ""

    @cached_property
    def key(self) -> str:
        """What the executed notebook is made from; blank where there is no release to tell."""
        return made_from(self.notebook, dict(self.parameters), self.release) if self.release else ""

    def anywhere(self) -> Chapter:
        """The same for a process that works in another folder."""
        release = self.release and self.release.resolve()
        return replace(self, notebook=self.notebook.resolve(), output=self.output.resolve(), release=release)


def make_chapter(chapter: Chapter, engine: str = ENGINE) -> None:
    """Execute a chapter in a room of its own, where there is its release and nothing else, and write it.

    Raises:
        StoppedError: it did not reach its end.
        OutputError: it could not be written.
    """
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


def write_executed(chapter: Chapter, folder: Path, engine: str, on_cell: OnCell = ignore) -> None:
    """Execute a chapter in a folder, and write what it shows and what it was made from.

    Raises:
        StoppedError: it did not reach its end.
    """
    executed = clean_notebook(
        execute_notebook(chapter.notebook, chapter.parameters, folder=folder, engine=engine, on_cell=on_cell)
    )
    if chapter.key:
        write_marked(chapter.output, executed, chapter.key, chapter.seal)
    else:
        write_text(chapter.output, notebook_text(executed))


def _make_in_child(chapter: Chapter, folder: Path, began: OnCell) -> None:
    """Let a child of the warm parent do all of it."""
    there = chapter.anywhere()
    there.key  # noqa: B018 - is worked out here, once for all children
    with nursery() as parent, parent.child(folder, there.release) as child:
        wrong = child.call(
            _as_child,
            there,
            folder,
            interface(),
            seconds=kernels.LONGEST_CELL,
            on_told=lambda told: began(told["place"], told["source"]),
        )
    if "stopped" in wrong:
        raise StoppedError(*wrong["stopped"])
    if wrong:
        raise OutputError([Problem(**each) for each in wrong["unwritten"]])


def _as_child(chapter: Chapter, folder: Path, language: str, tell: OnTold) -> dict[str, list[Any]]:
    """Give what went wrong: in which cell it stopped, with what source and why; or why it could not be written."""
    try:
        with interface_language(language):
            write_executed(chapter, folder, INSIDE, lambda place, source: tell({"place": place, "source": source}))
    except StoppedError as stopped:
        return {"stopped": list(stopped.args)}
    except OutputError as error:
        return {"unwritten": [asdict(problem) for problem in error.problems]}
    return {}
