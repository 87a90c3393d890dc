"""Every number of a page stands in each document made of it, and no document holds a number that the page does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from needs_analysis.documents.document import Chapter, Cover, Document, Picture
from needs_analysis.documents.numbering import number_tables
from needs_analysis.documents.pdf import write_pdf
from needs_analysis.documents.slides import write_slides
from needs_analysis.documents.word import write_word
from needs_analysis.documents.workbook import write_workbook
from needs_analysis.reporting.blocks import blocks_of
from needs_analysis.reporting.composing import Part
from tests.documents.dots import picture
from tests.documents.reading import (
    charts_of_slides,
    notes_of_slides,
    sheets_of_workbook,
    tables_of_word,
    texts_of_slides,
    texts_of_word,
)
from tests.hostile.pages import page_of
from tests.reporting.every_display import DISPLAYS
from tests.small_release import make_release

NUMBER = re.compile(r"(?<![\w.,])[−+-]?\d+(?:[.,]\d+)*")
GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}\b)")
Rows = list[list[str]]


@dataclass(frozen=True)
class Made:
    """A page of every display there is, the document gathered from it, and the files made of that."""

    language: str
    page: html.HtmlElement
    document: Document
    pdf: Path
    word: Path
    workbook: Path
    slides: Path


@pytest.fixture(scope="module", params=["en", "ru"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    language, folder, release = request.param, tmp_path_factory.mktemp("same"), make_release()
    page = page_of([make(release, language) for make in DISPLAYS.values()], release, folder, language=language)
    blocks = blocks_of(Part("03_needs", folder / "03_needs.ipynb"), language)
    cover = Cover("Report", "Small workshop", (("Release", str(release.manifest["id"])),))
    document = Document(language, str(release.manifest["id"]), "Donor", cover, (Chapter("03_needs", "", blocks),))
    drawn = [picture(700, 300) for block in blocks if isinstance(block, Picture)]
    return Made(
        language,
        html.fromstring(page.read_text(encoding="utf-8")),
        document,
        write_pdf(folder / "report.pdf", document, drawn),
        write_word(folder / "report.docx", document, drawn),
        write_workbook(folder / "report.xlsx", document),
        write_slides(folder / "report.pptx", document),
    )


def numbers(texts: Iterable[str]) -> Counter[str]:
    """Count the numbers in texts, as they are written but for the blanks between thousands."""
    return Counter(number for text in texts for number in NUMBER.findall(GROUPED.sub("", text)))


def tables_of_page(page: html.HtmlElement) -> list[Rows]:
    """The tables of a page's chapters, head and rows: the words of each cell."""
    return [
        [["".join(cell.itertext()) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        for table in page.xpath("//section[contains(@class, 'part')]//table")
    ]


def said_by_page(page: html.HtmlElement) -> Counter[str]:
    """Every number that the chapters of a page say in words, in tables, captions and alternative texts."""
    parts = page.xpath("//section[contains(@class, 'part')]")
    texts = [text for part in parts for text in part.xpath(".//text()[not(ancestor::script or ancestor::summary)]")]
    return numbers([*texts, *(text for part in parts for text in part.xpath(".//*[@role='img']/@aria-label"))])


def test_word_has_the_tables_of_the_page(made: Made) -> None:
    """Cell by cell; a chart's table comes once, also where the page shows it by itself as well."""
    wanted = {repr(rows) for rows in map(_plain, tables_of_page(made.page))}
    found = {repr(rows) for rows in map(_plain, tables_of_word(made.word))}
    assert wanted
    assert wanted - found == set()


def test_word_has_every_number_of_the_page(made: Made) -> None:
    """In captions, notes and sentences too."""
    assert set(said_by_page(made.page)) <= set(numbers(texts_of_word(made.word)))


def test_a_pdf_has_every_number_of_the_page(made: Made) -> None:
    """At least as often, as it has page numbers besides; a number parted by a line's end is read whole."""
    text = " ".join(page.extract_text() for page in PdfReader(made.pdf).pages)
    missing = set(said_by_page(made.page)) - set(numbers([text.replace("\n", " ")]))
    assert missing == set()


def test_tables_bear_the_same_numbers_in_word_and_pdf(made: Made) -> None:
    """So that somebody with the one can point somebody with the other to a table."""
    text = " ".join(page.extract_text() for page in PdfReader(made.pdf).pages).replace("\n", " ")
    in_word = " ".join(texts_of_word(made.word)).replace("\xa0", " ")
    word = "Table" if made.language == "en" else "Таблица"
    numbered = number_tables(made.document)
    assert len(numbered) > 30
    for table, number in numbered.items():
        start = " ".join(table.caption.split()[:3])
        assert re.search(rf"{word}\s+{number}\W\s*{re.escape(start)}", text.replace("\xa0", " ")), (number, start)
        assert re.search(rf"{word}\s+{number}\W\s*{re.escape(start)}", in_word), (number, start)


def test_a_workbook_has_every_number_of_the_tables(made: Made) -> None:
    """As numbers where the page has numbers: what the page writes is what the cell's format shows."""
    sheets = sheets_of_workbook(made.workbook.read_bytes())
    found = {_written(cell) for rows in sheets.values() for row in rows for cell in row if isinstance(cell, float)}
    texts = numbers(cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str))
    cells = [cell for table in made.document.tables() for row in table.rows for cell in row]
    wanted = {_written(value / (100 if cell.unit else 1)) for cell in cells for value in cell.values}
    worded = numbers(cell.text for cell in cells if not cell.values)
    assert (
        wanted - found - {_written(float(number.replace(",", "."))) for number in texts if _is_plain(number)} == set()
    )
    assert set(worded) - set(texts) == set()


def test_slides_say_no_number_that_the_page_does_not(made: Made) -> None:
    """Neither in words nor in charts, whose numbers are those of the page's tables."""
    said = set(said_by_page(made.page))
    words = [text for slide in (*texts_of_slides(made.slides), *notes_of_slides(made.slides)) for text in slide]
    extra = set(numbers(words)) - said - set(numbers([made.document.release, *map(str, range(1, 60))]))
    assert extra == set()
    cells = [cell for table in made.document.tables() for row in table.rows for cell in row]
    shown = {
        _written(value / scale)
        for cell in cells
        for value in cell.values
        for scale in ((1, 100) if cell.unit else (1,))
    }
    shown |= {
        _written(float(number)) for number in numbers(cell.text.replace("−", "-").replace(",", ".") for cell in cells)
    }
    drawn = {
        _written(value)
        for chart in charts_of_slides(made.slides)
        for series in (*chart.series.values(), chart.across)
        for value in series
        if value is not None
    }
    assert drawn - shown == set()


def _plain(rows: Rows) -> Rows:
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _written(value: float) -> str:
    return f"{value:.6g}"


def _is_plain(number: str) -> bool:
    return re.fullmatch(r"-?\d+(?:[.,]\d+)?", number) is not None
