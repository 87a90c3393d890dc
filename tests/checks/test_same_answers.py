"""Forms with one answer throughout, alone or as a delegation; and the scales they are looked for on."""

from __future__ import annotations

import dataclasses

import pytest

from needs_analysis.checks.same_answers import check_same_answers
from needs_analysis.checks.same_delegation import check_same_delegation
from needs_analysis.checks.scales import ends, positions, scales
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import CHOICES
from needs_analysis.errors import SettingsError
from tests.checks.small_tables import forms, rows_of

EIGHT = [f"q{i}" for i in range(8)]


def _rated(*answers: str, **columns: list[str | None]) -> Subject:
    """Make forms that rate eight questions, a letter an answer; `-` is a blank and `d` is don't know."""
    words = {"-": None, "d": "dont_know"}
    rated = {name: [words.get(form[i], form[i]) for form in answers] for i, name in enumerate(EIGHT)}
    return forms(rated | columns, scale=dict.fromkeys(EIGHT, "importance"))


def test_one_answer_to_all_is_listed_with_what_it_was() -> None:
    """Seven fives and a four are not one answer, unless a share is asked for."""
    made = _rated("55555555", "55555554", "12345123")
    assert check_same_answers(made).issues[["row_id", "evidence", "severity"]].values.tolist() == [
        ["r0", "measure=importance; n=8; answer=5; share=1", "review"]
    ]
    assert rows_of(check_same_answers(made, share=0.875)) == ["r0", "r1"]
    assert rows_of(check_same_answers(made, share=0.9)) == ["r0"]


def test_only_ratings_count_and_enough_of_them() -> None:
    """Blanks and don't-knows are no answers on the scale: five fives are too few where six are wanted."""
    made = _rated("55555---", "5555-5d5", "dddddddd", "--------")
    assert rows_of(check_same_answers(made)) == ["r1"]
    assert rows_of(check_same_answers(made, questions=5)) == ["r0", "r1"]


def test_measures_are_looked_at_apart() -> None:
    """Importance all 5 is listed although capacity varies; each measure with its own count."""
    names = {f"q{i}_{measure}": measure for i in range(6) for measure in ("importance", "capacity")}
    columns = {name: ["5" if measure == "importance" else name[1]] for name, measure in names.items()}
    found = check_same_answers(forms({k: ["1" if v == ["0"] else v[0]] for k, v in columns.items()}, scale=names))
    assert found.issues["evidence"].tolist() == ["measure=importance; n=6; answer=5; share=1"]


def test_words_and_codes_are_one_answer() -> None:
    """«Very high» is 5, however it is spelled; a label is compared as its position."""
    made = _rated("55555555")
    made.frame[EIGHT[0]] = ["very high "]
    assert rows_of(check_same_answers(made)) == ["r0"]


def test_yes_and_no_are_no_scale() -> None:
    """A list with two numbered answers, or with codes in words only, is not looked at."""
    made = _rated("11111111")
    two = dataclasses.replace(made, choices=made.choices[made.choices["code"].isin(["1", "2"])])
    words = CHOICES.frame(made.choices.assign(value=None))
    assert scales(two) == {}
    assert scales(dataclasses.replace(made, choices=words)) == {}
    assert check_same_answers(two).issues.empty


def test_a_scale_without_a_measure_is_named_by_its_choices() -> None:
    """Positions and ends come from the choice list."""
    made = forms({"a": ["5", "dont_know", "9", "inf", None]}, scale={"a": ""})
    assert scales(made) == {"five": ["a"]}
    assert positions(made, ["a"])["a"].fillna(-1).tolist() == [5, -1, -1, -1, -1]
    assert ends(made, ["a"]) == (1.0, 5.0)


def test_a_delegation_that_answers_alike_is_listed_together() -> None:
    """Group by group, in the order in which each begins; other countries and other blanks are other groups."""
    made = _rated(
        "12345123", "54321543", "12345123", "54321543", "12345123", "1234512-",
        country=["KAZ", "TJK", "KAZ", "TJK", "TJK", "KAZ"],
        agency_type=["customs"] * 6,
    )  # fmt: skip
    assert check_same_delegation(made).issues[["row_id", "evidence"]].values.tolist() == [
        ["r0", "n=2; questions=8; first=r0"],
        ["r2", "n=2; questions=8; first=r0"],
        ["r1", "n=2; questions=8; first=r1"],
        ["r3", "n=2; questions=8; first=r1"],
    ]


def test_forms_without_a_delegation_are_in_none() -> None:
    """Two blanks are not one delegation; («a_b», «c») is not («a», «b_c»)."""
    blank = _rated("12345123", "12345123", country=[None, " "], agency_type=["x", "x"])
    assert check_same_delegation(blank).issues.empty
    joined = _rated("12345123", "12345123", country=["a_b", "a"], agency_type=["c", "b_c"])
    assert check_same_delegation(joined).issues.empty


def test_empty_forms_are_not_the_same_answers() -> None:
    """Five ratings are too few where six are wanted; all measures count together."""
    made = _rated("12345---", "12345---", country=["KAZ", "KAZ"], agency_type=["x", "x"])
    assert check_same_delegation(made).issues.empty
    assert rows_of(check_same_delegation(made, questions=5)) == ["r0", "r1"]


def test_an_unknown_delegation_field_is_refused_but_the_usual_may_be_missing() -> None:
    """A table without countries has no delegations; a mistyped field is an error."""
    made = _rated("12345123", "12345123")
    assert check_same_delegation(made).issues.empty
    with pytest.raises(SettingsError, match="ministry"):
        check_same_delegation(made, by=["ministry"])
