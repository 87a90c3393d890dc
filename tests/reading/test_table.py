"""Reading keeps every cell as it is, with its row number, under the name that settings or form give its column."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.grid import read_grid
from needs_analysis.reading.questions import read_questionnaire
from needs_analysis.reading.table import Received, read_table
from needs_analysis.registers.needs import read_needs
from needs_analysis.workshop import read_workshop
from tests.small_workspace import SmallWorkspace


def _read(small: SmallWorkspace, root: Path) -> Received:
    return read_table(read_workshop(small.write(root)), "responses")


def test_no_cell_is_coerced(tmp_path: Path) -> None:
    """Leading zeros, blanks around words, NA and formulas stay the text they are; an empty cell is blank."""
    small = SmallWorkspace()
    small.header.append("note")
    odd = ["01", " A ", "NA", "=1+1", "1e5", "TRUE", ""]
    small.rows = [[*row, cell] for row, cell in zip(small.rows, odd, strict=True)]
    notes = _read(small, tmp_path).frame["note"]
    assert notes.tolist()[:-1] == odd[:-1]
    assert notes.isna().tolist() == [False] * 6 + [True]


def test_rows_keep_their_numbers_and_blank_lines_are_none(tmp_path: Path) -> None:
    """A blank line is no row, and the rows below it keep the numbers that a spreadsheet shows."""
    small = SmallWorkspace()
    small.rows.insert(2, [""] * 7)
    frame = _read(small, tmp_path).frame
    assert frame["row"].tolist() == [2, 3, 5, 6, 7, 8, 9]
    assert frame["file"].unique().tolist() == ["data/raw/answers.csv"]


def test_repeated_and_missing_ids_still_name_their_rows(tmp_path: Path) -> None:
    """The second row of an id is «id#2»; a row without an id is called after its number."""
    small = SmallWorkspace()
    small.rows[1][0], small.rows[2][0] = "1", ""
    assert _read(small, tmp_path).frame["row_id"].tolist()[:4] == ["1", "1#2", "r4", "4"]


def test_hashtag_row_belongs_to_the_header(tmp_path: Path) -> None:
    """A HXL row below the header is not a response."""
    small = SmallWorkspace()
    small.rows.insert(0, ["#id", "#country", "", "", "", "", ""])
    assert len(_read(small, tmp_path).frame) == 7


def test_headings_match_through_blanks_and_line_breaks(tmp_path: Path) -> None:
    """No-break spaces and line breaks in a heading do not hide its column."""
    small = SmallWorkspace()
    small.header[1] = "Country\N{NO-BREAK SPACE}\n "
    assert _read(small, tmp_path).frame["country"].tolist()[0] == "Kazakhstan"


def test_workbook_cells_become_the_text_a_person_sees(tmp_path: Path) -> None:
    """Whole numbers have no decimal point, dates are ISO dates, text is untouched."""
    import datetime

    workbook = openpyxl.Workbook()
    workbook.active.append(["id", 9.0, 2.5, datetime.datetime(2026, 5, 12, 9, 30), "01", None])  # type: ignore[union-attr]
    workbook.save(tmp_path / "cells.xlsx")
    grid, sheet = read_grid(tmp_path / "cells.xlsx")
    assert (grid[0][:5], sheet) == (["id", "9", "2.5", "2026-05-12 09:30:00", "01"], "Sheet")


def test_error_cells_are_refused_and_not_taken_for_blanks(tmp_path: Path) -> None:
    """A cell that shows #N/A is named with its row and column; a blank one is a blank."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["id", "rating"])
    sheet.append(["1", None])
    sheet.append(["2", "#N/A"])
    workbook.save(tmp_path / "errors.xlsx")
    with pytest.raises(InputError, match=r"errors.xlsx, sheet Sheet, row 3, column B: The cell holds the error #N/A"):
        read_grid(tmp_path / "errors.xlsx")


def test_semicolons_and_tabs_separate_too(tmp_path: Path) -> None:
    """The separator is the one the header uses."""
    for name, separator in (("a.csv", ";"), ("b.tsv", "\t")):
        (tmp_path / name).write_text(f"x{separator}y\n1,5{separator}2\n", encoding="utf-8-sig")
        assert read_grid(tmp_path / name)[0] == [["x", "y"], ["1,5", "2"]]


def test_register_says_which_heading_rates_which_need(tmp_path: Path) -> None:
    """Without a form, the register's columns name the headings, and the settings' scales the answers."""
    workshop = read_workshop(SmallWorkspace().write(tmp_path))
    asked = read_questionnaire(workshop, read_needs(tmp_path / "needs.csv"))
    assert asked.asked["Radios work"] == "N1_capacity"
    assert asked.questions[["field", "need", "measure"]].values.tolist()[0] == ["N1_importance", "N1", "importance"]
    scale = asked.choices[asked.choices["choices"].eq("importance")]
    assert dict(zip(scale["label"], scale["value"], strict=True))["High"] == 3
    assert scale.loc[scale["code"].eq("dont_know"), "value"].isna().all()
