"""The equal-country mean and its interval, against an independent regression and worked examples."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from needs_analysis.assessment.means import estimate_means
from needs_analysis.assessment.weightings import Approach

SCALES = {"importance": (1.0, 5.0), "gap": (-4.0, 4.0)}
SIZES = st.lists(st.integers(1, 8), min_size=2, max_size=6)


def _values(answers: dict[str, list[float]], measure: str = "importance") -> pd.DataFrame:
    rows = [(measure, "N1", "", country, float(y)) for country, ys in answers.items() for y in ys]
    return pd.DataFrame(rows, columns=["measure", "item", "group", "country", "value"])


def _by_regression(answers: dict[str, list[float]]) -> tuple[float, float, float]:
    """Mean of the coefficients of a regression on country dummies, its standard error and degrees of freedom."""
    y = np.concatenate([np.array(ys, dtype=float) for ys in answers.values()])
    x = np.zeros((len(y), len(answers)))
    x[np.arange(len(y)), np.repeat(np.arange(len(answers)), [len(ys) for ys in answers.values()])] = 1
    beta, *_ = np.linalg.lstsq(x, y, rcond=None)
    freedom = len(y) - len(answers)
    residual = y - x @ beta
    contrast = np.full(len(answers), 1 / len(answers))
    variance = residual @ residual / freedom * contrast @ np.linalg.inv(x.T @ x) @ contrast
    return float(contrast @ beta), float(np.sqrt(variance)), freedom


@given(SIZES.flatmap(lambda sizes: st.tuples(*[st.lists(st.integers(1, 5), min_size=n, max_size=n) for n in sizes])))
@settings(max_examples=80, deadline=None)
def test_equal_country_mean_is_the_contrast_of_a_regression(groups: tuple[list[int], ...]) -> None:
    """Value, standard error and interval equal those of the mean of country coefficients of a linear model."""
    answers = {f"C{k}": [float(y) for y in ys] for k, ys in enumerate(groups)}
    cell = estimate_means(_values(answers), SCALES).iloc[0]
    spread = any(len(set(ys)) > 1 for ys in groups)
    freedom = sum(map(len, groups)) - len(groups)
    if freedom == 0 or not spread:
        same = len({y for ys in groups for y in ys}) == 1
        assert cell["note"] == ("single_respondent" if freedom == 0 and not same else "no_variation")
        assert cell[["se", "low", "high"]].isna().all()
        return
    value, se, freedom = _by_regression(answers)
    half = float(stats.t.ppf(0.975, freedom)) * se
    wanted = [value, se, max(value - half, 1), min(value + half, 5)]
    assert cell[["value", "se", "low", "high"]].astype(float).tolist() == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    assert (cell["n"], cell["n_countries"], cell["note"]) == (sum(map(len, groups)), len(groups), "")


def test_worked_example() -> None:
    """Countries (1, 3) and (4): means 2 and 4, so 3; s² = 2 / 1, SE² = 2 / 4 · (1/2 + 1) = 0.75, one degree free."""
    cell = estimate_means(_values({"A": [1, 3], "B": [4]}), SCALES).iloc[0]
    assert cell["value"] == 3.0
    assert cell["se"] == pytest.approx(0.75**0.5)
    assert (cell["low"], cell["high"]) == (1.0, 5.0)


def test_each_person_is_the_plain_mean_with_its_t_interval() -> None:
    """Weighted by person, the estimate is that of scipy's one-sample t interval, whatever the countries."""
    people = [1.0, 3.0, 4.0, 4.0, 5.0]
    cell = estimate_means(_values({"A": people[:2], "B": people[2:]}), SCALES, approach=Approach("each_person")).iloc[0]
    low, high = stats.t.interval(0.95, 4, loc=np.mean(people), scale=stats.sem(people))
    assert cell[["value", "low", "high"]].astype(float).tolist() == pytest.approx([3.4, low, min(high, 5.0)])
    assert cell["n_countries"] == 2


def test_interval_stays_on_the_scale() -> None:
    """No interval promises a rating that nobody could give."""
    cell = estimate_means(_values({"A": [5, 5, 4], "B": [5, 4, 5]}), SCALES).iloc[0]
    assert cell["high"] == 5.0


def test_tiny_differences_of_floating_point_are_no_variation() -> None:
    """Thirds that add up to the same mean have no variation, not a standard error of 1e-9."""
    third = (1 + 3 + 3) / 3
    cell = estimate_means(_values({"A": [third] * 3, "B": [third] * 2}), SCALES).iloc[0]
    assert cell["note"] == "no_variation"
    assert np.isnan(cell["se"])


@given(st.lists(st.integers(1, 5), min_size=2, max_size=12))
@settings(max_examples=50, deadline=None)
def test_order_of_rows_changes_nothing(ratings: list[int]) -> None:
    """The same answers in another order give the same estimate."""
    values = _values({"A": [float(y) for y in ratings[::2]], "B": [float(y) for y in ratings[1::2]]})
    shuffled = values.sample(frac=1, random_state=1)
    left, right = (estimate_means(frame, SCALES) for frame in (values, shuffled))
    pd.testing.assert_frame_equal(left, right, rtol=1e-12)
