"""Answers to questions that were not asked, and required questions without an answer; in doubt nothing is said."""

from __future__ import annotations

import pytest

from needs_analysis.checks.skip_logic import check_skip_logic
from tests.checks.asked_forms import asked

HAS = {"type": "select_one"}
DOGS = {"type": "integer", "relevant": "${has} = 'yes'", "required": "yes"}


def _found(*args: object, **kwargs: object) -> list[list[str]]:
    issues = check_skip_logic(asked(*args, **kwargs)).issues  # type: ignore[arg-type]
    return issues[["row_id", "field", "check", "severity"]].fillna("").to_numpy(dtype=object).tolist()


def test_an_answer_without_its_question_and_a_question_without_its_answer() -> None:
    """Four forms by hand: asked and answered, asked and blank, not asked and answered, not asked and blank."""
    columns = {"has": ["yes", "yes", "no", "no"], "dogs": ["2", " ", "3", None]}
    assert _found(columns, {"has": HAS, "dogs": DOGS}) == [
        ["r2", "dogs", "answered_though_not_asked", "review"],
        ["r1", "dogs", "required_unanswered", "review"],
    ]


def test_a_question_that_is_not_required_may_stay_blank() -> None:
    """Only what the form requires is asked for."""
    assert _found({"has": ["yes"], "dogs": [None]}, {"has": HAS, "dogs": DOGS | {"required": ""}}) == []


@pytest.mark.parametrize(
    ("has", "dogs", "expected"),
    [(None, "3", ["r0"]), (None, None, []), ("YES", "3", ["r0"]), ("yes no", "3", ["r0"])],
)
def test_a_blank_or_another_spelling_is_not_the_answer_asked_for(
    has: str | None, dogs: str | None, expected: list[str]
) -> None:
    """As on the phone: '' = 'yes' is false, and codes are compared letter by letter."""
    found = _found({"has": [has], "dogs": [dogs]}, {"has": HAS, "dogs": DOGS})
    assert [row[0] for row in found] == expected


@pytest.mark.parametrize(
    ("condition", "evidence"),
    [
        ("pulldata('list', 'a', 'b', ${has}) = 'x'", "unsupported=pulldata; n=1; fields=dogs"),
        ("${gone} = 'x'", "missing=gone; n=1; fields=dogs"),
        ("${has} = = 'x'", "unreadable=${has} = = 'x'; n=1; fields=dogs"),
        ("10 div ${n} > 2", "not_computed=yes; n=1; fields=dogs"),
    ],
)
def test_what_cannot_be_said_is_noted_and_nothing_is_claimed(condition: str, evidence: str) -> None:
    """One note for the table, which asks for no answer; a division by zero is no crash."""
    columns = {"has": ["yes", "no"], "dogs": ["1", "2"], "n": ["0", "0"]}
    subject = asked(columns, {"has": HAS, "dogs": DOGS | {"relevant": condition}, "n": {"type": "integer"}})
    issues = check_skip_logic(subject).issues
    assert issues[["check", "severity", "evidence"]].values.tolist() == [["skip_logic_unchecked", "note", evidence]]
    assert issues["row_id"].isna().all()


def test_what_can_be_said_of_some_forms_is_said_of_them() -> None:
    """A division by zero in one form keeps nothing of the others back."""
    columns = {"dogs": ["1", "2", "3"], "n": ["0", "1", "20"]}
    subject = asked(columns, {"n": {"type": "integer"}, "dogs": DOGS | {"relevant": "10 div ${n} > 2"}})
    issues = check_skip_logic(subject).issues
    assert issues[["row_id", "check"]].fillna("").values.tolist() == [
        ["r2", "answered_though_not_asked"],
        ["", "skip_logic_unchecked"],
    ]


def test_a_version_of_the_form_asks_its_own_questions() -> None:
    """A question of the second version was not asked in the first, and is not required there."""
    columns = {"__version__": ["v1", "v1", "v2", "v2", None], "dogs": ["1", None, "1", None, None]}
    questions = {"dogs": {"type": "integer", "required": "yes", "versions": "v2 v3"}}
    assert [row[:3] for row in _found(columns, questions)] == [
        ["r0", "dogs", "answered_though_not_asked"],
        ["r3", "dogs", "required_unanswered"],
        ["r4", "dogs", "required_unanswered"],
    ]


def test_a_repeat_group_asks_by_the_form_around_it() -> None:
    """Members of households: asked by a field of the household; an orphan is judged by nothing."""
    homes = asked({"has": ["yes", "no"]}, {"has": HAS})
    members = {"parent_row_id": ["r0", "r1", None, "r9"], "dogs": [None, "3", "4", None]}
    subject = asked(members, {"dogs": DOGS}, parent=homes, table="member")
    found = check_skip_logic(subject).issues
    assert found[["row_id", "table", "check"]].fillna("").values.tolist() == [
        ["r1", "member", "answered_though_not_asked"],
        ["r0", "member", "required_unanswered"],
        ["", "member", "skip_logic_unchecked"],
    ]


def test_a_group_within_a_group_reaches_the_form() -> None:
    """Posts of a form and guards of a post: the guards' question depends on the form, two tables further out."""
    homes = asked({"has": ["yes", "no"]}, {"has": HAS})
    posts = asked({"parent_row_id": ["r1", "r0"]}, {}, parent=homes, table="post")
    subject = asked({"parent_row_id": ["r0", "r1"], "dogs": ["1", "1"]}, {"dogs": DOGS}, parent=posts, table="guard")
    assert check_skip_logic(subject).issues["row_id"].tolist() == ["r0"]


def test_a_sum_over_the_rows_of_a_group_is_not_guessed() -> None:
    """Within a repeat group the function means all its rows, which one row does not show."""
    homes = asked({"has": ["yes"]}, {"has": HAS})
    columns = {"parent_row_id": ["r0"], "age": ["3"], "dogs": ["1"]}
    questions = {"age": {"type": "integer"}, "dogs": DOGS | {"relevant": "sum(${age}) > 9"}}
    issues = check_skip_logic(asked(columns, questions, parent=homes, table="member")).issues
    assert issues["evidence"].tolist() == ["unsupported=sum; n=1; fields=dogs"]


def test_notes_and_calculations_are_nobodys_answers() -> None:
    """A calculation stands in the export whether it was reached or not."""
    columns = {"has": ["no"], "made": ["7"]}
    assert _found(columns, {"has": HAS, "made": {"type": "calculate", "relevant": "${has} = 'yes'"}}) == []
