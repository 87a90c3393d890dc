"""The form's own constraints, once more for data that went around the form."""

from __future__ import annotations

import pytest

from needs_analysis.checks.constraints import check_constraints
from tests.checks.asked_forms import asked


@pytest.mark.parametrize(
    ("constraint", "kind", "broken"),
    [
        (". >= 18", "integer", ["r0"]),
        (". >= 18 and . < 41", "integer", ["r0", "r2"]),
        ("regex(., '^[0-9]{2}$')", "text", []),
        (". != ${limit}", "integer", ["r2"]),
        ("not(selected(., '17') and selected(., '18'))", "select_multiple", []),
        ("string-length(.) = 1", "text", ["r0", "r1", "r2"]),
    ],
)
def test_an_answer_that_breaks_the_constraint_is_listed(constraint: str, kind: str, broken: list[str]) -> None:
    """Answers 17, 18, 41 and none; the limit is 41. A blank answer breaks none."""
    columns = {"age": ["17", "18", "41", None], "limit": ["41"] * 4}
    subject = asked(columns, {"age": {"type": kind, "constraint": constraint}, "limit": {"type": "integer"}})
    found = check_constraints(subject, severity="stop").issues
    assert found["row_id"].tolist() == broken
    assert set(found["evidence"]) <= {f"constraint={constraint}"}
    assert set(found["severity"]) <= {"stop"}


def test_dates_are_compared_as_dates() -> None:
    """The day of the form is the field of type today; the clock is never asked."""
    columns = {"born": ["2026-05-12", "2026-05-14"], "today": ["2026-05-13"] * 2}
    questions = {"born": {"type": "date", "constraint": ". <= today()"}, "today": {"type": "today"}}
    assert check_constraints(asked(columns, questions)).issues["row_id"].tolist() == ["r1"]


@pytest.mark.parametrize(
    ("constraint", "evidence"),
    [
        (". <= today()", "missing=today; n=1; fields=age"),
        (". <= ${gone}", "missing=gone; n=1; fields=age"),
        ("1 div . < 2", "not_computed=yes; n=1; fields=age"),
        ("position(..) = 1", "unsupported=position; n=1; fields=age"),
        ("wrong(", None),
    ],
)
def test_a_constraint_that_cannot_be_checked_is_noted(constraint: str, evidence: str | None) -> None:
    """It asks for no answer, and no answer is called wrong."""
    issues = check_constraints(asked({"age": ["0"]}, {"age": {"type": "integer", "constraint": constraint}})).issues
    assert issues[["check", "severity"]].values.tolist() == [["constraint_unchecked", "note"]]
    assert issues["evidence"].item() == (evidence or f"unreadable={constraint}; n=1; fields=age")


def test_without_an_answer_nothing_is_left_unchecked() -> None:
    """A constraint that no answer met needs no note."""
    subject = asked({"age": [None]}, {"age": {"type": "integer", "constraint": ". <= ${gone}"}})
    assert check_constraints(subject).issues.empty


def test_a_member_is_held_against_the_household() -> None:
    """A repeat group's constraint reads the form around it."""
    homes = asked({"size": ["2", "9"]}, {"size": {"type": "integer"}})
    members = {"parent_row_id": ["r0", "r1", "r0"], "n": ["3", "3", "2"]}
    question = {"n": {"type": "integer", "constraint": ". <= ${size}"}}
    assert check_constraints(asked(members, question, parent=homes, table="m")).issues["row_id"].tolist() == ["r0"]
