"""Checks propose codes and list what a person must answer, each with its place; they never change a table."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.agencies import propose_agencies
from needs_analysis.checks.answers import propose_codes
from needs_analysis.checks.countries import propose_countries
from needs_analysis.checks.findings import Field, together
from needs_analysis.checks.outside_choices import check_outside_choices
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED


def _received(**fields: list[str | None]) -> pd.DataFrame:
    n = len(next(iter(fields.values())))
    places = {"row_id": [f"r{i}" for i in range(n)], "row": range(2, n + 2), "file": "f.xlsx", "sheet": "S"}
    return RECEIVED.frame(pd.DataFrame(places | fields))


def test_only_cells_that_differ_from_their_code_are_proposed() -> None:
    """A code stays as it is without a row in the log; names become codes; blanks stay blank."""
    frame = _received(country=["KAZ", "Kazakhstan ", None, " "])
    found = propose_countries(Field("t", "country", frame))
    assert found.log[["row_id", "old_value", "new_value"]].values.tolist() == [["r1", "Kazakhstan ", "KAZ"]]
    assert found.issues.empty


def test_a_code_of_the_form_is_the_country_that_its_label_names() -> None:
    """Whatever the code would mean by itself; labels of several countries, or of none, make a question of it."""
    meanings = {
        "gh": ["Ghana", "Гана", "Gaana (ɛman)"],
        "ind": ["Indonesia"],
        "kaz": ["Kenya", "Mali"],
        "geo": ["A geologist"],
    }
    meanings |= {"NOR": ["Northern Alliance"], "k": ["1. <b>Kenya</b>"], "K": ["**Kuwait**"]}
    frame = _received(country=["gh", " IND", "kaz", "geo", "NOR", "Togo", "k", "K "])
    found = propose_countries(Field("t", "country", frame, meanings=meanings))
    assert found.log["new_value"].tolist() == ["GHA", "IDN", "TGO", "KEN", "KWT"]
    assert found.issues["value"].tolist() == ["kaz", "geo", "NOR"]


def test_codes_that_differ_in_capitals_alone_are_told_apart() -> None:
    """One that is written as neither is a question."""
    meanings = {"ng": ["Nigeria"], "Ng": ["Niger"]}
    found = propose_countries(Field("t", "country", _received(country=["ng", "Ng", "NG"]), meanings=meanings))
    assert found.log["new_value"].tolist() == ["NGA", "NER"]
    assert found.issues["value"].tolist() == ["NG"]


def test_an_issue_names_file_sheet_row_and_heading() -> None:
    """The place of an unknown name is the place in the source, and near misses are offered with their scores."""
    frame = _received(country=["KAZ", "Tajikstn"])
    issue = propose_countries(Field("t", "country", frame, "Страна")).issues.iloc[0]
    assert issue[["file", "sheet", "row", "column", "value"]].tolist() == ["f.xlsx", "S", 3, "Страна", "Tajikstn"]
    assert issue["severity"] == "stop"
    assert "TJK" in issue["suggestion"]


def test_an_organisation_gives_its_code_to_a_blank_country() -> None:
    """A person of an organisation without a country counts under the organisations; one with a country keeps it."""
    frame = _received(agency=["OSCE", "ОБСЕ"], country=[None, "KAZ"])
    log = propose_agencies(Field("t", "agency", frame)).log
    assert log[["row_id", "field", "new_value"]].values.tolist() == [
        ["r1", "agency", "OSCE"],
        ["r0", "country", "XIO"],
    ]


def test_an_agency_of_another_country_waits_for_a_country_that_must_be_answered() -> None:
    """With an unreadable country only the country is asked for; a clear one is contradicted."""
    frame = _received(agency=["ПС КНБ", "ПС КНБ"], country=["Казахстн", "UZB"])
    found = propose_agencies(Field("t", "agency", frame)).issues
    assert found[["row_id", "check"]].values.tolist() == [["r1", "agency_of_another_country"]]
    listed = propose_agencies(Field("t", "agency", frame), severity="review").issues
    assert set(listed["row_id"]) == {"r0", "r1"}


def test_answers_in_words_become_codes_and_others_are_listed() -> None:
    """Labels in any language and several answers in one cell become codes; what is no answer stops the run."""
    choices = CHOICES.frame(
        [
            {"choices": "five", "code": code, "value": value, "label": label}
            for code, value, labels in (("1", 1, ("1", "Low", "Низкая")), ("dk", None, ("dk", "Don't know")))
            for label in labels
        ]
    )
    questions = QUESTIONS.frame(
        [
            {"table": "responses", "field": "one", "type": "select_one", "choices": "five"},
            {"table": "responses", "field": "many", "type": "select_multiple", "choices": "five"},
            {"table": "responses", "field": "words", "type": "text"},
        ]
    )
    frame = _received(one=["низкая", "1", "6"], many=["1 dk", "Low", "1 6"], words=["Low", "6", None])
    subject = Subject("responses", frame, questions, choices)
    found = together([propose_codes(subject), check_outside_choices(subject)])
    changes = found.log[["field", "old_value", "new_value"]].values.tolist()
    assert changes == [["one", "низкая", "1"], ["many", "Low", "1"]]
    assert found.issues[["field", "value"]].values.tolist() == [["one", "6"], ["many", "1 6"]]
