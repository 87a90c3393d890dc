"""People who may stand twice are listed with the other row and the reasons; data are never changed."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.repeated_people import check_repeated_people
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.unlinked_forms import check_unlinked_forms
from needs_analysis.columns import RECEIVED


def listed(*rows: dict[str, object]) -> Subject:
    """Make a list of people as it is received."""
    place = {"file": "f.xlsx", "sheet": "S"}
    made = [{"row_id": f"r{i}", "row": i + 2, **place, **row} for i, row in enumerate(rows)]
    return Subject("participants", RECEIVED.frame(made), headings={"name": "Full name"})


def test_one_name_twice_is_listed_and_namesakes_less_likely() -> None:
    """In two scripts, in one agency: nearly certain; in another country and agency: a candidate for review at most."""
    people = listed(
        {"name": "Азиз Каримов", "country": "KAZ", "agency": "A"},
        {"name": "KARIMOV  Aziz", "country": "KAZ", "agency": "A"},
        {"name": "Karimov Aziz", "country": "UZB", "agency": "B"},
        {"name": None, "country": "KAZ", "agency": "A"},
    )
    issues = check_repeated_people(people).issues
    assert issues["row_id"].tolist() == ["r1", "r2"]
    assert issues[["file", "sheet", "row", "column"]].values.tolist()[0] == ["f.xlsx", "S", 3, "Full name"]
    assert issues["evidence"].str.startswith("with=r0; chance=").tolist() == [True, True]
    assert issues["severity"].eq("review").all()
    chances = issues["evidence"].str.extract(r"chance=([\d.]+)")[0].astype(float)
    assert chances[0] > 0.99 > chances[1]


def test_the_chance_decides_what_is_listed() -> None:
    """A stricter workshop sees the nearly certain pairs only."""
    people = listed(
        {"name": "Азиз Каримов", "agency": "A"},
        {"name": "Karimov Aziz", "agency": "A"},
        {"name": "Kerimov Aziz", "agency": "B"},
    )
    assert check_repeated_people(people, chance=0.9).issues["row_id"].tolist() == ["r1"]
    assert set(check_repeated_people(people, chance=0.01).issues["row_id"]) == {"r1", "r2"}


def test_a_list_without_names_has_no_issue() -> None:
    """There is nothing to compare people by."""
    assert check_repeated_people(listed({"country": "KAZ"}, {"country": "KAZ"})).issues.empty


def test_forms_that_are_surely_somebodys_are_not_asked_about() -> None:
    """The linked form is left out; the one with a misspelt name is listed with its participant."""
    people = listed({"name": "Азиз Каримов", "email": "a@b.org"}, {"name": "Лола Нурматова", "email": "l@b.org"})
    rows = [
        {"row_id": "f1", "name": "L.N.", "email": "l@b.org"},
        {"row_id": "f2", "name": "Aziz Kerimov"},
        {"row_id": "f3"},
    ]
    forms = Subject("responses", RECEIVED.frame(rows))
    issues = check_unlinked_forms(forms, people.frame).issues
    assert issues[["table", "row_id", "check"]].values.tolist() == [["responses", "f2", "unlinked_form"]]
    assert "with=r0" in issues["evidence"][0]


def test_forms_without_names_are_not_compared() -> None:
    """An anonymous survey stays anonymous."""
    forms = Subject("responses", RECEIVED.frame([{"row_id": "f1", "country": "KAZ"}]))
    assert check_unlinked_forms(forms, pd.DataFrame({"row_id": ["p1"], "country": ["KAZ"]})).issues.empty
