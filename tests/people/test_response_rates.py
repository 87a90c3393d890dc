"""Response rates as counted by hand."""

from __future__ import annotations

import pandas as pd

from needs_analysis.people.linking import link_responses
from needs_analysis.people.response_rates import rate_responses

PEOPLE = pd.DataFrame(
    {
        "row_id": ["p1", "p2", "p3", "p4", "p5"],
        "email": ["1@x", "2@x", "3@x", "4@x", "5@x"],
        "country": ["KAZ", "KAZ", "KAZ", "UZB", None],
        "agency": ["A", "A", "B", "C", "C"],
        "agency_type": ["customs", "customs", "police", "customs", "customs"],
    }
)
FORMS = pd.DataFrame(
    {
        "row_id": ["f1", "f2", "f3", "f4", "f5"],
        "email": ["1@x", "3@x", "3@x", "9@x", "5@x"],
        "country": ["KAZ", "KAZ", "KAZ", "TJK", "UZB"],
    }
)
SHOWN = ["group", "registered", "responses", "answered", "unlinked", "rate"]


def rates(people: pd.DataFrame, forms: pd.DataFrame, by: str) -> list[list[object]]:
    """Give the rates of one disaggregation."""
    found = rate_responses(people, forms, link_responses(people, forms))
    rows = found[found["by"].fillna("").eq(by)]
    return [list(row) for row in rows[SHOWN].fillna({"group": ""}).itertuples(index=False, name=None)]


def test_the_whole() -> None:
    """Five registered; three of them answered, one twice; one form is nobody's."""
    assert rates(PEOPLE, FORMS, "") == [["", 5, 5, 3, 1, 0.6]]


def test_by_country_of_the_list() -> None:
    """p5 has no country in the list, so the form that says UZB answers for the blank group."""
    found = rates(PEOPLE, FORMS, "country")
    assert found[:2] == [["", 1, 0, 1, 0, 1.0], ["KAZ", 3, 3, 2, 0, 2 / 3]]
    assert found[2][:5] == ["TJK", 0, 1, 0, 1]
    assert pd.isna(found[2][5])
    assert found[3] == ["UZB", 1, 1, 0, 0, 0.0]


def test_by_agency_and_its_type_where_only_the_list_says_them() -> None:
    """Forms without an agency stand under the blank one."""
    assert [row[:4] for row in rates(PEOPLE, FORMS, "agency")] == [
        ["", 0, 5, 0], ["A", 2, 0, 1], ["B", 1, 0, 1], ["C", 2, 0, 1],
    ]  # fmt: skip
    assert [row[5] for row in rates(PEOPLE, FORMS, "agency_type")][1:] == [0.5, 1.0]


def test_where_forms_name_nobody_only_numbers_are_compared() -> None:
    """The method says so, and more forms than people give a rate above one rather than a false one."""
    found = rate_responses(PEOPLE, FORMS[["row_id", "country"]], link_responses(PEOPLE, FORMS[["row_id", "country"]]))
    kazakhstan = found[found["group"].eq("KAZ")].iloc[0]
    assert (kazakhstan["rate"], kazakhstan["method"], kazakhstan["unlinked"]) == (1.0, "counted", 3)
    twice = rate_responses(
        PEOPLE.iloc[:1], FORMS[["row_id", "country"]], link_responses(PEOPLE.iloc[:1], FORMS[["row_id"]])
    )
    assert twice["rate"].iloc[0] == 5.0


def test_the_parts_add_up_to_the_whole() -> None:
    """Each disaggregation counts every participant and every form once."""
    found = rate_responses(PEOPLE, FORMS, link_responses(PEOPLE, FORMS))
    sums = found.fillna({"by": ""}).groupby("by")[["registered", "responses", "answered", "unlinked"]].sum()
    assert (sums == sums.loc[""]).all(axis=None)
