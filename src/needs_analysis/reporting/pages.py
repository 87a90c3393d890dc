"""The pages of many reports, composed side by side by children of the parent that has executed their chapters."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from needs_analysis.errors import ChapterError, OutputError, Problem
from needs_analysis.language import interface, interface_language
from needs_analysis.release import read_release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.kernels import LONGEST_CELL
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.warm.nursery import Nursery, OnTold, nursery
from needs_analysis.writing import write_text

if TYPE_CHECKING:  # a child composes a page without a plan of reports
    from needs_analysis.reporting.planning import Planned

Problems = list[dict[str, Any]]


@dataclass(frozen=True)
class _Page:
    """What a child is told of a page: parts, folder of the release, language and kind, and the interface's language."""

    parts: tuple[Part, ...]
    release: Path
    language: str
    kind: str
    spoken: str


def compose_pages(planned: Sequence[Planned], *, at_once: int) -> list[str]:
    """Compose the page of each report from its executed chapters, in children where there is a parent for them.

    Raises:
        ChapterError: chapters show what a page cannot show whole; those of all reports.
    """
    with nursery() as parent:
        if not parent.is_warm:
            return [report_html(each.parts, each.release, language=each.language, kind=each.kind) for each in planned]
        with tempfile.TemporaryDirectory(prefix="needs-") as name, ThreadPoolExecutor(at_once) as pool:
            files = [Path(name, f"{place}.html") for place, _ in enumerate(planned)]
            asked = [_page(each) for each in planned]
            _refuse(pool.map(partial(_in_child, parent), asked, files))
            return [file.read_text(encoding="utf-8") for file in files]


def _page(report: Planned) -> _Page:
    parts = tuple(replace(part, notebook=part.notebook.resolve()) for part in report.parts)
    return _Page(parts, report.source.resolve(), report.language, report.kind, interface())


def _in_child(parent: Nursery, asked: _Page, file: Path) -> Problems:
    with parent.child(file.parent, asked.release) as child:
        problems: Problems = child.call(_as_child, asked, file, seconds=LONGEST_CELL)
        return problems


def _as_child(asked: _Page, file: Path, _: OnTold) -> Problems:
    """Compose a page into a file, and give what is wrong with its chapters."""
    release = read_release(asked.release)
    try:
        with interface_language(asked.spoken):
            write_text(file, report_html(asked.parts, release, language=asked.language, kind=asked.kind))
    except (ChapterError, OutputError) as error:
        return [asdict(problem) for problem in error.problems]
    return []


def _refuse(found: Iterable[Problems]) -> None:
    problems = [Problem(**each) for problems in found for each in problems]
    if problems:
        raise ChapterError(list(dict.fromkeys(problems)))
