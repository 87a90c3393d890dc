"""Names of agencies: how many are right on names written in every way that hurts; dates; a workshop's own register."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.agency_names import count, read_rows, verdict
from needs_analysis.checks.agencies import propose_agencies
from needs_analysis.checks.findings import Field
from needs_analysis.columns import RECEIVED
from needs_analysis.errors import InputError
from needs_analysis.registers.agencies import (
    agency_register,
    look_up_agency,
    read_agencies,
    resolve_agency,
    suggest_agencies,
    unused_agencies,
)
from needs_analysis.registers.files import read_register

ROWS = read_rows()
OWN = """agency_id,country,agency_type,name_en,abbreviations
GEO-BP,GEO,border_service,Border Police of Georgia,BP; GBP
GEO-MIA,GEO,interior,Ministry of Internal Affairs of Georgia,MIA; BP
"""


def _shared_vocabulary(conformance: Path) -> dict[tuple[str, str], set[str]]:
    """Name and country → the agencies that have it in the vocabulary beside the conformance data."""
    owners: dict[tuple[str, str], set[str]] = {}
    with (conformance.parent / "vocabulary" / "agencies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists = ";".join(row[name] for name in ("name_en", "name_ru", "abbreviations", "variants"))
            for name in filter(None, map(str.strip, lists.split(";"))):
                owners.setdefault((name.casefold(), row["country_iso3"]), set()).add(row["agency_id"])
    return owners


def test_the_list_can_be_judged() -> None:
    """It has 300 names and more, none twice, each with its kind, and each answer stands in the register."""
    asked = [(row["text"], row["country"]) for row in ROWS]
    assert len(ROWS) >= 300
    assert len(set(asked)) == len(asked)
    assert all(row["kind"] and row["list"] for row in ROWS)
    assert {row["expected"] for row in ROWS if row["expected"]} <= set(agency_register().index)


def test_the_list_agrees_with_the_names_that_others_collected(conformance: Path) -> None:
    """Where a name of the list stands in the shared vocabulary as one agency's of that country, that is its answer."""
    owners = _shared_vocabulary(conformance)
    known = [(row, owners.get((row["text"].casefold(), row["country"]), set())) for row in ROWS]
    compared = [(row["text"], row["expected"], found) for row, found in known if len(found) == 1]
    assert len(compared) >= 15
    assert [each for each in compared if {each[1]} != each[2]] == []


def test_every_name_that_others_collected_is_resolved(conformance: Path) -> None:
    """Each name of the shared vocabulary that one agency of its country has leads to that agency, or is never one.

    The vocabulary counts embassies with the observers' delegations, and takes «Центр ОБСЕ» for the one in Ashgabat; the
    register has embassies of their own, and several centres.
    """
    owners = _shared_vocabulary(conformance)
    sole = {asked: found for asked, found in owners.items() if len(found) == 1}
    answers = {asked: look_up_agency(*asked) for asked in sole}
    finer = {asked for asked in sole if "embassy" in asked[0] or "посольство" in asked[0]} | {("центр обсе", "XIO")}
    judged = {asked: answer.code for asked, answer in answers.items() if asked not in finer and answer.code}
    wrong = [asked for asked, code in judged.items() if {code} != sole[asked]]
    assert len(sole) > 500
    assert wrong == []
    assert sum(answer.code is not None for answer in answers.values()) >= 0.97 * len(sole)


def test_95_in_100_are_right_and_none_is_of_another_country() -> None:
    """A misspelt name counts as not right, since it has no answer; at most 1 in 100 is a wrong agency."""
    counts = count(ROWS)
    assert counts["right"] >= 0.95 * len(ROWS)
    assert counts["wrong country"] == 0
    assert counts["wrong agency"] <= 0.01 * len(ROWS)


def test_a_misspelt_name_has_its_agency_first_among_the_suggestions() -> None:
    """In nine of ten cases the agency that was meant comes first, with a score below 100."""
    misspelt = [
        row
        for row in ROWS
        if row["kind"] == "typo" and verdict(row, resolve_agency(row["text"], row["country"])) == "none"
    ]
    first = [suggest_agencies(row["text"], row["country"])[:1] for row in misspelt]
    right = [
        row for row, near in zip(misspelt, first, strict=True) if near and near[0][0].split()[0] == row["expected"]
    ]
    assert len(misspelt) >= 30
    assert len(right) >= 0.9 * len(misspelt)
    assert all(score < 100 for near in first for _, score in near)


WHY = [
    ("МВД", "", "ambiguous", "no_country"),
    ("law enforcement agencies", "TJK", "never", ""),
    ("КНБ РК", "TJK", "unknown", "other_country"),
    ("KAZ-KNB", "KGZ", "unknown", "other_country"),
    ("State Border Servise", "TKM", "unknown", ""),
    ("Ministry of Fisheries", "KAZ", "unknown", ""),
    ("12345", "KAZ", "unknown", ""),
]


@pytest.mark.parametrize(("text", "country", "why", "by"), WHY)
def test_no_answer_says_why(text: str, country: str, why: str, by: str) -> None:
    """Several agencies, a collective name, another country's agency and a name nobody has are told apart."""
    answer = look_up_agency(text, country)
    assert (answer.code, answer.why) == (None, why)
    assert by in ("", answer.by)


def test_names_that_must_never_be_resolved_stay_unresolved() -> None:
    """No collective name of the register is an agency, whatever the country."""
    countries = ["", *agency_register()["country"].unique()]
    names = read_register("agency_never")["name"]
    assert [(name, country) for name in names for country in countries if resolve_agency(name, country)] == []


def test_a_name_counts_on_the_days_on_which_it_held() -> None:
    """A border committee of Tajikistan ended in 2011; the State Security Service of Uzbekistan began in March 2018."""
    old, new = "Комитет по охране государственной границы", "State Security Service of the Republic of Uzbekistan"
    assert resolve_agency(old, "TJK", on=date(2010, 6, 1)) == "TJK-BT"
    assert resolve_agency(old, "TJK") == "TJK-BT"
    late, early = look_up_agency(old, "TJK", on=date(2020, 6, 1)), look_up_agency(new, "UZB", on=date(2018, 3, 13))
    assert (late.code, late.by, late.candidates) == (None, "other_date", ("TJK-BT",))
    assert (early.code, early.by, early.candidates) == (None, "other_date", ("UZB-SSS",))
    assert resolve_agency(new, "UZB", on=date(2018, 3, 14)) == "UZB-SSS"


def _own(folder: Path, text: str = OWN) -> Path:
    path = folder / "agencies.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_register_takes_the_place_of_the_package_s(tmp_path: Path) -> None:
    """Its names are found by the same rules, those of the package's countries are not; organisations stay."""
    register = read_agencies(_own(tmp_path))
    assert resolve_agency("Georgian Border Police", "GEO", register=register) == "GEO-BP"
    assert resolve_agency("погранполиция Грузии", "GEO", register=register) == "GEO-BP"
    assert resolve_agency("КНБ", "KAZ", register=register) is None
    assert resolve_agency("UNODC", "GEO", register=register) == "UNODC"
    assert resolve_agency("UNODC", "GEO", register=read_agencies(_own(tmp_path), organisations=False)) is None
    assert suggest_agencies("Border Polce", "GEO", register=register)[0][0] == "GEO-BP Border Police of Georgia"


def test_shared_abbreviation_is_listed_and_ambiguous(tmp_path: Path) -> None:
    """Two agencies of one country with one abbreviation: no error, no answer, both are named."""
    register = read_agencies(_own(tmp_path))
    answer = look_up_agency("BP", "GEO", register=register)
    assert (answer.code, answer.why, answer.candidates) == (None, "ambiguous", ("GEO-BP", "GEO-MIA"))
    assert ["BP" in problem.what and "GEO" in problem.what for problem in register.shared] == [True]


def test_names_by_date_of_an_own_register(tmp_path: Path) -> None:
    """A second file says when names held; a date that is none and an agency that is none are named with their place."""
    dated = tmp_path / "names.csv"
    dated.write_text("agency_id,name_en,valid_from,valid_to\nGEO-BP,Frontier Watch,2001,2005\n", encoding="utf-8")
    register = read_agencies(_own(tmp_path), names_by_date=dated)
    assert resolve_agency("Frontier Watch", "GEO", on=date(2005, 12, 31), register=register) == "GEO-BP"
    assert resolve_agency("Frontier Watch", "GEO", on=date(2006, 1, 1), register=register) is None
    dated.write_text("agency_id,name_en,valid_from,valid_to\nGEO-XX,Watch,1.2.2001,\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_agencies(_own(tmp_path), names_by_date=dated)
    assert [(problem.row, problem.column) for problem in raised.value.problems] == [(2, "agency_id"), (2, "valid_from")]


def test_all_wrong_cells_of_an_own_register_are_named_at_once(tmp_path: Path) -> None:
    """Unknown country and type, no name, no id, an id twice: each with file, row and column."""
    spoilt = OWN.replace("GEO-BP,GEO", "GEO-BP,Georgia").replace(
        "GEO-MIA,GEO,interior,Ministry of Internal Affairs of Georgia", "GEO-BP,GEO,interier,"
    )
    with pytest.raises(InputError) as raised:
        read_agencies(_own(tmp_path, spoilt + ",GEO,interior,Somebody,\n"))
    places = {(problem.file, problem.row, problem.column) for problem in raised.value.problems}
    wrong = [(2, "country"), (3, "agency_type"), (3, "name_en"), (3, "agency_id"), (4, "agency_id")]
    assert places == {("agencies.csv", row, column) for row, column in wrong}
    assert read_agencies(_own(tmp_path, OWN.replace("interior", "harbour")), own_types=["harbour"]).own == (
        "GEO-BP",
        "GEO-MIA",
    )


def test_unused_agencies_are_those_of_the_own_file_that_nobody_named(tmp_path: Path) -> None:
    """The package's organisations are not asked for; the order is the file's."""
    register = read_agencies(_own(tmp_path))
    assert unused_agencies(["UNODC", "GEO-MIA"], register=register) == ["GEO-BP"]
    assert unused_agencies([], register=register) == ["GEO-BP", "GEO-MIA"]


def test_the_check_says_what_is_wrong_with_each_name() -> None:
    """Each unresolved name is one issue, in the order of the rows, with the agencies it belongs to or resembles."""
    asked = [
        ("ГКНБ", "TJK"),
        ("МВД", None),
        ("law enforcement", "TJK"),
        ("КНБ РК", "TJK"),
        ("State Border Servise", "TKM"),
    ]
    asked += [("Комитет по охране государственной границы", "TJK"), (None, "TJK"), ("UNODC", None)]
    rows = [{"row_id": str(number), "file": "f.csv", "row": number} for number in range(len(asked))]
    texts, countries = (pd.Series(cells, dtype="str") for cells in zip(*asked, strict=True))
    frame = RECEIVED.frame(rows).assign(agency=texts, country=countries)
    found = propose_agencies(Field("responses", "agency", frame, "Agency"), on=date(2026, 5, 12))
    assert found.log[["row_id", "field", "new_value"]].to_numpy().tolist() == [
        ["0", "agency", "TJK-SCNS"],
        ["7", "country", "XIO"],
    ]
    assert found.issues[["row_id", "check"]].to_numpy().tolist() == [
        ["1", "agency_of_several"],
        ["2", "agency_not_one"],
        ["3", "agency_of_another_country"],
        ["4", "unknown_agency"],
        ["5", "agency_of_another_time"],
    ]
    near = found.issues["suggestion"].fillna("").tolist()
    assert "KAZ-MIA" in near[0]
    assert "UZB-MIA" in near[0]
    assert near[1] == ""
    assert [text.split()[0] for text in near[2:]] == ["KAZ-KNB", "TKM-SBS", "TJK-BT"]
