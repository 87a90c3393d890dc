"""The documents beside the reports' pages, written in a process for each core."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

from needs_analysis.documents.document import Picture
from needs_analysis.parallel import Workers
from needs_analysis.reporting.drawing import Drawing
from needs_analysis.reporting.files import WITH_PICTURES, Files
from needs_analysis.reporting.gathering import gather
from needs_analysis.reporting.pieces import Piece, write_piece


def write_documents(reports: Sequence[Files], drawing: Drawing | None, *, on_done: Callable[[Path], None]) -> None:
    """Write what is left of the documents of reports, each whole or not at all.

    Args:
        reports: whose chapters were executed.
        drawing: what draws the pictures; without one, no document that shows pictures is left to write.
        on_done: told of each document.

    Raises:
        ChapterError: a chapter shows what no document can be made from.
        OutputError: a document cannot be written, or the browser did not draw.
        WorkerError: processes that were to write them died twice.
    """
    owners = {path: report for report in reports for path in report.left.values()}
    for path in _write([piece for report in reports for piece in _pieces(report)], drawing):
        owners[path].stands(path)
        on_done(path)
    if drawing:
        drawing.forget_others(path for report in reports for path in report.documents.values())


def _pieces(report: Files) -> Iterator[Piece]:
    if report.left:
        document = gather(report.report)
        yield from (Piece(kind, path, document) for kind, path in report.left.items())


def _write(pieces: Sequence[Piece], drawing: Drawing | None) -> Iterator[Path]:
    """Write documents in a process for each core: those without pictures while the browser draws for the others."""
    bare = [piece for piece in pieces if piece.kind not in WITH_PICTURES]
    shown = [piece for piece in pieces if piece.kind in WITH_PICTURES]
    workers = Workers(number=min(Workers().cores, len(pieces)))
    with ThreadPoolExecutor(1) as pool:
        drawn = pool.submit(copy_context().run, _draw, shown, drawing)
        yield from workers.each(write_piece, bare)
        yield from workers.each(write_piece, drawn.result())


def _draw(pieces: Sequence[Piece], drawing: Drawing | None) -> list[Piece]:
    """Give documents their pictures."""
    if not drawing:
        return list(pieces)
    shown = {
        piece.path: [block.figure for block in piece.document.blocks() if isinstance(block, Picture)]
        for piece in pieces
    }
    pictures = drawing.draw(shown)
    return [replace(piece, pictures=pictures[piece.path]) for piece in pieces]
