"""Texts that break documents: none stops a writer, none is lost, and none is anything but text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from needs_analysis.documents.document import (
    Cell,
    Chapter,
    Cover,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.documents.letters import in_xml
from needs_analysis.documents.slides import write_slides
from needs_analysis.documents.word import write_word
from needs_analysis.documents.workbook import write_workbook
from tests.documents.office.conftest import pictures_of
from tests.documents.reading import charts_of_slides, notes_of_slides, sheets_of_workbook, texts_of_word
from tests.hostile.corpus import EVERY, seen
from tests.hostile.corpus import TEXTS as CORPUS
from tests.hostile.test_workbooks import formulae

CONTROLS = "".join(map(chr, range(32))) + "\x7f\x80\ud800\udfff\ufffe\uffff"
EXTREME = [CONTROLS, "a\x1bb", "_x001B_", "x" * 40_000]
TEXTS = [text for text in dict.fromkeys([*EVERY, *EXTREME]) if text.strip()]
SOME = [*(next(text for text in texts if text.strip()) for texts in CORPUS.values()), *EXTREME]


def hostile_report() -> Document:
    """Make a report with every text in a cell, a point and a note, and some of each kind in every other place."""
    rows = tuple(
        (Cell(text), Cell(str(place % 9), "num", values=(float(place % 9),)), Cell(text, "missing"))
        for place, text in enumerate(TEXTS)
    )
    table = Table(SOME[0], (SOME[-1], SOME[0], "n"), rows, tuple(SOME))
    figure = {"data": [{"type": "bar", "x": [row[1].values[0] for row in rows], "name": SOME[0]}]}
    points = Points(tuple((Run(text),) for text in TEXTS))
    chapters = [Chapter("a", "", (Heading(1, "A"), points, table))]
    for place, text in enumerate(SOME):
        shown = replace(table, caption=text, rows=rows[place * 5 : place * 5 + 5])
        said = Paragraph((Run(text), Run(text, strong=True)), "statement")
        blocks = (Heading(1, text), said, Heading(2, text), KeyFigures((KeyFigure(text, text, text),)), shown)
        drawn = Picture(text, text, text, figure, shown)
        chapters.append(Chapter(f"{place:02}_{place}{text[:9]}".replace("-", ""), text, (*blocks, drawn)))
    cover = Cover(SOME[0], SOME[-1], ((SOME[0], SOME[0]),), SOME[0])
    return Document("en", SOME[0], SOME[-1], cover, tuple(chapters))


def check_parts(path: Path) -> None:
    """Hold that every part is well-formed, whoever reads it."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


@pytest.fixture(scope="module")
def document() -> Document:
    return hostile_report()


def test_word_holds_every_text(document: Document, tmp_path: Path) -> None:
    """As far as XML can: a sign stands for each letter that it cannot hold."""
    path = write_word(tmp_path / "a.docx", document, pictures_of(document))
    check_parts(path)
    said = {seen(text) for text in texts_of_word(path)}
    assert [text for text in TEXTS if seen(in_xml(text)) not in said] == []


def test_workbook_holds_every_text(document: Document, tmp_path: Path) -> None:
    """As far as a cell can, which ends at 32,767 letters; nothing is computed."""
    path = write_workbook(tmp_path / "a.xlsx", document)
    check_parts(path)
    assert formulae(path) == []
    cells = sheets_of_workbook(path.read_bytes()).values()
    held = {seen(value) for sheet in cells for row in sheet for value in row if isinstance(value, str)}
    assert [text for text in TEXTS if seen(in_xml(text)[:32_767]) not in held] == []


def test_slides_hold_every_text(document: Document, tmp_path: Path) -> None:
    """On the slide what there is room for, in the notes the whole."""
    path = write_slides(tmp_path / "a.pptx", document)
    check_parts(path)
    assert charts_of_slides(path)
    said = seen("".join(text for texts in notes_of_slides(path) for text in texts)).replace("\u200b", "")
    assert [text for text in SOME if seen(in_xml(text)).replace("\u200b", "") not in said] == []
