"""A document that cannot be made is named, whichever process was at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.errors import OutputError
from needs_analysis.language import interface_language
from needs_analysis.parallel import Workers
from needs_analysis.reporting.pieces import Piece, write_piece
from tests.documents.dots import picture
from tests.documents.sample import sample_document

PICTURES = (picture(700, 300), picture(700, 1800))


def test_a_document_that_cannot_be_set_is_named(tmp_path: Path) -> None:
    """A picture that is none, in another process, in the language of whoever asked."""
    good = Piece("pdf", tmp_path / "good.pdf", sample_document(), PICTURES)
    broken = PICTURES[0][:24] + b"\0" + PICTURES[0][25:]
    bad = replace(good, path=tmp_path / "bad.pdf", pictures=(broken, PICTURES[1]))
    said = r"bad\.pdf: Не удалось сверстать отчёт в PDF"
    with interface_language("ru"), pytest.raises(OutputError, match=said) as raised:
        list(Workers(number=2).each(write_piece, [good, bad]))
    assert [each.file for each in raised.value.problems] == ["bad.pdf"]
    assert not bad.path.exists()


def test_a_document_that_cannot_be_written_keeps_the_name_of_its_place(tmp_path: Path) -> None:
    """The folder is a file."""
    (tmp_path / "folder").write_text("")
    piece = Piece("workbook", tmp_path / "folder" / "report.xlsx", sample_document())
    with pytest.raises(OutputError) as raised:
        write_piece(piece)
    assert [each.file for each in raised.value.problems] == [piece.path.as_posix()]
