"""P-values of several tests, adjusted together; a blank one is no test and stays blank."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def holm(p: ArrayLike) -> Floats:
    """Adjust p-values so that the chance of any false claim stays below the level: for claims.

    Source: Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics
    6(2), 65–70.

    Args:
        p: one a test; blanks are NaN.

    >>> holm([0.01, float("nan"), 0.03]).tolist()
    [0.02, nan, 0.03]
    """
    values, order = _sorted(p)
    steps = np.arange(order.size, 0, -1) * values[order]
    values[order] = np.maximum.accumulate(steps).clip(max=1.0)
    return values


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Adjust p-values so that the share of false finds among all finds stays below the level: for screening.

    Source: Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
    Statistical Society B 57(1), 289–300.

    Args:
        p: one a test; blanks are NaN.

    >>> benjamini_hochberg([0.01, float("nan"), 0.03, 0.02]).round(12).tolist()
    [0.03, nan, 0.03, 0.03]
    """
    values, order = _sorted(p)
    steps = order.size / np.arange(1, order.size + 1) * values[order]
    values[order] = np.minimum.accumulate(steps[::-1])[::-1].clip(max=1.0)
    return values


def _sorted(p: ArrayLike) -> tuple[Floats, NDArray[np.int64]]:
    """Give a copy of the p-values and the places of those that are not blank, smallest first."""
    values = np.array(p, dtype=float)
    order = np.argsort(values, kind="stable")
    return values, order[: int((~np.isnan(values)).sum())]


def holm_is_reachable(changed: ArrayLike, level: float = 0.05) -> bool:
    """Say whether any of several signed-rank tests could pass Holm's adjustment, whatever the answers.

    The smallest p-value of k pairs that changed is 2 / 2ᵏ, where all change one way; Holm multiplies the smallest of
    all by the number of tests. Ten pairs cannot pass over thirty items: 30 · 2 / 2¹⁰ = 0.059.

    Args:
        changed: pairs that changed, one number an item; an item without any is no test.
        level: of significance.

    >>> holm_is_reachable([10] * 30), holm_is_reachable([11] * 30)
    (False, True)
    """
    pairs = np.asarray(changed, dtype=float)
    pairs = pairs[pairs > 0]
    return bool(pairs.size and pairs.size * 2.0 ** (1 - pairs.max()) <= level)
