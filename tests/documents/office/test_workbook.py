"""The workbook of a report: numbers are numbers, texts are texts, and each table is found from the first sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from needs_analysis.documents.document import Cell, Chapter, Cover, Document, Heading, Table
from needs_analysis.documents.numbering import number_tables
from needs_analysis.documents.workbook import write_workbook
from tests.documents.reading import sheets_of_workbook
from tests.documents.sample import HOSTILE, RELEASE
from tests.hostile.test_workbooks import formulae

FRONT = 2  # sheets before the tables


def small(*tables: Table, language: str = "en") -> Document:
    """Make a report of one chapter with tables."""
    return Document(language, "r1", "donor", Cover("Report", "T", ()), (Chapter("a", "", (Heading(1, "A"), *tables)),))


def written(table: Table, folder: Path) -> list[list[str | float]]:
    """Give head and rows of a table's sheet."""
    sheets = sheets_of_workbook(write_workbook(folder / "a.xlsx", small(table)).read_bytes())
    return list(sheets.values())[FRONT][2:]


def test_each_table_has_a_sheet(report: Document, workbook: Path) -> None:
    """With its caption first and its head below; names are short, different and without forbidden signs."""
    sheets = sheets_of_workbook(workbook.read_bytes())
    tables = list(number_tables(report))
    names = list(sheets)[FRONT:]
    assert len(names) == len(tables) == 6
    assert [sheets[name][0][0] for name in names] == [table.caption for table in tables]
    assert [sheets[name][2][0] for name in names] == [table.headings[0] for table in tables]
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 and not set(name) & set("[]:*?/\\") for name in sheets)
    assert len({name.casefold() for name in sheets}) == len(sheets)


def test_links_lead_to_sheets(report: Document, workbook: Path) -> None:
    """From the contents to each table and to the notes, and back from each table."""
    book = load_workbook(workbook)
    contents = book.worksheets[0]
    leads = [cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink]
    targets = [lead.rpartition("!")[0].strip("'").replace("''", "'") for lead in leads]
    assert targets == book.sheetnames[1:]
    backs = [sheet["A2"].hyperlink.location for sheet in book.worksheets[FRONT:]]
    assert set(backs) == {f"'{contents.title}'!A1"}


def test_cells_are_typed(report: Document, workbook: Path) -> None:
    """A count is a number, a share a percentage, and what is not given a text that says so."""
    sheet = load_workbook(workbook).worksheets[FRONT]
    counts, years, shares = ([sheet.cell(line, column) for line in (5, 6)] for column in (2, 3, 4))
    assert [(cell.value, cell.number_format) for cell in counts] == [(9, "#,##0"), (10, "#,##0")]
    assert [(cell.value, cell.number_format) for cell in years] == [(3.5, "#,##0.0"), (3.3, "#,##0.0")]
    assert [(cell.value, cell.number_format) for cell in shares] == [(0.625, "0.0 %"), (0.625, "0.0 %")]
    few = sheet.cell(11, 2)
    assert few.value == {"en": "too few to report", "ru": "слишком мало, чтобы сообщать"}[report.language]
    assert few.font.italic
    assert sheet.cell(4, 1).font.bold
    assert sheet.auto_filter.ref is None


def test_intervals_are_three_columns(report: Document, workbook: Path) -> None:
    """The number and both ends stand in columns of their own, named after the table's heading."""
    sheet = list(sheets_of_workbook(workbook.read_bytes()).values())[FRONT + 1]
    head, first, fourth = sheet[2], sheet[3], sheet[6]
    name = {"en": "Gap", "ru": "Разрыв"}[report.language]
    at = head.index(name)
    assert all(str(head[at + place]).startswith(f"{name}, ") for place in (1, 2))
    assert first[at : at + 3] == [2.6, -0.6, 3.0]
    assert isinstance(fourth[at], str)
    assert fourth[at + 1 : at + 3] in ([], ["", ""], ["", "", 46.0][:2])


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (Cell("1,234", "num", values=(1234.0,)), 1234.0),
        (Cell("+0.25", "num", values=(0.25,), digits=2), 0.25),
        (Cell("−0.5", "num", values=(-0.5,), digits=1), -0.5),
        (Cell("86 %", "num", values=(86.0,), unit="%"), 0.86),
        (Cell("less than 1 %", "num", values=(0.0,), unit="%"), "less than 1 %"),
        (Cell("2.0 (no interval)", "num", values=(2.0,), digits=1), "2.0 (no interval)"),
        (Cell("3.2 → 4.1", "num"), "3.2 → 4.1"),
        (Cell("< 0.001", "num"), "< 0.001"),
        (Cell("12*", "num", values=(12.0,)), "12*"),
        (Cell("46"), "46"),
    ],
)
def test_a_number_says_what_its_words_say(cell: Cell, wanted: float | str, tmp_path: Path) -> None:
    """Where words say more or less than the number, the words are kept."""
    rows = written(Table("T", ("Need", "Number"), ((Cell("A"), cell),)), tmp_path)
    assert rows[1][1] == wanted


def test_words_beside_an_interval_are_kept(tmp_path: Path) -> None:
    """Why there is no interval, and the respondents behind a number, are not lost when its column is parted."""
    cells = [
        Cell("1.2 (0.6–1.8), n = 1,009", "num", values=(1.2, 0.6, 1.8), digits=1),
        Cell("2.0 (all answers equal), n = 9", "num", values=(2.0,), digits=1),
        Cell("too few to report", "too-few"),
        Cell("less than 1 % (0–3)", "num", values=(0.0, 0.0, 3.0), unit="%"),
    ]
    rows = written(Table("T", ("Need", "Gap"), tuple((Cell("A"), cell) for cell in cells)), tmp_path)
    assert rows[0] == ["Need", "Gap", "Gap, low (95 %)", "Gap, high (95 %)", "Gap, n"]
    assert rows[1] == ["A", 1.2, 0.6, 1.8, 1009.0]
    assert rows[2][1:3] == [2.0, "all answers equal"]
    assert rows[2][-1] == 9.0
    assert rows[3][1] == "too few to report"
    assert rows[4][1:4] == ["less than 1 %", 0.0, 0.03]


def test_texts_are_inert(workbook: Path) -> None:
    """Nothing is computed, whatever it begins with, and each text is read back as it was typed."""
    assert formulae(workbook) == []
    held = {value for sheet in sheets_of_workbook(workbook.read_bytes()).values() for row in sheet for value in row}
    assert [text for text in HOSTILE if text not in held] == []


def test_sheets_print_and_scroll(report: Document, workbook: Path) -> None:
    """Heads stay when a sheet is scrolled, and are printed on each page; A4 across, as wide as a page."""
    for sheet in load_workbook(workbook).worksheets[FRONT:]:
        assert sheet.freeze_panes.endswith("4")
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            "landscape",
            1,
            0,
        )
        assert RELEASE in sheet.oddFooter.left.text
    filtered = [sheet.auto_filter.ref for sheet in load_workbook(workbook).worksheets[FRONT:]]
    assert [ref is not None for ref in filtered] == [False, True, True, True, True, True]


def test_notes_say_how_to_read(report: Document, workbook: Path) -> None:
    """Release, edition and notice, and what is meant by words that stand for numbers."""
    notes = list(sheets_of_workbook(workbook.read_bytes()).values())[1]
    said = [value for row in notes for value in row]
    assert {RELEASE, report.edition, report.cover.notice} <= set(said)
    assert len([row for row in notes if len(row) > 1 and row[1]]) >= 8


def test_properties_name_release_and_nobody(report: Document, workbook: Path) -> None:
    """Title, language and release are told; no author and no clock."""
    about = load_workbook(workbook).properties
    assert (about.title, about.keywords, about.creator or "") == (report.cover.title, RELEASE, "")
    assert about.language == {"en": "en-GB", "ru": "ru-RU"}[report.language]
    assert about.created.year == about.modified.year == 1980


def test_same_report_same_bytes(report: Document, workbook: Path, tmp_path: Path) -> None:
    """Written again, the workbook is the same to the byte."""
    assert write_workbook(tmp_path / "again.xlsx", report).read_bytes() == workbook.read_bytes()
