"""Intervals of shares that stay between 0 and 1."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.methods.estimators import Estimate

Way = Literal["korn_graubard", "logit", "t"]
Interval = tuple[float, float]
Floats = NDArray[np.float64]


def proportion_interval(share: Estimate, confidence: float = 0.95, *, way: Way = "korn_graubard") -> Interval | None:
    """Give the interval of an estimated share.

    Args:
        share: what `estimate_mean` gives for 0 and 1.
        confidence: of the interval.
        way: Korn and Graubard (1998): Clopper–Pearson on the effective sample size, p(1 − p) / SE², scaled for the
            degrees of freedom; logit: the t interval on the log-odds; t: the plain one.

    Returns:
        None where there is no standard error: a share of 0 or 1 has none that a survey could show.

    >>> proportion_interval(Estimate(0.5, 0.1, 24, 25, 25.0))
    (0.29..., 0.70...)
    """
    if share.value is None or share.se is None or not 0 < share.value < 1:
        return None
    if way == "t":
        return share.interval(confidence)
    return _logit(share, confidence) if way == "logit" else _korn_graubard(share, confidence)


def wilson_interval(share: float, n: float, confidence: float = 0.95) -> Interval:
    """Give Wilson's score interval of an unweighted share, also at 0 and 1 (Wilson 1927).

    >>> wilson_interval(0.0, 10)
    (0.0, 0.27...)
    """
    low, high = wilson(share, n, confidence=confidence)
    return float(low), float(high)


def wilson(share: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Give Wilson's score intervals of many unweighted shares.

    >>> [end.round(4).tolist() for end in wilson([0.0, 0.5], [10, 10])]
    [[0.0, 0.2366], [0.2775, 0.7634]]
    """
    from scipy.special import ndtri

    p, size = np.asarray(share, dtype=float), np.asarray(n, dtype=float)
    z = float(ndtri((1 + confidence) / 2))
    center, half = p + z * z / (2 * size), z * np.sqrt(p * (1 - p) / size + z * z / (4 * size * size))
    low, high = ((center + sign * half) / (1 + z * z / size) for sign in (-1, 1))
    return np.where(p > 0, low.clip(min=0.0), 0.0), np.where(p < 1, high.clip(max=1.0), 1.0)


def _korn_graubard(share: Estimate, confidence: float) -> Interval:
    p, se = float(share.value or 0), float(share.se or 0)
    low, high = korn_graubard(p, se, share.n, freedom=share.freedom, confidence=confidence)
    return float(low), float(high)


def korn_graubard(
    share: ArrayLike, se: ArrayLike, n: ArrayLike, *, freedom: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Give the Korn–Graubard intervals of many shares; NaN where a share is 0 or 1 or has no standard error.

    >>> low, high = korn_graubard([0.5, 1.0], [0.1, np.nan], [25, 8], freedom=[24, 7])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.295, nan], [0.705, nan])
    """
    from scipy.special import betaincinv, stdtrit

    p, spread, size, df = (np.asarray(each, dtype=float) for each in (share, se, n, freedom))
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.where(df > 0, stdtrit(size - 1, tail) / stdtrit(df, tail), 1.0)
        effective = np.where((p > 0) & (p < 1), p * (1 - p) / spread**2 * scale**2, np.nan)
        hits = effective * p
        low, high = betaincinv(hits, effective - hits + 1, tail), betaincinv(hits + 1, effective - hits, 1 - tail)
    return np.asarray(low), np.asarray(high)


def _logit(share: Estimate, confidence: float) -> Interval:
    from scipy.special import expit, logit, stdtrit

    p, se = float(share.value or 0), float(share.se or 0)
    half = float(stdtrit(share.freedom, (1 + confidence) / 2)) * se / (p * (1 - p))
    return float(expit(logit(p) - half)), float(expit(logit(p) + half))
