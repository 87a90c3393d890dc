"""Numbers that may stand for no answer."""

from __future__ import annotations

import dataclasses

from needs_analysis.checks.sentinels import check_sentinels
from needs_analysis.columns import CHOICES
from tests.checks.small_tables import forms, rows_of


def test_every_one_is_listed_with_its_count_and_whether_it_lies_beyond() -> None:
    """99 among ages up to 103 lies within, 999 beyond; however they are written."""
    made = forms({"age": ["99", "99.0", "103", "34", "999", " 999", None]}, {"age": "integer"})
    found = check_sentinels(made).issues
    assert found[["row_id", "evidence"]].values.tolist() == [
        ["r0", "n=2; of=6; beyond=no"],
        ["r1", "n=2; of=6; beyond=no"],
        ["r4", "n=2; of=6; beyond=yes"],
        ["r5", "n=2; of=6; beyond=yes"],
    ]
    assert set(found["severity"]) == {"review"}


def test_only_these_values_in_number_questions() -> None:
    """199 holds a 99 but is none; a text answer of 99 is text; hostile cells are no numbers."""
    columns = {"n": ["199", "9.9", "inf", "1e999", "99"], "t": ["99"] * 5}
    assert rows_of(check_sentinels(forms(columns, {"n": "integer", "t": "text"}))) == ["r4"]
    assert check_sentinels(forms(columns, {"n": "integer"}), values=[7]).issues.empty


def test_a_code_of_the_choice_list_is_an_answer() -> None:
    """Where 99 is offered as a choice, it is chosen and not mistaken."""
    made = forms({"n": ["99", "98"]}, {"n": "integer"})
    questions = made.questions.assign(choices="ages")
    choices = CHOICES.frame([{"choices": "ages", "code": "99", "value": None, "label": "older"}])
    made = dataclasses.replace(made, questions=questions, choices=choices)
    assert rows_of(check_sentinels(made)) == ["r1"]


def test_a_field_of_sentinels_alone_lies_beyond() -> None:
    """Where nobody gave another number, there is no range to lie in."""
    found = check_sentinels(forms({"n": ["-1", "-1"]}, {"n": "integer"})).issues
    assert found["evidence"].tolist() == ["n=2; of=2; beyond=yes"] * 2
