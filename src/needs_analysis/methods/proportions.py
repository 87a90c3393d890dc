"""Intervals of shares that stay between 0 and 1."""

from __future__ import annotations

from typing import Literal

from needs_analysis.methods.estimators import Estimate

Way = Literal["korn_graubard", "logit", "t"]
Interval = tuple[float, float]


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
    from scipy.special import ndtri

    z = float(ndtri((1 + confidence) / 2))
    center, half = share + z * z / (2 * n), z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    low, high = ((center + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return max(0.0, low) if share > 0 else 0.0, min(1.0, high) if share < 1 else 1.0


def _korn_graubard(share: Estimate, confidence: float) -> Interval:
    from scipy.special import betaincinv, stdtrit

    p, se = float(share.value or 0), float(share.se or 0)
    tail = (1 - confidence) / 2
    scale = float(stdtrit(share.n - 1, tail)) / float(stdtrit(share.freedom, tail)) if share.freedom > 0 else 1.0
    n = p * (1 - p) / se**2 * scale**2
    hits = n * p
    return float(betaincinv(hits, n - hits + 1, tail)), float(betaincinv(hits + 1, n - hits, 1 - tail))


def _logit(share: Estimate, confidence: float) -> Interval:
    from scipy.special import expit, logit, stdtrit

    p, se = float(share.value or 0), float(share.se or 0)
    half = float(stdtrit(share.freedom, (1 + confidence) / 2)) * se / (p * (1 - p))
    return float(expit(logit(p) - half)), float(expit(logit(p) + half))
