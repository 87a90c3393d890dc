"""One document of a report as a piece of work, which any process can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from needs_analysis.documents.document import Document
from needs_analysis.errors import OutputError
from needs_analysis.workshop import DocumentKind


@dataclass(frozen=True)
class Piece:
    """A document to be written: of what kind, where, from which report, and its pictures where it shows any."""

    kind: DocumentKind
    path: Path
    document: Document
    pictures: Sequence[bytes] = ()


def write_piece(piece: Piece) -> Path:
    """Write a document, whole or not at all.

    Raises:
        OutputError: it cannot be set or written; names it.
    """
    try:
        return _write(piece)
    except OutputError as error:
        raise OutputError([replace(each, file=each.file or piece.path.name) for each in error.problems]) from error


def _write(piece: Piece) -> Path:
    match piece.kind:
        case "pdf":
            from needs_analysis.documents.pdf import write_pdf

            return write_pdf(piece.path, piece.document, piece.pictures)
        case "word":
            from needs_analysis.documents.word import write_word

            return write_word(piece.path, piece.document, piece.pictures)
        case "workbook":
            from needs_analysis.documents.workbook import write_workbook

            return write_workbook(piece.path, piece.document)
        case "slides":
            from needs_analysis.documents.slides import write_slides

            return write_slides(piece.path, piece.document)
