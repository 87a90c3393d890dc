"""The pages of many reports, composed side by side by children of the parent that has executed their chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from needs_analysis.errors import ChapterError, OutputError, Problem
from needs_analysis.language import interface, interface_language
from needs_analysis.passing import passing_folder
from needs_analysis.release import read_release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.kernels import LONGEST_CELL
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.warm.child import OnTold
from needs_analysis.reporting.warm.nursery import Nursery, nursery
from needs_analysis.writing import write_text

if TYPE_CHECKING:  # a child composes a page without a plan of reports
    from needs_analysis.reporting.planning import Planned

Problems = list[dict[str, Any]]
SHARES = 2  # of the pages for each that work at once: long ones seldom stand together in the last


@dataclass(frozen=True)
class _Page:
    """What a child is told of a page: parts, folder of the release, language, kind, the interface's language, file."""

    parts: tuple[Part, ...]
    release: Path
    language: str
    kind: str
    spoken: str
    file: Path


def compose_pages(planned: Sequence[Planned], *, at_once: int) -> list[str]:
    """Compose the page of each report from its executed chapters, in children where there is a parent for them.

    Raises:
        ChapterError: chapters show what a page cannot show whole; those of all reports.
    """
    with nursery() as parent:
        if not parent.is_warm:
            return [report_html(each.parts, each.release, language=each.language, kind=each.kind) for each in planned]
        with passing_folder() as folder, ThreadPoolExecutor(at_once) as pool:
            asked = [_page(each, folder / f"{place}.html") for place, each in enumerate(planned)]
            most = -(-len(asked) // (SHARES * at_once))
            found = pool.map(partial(_in_child, parent), _by_release(asked, most))
            _refuse(problems for pages in found for problems in pages)
            return [page.file.read_text(encoding="utf-8") for page in asked]


def _page(report: Planned, file: Path) -> _Page:
    parts = tuple(replace(part, notebook=part.notebook.resolve()) for part in report.parts)
    return _Page(parts, report.source.resolve(), report.language, report.kind, interface(), file)


def _by_release(asked: Sequence[_Page], most: int) -> Iterator[list[_Page]]:
    """Put pages of one release together, so many at most."""
    for _, pages in groupby(asked, key=attrgetter("release")):
        together = list(pages)
        yield from (together[begin : begin + most] for begin in range(0, len(together), most))


def _in_child(parent: Nursery, asked: list[_Page]) -> list[Problems]:
    """Compose pages of one release, one after the other: our own templates leave nothing behind for the next."""
    with parent.child(asked[0].file.parent, asked[0].release) as child:
        return [child.call(_as_child, page, seconds=LONGEST_CELL) for page in asked]


def _as_child(asked: _Page, _: OnTold) -> Problems:
    """Compose a page into its file, and give what is wrong with its chapters."""
    release = read_release(asked.release)
    try:
        with interface_language(asked.spoken):
            write_text(asked.file, report_html(asked.parts, release, language=asked.language, kind=asked.kind))
    except (ChapterError, OutputError) as error:
        return [asdict(problem) for problem in error.problems]
    return []


def _refuse(found: Iterable[Problems]) -> None:
    problems = [Problem(**each) for problems in found for each in problems]
    if problems:
        raise ChapterError(list(dict.fromkeys(problems)))
