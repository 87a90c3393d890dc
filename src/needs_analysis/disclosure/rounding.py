"""Numbers leave as precise as a report shows them, and no more.

Answers are whole numbers, so a mean to sixteen digits is an equation that a few people's answers alone may solve, and a
standard error is a second one. Rounded to what a reader sees, many answers fit.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.columns import ESTIMATES
from needs_analysis.language import shown_value

WHOLE = ("count", "rank", "rank_without", "rank_change", "tier", "quadrant")
DIGITS = {
    **dict.fromkeys(("share", "top_share", "quadrant_share"), 2),
    **dict.fromkeys(("consensus", "agreement", "kendall_w", "krippendorff", "rank_biserial", "hake_gain"), 2),
    **dict.fromkeys(("p_value", "p_holm", "p_bh"), 3),
    "rds": 0,
}
FINER = {("mean", "coverage"): 2, ("share", "questions"): 3}
USUAL, LEAST = 1, 0.004
BY_SIZE = ("mean", "median", "ratio", "total")


def digits_of(statistic: str, measure: str, value: float) -> int | None:
    """Say to how many digits a number is shown; None: it is whole, or a place, and stays as it is.

    A number that a question asked for is shown the more coarsely the larger it is.

    >>> digits_of("mean", "gap", 0.4), digits_of("share", "question", 0.5), digits_of("mean", "question", 1200.0)
    (1, 2, 0)
    """
    if statistic in WHOLE:
        return None
    if measure == "question" and statistic in BY_SIZE:
        return 0 if abs(value) >= 1000 else 1 if abs(value) >= 1 else 2
    return FINER.get((statistic, measure), DIGITS.get(statistic, USUAL))


def round_as_shown(estimates: pd.DataFrame) -> pd.DataFrame:
    """Round the numbers of an open edition to what its reports show, and leave standard errors out.

    Args:
        estimates: of the edition, after suppression.

    Returns:
        The declared table. A share of some, or of not quite all, does not become one of none or of all.

    >>> row = {"statistic": "mean", "measure": "gap", "item": "N1", "value": 1.5667, "se": 0.31, "low": 0.9, "n": 8}
    >>> round_as_shown(ESTIMATES.frame([row | {"high": 2.25}]))[["value", "se", "low", "high"]].values.tolist()
    [[1.6, nan, 0.9, 2.3]]
    """
    rounded = estimates.assign(se=np.nan)
    digits = [
        None if pd.isna(value) else digits_of(str(statistic), str(measure), float(value))
        for statistic, measure, value in estimates[["statistic", "measure", "value"]].itertuples(index=False)
    ]
    for name in ("value", "low", "high"):
        rounded[name] = [_rounded(value, to) for value, to in zip(estimates[name], digits, strict=True)]
    rounded["value"] = np.where(estimates["statistic"].eq("share"), _apart(estimates, rounded), rounded["value"])
    for name, to in (("n_eff", 1), ("deff", 2)):
        rounded[name] = [_rounded(value, to) for value in estimates[name]]
    return ESTIMATES.frame(rounded)


def _rounded(value: float | None, digits: int | None) -> float | None:
    if value is None or pd.isna(value) or digits is None:
        return value
    return shown_value(float(value), digits=digits)


def _apart(estimates: pd.DataFrame, rounded: pd.DataFrame) -> pd.Series:
    """Keep none and all for none and all alone."""
    exact = estimates["value"].astype(float)
    some, not_all = exact.gt(0) & exact.lt(LEAST), exact.lt(1) & exact.gt(1 - LEAST)
    return rounded["value"].astype(float).mask(some, LEAST).mask(not_all, 1 - LEAST)
