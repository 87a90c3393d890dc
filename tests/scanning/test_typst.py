"""The PDF of a report is searched like any other file: nothing planted in it escapes through the way it is set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.documents.document import (
    Cell,
    Chapter,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Table,
)
from needs_analysis.documents.pdf import write_pdf
from needs_analysis.scanning.files import scan_content
from tests.documents.dots import picture
from tests.documents.sample import line, sample_document
from tests.scanning.planted import PLANTED, SEARCH

TABLE = Table("Who", ("Who", "n"), ((Cell("Nobody"), Cell("3", "num")),))
PLACES = {
    "heading": lambda text: Heading(2, text),
    "paragraph": lambda text: Paragraph(
        line(f"As reported by {text}, in a sentence that is longer than a line of the page.")
    ),
    "statement": lambda text: Paragraph(line(text), "statement"),
    "note": lambda text: Paragraph(line(text), "note"),
    "point": lambda text: Points((line(text),)),
    "cell": lambda text: replace(TABLE, rows=((Cell(text), Cell("3", "num")),)),
    "number": lambda text: replace(TABLE, rows=((Cell("x"), Cell(text, "num")),)),
    "too few": lambda text: replace(TABLE, rows=((Cell("x"), Cell(text, "too-few")),)),
    "group of rows": lambda text: replace(TABLE, rows=((Cell(text),), *TABLE.rows)),
    "heading of a column": lambda text: replace(TABLE, headings=("Who", text)),
    "narrow columns": lambda text: Table("x", tuple("abcdefghij"), ((*[Cell(text)] * 10,),)),
    "caption": lambda text: replace(TABLE, caption=text),
    "table's note": lambda text: replace(TABLE, notes=(text,)),
    "alternative text": lambda text: Picture("x", text, "", {}, TABLE),
    "picture's title": lambda text: Picture(text, "x", "", {}, TABLE),
    "key figure": lambda text: KeyFigures((KeyFigure("3", text),)),
}
ONE_OF_EACH = {kind: texts[7] for kind, texts in PLANTED.items()}
RUSSIAN = next(text for text in PLANTED["name"] if "А" <= text[0] <= "я")


def content(folder: Path, *blocks: object) -> bytes:
    """Set a report of these blocks, and return the file."""
    report: Document = sample_document()
    chapter = Chapter("01", "", (Heading(1, "One"), *blocks))  # type: ignore[arg-type]
    pictures = [picture(70, 30) for block in blocks if isinstance(block, Picture)]
    return write_pdf(folder / "r.pdf", replace(report, chapters=(chapter,)), pictures).read_bytes()


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_wherever_it_stands(place: str, tmp_path: Path) -> None:
    """A name in Latin letters, and one in Cyrillic, is found in each kind of block by itself."""
    for name in (ONE_OF_EACH["name"], RUSSIAN):
        hits = scan_content(content(tmp_path, PLACES[place](name)), "r.pdf", SEARCH)
        assert {hit.kind for hit in hits} == {"name"}


def test_one_of_each_kind_is_found(tmp_path: Path) -> None:
    """Addresses, numbers, codes and comments are found as well, in a sentence and in a cell."""
    for place in ("paragraph", "cell"):
        blocks = [PLACES[place](text) for text in ONE_OF_EACH.values()]
        hits = scan_content(content(tmp_path, *blocks), "r.pdf", SEARCH)
        assert {hit.kind for hit in hits} == set(ONE_OF_EACH)


def test_a_clean_report_has_no_hit(tmp_path: Path) -> None:
    """A report with every kind of block, and no secret, can be searched and has none."""
    blocks = [make("nobody at all") for make in PLACES.values()]
    assert scan_content(content(tmp_path, *blocks), "r.pdf", SEARCH) == []
