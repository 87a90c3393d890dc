"""Headings may take several rows, stand below a title, repeat or be missing: each case has one outcome that is said."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.part import Part, read_part
from needs_analysis.reading.place import Place
from needs_analysis.reading.table import read_table
from tests.reading.exports import workshop, write_book, write_csv
from tests.reading.made_files import ods, ods_cell

GROUPED: list[list[object]] = [
    ["List of participants", None, None, None, None, None],
    ["No", "Person", None, "Service", None, "Remarks"],
    [None, "First name", "Family name", "Country", "Agency", None],
    ["1", "Ali", "Karimov", "Uzbekistan", "Customs", "01"],
]


def _part(path: Path, header_row: int = 1, header_rows: int = 1) -> Part:
    return read_part(Place(path, path.name, header_row=header_row, header_rows=header_rows))


def _grouped(root: Path, *merged: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in GROUPED:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(root / "a.xlsx")
    return root / "a.xlsx"


def test_merged_group_names_count_for_each_of_their_columns(tmp_path: Path) -> None:
    """Where cells are merged, a group's name covers exactly the columns it covers in the sheet."""
    part = _part(_grouped(tmp_path, "A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"), 2, 2)
    assert part.headings == [
        "No",
        "Person / First name",
        "Person / Family name",
        "Service / Country",
        "Service / Agency",
        "Remarks",
    ]
    assert part.cells.index.tolist() == [4]
    assert part.cells.iloc[0].tolist() == GROUPED[3]


def test_without_merged_cells_a_group_goes_on_to_the_next_name(tmp_path: Path) -> None:
    """A CSV has no merged cells: the group's name counts up to the next one."""
    write_csv(
        tmp_path / "a.csv", [["Person", "", "Service"], ["First", "Family", "Country"], ["Ali", "Karimov", "UZB"]]
    )
    assert _part(tmp_path / "a.csv", 1, 2).headings == ["Person / First", "Person / Family", "Service / Country"]


def test_spanned_cells_of_an_ods_count_as_merged(tmp_path: Path) -> None:
    """LibreOffice says how many columns a cell spans."""
    first = ods_cell("G", further='table:number-columns-spanned="2" table:number-rows-spanned="1"')
    rows = f"<table:table-row>{first}<table:covered-table-cell/><table:table-cell/></table:table-row>"
    rows += f"<table:table-row>{ods_cell('a')}{ods_cell('b')}{ods_cell('c')}</table:table-row>"
    (tmp_path / "a.ods").write_bytes(ods(rows + f"<table:table-row>{ods_cell('1') * 3}</table:table-row>"))
    assert _part(tmp_path / "a.ods", 1, 2).headings == ["G / a", "G / b", "c"]


def test_rows_keep_their_numbers_below_titles_blank_rows_and_hashtags(tmp_path: Path) -> None:
    """Title rows, a header in row 4, a HXL row, a blank row: the data are rows 6 and 8."""
    rows: list[list[object]] = [["Title"], [], ["12 May"], ["id", "Country"], ["#meta +id", "#country"]]
    rows += [["1", "KAZ"], [" ", None], ["Total", "1"]]
    part = _part(write_book(tmp_path / "a.xlsx", {"x": rows}), 4)
    assert part.cells.index.tolist() == [6, 8]
    assert part.cells.iloc[1].tolist() == ["Total", "1"]


def test_line_breaks_and_no_break_spaces_in_headings_are_blanks(tmp_path: Path) -> None:
    """What looks like one heading is one."""
    rows: list[list[object]] = [["Full\nname ", "Country\N{NO-BREAK SPACE}of origin"], ["a", "b\nc "]]
    part = _part(write_book(tmp_path / "a.xlsx", {"x": rows}))
    assert part.headings == ["Full name", "Country of origin"]
    assert part.cells.iloc[0].tolist() == ["a", "b\nc "]


def test_columns_without_a_heading_are_kept_if_they_hold_anything(tmp_path: Path) -> None:
    """A remark beside the table is data; a blank column is none."""
    write_book(tmp_path / "a.xlsx", {"x": [["id", None, "n", None], ["1", None, "2", "call"]]})
    read = read_table(workshop(tmp_path, file="a.xlsx", form="", id="id"), "responses")
    assert read.frame.columns.tolist()[4:] == ["id", "n", "column_4"]


def test_a_heading_row_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Row 9 of a sheet of two rows holds no headings."""
    write_csv(tmp_path / "a.csv", [["id"], ["1"]])
    with pytest.raises(InputError, match="no header in row 9"):
        _part(tmp_path / "a.csv", 9)


def test_no_id_is_given_twice(tmp_path: Path) -> None:
    """Not even where the file itself has ids like 1#2, or an id that looks like a row's number."""
    ids = ["1", "1#2", "1", "", "r5", "1"]
    write_csv(tmp_path / "a.csv", [["id", "x"], *([each, "a"] for each in ids)])
    frame = read_table(workshop(tmp_path, file="a.csv", form="", id="id"), "responses").frame
    assert frame["row_id"].is_unique
    assert frame["row_id"].tolist()[:4] == ["1", "1#2", "1#3", "r5"]
    assert frame["id"].fillna("").tolist() == ids
