"""A workbook's cells become the text that a person sees; what its values do not say is refused or noted, never lost."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlrd

from needs_analysis.errors import InputError
from needs_analysis.reading.sheet import Sheet
from needs_analysis.reading.workbooks.cell import as_text
from needs_analysis.reading.workbooks.workbook import Workbook
from tests.reading.made_files import error, formula, label, number, ods, ods_cell, xls, xlsx

ID = '<c r="A1" t="inlineStr"><is><t>id</t></is></c>'


def _read(content: bytes, sheet: str = "") -> Sheet:
    return Workbook(content, "book").read(sheet)


def _cells(sheet: Sheet) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in sheet.cells.fillna("").to_numpy(dtype=object)]


def _row(cells: str, number: int = 2) -> bytes:
    return xlsx(f'<sheetData><row r="1">{ID}</row><row r="{number}">{cells}</row></sheetData>')


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("7", "7"),
        ("7.0", "7"),
        ("-0", "0"),
        ("998901234567", "998901234567"),
        ("123456789012345", "123456789012345"),
        ("12345678901234500000", "12345678901234500000"),
        ("1E21", "1e+21"),
        ("1e-7", "1e-07"),
    ],
)
def test_numbers_have_the_fewest_digits_that_name_them(stored: str, text: str) -> None:
    """No noise of binary fractions, no exponent in a phone number."""
    assert _cells(_read(_row(f'<c r="A2"><v>{stored}</v></c>')))[1][0] == text


def test_dates_times_durations_and_truth_values_are_written_one_way() -> None:
    """ISO dates, times, hours beyond a day, TRUE and FALSE as a spreadsheet shows them."""
    assert as_text(datetime.date(2026, 5, 12)) == "2026-05-12"
    assert as_text(datetime.time(9, 30)) == "09:30:00"
    assert as_text(datetime.timedelta(hours=26, minutes=3)) == "26:03:00"
    assert as_text(datetime.timedelta(hours=-1, minutes=-5)) == "-1:05:00"
    assert [as_text(True), as_text(None), as_text(0)] == ["TRUE", "", "0"]


def test_serial_dates_are_dates_and_text_dates_stay_text(tmp_path: Path) -> None:
    """A cell formatted as a date is one; 12.05.2026 typed as text is what was typed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([datetime.date(2026, 5, 12), datetime.datetime(2026, 5, 12, 23, 59, 59), "12.05.2026", "01", 46154])
    book.save(tmp_path / "a.xlsx")
    row = _cells(_read((tmp_path / "a.xlsx").read_bytes()))[0]
    assert row == ["2026-05-12", "2026-05-12 23:59:59", "12.05.2026", "01", "46154"]


def test_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    """A table that begins at C3 has its headings in row 3 and column C."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["C3"], book.active["D5"] = "id", "x"
    book.save(tmp_path / "a.xlsx")
    assert _cells(_read((tmp_path / "a.xlsx").read_bytes())) == [
        ["", "", "", ""],
        ["", "", "", ""],
        ["", "", "id", ""],
        ["", "", "", ""],
        ["", "", "", "x"],
    ]


def test_a_formula_counts_as_the_result_that_was_stored() -> None:
    """Nothing is computed; a formula whose result is an empty text is a blank."""
    cells = '<c r="A2"><f>1+1</f><v>3</v></c><c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
    cells += '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><f t="shared" si="0"/><v>5</v></c>'
    assert _cells(_read(_row(cells)))[1] == ["3", "ab", "", "5"]


@pytest.mark.parametrize("cell", ["<f>1+1</f><v/>", "<f>1+1</f><v></v>", "<f>1+1</f>", '<f t="shared" si="0"/>'])
def test_a_formula_without_a_stored_result_is_no_blank(cell: str) -> None:
    """A program that never computed its formulas leaves cells whose values nobody knows."""
    with pytest.raises(InputError, match="sheet S, row 2, column B: The cell holds a formula whose result"):
        _read(_row(f'<c r="A2"><v>1</v></c><c r="B2">{cell}</c>'))


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="B2" t="e"><v>#N/A</v></c>',
        '<c r="B2" s="1" t="e"><f>VLOOKUP(A2,"&lt;x",1)</f><v>#N/A</v></c>',
        '<c t="e" r="B2"><f t="shared" si="1"/><v>#N/A</v></c>',
    ],
)
def test_error_cells_are_named_however_they_are_written(cells: str) -> None:
    """An error read as a blank would be lost."""
    with pytest.raises(InputError, match="row 2, column B: The cell holds the error #N/A"):
        _read(_row('<c r="A2"><v>1</v></c>' + cells))


def test_cells_without_names_are_counted() -> None:
    """The standard allows rows and cells without names; errors in them are found where they are."""
    first, second = "<row><c><v>1</v></c><c/><c><v>2</v></c></row>", '<row><c/><c t="e"><v>#REF!</v></c></row>'
    with pytest.raises(InputError, match="row 2, column B: The cell holds the error #REF!"):
        _read(xlsx(f"<sheetData>{first}{second}</sheetData>"))
    assert _cells(_read(xlsx(f"<sheetData>{first}</sheetData>"))) == [["1", "", "2"]]


def test_error_cells_of_an_ods_are_no_zeros() -> None:
    """LibreOffice stores an error as 0 or an empty text and shows #DIV/0!."""
    shown = ods_cell("#DIV/0!", "float", 'office:value="0" table:formula="of:=1/0"')
    marked = ods_cell("Err:502", "string", 'office:string-value="" calcext:value-type="error"')
    row = f"<table:table-row>{ods_cell('id')}{shown}{marked}</table:table-row>"
    with pytest.raises(InputError, match=r"row 1, column B[\s\S]*#DIV/0![\s\S]*column C[\s\S]*Err:502"):
        _read(ods(row))


def test_text_that_looks_like_an_error_is_text_in_an_ods() -> None:
    """A person may write #N/A; only a formula's error is one."""
    row = f"<table:table-row>{ods_cell('#N/A')}</table:table-row>"
    assert _cells(_read(ods(row))) == [["#N/A"]]


def test_repeated_rows_and_cells_of_an_ods_are_all_there() -> None:
    """What is stored once and counted three times stands three times."""
    cells = ods_cell("7", "float", 'office:value="7" table:number-columns-repeated="2"')
    rows = f'<table:table-row table:number-rows-repeated="3">{cells}</table:table-row>'
    assert _cells(_read(ods(rows))) == [["7", "7"]] * 3


def test_error_cells_of_an_old_workbook_are_found() -> None:
    """In an .xls an error is a record of its own, or the stored result of a formula; xlrd sees the same two."""
    divided = formula(2, 1, b"\x02\0\x07\0\0\0\xff\xff")
    content = xls(label(0, 0, "id"), label(0, 1, "Имя"), number(1, 0, 1), error(1, 1, 0x2A), divided)
    seen = xlrd.open_workbook(file_contents=content).sheet_by_index(0)
    assert [seen.cell(row, 1).ctype for row in (1, 2)] == [xlrd.XL_CELL_ERROR] * 2
    with pytest.raises(InputError, match=r"row 2, column B[\s\S]*#N/A[\s\S]*row 3, column B[\s\S]*#DIV/0!"):
        _read(content)


def test_an_old_workbook_without_errors_is_read() -> None:
    """Text and numbers, as xlrd reads them."""
    content = xls(label(0, 0, "id"), label(0, 1, "Имя"), number(1, 0, 7), label(1, 1, "01"))
    assert _cells(_read(content)) == [["id", "Имя"], ["7", "01"]]
    assert xlrd.open_workbook(file_contents=content).sheet_by_index(0).row_values(1) == [7.0, "01"]


def test_hidden_rows_columns_and_sheets_are_read_and_noted(tmp_path: Path) -> None:
    """What a person does not see in the file is data all the same, and is said."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Liste")
    for row in (["id", "x", "y"], ["1", "a", "b"], ["2", "c", "d"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    read = _read((tmp_path / "a.xlsx").read_bytes(), "Liste")
    assert _cells(read)[2] == ["2", "c", "d"]
    assert [note.what for note in read.notes] == [
        "The sheet is hidden; it was read like any other.",
        "1 hidden row was read like the others: 3",
        "1 hidden column was read like the others: B",
    ]


def test_hidden_rows_of_ods_and_xls_are_noted_too() -> None:
    """Each format has its own way to hide."""
    row = f'<table:table-row table:visibility="filter">{ods_cell("x")}</table:table-row>'
    assert ["1 hidden row" in note.what for note in _read(ods(row * 1)).notes] == [True]
    hidden = b"\x08\x02\x10\x00" + bytes([1, 0]) + bytes(10) + bytes([0x20, 0, 0, 0])
    notes = _read(xls(label(0, 0, "id"), hidden, label(1, 0, "x"))).notes
    assert [note.what for note in notes] == ["1 hidden row was read like the others: 2"]


def test_a_workbook_with_macros_is_read_as_data(conformance: Path) -> None:
    """An .xlsm is opened like any workbook; its macros are not looked at."""
    content = (conformance / "xlsforms" / "bug_example_xls" / "excel_with_macros.xlsm").read_bytes()
    assert {"type", "name"} <= set(_cells(_read(content, "survey"))[0])


def test_every_cell_of_real_workbooks_is_what_other_readers_see(conformance: Path) -> None:
    """openpyxl reads the same texts and numbers from an export of five sheets."""
    path = conformance / "xlsforms" / "msna2024" / "dummy_raw_data.xlsx"
    book, other = Workbook(path.read_bytes(), "a"), openpyxl.load_workbook(path, read_only=True, data_only=True)
    for name in book.names:
        other[name].reset_dimensions()
        rows = [list(row) for row in other[name].iter_rows(values_only=True)]
        wanted = [["" if cell is None else as_text(_as_number(cell)) for cell in row] for row in rows]
        width = max(map(len, wanted))
        assert _cells(book.read(name)) == [row + [""] * (width - len(row)) for row in wanted]
    other.close()


def _as_number(cell: object) -> object:
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
