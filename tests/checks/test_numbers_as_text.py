"""A number that is only written oddly is proposed plainly; what is none is listed."""

from __future__ import annotations

from needs_analysis.checks.numbers_as_text import check_numbers_as_text
from tests.checks.small_tables import forms


def test_the_writing_is_proposed_and_the_rest_is_listed() -> None:
    """Decimal commas and blanks are applied; words, infinities and two readings are issues with what they may mean."""
    answers = ["5", "1\u00a0200,5", " 7 ", "about 40", "1,200", "inf", "1e999", None, " ", "١٢"]
    found = check_numbers_as_text(forms({"paid": answers}, {"paid": "decimal"}))
    assert found.log[["row_id", "old_value", "new_value", "status", "rule"]].values.tolist() == [
        ["r1", "1\u00a0200,5", "1200.5", "applied", "number_format"],
        ["r2", " 7 ", "7", "applied", "number_format"],
        ["r9", "١٢", "12", "applied", "number_format"],
    ]
    issues = found.issues
    assert issues[["row_id", "value", "suggestion"]].fillna("").values.tolist() == [
        ["r3", "about 40", "40"],
        ["r4", "1,200", "1.200; 1200"],
        ["r5", "inf", ""],
        ["r6", "1e999", ""],
    ]
    assert set(issues["check"]) == {"not_a_number"}


def test_only_number_questions_are_looked_at() -> None:
    """Text questions, and fields that no question asks, keep their words."""
    found = check_numbers_as_text(forms({"name": ["ten"], "other": ["ten"]}, {"name": "text"}))
    assert found.log.empty
    assert found.issues.empty
