"""The documents beside the reports' pages, and what is left out where no browser is at hand to draw pictures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from pathlib import Path

from needs_analysis.documents.document import Document, Picture
from needs_analysis.parallel import Workers
from needs_analysis.reporting.gathering import gather
from needs_analysis.reporting.keeping import documents_from, keep_files, write_record
from needs_analysis.reporting.pieces import Piece, write_piece
from needs_analysis.reporting.planning import Planned
from needs_analysis.workshop import DocumentKind

SUFFIXES: dict[DocumentKind, str] = {"pdf": ".pdf", "word": ".docx", "workbook": ".xlsx", "slides": ".pptx"}
# Pictures of charts are drawn by a browser; slides have charts of their own, a workbook has their numbers.
WITH_PICTURES: tuple[DocumentKind, ...] = ("pdf", "word")
CORES = os.cpu_count() or 1
Paths = Mapping[DocumentKind, Path]


@dataclass(frozen=True)
class Wanted:
    """The documents of a report, what they are made from, and the names of those that an earlier run has left."""

    report: Planned
    paths: Paths
    key: str
    kept: frozenset[str]

    @property
    def left(self) -> Paths:
        """Those that are still to be made."""
        return {kind: path for kind, path in self.paths.items() if path.name not in self.kept}


def documents_of(report: Planned, browser: Path | None) -> list[DocumentKind]:
    """Name the kinds of documents that can be made of a report: all that the plan asks for, if there is a browser."""
    return [kind for kind in report.plan.documents if browser or kind not in WITH_PICTURES]


def write_documents(
    reports: Iterable[Planned], browser: Path | None, *, on_done: Callable[[Path], None] = lambda path: None
) -> dict[Path, list[Path]]:
    """Write the documents of reports beside their pages, each whole or not at all; give them by their page.

    Args:
        reports: whose chapters were executed.
        browser: that draws the pictures; without one, what needs pictures is left out.
        on_done: told of each document.

    Raises:
        ChapterError: a chapter shows what no document can be made from.
        OutputError: a document cannot be written, or the browser did not draw.
        WorkerError: processes that were to write them died twice.
    """
    wanted = [_wanted(report, browser) for report in reports]
    for path in (path for each in wanted for path in each.paths.values() if path.name in each.kept):
        on_done(path)
    _write([(gather(each.report), each.left) for each in wanted if each.left], browser, on_done)
    for each in wanted:
        if each.paths:
            write_record(_record(each.report.folder, each.report), each.key, each.paths.values())
    return {each.report.page: list(each.paths.values()) for each in wanted}


def _wanted(report: Planned, browser: Path | None) -> Wanted:
    paths = {kind: report.page.with_suffix(SUFFIXES[kind]) for kind in documents_of(report, browser)}
    chapters = [chapter.key for chapter in report.chapters] if paths else []
    key = documents_from(chapters, report.plan.model_dump_json(), report.language, browser)
    names = [path.name for path in paths.values()]
    kept = keep_files(names, key, _record(report.earlier, report), report.folder) if report.earlier else ()
    return Wanted(report, paths, key, frozenset(kept))


def _record(folder: Path, report: Planned) -> Path:
    return folder / "chapters" / f"{report.plan.id}.json"


def _write(left: Iterable[tuple[Document, Paths]], browser: Path | None, tell: Callable[[Path], None]) -> None:
    """Write documents in a process for each core: those without pictures while the browser draws for the others."""
    pieces = [Piece(kind, path, document) for document, paths in left for kind, path in paths.items()]
    bare = [piece for piece in pieces if piece.kind not in WITH_PICTURES]
    shown = [piece for piece in pieces if piece.kind in WITH_PICTURES]
    workers = Workers(number=min(CORES, len(pieces)))
    with ThreadPoolExecutor(1) as pool:
        drawn = pool.submit(copy_context().run, _draw, shown, browser)
        for path in workers.each(write_piece, bare):
            tell(path)
        for path in workers.each(write_piece, drawn.result()):
            tell(path)


def _draw(pieces: Sequence[Piece], browser: Path | None) -> list[Piece]:
    """Give documents their pictures, drawn together."""
    from needs_analysis.documents.pictures import draw_pictures

    if not browser:
        return list(pieces)
    figures = [[block.figure for block in piece.document.blocks() if isinstance(block, Picture)] for piece in pieces]
    drawn = iter(draw_pictures([each for some in figures for each in some], browser=browser, sessions=CORES))
    return [replace(piece, pictures=[next(drawn) for _ in some]) for piece, some in zip(pieces, figures, strict=True)]
