"""Numbers far from the others of their group, by each method."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

import numpy as np
import pytest

from needs_analysis.checks.outliers import Method, check_outliers
from needs_analysis.errors import SettingsError
from tests.checks.small_tables import forms, household_survey, rows_of

STAFF = [4, 5, 6, 5, 4, 6, 5, 4, 6, 50]


def _found(values: list[float | str], **settings: object) -> dict[str, str]:
    made = forms({"x": [str(value) for value in values]}, {"x": "decimal"})
    issues = check_outliers(made, **{"at_least": 5, **settings}).issues
    return dict(zip(issues["row_id"], issues["evidence"], strict=True))


def test_modified_z_is_that_of_iglewicz_and_hoaglin() -> None:
    """0.6745 (50 - 5) / MAD, where the median of 1, 0, 1, 0, 1, 1, 0, 1, 1, 45 is 1."""
    assert _found(STAFF, methods=["mad"]) == {"r9": f"n=10; median=5; mad={0.6745 * 45:.4g}"}


def test_without_spread_about_the_median_the_mean_deviation_stands_in() -> None:
    """Nine sevens and a nine: MAD is 0, the mean deviation 0.2, and the score 2 / (1.253314 · 0.2)."""
    assert _found([7] * 9 + [9], methods=["mad"]) == {"r9": f"n=10; median=7; mad={2 / (1.253314 * 0.2):.4g}"}


@pytest.mark.parametrize("method", ["sd", "log", "iqr", "mad"])
def test_equal_numbers_have_no_outlier_by_any_method(method: Method) -> None:
    """No spread is no division by zero, for whole numbers and for 0.1, whose mean is not quite 0.1."""
    assert _found([7] * 12, methods=[method]) == {}
    assert _found([0.1] * 10, methods=[method]) == {}
    assert _found([0] * 12, methods=[method]) == {}


def test_standard_deviations_and_logarithms_agree_with_the_textbook() -> None:
    """Scores are computed anew by the statistics module."""
    values = [*range(1, 20), 400]
    for method, seen in (("sd", values), ("log", [math.log1p(value) for value in values])):
        score = abs(seen[-1] - statistics.mean(seen)) / statistics.stdev(seen)
        assert _found(values, methods=[method]) == {"r19": f"n=20; median=10.5; {method}={score:.4g}"}


def test_quartiles_are_those_of_numpy() -> None:
    """A number is far out beyond three interquartile ranges from the nearer quartile, on either side."""
    values = [-100, 10, 11, 12, 13, 14, 15, 16, 17, 101]
    low, high = np.quantile(values, [0.25, 0.75])
    found = _found(values, methods=["iqr"])
    assert found == {
        "r0": f"n=10; median=13.5; iqr={(low + 100) / (high - low):.4g}",
        "r9": f"n=10; median=13.5; iqr={(101 - high) / (high - low):.4g}",
    }


def test_one_cell_is_one_issue_with_every_method_that_found_it() -> None:
    """Evidence names the methods in one order, whatever the order of the settings."""
    found = _found([*range(1, 20), 4000], methods=["mad", "sd"])
    assert list(found) == ["r19"]
    assert [part.split("=")[0] for part in found["r19"].split("; ")] == ["n", "median", "sd", "mad"]


def test_groups_are_judged_by_themselves() -> None:
    """5000 is far out among the small offices and ordinary among the large; blank groups are a group."""
    small, large = [str(n) for n in (*range(10, 21), 5000)], [str(n) for n in range(4990, 5002)]
    columns = {"x": small + large, "size": ["small"] * 12 + [None] * 12}
    made = forms(columns, {"x": "integer", "size": "text"})
    assert rows_of(check_outliers(made, methods=["sd"], by="size")) == ["r11"]
    assert rows_of(check_outliers(made, methods=["sd"])) == []


def test_small_groups_are_not_judged() -> None:
    """Nine numbers are too few where ten are wanted."""
    assert _found(STAFF[1:], at_least=10) == {}
    assert list(_found(STAFF, at_least=10)) == ["r9"]


def test_sentinels_do_not_hide_an_outlier() -> None:
    """A fifth of 999s would lift mean and spread so far that 60 looks ordinary."""
    values = [*range(1, 21), 60, 999, 999, 999, 999, 999]
    assert "r20" in _found(values, methods=["sd"])
    assert _found(values, methods=["sd"], sentinels=[]) == {}


def test_hostile_cells_neither_fail_nor_spoil_the_rest() -> None:
    """Text, infinities and numbers beyond all bounds are no numbers; a huge one is an outlier."""
    values = [*STAFF[:9], "inf", "1e999", "nan", "ten", "1,200", "٥", "9" * 40, "1e308", "-1e308"]
    found = _found(values, methods=["sd", "log", "iqr", "mad"])
    assert list(found) == ["r15", "r16", "r17"]
    assert found["r15"].startswith("n=13; median=5; ")


def test_decimal_commas_count_as_numbers() -> None:
    """«1 200,5» among sixes is found."""
    assert list(_found([*STAFF[:9], "1 200,5"], methods=["mad"])) == ["r9"]


def test_an_unknown_group_is_refused() -> None:
    """A mistyped `by` does not silently judge all together."""
    with pytest.raises(SettingsError, match="«country»"):
        check_outliers(forms({"x": ["1"], "country": ["KAZ"]}, {"x": "integer"}), by="countri")


def test_nothing_to_judge_finds_nothing() -> None:
    """A table without number questions, and one without rows."""
    assert check_outliers(forms({"x": ["1"]})).issues.empty
    assert check_outliers(forms({"x": []}, {"x": "integer"})).issues.empty


def test_the_household_survey_gives_what_numpy_gives(conformance: Path) -> None:
    """For every number question of 632 real forms, sd and log find the rows that a plain computation finds."""
    survey = household_survey(conformance)
    found = check_outliers(survey, methods=["sd", "log"], at_least=3, sentinels=[]).issues
    expected = set()
    for name in survey.of_type("integer", "decimal"):
        values = survey.frame[name].dropna().astype(float)
        for scores in (values, np.log(values + 1)):
            far = (scores - scores.mean()).abs() > 3 * scores.std()
            expected |= {(row, name) for row in survey.frame.loc[far[far].index, "row_id"]}
    assert len(expected) > 100
    assert set(zip(found["row_id"], found["field"], strict=True)) == expected
