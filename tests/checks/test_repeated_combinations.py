"""Fields that should name one row, and stand in two."""

from __future__ import annotations

import pytest

from needs_analysis.checks.repeated_combinations import check_repeated_combinations
from needs_analysis.errors import SettingsError
from tests.checks.small_tables import forms, rows_of


def test_answers_are_compared_and_not_their_joined_text() -> None:
    """("a_b", "c") is not ("a", "b_c"), whatever sign one might join them with."""
    for sign in ("_", "|", "\x1f", " "):
        made = forms({"x": [f"a{sign}b", "a"], "y": ["c", f"b{sign}c"]})
        assert check_repeated_combinations(made, fields=[["x", "y"]]).issues.empty


def test_blanks_never_repeat_blanks() -> None:
    """A row with a missing or empty answer repeats none, even where all else is the same."""
    made = forms({"x": ["a", "a", "a", None, None], "y": [None, None, " ", None, None]})
    assert check_repeated_combinations(made, fields=[["x", "y"]]).issues.empty


def test_later_rows_name_the_first() -> None:
    """Letter case and blanks do not matter; the first row itself is not listed; leading zeros matter."""
    made = forms({"x": ["Anna", " anna", "Boris", "ANNA"], "y": ["01", "01", "01", "1"]})
    found = check_repeated_combinations(made, fields=[["x", "y"]], severity="stop")
    assert found.issues[["row_id", "evidence", "severity"]].values.tolist() == [
        ["r1", "fields=x+y; n=2; first=r0", "stop"]
    ]


def test_each_combination_is_looked_at_for_itself() -> None:
    """Two combinations give two kinds of issues."""
    made = forms({"x": ["a", "a"], "y": ["b", "c"]})
    assert rows_of(check_repeated_combinations(made, fields=[["x"], ["y"], ["x", "y"]])) == ["r1"]


def test_an_unknown_field_is_refused_with_the_nearest_name() -> None:
    """A mistyped field is no absence of repetitions."""
    with pytest.raises(SettingsError, match="«agency»"):
        check_repeated_combinations(forms({"name": ["a"], "agency": ["b"]}), fields=[["name", "agencyy"]])


def test_no_combinations_find_nothing() -> None:
    """Without settings, and on an empty table, there is nothing to find."""
    assert check_repeated_combinations(forms({"x": ["a", "a"]})).issues.empty
    assert check_repeated_combinations(forms({"x": []}), fields=[["x"]]).issues.empty
