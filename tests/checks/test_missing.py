"""Forms that leave too much unanswered of what they were asked."""

from __future__ import annotations

import pytest

from needs_analysis.checks.missing import check_missing
from tests.checks.asked_forms import asked

QUESTIONS = {"has": {"type": "text"}, "a": {"type": "text"}, "b": {"type": "text", "relevant": "${has} = 'yes'"}}


@pytest.mark.parametrize(("most", "listed"), [(0.3, ["r0", "r1", "r2"]), (0.5, ["r0", "r2"]), (0.67, ["r2"]), (1, [])])
def test_the_share_is_of_the_questions_asked(most: float, listed: list[str]) -> None:
    """By hand: 2 of 3, 1 of 2, 2 of 2 (without «has», b is not asked) and 0 of 2 unanswered."""
    columns = {"has": ["yes", "no", None, "no"], "a": [None, " ", None, "x"], "b": [None, None, None, None]}
    assert check_missing(asked(columns, QUESTIONS), most=most).issues["row_id"].tolist() == listed


def test_what_may_not_have_been_asked_does_not_count() -> None:
    """A condition that cannot be computed keeps its question out of both counts."""
    questions = {"a": {"type": "text"}, "b": {"type": "text", "relevant": "${gone} = 1"}}
    assert check_missing(asked({"a": ["x"], "b": [None]}, questions)).issues.empty
    found = check_missing(asked({"a": [None], "b": [None]}, questions)).issues
    assert found["evidence"].tolist() == ["asked=1; unanswered=1; share=1; most=0.5"]


def test_a_form_that_was_asked_nothing_lacks_nothing() -> None:
    """No questions, no share."""
    assert check_missing(asked({"x": [None]}, {})).issues.empty
    assert check_missing(asked({"x": [None]}, {"x": {"type": "note"}})).issues.empty
