"""Whatever is planted in a report is found in each document that is made from it, wherever it was put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.documents.document import (
    Cell,
    Chapter,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.documents.slides import write_slides
from needs_analysis.documents.word import write_word
from needs_analysis.documents.workbook import write_workbook
from needs_analysis.scanning.files import scan_content
from tests.documents.office.conftest import pictures_of
from tests.documents.sample import line, number, sample_document
from tests.scanning.planted import EMAILS, NAMES, SEARCH

Plant = Callable[[Document, str], Document]
ROWS = tuple((Cell(f"Need {row}"), number(3 - row), number(9, digits=0)) for row in range(3))
DRAWN = {"data": [{"type": "bar", "x": [3, 2, 1]}]}


def add(*blocks: object) -> Document:
    """Add a chapter with blocks to the sample."""
    document = sample_document()
    heading = document.chapters[0].blocks[0]
    chapter = Chapter("06_assistance", "Part", (heading, *blocks))  # type: ignore[arg-type]
    return replace(document, chapters=(*document.chapters, chapter))


def table_of(*, caption: str = "T", head: str = "Gap", cell: str = "Need 1", note: str = "") -> Table:
    rows = ((Cell(cell), *ROWS[0][1:]), *ROWS)
    return Table(caption, ("Need", head, "n"), rows, (note,) if note else ())


def picture_of(
    *, title: str = "P", alt: str = "Drawn.", note: str = "", head: str = "Gap", cell: str = "Need"
) -> Picture:
    return Picture(title, alt, note, DRAWN, Table("T", ("Need", head, "n"), ((Cell(cell), *ROWS[0][1:]), *ROWS[1:])))


PLACES: dict[str, Plant] = {
    "cover title": lambda document, text: replace(document, cover=replace(document.cover, title=text)),
    "cover kind": lambda document, text: replace(document, cover=replace(document.cover, kind=text)),
    "cover fact": lambda document, text: replace(document, cover=replace(document.cover, facts=(("Who", text),))),
    "notice": lambda document, text: replace(document, cover=replace(document.cover, notice=text)),
    "edition": lambda document, text: replace(document, edition=text),
    "release": lambda document, text: replace(document, release=text),
    "caption": lambda _, text: add(table_of(caption=text)),
    "head": lambda _, text: add(table_of(head=text)),
    "cell": lambda _, text: add(table_of(cell=text)),
    "note": lambda _, text: add(table_of(note=text)),
    "empty table": lambda _, text: add(Table(text, ("A",), ())),
    "picture's head": lambda _, text: add(picture_of(head=text)),
    "picture's cell": lambda _, text: add(picture_of(cell=text)),
}
IN_TEXT: dict[str, Plant] = {
    "paragraph": lambda _, text: add(Paragraph(line(text))),
    "parted": lambda _, text: add(Paragraph((Run(text[:3]), Run(text[3:], strong=True)))),
    "point": lambda _, text: add(Points((line(text),))),
    "part": lambda document, text: replace(document, chapters=(replace(document.chapters[0], part=text),)),
}
DRAWN_PLACES: dict[str, Plant] = {
    "picture's title": lambda _, text: add(picture_of(title=text)),
    "alternative": lambda _, text: add(picture_of(alt=text)),
    "picture's note": lambda _, text: add(picture_of(note=text)),
    "key figure": lambda _, text: replace(add(), chapters=(_summary(text),)),
    "statement": lambda _, text: add(Paragraph(line(f"{text} said so."), "statement"), picture_of()),
}
ON_SLIDES = {name: PLACES[name] for name in PLACES if name not in ("caption", "head", "cell", "note", "empty table")}


def _summary(text: str) -> Chapter:
    return Chapter("00_summary", "", (sample_document().chapters[0].blocks[0], KeyFigures((KeyFigure("1", text),))))


def kinds(path: Path) -> set[str]:
    """Say which kinds of secrets a document holds."""
    return {hit.kind for hit in scan_content(path.read_bytes(), path.name, SEARCH)}


@pytest.mark.parametrize("place", [*PLACES, *IN_TEXT, *DRAWN_PLACES])
def test_planted_in_word(place: str, tmp_path: Path) -> None:
    document = (PLACES | IN_TEXT | DRAWN_PLACES)[place](sample_document(), f"{NAMES[3]} {EMAILS[3]}")
    assert kinds(write_word(tmp_path / "a.docx", document, pictures_of(document))) == {"name", "email"}


@pytest.mark.parametrize("place", PLACES)
def test_planted_in_a_workbook(place: str, tmp_path: Path) -> None:
    document = PLACES[place](sample_document(), f"{NAMES[3]} {EMAILS[3]}")
    assert kinds(write_workbook(tmp_path / "a.xlsx", document)) == {"name", "email"}


@pytest.mark.parametrize("place", [*ON_SLIDES, *DRAWN_PLACES])
def test_planted_in_slides(place: str, tmp_path: Path) -> None:
    document = (ON_SLIDES | DRAWN_PLACES)[place](sample_document(), NAMES[3])
    assert kinds(write_slides(tmp_path / "a.pptx", document)) == {"name"}


def test_clean_documents_have_no_hit(word: Path, workbook: Path, slides: Path) -> None:
    """Nothing of ours, or of a template, looks like a person, and nothing is closed to the search."""
    assert [kinds(path) for path in (word, workbook, slides)] == [set(), set(), set()]
