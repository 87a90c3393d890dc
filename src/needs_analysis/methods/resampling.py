"""The stratified bootstrap: how often each need comes first when people are drawn again within their strata.

It describes how the order depends on who came; it gives no confidence set of ranks (see `rank_sets`).
Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 8; resampling within strata.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def resampled_means(
    values: ArrayLike,
    strata: ArrayLike,
    *,
    shares: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    draws: int = 10_000,
    seed: int = 1,
) -> Floats:
    """Draw people again within each stratum, and give each draw's mean of every item.

    Args:
        values: people × items; blanks are NaN.
        strata: each person's stratum, 0 to H − 1.
        shares: each stratum's share in the mean of the strata's means; None for one mean over all people.
        weights: each person's weight within that mean; equal if not given.
        draws: how many times.
        seed: of the drawing.

    Returns:
        draws × items; NaN where nobody drawn had answered.

    >>> resampled_means([[1.0], [2.0]], [0, 1], shares=[1, 1], draws=2).tolist()
    [[1.5], [1.5]]
    """
    data, at = np.asarray(values, dtype=float), np.asarray(strata, dtype=np.int64)
    each = np.ones(len(data)) if weights is None else np.asarray(weights, dtype=float)
    random = np.random.default_rng(seed)
    known = (~np.isnan(data) * each[:, None]).astype(np.float32)
    filled = (np.nan_to_num(data) * each[:, None]).astype(np.float32)
    total, whole = (np.zeros((draws, data.shape[1])) for _ in range(2))
    for stratum in range(int(at.max(initial=-1)) + 1):
        rows = np.flatnonzero(at == stratum)
        counts = _counts(random, len(rows), draws)
        sums, n = counts @ filled[rows], counts @ known[rows]
        if shares is not None:
            share = float(np.asarray(shares, dtype=float)[stratum])
            sums, n = share * np.divide(sums, n, out=np.zeros_like(sums), where=n > 0), share * (n > 0)
        total, whole = total + sums, whole + n
    return np.divide(total, whole, out=np.full_like(total, np.nan), where=whole > 0)


def _counts(random: np.random.Generator, people: int, draws: int) -> NDArray[np.float32]:
    """Say how often each person of a stratum is drawn: draws × people."""
    chosen = random.integers(people, size=(draws, people)) + people * np.arange(draws)[:, None]
    return np.bincount(chosen.ravel(), minlength=draws * people).reshape(draws, people).astype(np.float32)


def resampled_ranks(means: Floats) -> NDArray[np.int64]:
    """Rank each draw's means, largest first; equal ones share the better rank, and a blank comes last.

    >>> resampled_ranks(np.array([[1.0, 3.0, 3.0]])).tolist()
    [[3, 1, 1]]
    """
    filled = np.nan_to_num(means, nan=-np.inf)
    above = [(filled > item[:, None]).sum(axis=1) for item in filled.T]
    return np.asarray(1 + np.stack(above, axis=1), dtype=np.int64)


def top_shares(ranked: NDArray[np.int64], k: int) -> Floats:
    """Give each need's share of draws in which it is among the first k.

    >>> top_shares(np.array([[1, 2], [1, 2], [2, 1], [1, 2]]), 1).tolist()
    [0.75, 0.25]
    """
    return np.asarray((ranked <= k).mean(axis=0), dtype=float)
