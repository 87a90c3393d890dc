"""What is open goes out as one workbook; what comes back is checked cell by cell and becomes corrections."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from needs_analysis.cleaning.review.wording import COLUMNS
from tests.cli.conftest import Run
from tests.small_workspace import SmallWorkspace

Answers = Mapping[str, Mapping[str, str]]


def messy() -> SmallWorkspace:
    """A workspace with one misspelt country twice, another once, and an answer that is none."""
    small = SmallWorkspace()
    small.rows[0][1] = small.rows[1][1] = "Kazahkstan"
    small.rows[4][1] = "=cmd|'/c calc'!A0"
    small.rows[5][3] = "Hgh"
    return small


def lines(sheet: Worksheet) -> dict[str, dict[str, object]]:
    """The questions of the workbook, by what stands in the cell; `line` is where each stands."""
    rows = {}
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        cells = dict(zip(COLUMNS, row, strict=False)) | {"line": number}
        rows[str(cells["value"])] = cells
    return rows


def answer(path: Path, answers: Answers) -> None:
    """Fill cells of the questions about these values, as a person does."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    asked = lines(sheet)
    for value, cells in answers.items():
        for name, text in cells.items():
            sheet.cell(int(str(asked[value]["line"])), COLUMNS.index(name) + 1).value = text
    workbook.save(path)


ALL: Answers = {
    "Kazahkstan": {"decision": "replace", "new_value": "KAZ – Kazakhstan", "comment": "misspelt"},
    "=cmd|'/c calc'!A0": {"decision": "leave the row out"},
    "Hgh": {"decision": "replace", "new_value": "3 – High"},
}


def test_the_way_of_a_question_and_back(run: Run, tmp_path: Path) -> None:
    """Equal problems are asked once; the answers clean the data, and hold for next week's rows too."""
    root = messy().write(tmp_path)
    assert run("check", root)[0] == 1
    path = root / "data" / "review.xlsx"
    asked = lines(openpyxl.load_workbook(path).worksheets[0])
    assert {value: cells["times"] for value, cells in asked.items()} == dict(zip(ALL, (2, 1, 1), strict=True))
    answer(path, ALL)
    assert run("accept", root)[0] == 0
    assert run("clean", root)[0] == 0
    clean = pd.read_csv(root / "data" / "clean" / "responses.csv", dtype="str")
    assert clean["row_id"].tolist() == ["1", "2", "3", "4", "6", "7"]
    assert clean["country"].tolist() == ["KAZ", "KAZ", "KAZ", "UZB", "UZB", "TJK"]
    assert clean["N1_importance"].tolist() == ["3", "2", "3", "3", "3", "3"]
    small = messy()
    small.rows.append(["8", "Kazahkstan", "customs", "High", "High", "High", "High"])
    small.write(tmp_path)
    assert run("clean", root)[0] == 0
    assert pd.read_csv(root / "data" / "clean" / "responses.csv", dtype="str")["country"].tolist()[-1] == "KAZ"


def test_accepting_twice_adds_nothing(run: Run, tmp_path: Path) -> None:
    """The same workbook again holds no new answer, and no second file is written."""
    root = messy().write(tmp_path)
    run("check", root)
    answer(root / "data" / "review.xlsx", ALL)
    assert [run("accept", root)[0], run("accept", root)[0]] == [0, 0]
    written = pd.read_csv(root / "data" / "corrections" / "review-001.csv", dtype="str")
    assert written["row_id"].tolist() == ["*", "5", "6"]
    assert [path.name for path in (root / "data" / "corrections").glob("review-*")] == ["review-001.csv"]


def test_a_workbook_half_filled_is_not_lost_by_another_check(run: Run, tmp_path: Path) -> None:
    """What a person has filled in stays, although the workbook is made anew."""
    root = messy().write(tmp_path)
    run("check", root)
    path = root / "data" / "review.xlsx"
    answer(path, {"Hgh": {"decision": "keep", "comment": "to be asked"}})
    run("check", root)
    asked = lines(openpyxl.load_workbook(path).worksheets[0])
    assert [asked["Hgh"][name] for name in ("decision", "comment")] == ["keep", "to be asked"]


def test_only_the_answers_can_be_changed_and_nothing_runs(run: Run, tmp_path: Path) -> None:
    """Everything but three columns is locked, lists offer the answers allowed, and no cell holds a formula."""
    root = messy().write(tmp_path)
    run("check", root)
    workbook = openpyxl.load_workbook(root / "data" / "review.xlsx")
    sheet = workbook.worksheets[0]
    assert sheet.protection.sheet
    free = {
        COLUMNS[cell.column - 1] for row in sheet.iter_rows(min_row=2) for cell in row if not cell.protection.locked
    }
    assert free == {"decision", "new_value", "comment"}
    assert {cell.data_type for each in workbook.worksheets for row in each.iter_rows() for cell in row} <= {"s", "n"}
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    line = lines(sheet)["Hgh"]["line"]
    column, cells = offered[f"L{line}"].split("!")
    listed = [cell.value for row in workbook[column][cells.replace("$", "")] for cell in row]
    assert listed[:3] == ["1 – Low", "2 – Middle", "3 – High"]


WRONG: list[tuple[Answers, list[str]]] = [
    ({"Hgh": {"decision": "perhaps"}}, ["«perhaps» is none of the decisions", "column Decision", "replace, keep"]),
    ({"Hgh": {"decision": "replace"}}, ["«replace» needs a new value", "column New value"]),
    ({"Hgh": {"decision": "replace", "new_value": "9"}}, ["«9» is not known"]),
    ({"Kazahkstan": {"decision": "replace", "new_value": "Kazakstan"}}, ["did you mean «Kazakhstan»"]),
    ({"Hgh": {"comment": "what?"}}, ["a comment but no decision"]),
    ({"Hgh": {"value": "High"}}, ["a locked cell was changed", "needs-analysis check"]),
    ({"Hgh": {"key": "0123456789abcdef"}}, ["a locked cell was changed"]),
    ({"Hgh": {"decision": "perhaps"}, "Kazahkstan": {"decision": "replace"}}, ["2 problems", "row 2", "row 4"]),
]


@pytest.mark.parametrize(("answers", "said"), WRONG)
def test_a_cell_that_cannot_be_right_is_named(run: Run, tmp_path: Path, answers: Answers, said: list[str]) -> None:
    """All such cells are listed with row and column, and no line is taken in."""
    root = messy().write(tmp_path)
    run("check", root)
    answer(root / "data" / "review.xlsx", answers)
    code, told = run("accept", root)
    assert code == 1
    for words in said:
        assert words in told
    assert not list((root / "data" / "corrections").glob("review-*"))


def test_words_that_mean_an_answer_or_a_decision_are_understood(run: Run, tmp_path: Path) -> None:
    """What stands behind a code, and the words of the cleaning log, which the list of corrections takes."""
    root = messy().write(tmp_path)
    run("check", root)
    typed = {
        "Kazahkstan": {"decision": "set", "new_value": "Kazakhstan"},
        "=cmd|'/c calc'!A0": {"decision": "drop"},
        "Hgh": {"decision": "replace", "new_value": "High"},
    }
    answer(root / "data" / "review.xlsx", typed)
    assert run("accept", root)[0] == 0
    (corrections,) = (root / "data" / "corrections").glob("review-*")
    with corrections.open(encoding="utf-8", newline="") as file:
        taken = [(row["action"], row["new_value"]) for row in csv.DictReader(file)]
    assert sorted(taken) == [("drop", ""), ("set", "3"), ("set", "KAZ")]


def _other(path: Path) -> None:
    openpyxl.Workbook().save(path)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:900])


def _gone(path: Path) -> None:
    path.unlink()


SPOILT = [(_other, "no review workbook"), (_cut, "damaged"), (_gone, "There is no review workbook")]


@pytest.mark.parametrize(("spoil", "said"), SPOILT)
def test_what_is_no_review_workbook_is_refused(
    run: Run, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    """Another workbook, a damaged one and none at all are three answers, and never an empty review."""
    root = messy().write(tmp_path)
    run("check", root)
    spoil(root / "data" / "review.xlsx")
    code, told = run("accept", root)
    assert (code, said in told) == (1, True)


def test_a_russian_workbook_is_taken_in_by_an_english_interface(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings, problems and decisions are in the reader's language, and either language comes back."""
    root = messy().write(tmp_path)
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "ru")
    run("check", root)
    path = root / "data" / "review.xlsx"
    heads = [cell.value for cell in next(openpyxl.load_workbook(path).worksheets[0].iter_rows(max_row=1))]
    assert "Решение" in heads
    answer(path, {"Hgh": {"decision": "заменить", "new_value": "3"}})
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "en")
    assert run("accept", root)[0] == 0
    assert len(pd.read_csv(root / "data" / "corrections" / "review-001.csv")) == 1


def test_two_misspellings_of_one_name_are_two_answers(run: Run, tmp_path: Path) -> None:
    """Each says what it is about: the second is not taken for the first because both lead to the same code."""
    root = messy().write(tmp_path)
    run("check", root)
    answer(root / "data" / "review.xlsx", ALL)
    assert run("accept", root)[0] == 0
    small = messy()
    small.rows[2][1] = small.rows[3][1] = "Kasachstn"
    small.write(tmp_path)
    run("check", root)
    answer(root / "data" / "review.xlsx", {"Kasachstn": ALL["Kazahkstan"]})
    assert run("accept", root)[0] == 0
    assert run("clean", root)[0] == 0
    clean = pd.read_csv(root / "data" / "clean" / "responses.csv", dtype="str")
    assert clean["country"].tolist() == ["KAZ", "KAZ", "KAZ", "KAZ", "UZB", "TJK"]


def test_no_file_of_corrections_is_passed_over(run: Run, tmp_path: Path) -> None:
    """A suffix in capitals is a CSV too; a workbook and a heading that stands twice are refused by name."""
    root = messy().write(tmp_path)
    folder = root / "data" / "corrections"
    head = "table,row_id,field,old_value,new_value,action\n"
    (folder / "MINE.CSV").write_text(head + "responses,*,country,Kazahkstan,KAZ,set\n")
    assert "Kazahkstan" not in run("check", root)[1]
    (folder / "more.xlsx").write_bytes(b"PK")
    assert "more.xlsx: Corrections are read from CSV files alone." in run("check", root)[1]
    (folder / "more.xlsx").unlink()
    (folder / "MINE.CSV").write_text(head.replace("action", "action,action"))
    assert "MINE.CSV, column action: The heading stands several times." in run("check", root)[1]
