"""Columns that the form does not know are noted, with the question they may be."""

from __future__ import annotations

import pytest

from needs_analysis.checks.not_in_form import check_not_in_form
from tests.checks.asked_forms import asked

QUESTIONS = {"age": {"type": "integer"}, "kit": {"type": "select_multiple", "choices": "kit"}}
LISTS = {"kit": {"dogs": "Dogs", "boats": "Boats"}}


@pytest.mark.parametrize(
    "name",
    [
        "_uuid",
        "__version__",
        "start",
        "meta/instanceID",
        "SubmissionDate",
        "KEY",
        "parent_row_id",
        "kit/dogs",
        "g/kit/dogs",
    ],
)
def test_what_collection_tools_add_is_no_stranger(name: str) -> None:
    """Nor are the columns of a question's choices."""
    assert check_not_in_form(asked({"age": ["1"], name: ["x"]}, QUESTIONS, lists=LISTS)).issues.empty


@pytest.mark.parametrize(
    ("name", "meant"),
    [("agee", "age"), ("group.age", "age"), ("remarks", ""), ("kit/cars", "")],
)
def test_a_stranger_is_noted_with_what_it_may_be(name: str, meant: str) -> None:
    """A note asks for no answer; the question that the export lacks is suggested."""
    issues = check_not_in_form(asked({"kit": ["dogs", None], name: ["x", None]}, QUESTIONS, lists=LISTS)).issues
    told = issues[["field", "severity", "suggestion", "evidence"]].fillna("").values.tolist()
    assert told == [[name, "note", meant, "filled=1"]]


def test_without_a_form_there_are_no_strangers() -> None:
    """Nothing says what belongs."""
    assert check_not_in_form(asked({"x": ["1"]}, {})).issues.empty
