"""Answers are whole numbers: to sixteen digits a mean and its error have one solution, as they are shown many."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import pandas as pd
import pytest

from needs_analysis.assessment.means import estimate_means
from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.rounding import WHOLE, round_as_shown
from needs_analysis.disclosure.suppression import Limits, suppress_small
from tests.reporting.every_display import DISPLAYS
from tests.small_release import make_release

ANSWERS = {"A": [3, 2, 3, 1, 4, 2, 2, 3, 1], "B": [4, 3, 4, 3, 3], "C": [4, 4, 3, 3]}
SHOWN, HIDDEN = "A", ("B", "C")
NARROWEST = 0.1 * 8


def released() -> pd.DataFrame:
    """Gaps of three countries, of which one is too small, as an open edition has them before rounding."""
    rows = [
        {"measure": "gap", "item": "N1", "group": group, "country": country, "value": float(answer)}
        for country, answers in ANSWERS.items()
        for answer in answers
        for group in ("", country)
    ]
    means = estimate_means(pd.DataFrame(rows), {"gap": (-4, 4)})
    by = means["group"].ne("").map({True: "country", False: ""})
    table = ESTIMATES.frame(means.assign(statistic="mean", by=by, choice="", weighting="equal_country"))
    return suppress_small(table, edition="donor", limits=Limits(5))


def sums(n: int) -> np.ndarray:
    """Sum and sum of squared deviations of every set of answers that n people can give."""
    sets = np.array(list(combinations_with_replacement(range(-4, 5), n)), dtype=float)
    means = sets.mean(axis=1)
    return np.unique(np.column_stack([means, ((sets - means[:, None]) ** 2).sum(axis=1)]).round(9), axis=0)


def solutions(estimates: pd.DataFrame, *, value: float, half: float) -> np.ndarray:
    """Means of the two hidden countries that fit what is shown, known to within `value` and `half`.

    The attacker knows how many people each country sent, and that the interval is the mean ± t · se, pooled.
    """
    from scipy.stats import t

    rows = estimates.fillna({"group": ""}).set_index("group")
    whole, shown = rows.loc[""], rows.loc[SHOWN]
    sizes = np.array([len(ANSWERS[each]) for each in (SHOWN, *HIDDEN)])
    freedom, inverse = sizes.sum() - 3, (1 / sizes).sum()
    first, second = (sums(len(ANSWERS[each])) for each in HIDDEN)
    means = (shown["value"] + first[:, None, 0] + second[None, :, 0]) / 3
    spread = sum((answer - np.mean(ANSWERS[SHOWN])) ** 2 for answer in ANSWERS[SHOWN])
    se = np.sqrt((spread + first[:, None, 1] + second[None, :, 1]) / freedom * inverse / 9)
    fits = np.abs(means - whole["value"]) <= value + 1e-9
    fits &= np.abs(se * t.ppf(0.975, freedom) - (whole["high"] - whole["low"]) / 2) <= half + 1e-9
    at = np.argwhere(fits)
    return np.column_stack([first[at[:, 0], 0], second[at[:, 1], 0]])


def test_exact_numbers_give_the_hidden_means_and_shown_ones_do_not() -> None:
    """The same attack on both; on what leaves, each hidden mean is left within more than a tenth of its scale."""
    exact = released()
    assert set(exact.loc[exact["note"].eq("too_few"), "group"]) == set(HIDDEN)
    found = solutions(exact, value=0.0, half=0.0)
    assert {tuple(each) for each in found.round(6)} == {tuple(np.mean(ANSWERS[each]) for each in HIDDEN)}
    left = solutions(round_as_shown(exact), value=0.05 + 0.05 / 3, half=0.05)
    assert (left.max(axis=0) - left.min(axis=0) > NARROWEST).all()


def test_no_standard_error_leaves() -> None:
    """It is the interval's half once more, to all its digits."""
    assert round_as_shown(released())["se"].isna().all()


@pytest.mark.parametrize(
    ("statistic", "measure", "exact", "shown"),
    [
        ("mean", "importance", 2.25, 2.3),
        ("mean", "gap", -0.04, 0.0),
        ("mean", "coverage", 1.0746, 1.07),
        ("share", "importance", 0.125, 0.13),
        ("share", "importance", 0.001, 0.004),
        ("share", "importance", 0.9999, 0.996),
        ("share", "importance", 1.0, 1.0),
        ("share", "importance", 0.0, 0.0),
        ("mean", "question", 1234.5, 1235.0),
        ("median", "question", 12.34, 12.3),
        ("ratio", "question", 0.1234, 0.12),
        ("count", "participants", 65.0, 65.0),
        ("rank", "gap", 1.5, 1.5),
        ("p_value", "knowledge", 0.00004, 0.0),
        ("consensus", "gap", 0.6666, 0.67),
    ],
)
def test_numbers_are_as_tables_write_them(statistic: str, measure: str, exact: float, shown: float) -> None:
    """To the digit that is read; some never become none, nor nearly all become all."""
    table = ESTIMATES.frame([{"statistic": statistic, "measure": measure, "item": "N1", "value": exact, "n": 9}])
    assert round_as_shown(table)["value"].tolist() == [shown]


@pytest.mark.parametrize("name", sorted(DISPLAYS.keys() - {"state_limits"}))
def test_no_display_reads_otherwise(name: str) -> None:
    """Of numbers with more digits, tables and sentences say before rounding what they say after it.

    What limits the data adds shares up, and the sum of rounded ones is another one.
    """
    release = make_release()
    estimates = release.estimates.copy()
    for column in ("value", "low", "high"):
        exact = estimates[column].astype(float)
        measured = ~estimates["statistic"].isin(WHOLE) & exact.notna() & ~exact.isin([0, 1])
        estimates.loc[measured, column] = exact[measured] + 0.00137
    exact_release = replace(release, estimates=ESTIMATES.frame(estimates))
    rounded = replace(release, estimates=round_as_shown(exact_release.estimates))
    assert rounded.estimates["value"].ne(exact_release.estimates["value"]).sum() > 100
    for language in ("en", "ru"):
        assert _read(DISPLAYS[name](rounded, language)) == _read(DISPLAYS[name](exact_release, language))


def _read(shown: Any) -> str:
    return str(shown.table._repr_html_() if hasattr(shown, "table") else shown._repr_html_())
