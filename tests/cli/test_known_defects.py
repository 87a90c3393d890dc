"""What hurts the users of other cleaning tools, shown not to happen here, from the files to the clean data."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from needs_analysis.cleaning.store import CleanData, read_clean
from needs_analysis.columns import LOG
from needs_analysis.registers.countries import resolve_country
from tests.cli.conftest import Run
from tests.small_workspace import SETTINGS, SmallWorkspace

SURVEY = [
    ("type", "name", "label", "relevant", "calculation", "need", "measure"),
    ("select_one countries", "country", "Country", "", "", "", ""),
    ("select_one scale", "n1", "Radios?", "", "", "N1", "importance"),
    ("select_one yes_no", "has", "Have you dogs?", "", "", "", ""),
    ("integer", "dogs", "How many dogs?", "${has} = 'yes'", "", "", ""),
    ("integer", "cats", "How many cats?", "", "", "", ""),
    ("calculate", "animals", "", "", "${dogs} + ${cats}", "", ""),
    ("select_multiple hours", "hours", "Which hours?", "", "", "", ""),
    ("text", "code", "Code of the post", "", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label"),
    *[("countries", code, name) for code, name in (("KAZ", "Kazakhstan"), ("UZB", "Uzbekistan"))],
    *[("scale", str(n), f"Level {n}") for n in (1, 2, 3)],
    *[("yes_no", word, word.title()) for word in ("yes", "no")],
    *[("hours", name, name) for name in ("5", "1.5", "24")],
]
HEADER = ["id", "country", "n1", "has", "dogs", "cats", "animals", "hours", "hours/5", "hours/1.5", "hours/24", "code"]
ROWS = [
    ["1", "Kazakhstan", "Level 3", "yes", "2", "1", "3", "1.5", "0", "1", "0", "01"],
    ["2", "Kazakhstan", "2", "no", "", "4", "", "5 24", "1", "0", "1", "007"],
    ["3", "Uzbekistan", "1", "yes", "1", "1", "2", "24", "0", "0", "1", "1e5"],
    ["4", "Uzbekistan", "Level 1", "no", "", "", "", "", "", "", "", ""],
    ["5", "Uzbekistan", "3", "no", "", "", "", "", "", "", "", ""],
]


def workspace(root: Path, corrections: list[list[str]] | None = None, settings: str = "") -> Path:
    """A workspace of a questionnaire and its export."""
    source = '[sources.responses]\nfile = "data/raw/answers.csv"\nform = "data/raw/form.xlsx"\nid = "id"\n'
    start, end = SETTINGS.index("[sources.responses]"), SETTINGS.index("[registers]")
    needs = [["need_id", "theme_id", "theme_en", "label_en"], ["N1", "T1", "Means", "Radios"]]
    own = SETTINGS[:start] + source + settings + SETTINGS[end:].replace("[scales.importance]", "[scales.other]")
    SmallWorkspace(own, list(HEADER), [list(row) for row in ROWS], needs, corrections or []).write(root)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", SURVEY), ("choices", CHOICES)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(root / "data" / "raw" / "form.xlsx")
    return root


def decision(row: str, field: str, old: str, new: str) -> list[str]:
    """A line of the corrections."""
    said = {"table": "responses", "row_id": row, "field": field, "old_value": old, "new_value": new, "action": "set"}
    return [said.get(name, "") for name in LOG.names]


def cleaned(run: Run, root: Path) -> CleanData:
    """The clean data of a workspace."""
    assert run("clean", root) == (0, "")
    return read_clean(root / "data" / "clean")


def row_of(data: CleanData, row: str) -> dict[str, str]:
    """A row of the clean responses; a blank cell is an empty text."""
    return data.tables["responses"].set_index("row_id").fillna("").astype(str).loc[row].to_dict()


def test_a_choice_whose_value_holds_the_separator_is_not_relabelled(run: Run, tmp_path: Path) -> None:
    """1.5 hours stay 1.5 hours, and are not reported as 5."""
    data = cleaned(run, workspace(tmp_path))
    first = row_of(data, "1")
    assert [first[name] for name in ("hours", "hours/5", "hours/1.5")] == ["1.5", "0", "1"]
    assert data.parts["issues"]["check"].ne("choice_columns_disagree").all()


def test_a_correction_of_what_no_longer_stands_there_is_not_applied(run: Run, tmp_path: Path) -> None:
    """The old value is compared: next week's other answer is not overwritten, and the stale line is named."""
    root = workspace(tmp_path, [decision("1", "cats", "9", "2")])
    code, told = run("check", root)
    assert code == 1
    assert "corrections.csv, row 2" in told
    issues = pd.read_csv(root / "data" / "open_issues.csv", dtype="str")
    assert "decision_stale" in set(issues["check"])


def test_leading_zeros_survive_the_whole_way(run: Run, tmp_path: Path) -> None:
    """01, 007 and 1e5 are texts at the end as at the beginning."""
    data = cleaned(run, workspace(tmp_path))
    assert data.tables["responses"]["code"].fillna("").tolist()[:3] == ["01", "007", "1e5"]


def test_a_correction_reaches_choices_skipped_questions_and_calculations(run: Run, tmp_path: Path) -> None:
    """The columns of the choices, the question that is asked no more and the sum follow, each with its cause."""
    lines = [decision("1", "hours", "1.5", "24"), decision("1", "has", "yes", "no"), decision("3", "cats", "1", "4")]
    data = cleaned(run, workspace(tmp_path, lines))
    first, third = row_of(data, "1"), row_of(data, "3")
    assert [first[name] for name in ("hours/5", "hours/1.5", "hours/24", "dogs")] == ["0", "0", "1", ""]
    assert third["animals"] == "5"
    log = data.parts["cleaning_log"]
    causes = {(row["row_id"], row["field"]): row["cause"] for row in log.dropna(subset=["cause"]).to_dict("records")}
    assert causes[("1", "hours/24")] == "hours"
    assert causes[("1", "dogs")] == "has"
    assert causes[("3", "animals")] == "cats"


def test_a_rule_from_a_file_is_never_run_as_a_program(run: Run, tmp_path: Path) -> None:
    """A rule is an expression with a grammar; anything else is refused with its name."""
    mark = tmp_path / "done"
    rule = f"""\n[checks.rules.evil]\nwhen = "__import__('pathlib').Path('{mark}').touch()"\n\n"""
    code, told = run("check", workspace(tmp_path, settings=rule))
    assert code == 1
    assert "checks.rules.evil" in told
    assert not mark.exists()


def test_blanks_are_no_duplicates(run: Run, tmp_path: Path) -> None:
    """Two forms that left the same columns blank are not the same form."""
    rule = '\n[checks.repeated_combinations]\nfields = [["code"], ["dogs", "cats"]]\n\n'
    root = workspace(tmp_path, settings=rule)
    run("check", root)
    issues = pd.read_csv(root / "data" / "open_issues.csv", dtype="str")
    assert not issues["check"].eq("repeated_combination").any()


def test_two_columns_are_not_glued_into_one_key(run: Run, tmp_path: Path) -> None:
    """("a_b", "c") and ("a", "b_c") are two combinations; the same two cells again are one."""
    rule = '\n[checks.repeated_combinations]\nfields = [["Type", "Remarks"]]\n\n'
    settings = SETTINGS.replace("[registers]", rule + "[registers]").replace('agency_type = "Type"\n', "")
    small = SmallWorkspace(settings)
    small.header.append("Remarks")
    small.rows = [[*row, ""] for row in small.rows]
    pairs = [("a_b", "c"), ("a", "b_c"), ("x", "y"), ("x", "y")]
    for row, (kind, remark) in zip(small.rows, pairs, strict=False):
        row[2], row[-1] = kind, remark
    run("check", small.write(tmp_path))
    issues = pd.read_csv(tmp_path / "data" / "open_issues.csv", dtype="str")
    found = issues[issues["check"].eq("repeated_combination")]
    assert set(found["row_id"]) <= {"3", "4"}
    assert len(found) >= 1


def test_questions_that_were_rightly_skipped_are_not_missing(run: Run, tmp_path: Path) -> None:
    """Whoever has no dogs is not asked how many: it is neither unanswered nor out of place."""
    root = workspace(tmp_path, settings="\n[checks.missing]\nmost = 0.45\n\n")
    run("check", root)
    issues = pd.read_csv(root / "data" / "open_issues.csv", dtype="str")
    assert set(issues.loc[issues["check"].eq("too_much_unanswered"), "row_id"]) == {"4", "5"}
    assert not issues["check"].eq("answered_though_not_asked").any()


@pytest.mark.parametrize("name", ["Male", "IOM", "South Asia", "Chechnya"])
def test_what_only_looks_like_a_country_is_none(name: str) -> None:
    """No answer is better than Mali for a man, and the Isle of Man for an organisation."""
    assert resolve_country(name) is None


def test_tajikistan_is_tajikistan() -> None:
    """«Республика Таджикистан» is no other country."""
    assert resolve_country("Республика Таджикистан") == "TJK"
