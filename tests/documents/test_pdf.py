"""The PDF is tagged, searchable and whole: read back with pypdf, after PDF/UA-1 (ISO 14289-1) and ISO 32000-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from needs_analysis import tables
from needs_analysis.documents.document import Chapter, Cover, Document, Heading, Paragraph, Picture, Table
from needs_analysis.documents.numbering import tables_behind
from needs_analysis.documents.pdf import write_pdf
from needs_analysis.reporting.blocks import blocks_of_content
from tests.documents.dots import picture
from tests.documents.sample import HOSTILE, LONG_NAME, RELEASE, UNBROKEN, line, sample_document
from tests.small_release import make_release

A4 = pytest.approx((595.28, 841.89), abs=0.1)


@pytest.fixture(scope="module")
def document(language: str) -> Document:
    return sample_document(language)


@pytest.fixture(scope="module")
def reader(pdf: Path) -> PdfReader:
    return PdfReader(pdf)


@pytest.fixture(scope="module")
def said(reader: PdfReader) -> list[str]:
    """What each page says, with lines put together."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture(scope="module")
def elements(reader: PdfReader) -> list[Any]:
    """Every element of the structure, in reading order."""
    return list(below(reader.trailer["/Root"]["/StructTreeRoot"]))


def below(element: Any) -> Iterator[Any]:
    """Yield the elements of a structure, each before those in it."""
    inside = element.get("/K", [])
    for each in inside if isinstance(inside, list) else [inside]:
        found = each.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from below(found)


def squeezed(text: str) -> str:
    """Return letters alone, since lines and hyphens part words."""
    return re.sub(r"[\s\N{HYPHEN-MINUS}\N{HYPHEN}\N{SOFT HYPHEN}]+", "", text)


def test_it_says_what_it_is(reader: PdfReader, document: Document) -> None:
    """Title, language, tags, the mark of PDF/UA-1, the release; no day or person, since bytes must not hang on them."""
    root = reader.trailer["/Root"]
    assert root["/Lang"] == document.language
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    assert re.search(rb"pdfuaid:part>\s*1\s*<", root["/Metadata"].get_data())
    assert (reader.metadata.title, reader.metadata["/Keywords"]) == (document.cover.title, RELEASE)
    assert {"/CreationDate", "/ModDate", "/Author"} & reader.metadata.keys() == set()


def test_chapters_are_bookmarks_below_their_parts(reader: PdfReader, document: Document) -> None:
    """Whoever opens the list of contents finds parts, chapters in them and their headings."""
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    nested = [
        each.title for inner in reader.outline if isinstance(inner, list) for each in inner if hasattr(each, "title")
    ]
    parts = list(dict.fromkeys(chapter.part for chapter in document.chapters if chapter.part))
    assert titles[1:-1] == [*parts, document.chapters[-1].title]
    assert nested == [chapter.title for chapter in document.chapters if chapter.part]


def test_pages_are_numbered(reader: PdfReader, said: list[str], document: Document) -> None:
    """A page says which of how many it is, and which release its numbers are from."""
    number, form = len(said), {"en": "Page {} of {}", "ru": "Страница {} из {}"}[document.language]
    assert all(form.format(at, number) in text for at, text in enumerate(said[1:], 2))
    assert all(RELEASE in text for text in said)
    assert reader.page_labels[1:] == [str(at) for at in range(2, number + 1)]


def test_headings_come_in_order(elements: list[Any], document: Document) -> None:
    """No level is left out, and every heading is there."""
    levels = [int(each["/S"][2:]) for each in elements if re.fullmatch(r"/H\d", each["/S"])]
    headings = [block for block in document.blocks() if isinstance(block, Heading)]
    assert len(levels) == len(headings) + 2 + 2  # two parts; the contents and the annex
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_are_told_once(elements: list[Any], document: Document) -> None:
    """Each picture has its words, also one that goes on over several pages."""
    told = [str(each["/Alt"]) for each in elements if each["/S"] == "/Figure"]
    assert told == [block.alt for block in document.blocks() if isinstance(block, Picture)]


def test_columns_and_groups_have_headings(elements: list[Any], document: Document) -> None:
    """Each table has a heading a column and one for every group of rows, and its cells are cells."""
    tables = [each for each in elements if each["/S"] == "/Table"]
    expected = [
        (
            len(table.headings) + sum(len(row) == 1 for row in table.rows),
            sum(len(row) for row in table.rows if len(row) > 1),
        )
        for table in [*(block for block in document.blocks() if isinstance(block, Table)), *tables_behind(document)]
        if table.rows
    ]
    kinds = [[each["/S"] for each in below(table)] for table in tables]
    assert sorted((of.count("/TH"), of.count("/TD")) for of in kinds) == sorted(expected)


def test_headings_of_a_long_table_are_repeated(said: list[str], document: Document) -> None:
    """A table of sixty rows needs more than a page; each has its headings."""
    heads = {"en": "Importance Capacity Gap n", "ru": "Важность Возможности Разрыв n"}[document.language]
    assert sum(heads in text for text in said) >= 2


def test_a_wide_table_gets_a_wide_page(reader: PdfReader) -> None:
    """Every page is A4, upright but for the table of ten intervals."""
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
    lying = [size for size in sizes if size[0] > size[1]]
    assert len(lying) == 1
    assert all(size == A4 or size[::-1] == A4 for size in sizes)


def test_texts_are_shown_as_typed(said: list[str]) -> None:
    """Nothing is read as markup, and long texts are whole: in a paragraph, in a list and in cells."""
    whole = squeezed(" ".join(said))
    for text in (*HOSTILE, LONG_NAME, UNBROKEN):
        assert whole.count(squeezed(text)) >= 2, text


def test_no_line_leaves_the_page(reader: PdfReader) -> None:
    """A line holds at most as many letters as fit between the margins, also of a word of 185 letters.

    In the type of the text these are 105; the chapter with key figures is set in one that is a quarter smaller.
    """
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    assert max(max(map(len, line.split()), default=0) for line in lines) <= 105 * 10.5 / 7.8


def test_words_from_right_to_left_stand_in_their_order(said: list[str]) -> None:
    """A phrase in Dari reads from right to left within a line from left to right."""
    whole = squeezed(" ".join(said))
    assert squeezed("(Dari)") in whole
    assert "مرکز" in whole or "زکرم" in whole


def test_what_no_font_has_is_told(said: list[str], document: Document) -> None:
    """An emoji without a font leaves a mark where it stands, and a line on the page of contents."""
    missing = "U+1F4FB RADIO" in said[1]
    assert missing == ("Radios \N{REPLACEMENT CHARACTER} and dogs" in " ".join(said))
    assert missing or "📻" in " ".join(said)


def test_same_report_same_bytes(pdf: Path, document: Document, tmp_path: Path) -> None:
    """Neither the day nor the place changes a byte."""
    again = write_pdf(
        tmp_path / "other name.pdf", document, [picture(700, 300), picture(700, 1800, cuts=(*range(100, 1800, 100),))]
    )
    assert again.read_bytes() == pdf.read_bytes()


def small(*blocks: Any, language: str = "en") -> Document:
    """Make a report of one chapter."""
    report = sample_document(language)
    return replace(report, chapters=(Chapter("01", "", (Heading(1, "One"), *blocks)),))


@pytest.mark.parametrize("language", ["en"], scope="session")
def test_pictures_must_match_the_report(tmp_path: Path, document: Document) -> None:
    """A picture too many or too few is a fault of the program, not a report with a hole."""
    with pytest.raises(ValueError, match="shorter"):
        write_pdf(tmp_path / "r.pdf", document, [picture(700, 300)])
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize(
    "text", ["a\x00b\x1bc", "a\ud800b", "a\u202eb\u2066c", "", " ", "\n", "e\N{COMBINING ACUTE ACCENT}" * 90]
)
def test_any_text_can_be_set(text: str, tmp_path: Path) -> None:
    """No sequence of characters stops a report."""
    made = write_pdf(tmp_path / "r.pdf", small(Heading(4, text), Paragraph(line(text))), [])
    assert len(PdfReader(made).pages) == 3


def test_tall_pictures_are_parted_between_rows(tmp_path: Path) -> None:
    """A picture of four pages' height takes four pages; without rows it is made to fit one."""
    shown = next(block for block in sample_document().blocks() if isinstance(block, Picture))
    report = small(shown)
    parted = write_pdf(tmp_path / "a.pdf", report, [picture(700, 3600, cuts=tuple(range(50, 3600, 50)))])
    fitted = write_pdf(tmp_path / "b.pdf", report, [picture(700, 3600)])
    assert [len(PdfReader(path).pages) for path in (parted, fitted)] == [2 + 4 + 1, 2 + 1 + 1]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_summary_is_one_page(language: str, tmp_path: Path) -> None:
    """With all that the shipped chapter shows, under its questions: what comes behind the contents is one page."""
    release = make_release()
    shown = (
        tables.state_key_figures(release, language),
        tables.state_participants(release, language),
        tables.table_first_tier(release, language),
        tables.state_assistance(release, language),
        tables.state_recommendations(release, language),
        tables.state_certainty(release, language),
    )
    blocks: list[Any] = [Heading(1, "Summary")]
    for each in shown:
        blocks += [
            Heading(2, "Which needs come first, and what stands behind them?"),
            Paragraph(line("One line. " * 9)),
        ]
        blocks += blocks_of_content(each.content())
    cover = Cover("Report", "Small workshop", ())
    document = Document(language, RELEASE, "Donor", cover, (Chapter("00_summary", "", tuple(blocks)),))
    assert len(PdfReader(write_pdf(tmp_path / "a.pdf", document, [])).pages) == 3
