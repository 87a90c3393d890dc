"""Means and shares of the people who evaluated an event: each person counts once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from needs_analysis.methods.proportions import wilson_interval

Numbers = Mapping[str, object]
CONFIDENCE = 0.95


def mean_numbers(values: pd.Series, ends: tuple[float, float], *, empty: str) -> Numbers:
    """Give a mean with Student's interval, n − 1 degrees of freedom, cut off at the ends of what is possible.

    One person, or answers that are all equal, have a mean but no interval.

    Args:
        values: one number a person, none blank.
        ends: lowest and highest mean possible.
        empty: the note where there is no value.

    >>> found = mean_numbers(pd.Series([1.0, 2.0, 3.0]), (-4, 4), empty="no_pairs")
    >>> found["value"], round(found["se"], 4), round(found["low"], 4)
    (2.0, 0.5774, -0.4841)
    """
    n = len(values)
    if n == 0:
        return {"n": 0, "note": empty}
    mean = float(values.mean())
    if n == 1 or values.nunique() == 1:
        return {"value": mean, "n": n, "note": "single_respondent" if n == 1 else "no_variation"}
    from scipy.special import stdtrit

    se = float(values.std(ddof=1) / np.sqrt(n))
    half = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * se
    return {"value": mean, "se": se, "low": max(ends[0], mean - half), "high": min(ends[1], mean + half), "n": n}


def share_numbers(hits: pd.Series, *, empty: str) -> Numbers:
    """Give the share of people of whom something is true, with Wilson's interval.

    >>> share_numbers(pd.Series([True, False]), empty="no_answers")["value"]
    0.5
    """
    n = len(hits)
    if n == 0:
        return {"n": 0, "note": empty}
    share = float(hits.mean())
    low, high = wilson_interval(share, n, CONFIDENCE)
    return {"value": share, "low": low, "high": high, "n": n}
