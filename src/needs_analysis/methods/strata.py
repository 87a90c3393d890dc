"""Means over fixed strata with known weights: many items at once, blanks allowed, with the covariance between items.

The mean of an item is Σₕ Wₕ ȳₕ over the strata that answered it, their weights scaled to one. The strata are fixed and
the variance within them is pooled, so that a stratum with one answer still counts:

    s² = Σₕ Σⱼ (yₕⱼ − ȳₕ)² / (n − H),   SE² = s² · Σₕ Wₕ² / nₕ

(Cochran, Sampling Techniques, 3rd ed., chapter 5, with a pooled variance.) Two items that share people are correlated:
their covariance takes the pooled product of the residuals of those who answered both, cut off at a correlation of one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class StratifiedMeans:
    """Means of items with their covariance; `freedom` is n − H of each item, `n_eff` the effective sample size."""

    mean: Floats
    covariance: Floats
    freedom: Floats
    n: Ints
    n_eff: Floats


def stratified_means(values: ArrayLike, strata: ArrayLike, weights: ArrayLike | None = None) -> StratifiedMeans:
    """Estimate the mean of every item.

    Args:
        values: people × items; blanks are NaN.
        strata: each person's stratum, 0 to H − 1.
        weights: each stratum's weight; equal if not given.

    An item that nobody answered has no mean, one with a single answer a stratum no variance: both are NaN here.

    >>> found = stratified_means([[1.0], [3.0], [5.0]], [0, 0, 1])
    >>> found.mean.tolist(), found.freedom.tolist(), found.covariance.tolist()
    ([3.5], [1.0], [[0.75]])
    """
    data, at = np.asarray(values, dtype=float), np.asarray(strata, dtype=np.int64)
    known = ~np.isnan(data)
    inside = np.eye(int(at.max(initial=-1)) + 1)[at]
    n = inside.T @ known
    means = np.divide(inside.T @ np.where(known, data, 0.0), n, out=np.zeros_like(n), where=n > 0)
    given = np.ones(len(n)) if weights is None else np.asarray(weights, dtype=float)
    share = given[:, None] * (n > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = share / share.sum(axis=0)
        each = np.divide(share, n, out=np.zeros_like(share), where=n > 0)
        freedom = known.sum(axis=0) - (n > 0).sum(axis=0)
        covariance = _covariance(np.where(known, data - means[at], 0.0), known, each[at], inside)
        n_eff = 1 / (share * each).sum(axis=0)
        mean = (share * means).sum(axis=0)
    return StratifiedMeans(mean, covariance, freedom.astype(float), known.sum(axis=0), n_eff)


def sampled_means(values: ArrayLike, strata: ArrayLike) -> StratifiedMeans:
    """Estimate the mean of every item where the strata themselves are a sample, each counting once.

    The covariance of two items is that of their strata's means, over the strata that answered both; an item that a
    single stratum answered has no variance (NaN).

    Args:
        values: people × items; blanks are NaN.
        strata: each person's stratum, 0 to H − 1.

    >>> found = sampled_means([[1.0], [3.0], [5.0]], [0, 0, 1])
    >>> found.mean.tolist(), found.covariance.tolist(), found.freedom.tolist()
    ([3.5], [[2.25]], [1.0])
    """
    data, at = np.asarray(values, dtype=float), np.asarray(strata, dtype=np.int64)
    inside, known = np.eye(int(at.max(initial=-1)) + 1)[at], ~np.isnan(data)
    n = inside.T @ known
    answered = (n > 0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        each = np.where(n > 0, inside.T @ np.where(known, data, 0.0) / n, 0.0)
        count = answered.sum(axis=0)
        mean = np.where(count > 0, each.sum(axis=0) / count, np.nan)
        off = answered * (each - np.nan_to_num(mean))
        both = answered.T @ answered
        covariance = np.where(both > 1, off.T @ off / (both - 1) * both / np.outer(count, count), 0.0)
        n_eff = count**2 / (answered / np.where(n > 0, n, np.inf)).sum(axis=0)
    np.fill_diagonal(covariance, np.where(count > 1, covariance.diagonal(), np.nan))
    return StratifiedMeans(mean, covariance, count - 1, known.sum(axis=0), n_eff)


def _covariance(residuals: Floats, known: NDArray[np.bool_], each: Floats, inside: Floats) -> Floats:
    """Pooled residual products of those who answered both, spread by the weight that each has in both means."""
    both = known.astype(float)
    answered = both.T @ both
    strata = sum((((both * group[:, None]).T @ both) > 0).astype(float) for group in inside.T)
    freedom = answered - strata
    pooled = np.where(freedom > 0, residuals.T @ residuals / np.where(freedom > 0, freedom, 1), 0.0)
    own = np.where(freedom.diagonal() > 0, pooled.diagonal(), np.nan)
    most = np.sqrt(np.outer(np.nan_to_num(own), np.nan_to_num(own)))
    np.fill_diagonal(pooled := pooled.clip(-most, most), own)
    return np.asarray(pooled * ((each * both).T @ (each * both)))
