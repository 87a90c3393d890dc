"""A report in Word is a document that a person can edit: its structure is real, its texts are data."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from needs_analysis.documents.document import (
    Chapter,
    Cover,
    Document,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.documents.word import write_word
from tests.documents.dots import picture
from tests.documents.office.conftest import dot, pictures_of
from tests.documents.reading import WORD, part, tables_of_word, texts_of_word, word_text
from tests.documents.sample import HOSTILE, RELEASE

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LABELS = {"en": ("Table", "Figure", "Contents"), "ru": ("Таблица", "Рисунок", "Содержание")}


def styles_of(path: Path) -> list[tuple[str, str]]:
    """Give each paragraph's style and words."""
    found = [(each.find(f"{WORD}pPr/{WORD}pStyle"), each) for each in part(path, "word/document.xml").iter(f"{WORD}p")]
    return [(style.get(f"{WORD}val"), word_text(each)) for style, each in found if style is not None]


def fields_of(path: Path) -> list[str]:
    """Give what the fields of a document compute."""
    return [str(each.text).strip() for each in part(path, "word/document.xml").iter(f"{WORD}instrText")]


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def test_headings_are_headings(report: Document, word: Path) -> None:
    """Each heading of the report has Word's own style of its level, as python-docx reads it."""
    wanted = [(each.level, each.text) for each in report.blocks() if isinstance(each, Heading)]
    read = [each for each in docx.Document(str(word)).paragraphs if each.style.name.startswith("Heading ")]
    found = [(int(each.style.name[-1]), each.text) for each in read]
    assert found[: len(wanted)] == wanted
    assert len(found) == len(wanted) + 1  # the tables that stand behind pictures alone


def test_every_text_is_there(report: Document, word: Path) -> None:
    """Paragraphs, points, notes, cells, key figures and alternative texts: each as it is written."""
    said = "\n".join(texts_of_word(word))
    blocks = list(report.blocks())
    wanted = [words(each.line) for each in blocks if isinstance(each, Paragraph)]
    wanted += [words(item) for each in blocks if isinstance(each, Points) for item in each.items]
    wanted += [note for table in report.tables() for note in table.notes]
    wanted += [each.note for each in blocks if isinstance(each, Picture)]
    wanted += [word for fact in report.cover.facts for word in fact] + [report.cover.title, report.cover.notice]
    assert [text for text in wanted if text not in said] == []


def test_cells_are_those_of_the_report(report: Document, word: Path) -> None:
    """Head and rows of every table that has rows, in the order in which the tables come."""
    wanted = []
    blocks = list(report.blocks())
    said = [each for each in blocks if isinstance(each, Table) and each.rows]
    drawn = [each.table for each in blocks if isinstance(each, Picture) and each.table not in said]
    for table in [*said, *dict.fromkeys(drawn)]:
        wanted += [[list(table.headings), *([cell.text for cell in row] for row in table.rows)]]
    keyed = [table for table in tables_of_word(word) if len(table) > 1]
    assert keyed == wanted


def test_heads_are_marked_and_repeated(report: Document, word: Path) -> None:
    """The first row of each table of numbers is a head, repeated on every page; no row is torn."""
    for table in part(word, "word/document.xml").iter(f"{WORD}tbl"):
        rows = list(table.iter(f"{WORD}tr"))
        heads = [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows]
        style = table.find(f"{WORD}tblPr/{WORD}tblStyle").get(f"{WORD}val")
        assert heads == ([True] + [False] * (len(rows) - 1) if style == "ReportTable" else [False] * len(rows))
        assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)


def test_captions_are_counted_by_word(report: Document, word: Path) -> None:
    """«Table 1» and «Figure 1» are fields in the report's language, and show their numbers before Word counts."""
    table, figure, _ = LABELS[report.language]
    captions = [text for style, text in styles_of(word) if style in ("Caption", "FigureCaption")]
    counted = [field for field in fields_of(word) if field.startswith("SEQ")]
    assert counted.count(f"SEQ {table} \\* ARABIC") == sum(text.startswith(f"{table} ") for text in captions) == 6
    assert counted.count(f"SEQ {figure} \\* ARABIC") == sum(text.startswith(f"{figure} ") for text in captions) == 2
    assert [text.split(".")[0] for text in captions if text.startswith(figure)] == [f"{figure} 1", f"{figure} 2"]


def test_pictures_point_to_their_numbers(report: Document, word: Path) -> None:
    """Under each picture a field points to the table with its numbers, whose caption bears that bookmark."""
    targets = [field.split()[1] for field in fields_of(word) if field.startswith("REF")]
    marks = {each.get(f"{WORD}name") for each in part(word, "word/document.xml").iter(f"{WORD}bookmarkStart")}
    assert targets == ["table_6", "table_6"]
    assert set(targets) <= marks


def test_contents_are_filled_and_refreshed(report: Document, word: Path) -> None:
    """The contents list the headings of two levels as links to them, within a field that Word brings up to date."""
    entries = [(style, text) for style, text in styles_of(word) if style.startswith("TOC") and style != "TOCHeading"]
    wanted = [
        (f"TOC{each.level}", each.text) for each in report.blocks() if isinstance(each, Heading) and each.level < 3
    ]
    assert entries[:-1] == wanted
    root = part(word, "word/document.xml")
    anchors = [each.get(f"{WORD}anchor") for each in root.iter(f"{WORD}hyperlink")]
    assert len(anchors) == len(entries)
    assert set(anchors) <= {each.get(f"{WORD}name") for each in root.iter(f"{WORD}bookmarkStart")}
    assert fields_of(word)[0].startswith('TOC \\o "1-2"')
    begun, ended = (
        [each.get(f"{WORD}fldCharType") for each in root.iter(f"{WORD}fldChar")].count(kind)
        for kind in ("begin", "end")
    )
    assert begun == ended


def test_bookmarks_are_unique(word: Path) -> None:
    """Word refuses to open nothing for it, but two bookmarks of one name lead to one place."""
    marks = list(part(word, "word/document.xml").iter(f"{WORD}bookmarkStart"))
    for name in ("name", "id"):
        values = [each.get(f"{WORD}{name}") for each in marks]
        assert len(values) == len(set(values))


def test_pictures_have_alternative_texts(report: Document, word: Path) -> None:
    """What a picture says without being seen stands with it, and it is no wider or taller than the page."""
    shapes = docx.Document(str(word)).inline_shapes
    found = [shape._inline.docPr.get("descr") for shape in shapes]
    assert found == [each.alt for each in report.blocks() if isinstance(each, Picture)]
    assert all(shape.width.mm <= 170.1 and shape.height.mm <= 225.1 for shape in shapes)


def test_a_tall_picture_is_shown_in_parts(report: Document, tmp_path: Path) -> None:
    """As wide as the page, where it may be parted; one file in the package, all of it seen, no part twice."""
    block = next(block for block in report.blocks() if isinstance(block, Picture))
    tall = replace(report, chapters=(Chapter("a", "", (Heading(1, "A"), block)),))
    path = write_word(tmp_path / "a.docx", tall, [picture(170, 600, cuts=(200, 400))])
    shapes = docx.Document(str(path)).inline_shapes
    assert [(round(shape.width.mm), round(shape.height.mm)) for shape in shapes] == [(170, 200)] * 3
    crops = [shape._inline.find(f".//{DRAWING}srcRect") for shape in shapes]
    assert [(int(each.get("t")), int(each.get("b"))) for each in crops] == [(0, 66667), (33333, 33333), (66667, 0)]
    with zipfile.ZipFile(path) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 1


def test_pages_are_a4(word: Path) -> None:
    """Upright, but across for the table that is too wide; the foot of each page has release, page and pages."""
    read = docx.Document(str(word))
    sizes = [(round(each.page_width.mm), round(each.page_height.mm)) for each in read.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    for section in read.sections:
        foot = section.footer._element
        assert [str(each.text).strip() for each in foot.iter(f"{WORD}instrText")] == ["PAGE", "NUMPAGES"]
        assert RELEASE in "".join(text.text or "" for text in foot.iter(f"{WORD}t"))


def test_properties_name_release_and_nobody(report: Document, word: Path) -> None:
    """Title, subject, language and release are told; no author, no clock, nothing of the template's maker."""
    read = docx.Document(str(word)).core_properties
    assert (read.title, read.keywords, read.author) == (report.cover.title, RELEASE, "")
    assert read.language == {"en": "en-GB", "ru": "ru-RU"}[report.language]
    assert read.created.year == read.modified.year == 1980
    with zipfile.ZipFile(word) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "customXml" in name]
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in package.read("docProps/core.xml")


def test_language_is_marked(report: Document, word: Path) -> None:
    """The document speaks its language; a cell in another one is marked."""
    styles = part(word, "word/styles.xml")
    assert [each.get(f"{WORD}val") for each in styles.iter(f"{WORD}lang")] == [
        {"en": "en-GB", "ru": "ru-RU"}[report.language]
    ]
    marked = [each.get(f"{WORD}val") for each in part(word, "word/document.xml").iter(f"{WORD}lang")]
    assert marked == ["lv"]


def test_same_report_same_bytes(report: Document, word: Path, tmp_path: Path) -> None:
    """Written again, the document is the same to the byte."""
    assert write_word(tmp_path / "again.docx", report, pictures_of(report)).read_bytes() == word.read_bytes()


def short(*blocks: object) -> Document:
    """Make a report of one chapter."""
    chapter = Chapter("a", "", (Heading(1, "A"), *blocks))  # type: ignore[arg-type]
    return Document("en", "r1", "donor", Cover("Report", "T", ()), (chapter,))


def test_lists_are_lists(tmp_path: Path) -> None:
    """Bullets and numbers are Word's own; a second numbered list begins with 1 again."""
    steps = Points((((Run("One"),)), ((Run("Two"),))), ordered=True)
    path = write_word(tmp_path / "a.docx", short(steps, Points(((Run("Point"),),)), steps), [])
    body = part(path, "word/document.xml")
    used = [each.get(f"{WORD}val") for each in body.iter(f"{WORD}numId")]
    numbering = part(path, "word/numbering.xml")
    restarts = {
        each.get(f"{WORD}numId"): each.find(f"{WORD}lvlOverride/{WORD}startOverride") is not None
        for each in numbering.iter(f"{WORD}num")
    }
    assert len(set(used)) == 2
    assert used[0] == used[1] != used[2] == used[3]
    assert all(restarts[number] for number in used)
    assert [style for style, text in styles_of(path) if text in ("One", "Point")] == [
        "ListNumber",
        "ListBullet",
        "ListNumber",
    ]


def test_a_picture_too_few_is_an_error(tmp_path: Path) -> None:
    """A report whose picture was not drawn is not written without it."""
    picture = Picture("P", "alt", "", {}, Table("T", ("n",), ()))
    with pytest.raises(ValueError, match="shorter"):
        write_word(tmp_path / "a.docx", short(picture), [])
    assert not (tmp_path / "a.docx").exists()
    assert write_word(tmp_path / "a.docx", short(picture), [dot()]).exists()


def test_hostile_texts_are_texts(word: Path) -> None:
    """What looks like markup, a field or an escape is shown as it was typed."""
    said = texts_of_word(word)
    assert [text for text in HOSTILE if text not in said] == []
    assert not {field.split()[0] for field in fields_of(word)} - {"TOC", "SEQ", "REF"}
