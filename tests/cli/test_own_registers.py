"""A workshop's own register of agencies, from the settings to the clean data and the lists of the review."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from needs_analysis.columns import LOG
from tests.cli.conftest import Run
from tests.small_workspace import HEADER, NEEDS, ROWS, SETTINGS, SmallWorkspace

REGISTER = "data/registers/agencies.csv"
AGENCIES = """agency_id,country,agency_type,name_en,abbreviations
KAZ-RNG,KAZ,other_government,Steppe Rangers of Kazakhstan,SR
UZB-CAN,UZB,other_government,Canal Guard,
TJK-PAS,TJK,other_government,Pass Watch,
"""
NAMES = ["SR", "Rangers of the Steppe", "Steppe Rangers", "Canal Guard", "canal guard", "Canal Guard", "UNODC"]


def _write(root: Path, *, names: list[str] = NAMES, agencies: str = AGENCIES, named: str = REGISTER) -> Path:
    settings = SETTINGS.replace('needs = "needs.csv"', f'needs = "needs.csv"\nagencies = "{named}"')
    settings = settings.replace('agency_type = "Type"', 'agency = "Agency"\nagency_type = "Type"')
    rows = [[*row, name] for row, name in zip(ROWS, names, strict=True)]
    SmallWorkspace(settings=settings, header=[*HEADER, "Agency"], rows=rows).write(root)
    path = root / REGISTER
    path.parent.mkdir(parents=True)
    path.write_text(agencies, encoding="utf-8")
    return root


def _clean(root: Path) -> pd.DataFrame:
    return pd.read_csv(next((root / "data").rglob("responses.csv")), dtype="str")


def test_agencies_of_the_own_register_become_codes(run: Run, tmp_path: Path) -> None:
    """Names in any order and by abbreviation get the workshop's ids, and an organisation of the package its own."""
    code, told = run("clean", _write(tmp_path))
    assert code == 0, told
    assert _clean(tmp_path)["agency"].tolist() == ["KAZ-RNG"] * 3 + ["UZB-CAN"] * 3 + ["UNODC"]


def test_entries_that_nobody_named_are_listed_once(run: Run, tmp_path: Path) -> None:
    """One note names the register and its unused ids; needs were all asked about, so none is named."""
    code, _ = run("check", _write(tmp_path))
    issues = pd.read_csv(tmp_path / "data" / "open_issues.csv", dtype="str")
    found = issues[issues["check"].isin(["agencies_unused", "needs_unused"])]
    assert code == 0
    assert found[["value", "severity", "file", "evidence"]].to_numpy().tolist() == [
        ["TJK-PAS", "note", REGISTER, "entries=3; unused=1"]
    ]


def test_package_s_register_is_not_held_against_a_workshop(run: Run, tmp_path: Path) -> None:
    """Without a register of its own, no workshop is told which of a region's agencies did not come."""
    run("check", SmallWorkspace().write(tmp_path))
    issues = pd.read_csv(tmp_path / "data" / "open_issues.csv", dtype="str")
    assert not issues["check"].eq("agencies_unused").any()


def test_need_that_no_question_asks_about_is_listed(run: Run, tmp_path: Path) -> None:
    """A need of the own register without a heading is named."""
    needs = [*NEEDS, ["N3", "T1", "Means", "Boats", "", ""]]
    run("check", SmallWorkspace(needs=needs).write(tmp_path))
    issues = pd.read_csv(tmp_path / "data" / "open_issues.csv", dtype="str")
    assert issues.loc[issues["check"].eq("needs_unused"), "value"].tolist() == ["N3"]


def test_unknown_name_is_asked_about_with_the_own_agencies(run: Run, tmp_path: Path) -> None:
    """It stops the run, says what is near, and the review offers the workshop's agencies of that country to choose."""
    code, told = run("check", _write(tmp_path, names=["Steppe Rangerz", *NAMES[1:]]))
    assert code == 1
    assert "KAZ-RNG Steppe Rangers of Kazakhstan" in told
    offered = openpyxl.load_workbook(tmp_path / "data" / "review.xlsx")["answers"]
    lists = ["; ".join(str(cell) for cell in column if cell) for column in offered.iter_cols(values_only=True)]
    agencies = [each for each in lists if "KAZ-RNG" in each]
    assert len(agencies) == 1
    assert "UNODC" in agencies[0]
    assert "KAZ-KNB" not in agencies[0]
    assert "UZB-CAN" not in agencies[0]


def test_decision_in_the_corrections_settles_an_unknown_name(run: Run, tmp_path: Path) -> None:
    """A line of the corrections with the workshop's id lets the run go on."""
    root = _write(tmp_path, names=["Steppe Rangerz", *NAMES[1:]])
    line = {
        "table": "responses",
        "row_id": "1",
        "field": "agency",
        "old_value": "Steppe Rangerz",
        "new_value": "KAZ-RNG",
    }
    line |= {"action": "set", "rule": "hand", "status": "applied", "comment": "asked him"}
    text = ",".join(LOG.names) + "\n" + ",".join(line.get(name, "") for name in LOG.names) + "\n"
    (root / "data" / "corrections" / "corrections.csv").write_text(text, encoding="utf-8")
    code, told = run("clean", root)
    assert code == 0, told
    assert _clean(root)["agency"].tolist()[0] == "KAZ-RNG"


def test_agency_of_another_country_is_called_that(run: Run, tmp_path: Path) -> None:
    """The message says so, and whose it is."""
    code, told = run("check", _write(tmp_path, names=["Canal Guard", *NAMES[1:]]))
    assert code == 1
    assert "Agency of another country: «Canal Guard». Near: UZB-CAN Canal Guard (100)." in told


BROKEN = [
    (AGENCIES.replace("KAZ-RNG,KAZ", "KAZ-RNG,Kazakstan"), ["agencies.csv", "row 2", "country", "Kazakstan"]),
    (AGENCIES.replace("agency_type", "type"), ["agencies.csv", "agency_type", "lacks this column"]),
    (AGENCIES.replace("TJK-PAS", "KAZ-RNG"), ["agencies.csv", "row 4", "KAZ-RNG", "row 2"]),
]


@pytest.mark.parametrize(("agencies", "said"), BROKEN)
def test_own_register_that_cannot_be_used_is_named(run: Run, tmp_path: Path, agencies: str, said: list[str]) -> None:
    """File, row and column of a wrong cell are told."""
    code, told = run("check", _write(tmp_path, agencies=agencies))
    assert code == 1
    for words in said:
        assert words in told


def test_missing_register_is_named(run: Run, tmp_path: Path) -> None:
    """A file that the settings name and that is not there is no reason to take the package's."""
    code, told = run("check", _write(tmp_path, named="data/registers/agencys.csv"))
    assert code == 1
    assert "agencys.csv" in told
    assert "does not exist" in told


def test_changed_register_makes_results_stale(run: Run, tmp_path: Path) -> None:
    """The register is one of the inputs: estimates are not made from data that were cleaned with another."""
    root = _write(tmp_path)
    assert run("clean", root)[0] == 0
    (root / REGISTER).write_text(AGENCIES.replace("Pass Watch", "Pass Watchers"), encoding="utf-8")
    code, told = run("assess", root)
    assert code == 1
    assert REGISTER in told
