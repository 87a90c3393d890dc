"""Quantiles of a survey with a stated rule for ties, and Woodruff's interval.

Rules as in the R package survey: `school` takes the middle where the weights reach the share exactly, as the median of
an even number of answers is taught; `math` takes the smallest value whose cumulative share reaches it; `hf7`
interpolates (Hyndman and Fan 1996, type 7). Interval: Woodruff (1952), the quantiles at the ends of the share's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.methods.designs import Design
from needs_analysis.methods.estimators import Estimate, estimate_mean
from needs_analysis.methods.proportions import Interval, proportion_interval

Floats = NDArray[np.float64]
Rule = Literal["school", "math", "hf7"]
NOTHING = 1e-9


def weighted_quantile(values: ArrayLike, weights: ArrayLike, share: float, *, rule: Rule = "school") -> float:
    """Give a quantile of weighted values without blanks.

    >>> [weighted_quantile([1, 2, 3, 4], [1, 1, 1, 1], 0.5, rule=rule) for rule in ("school", "math", "hf7")]
    [2.5, 2.0, 2.5]
    """
    points, at = np.unique(np.asarray(values, dtype=float), return_inverse=True)
    mass = np.bincount(at, np.asarray(weights, dtype=float))
    reached = mass.cumsum() / mass.sum()
    if rule == "hf7":
        return _interpolated(np.asarray(values, dtype=float), np.asarray(weights, dtype=float), share)
    place = int(np.searchsorted(reached, share - NOTHING))
    exact = rule == "school" and abs(reached[min(place, len(points) - 1)] - share) <= NOTHING
    here = float(points[min(place, len(points) - 1)])
    return (here + float(points[place + 1])) / 2 if exact and place + 1 < len(points) else here


def _interpolated(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values, kind="stable")
    ahead = weights[order].cumsum()
    shares = np.concatenate([[0.0], ahead[:-1]]) / ahead[-2] if len(values) > 1 else np.zeros(1)
    return float(np.interp(share, shares, values[order]))


def estimate_quantile(
    design: Design,
    values: ArrayLike,
    share: float,
    domain: ArrayLike | None = None,
    *,
    rule: Rule = "school",
    confidence: float = 0.95,
) -> tuple[Estimate, Interval | None]:
    """Estimate a quantile with Woodruff's interval; the standard error is the interval's width over twice t.

    The share is that of answers up to the quantile; where that is everybody, that of answers below it.

    Args:
        design: of all rows.
        values: one a row.
        share: 0.5 for the median.
        domain: which rows.
        rule: for ties.
        confidence: of the interval.
    """
    from scipy.special import stdtrit

    data = np.asarray(values, dtype=float)
    known = ~np.isnan(data) if domain is None else ~np.isnan(data) & np.asarray(domain, dtype=bool)
    whole = estimate_mean(design, data, known)
    if whole.value is None:
        return whole, None
    mine, weights = data[known], design.weights[known]
    value = weighted_quantile(mine, weights, share, rule=rule)
    if whole.se is None:
        return replace(whole, value=value), None
    reached = data <= value if (mine > value).any() else data < value
    below = estimate_mean(design, reached.astype(float), known)
    ends = proportion_interval(below, confidence, way="t")
    if ends is None:
        return replace(whole, value=value, se=None, note="no_variation"), None
    low, high = (weighted_quantile(mine, weights, min(max(end, 0.0), 1.0), rule=rule) for end in ends)
    se = (high - low) / (2 * float(stdtrit(design.freedom, (1 + confidence) / 2)))
    return replace(whole, value=value, se=se), (low, high)
