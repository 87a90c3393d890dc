"""Percentages that cannot be."""

from __future__ import annotations

import dataclasses

import pytest

from needs_analysis.checks.percentages import check_percentages
from needs_analysis.errors import SettingsError
from tests.checks.small_tables import forms, rows_of


@pytest.mark.parametrize(
    "words",
    ["Share of staff, %", "What percent?", "Percentage trained", "Какой процент?", "Сколько процентов", "Доля женщин"],
)
def test_words_of_the_question_say_that_it_is_a_percentage(words: str) -> None:
    """In English and in Russian; also the heading or the field's name may say so."""
    made = forms({"x": ["101", "100", "0", "-1"]}, {"x": "decimal"}, labels={"x": words})
    assert rows_of(check_percentages(made)) == ["r0", "r3"]
    headed = dataclasses.replace(forms({"x": ["101"]}, {"x": "decimal"}), headings={"x": words})
    assert rows_of(check_percentages(headed)) == ["r0"]


@pytest.mark.parametrize("words", ["Percentile reached", "Должность", "How many?"])
def test_other_words_do_not(words: str) -> None:
    """A percentile, a position (dolzhnost) and a count are no percentages."""
    assert check_percentages(forms({"x": ["101"]}, {"x": "decimal"}, labels={"x": words})).issues.empty


def test_field_names_and_settings_say_so_too() -> None:
    """`pct_women` by its name; any field by the settings, with or without a percent sign in the cell."""
    assert rows_of(check_percentages(forms({"pct_women": ["120"]}, {"pct_women": "integer"}))) == ["r0"]
    made = forms({"x": ["120 %", "12,5%", "-3", "inf", "1e999", "all", None]})
    found = check_percentages(made, fields=["x"])
    assert rows_of(found) == ["r0", "r2"]
    assert found.issues["evidence"].tolist() == ["least=0; most=100"] * 2


def test_parts_add_up_where_all_are_answered() -> None:
    """A total of 101 is within the tolerance of 1, 102 is not; a row with a blank part is not judged."""
    made = forms({"a": ["50", "60", "60", "60", "33,3"], "b": ["50", "41", "42", None, "66,6"]})
    found = check_percentages(made, adding_up=[["a", "b"]])
    assert found.issues[["row_id", "evidence"]].values.tolist() == [["r2", "fields=a+b; total=102; whole=100"]]
    assert rows_of(check_percentages(made, adding_up=[["a", "b"]], tolerance=0)) == ["r1", "r2", "r4"]


def test_shares_of_one_add_up_to_one() -> None:
    """Spreadsheets keep 45 % as 0.45; one 45 among them makes the table percentages again."""
    shares = forms({"a": ["0.5", "0.45"], "b": ["0.5", "0.45"]})
    assert check_percentages(shares, adding_up=[["a", "b"]]).issues["evidence"].tolist() == [
        "fields=a+b; total=0.9; whole=1"
    ]
    mixed = forms({"a": ["0.5", "45"], "b": ["0.5", "55"]})
    assert rows_of(check_percentages(mixed, adding_up=[["a", "b"]])) == ["r0"]


def test_unknown_fields_are_refused_together() -> None:
    """All mistyped names at once."""
    with pytest.raises(SettingsError) as refused:
        check_percentages(forms({"men": ["1"]}), fields=["man"], adding_up=[["men", "woman"]])
    assert [problem.what.split("»")[0].split("«")[1] for problem in refused.value.problems] == ["man", "woman"]


def test_an_empty_table_has_nothing_to_add_up() -> None:
    """No rows, no issues."""
    assert check_percentages(forms({"a": [], "b": []}), adding_up=[["a", "b"]]).issues.empty


def test_percentages_of_people_that_cannot_be() -> None:
    """Of 26 people 24 are 92.3 % and 23 are 88.5 %: 91 is neither; a half may be rounded both ways."""
    made = forms({"share": ["91", "92 %", "12", "13", "33,3", "50", None], "n": ["26", "26", "8", "8", "3", None, "4"]})
    found = check_percentages(made, of={"share": "n"}).issues
    assert found[["value", "check", "evidence"]].values.tolist() == [
        ["91", "percentage_of_people", "nearest=88.5 or 92.3"]
    ]
