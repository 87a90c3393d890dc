"""Whether one or two contributors make up nearly all of a total, so that it gives their answers away.

The p % rule: a total is dominated where the second largest contributor, who knows the own part, can say the largest to
within p percent: the total without both is less than p percent of the largest. The (n, k) rule: the n largest are more
than k percent of the total. With p = 100 (100 − k) / k the first
finds nothing that the second does not find for n = 2, and as much where there is one contributor alone.

Source: Hundepool, A. and others (2012). Statistical Disclosure Control. Wiley, chapter 4.2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
P = 10.0
WHOLE = 100


def is_dominated(contributions: ArrayLike, p: float = P) -> bool:
    """Whether the second largest contributor can say the largest to within p percent; of nothing nobody can.

    Args:
        contributions: of each contributor to one total, as they enter it; NaN is none, and signs do not count.
        p: percent of the largest contribution.

    >>> is_dominated([300, 20, 10]), is_dominated([60, 25, 15])
    (True, False)
    """
    sizes = _falling(contributions)
    return bool(len(sizes)) and bool(sizes[2:].sum() < p / WHOLE * sizes[0])


def holds_most(contributions: ArrayLike, n: int, k: float) -> bool | None:
    """Whether the n largest contributions are more than k percent of the total; None where there is nothing.

    >>> holds_most([60, 25, 15], 2, 80), holds_most([60, 25, 15], 2, 90), holds_most([0, 0], 1, 85)
    (True, False, None)
    """
    sizes = _falling(contributions)
    total = sizes.sum()
    return bool(sizes[:n].sum() > k / WHOLE * total) if total > 0 else None


def p_of_two(k: float) -> float:
    """Give the p, in percent, with which the p % rule finds only what the (2, k) rule finds too.

    >>> p_of_two(80)
    25.0
    """
    return WHOLE * (WHOLE - k) / k


def _falling(contributions: ArrayLike) -> Floats:
    sizes = np.abs(np.asarray(contributions, dtype=float))
    return np.asarray(np.sort(sizes[~np.isnan(sizes)])[::-1])
