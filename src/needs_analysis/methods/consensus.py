"""Agreement on one question, from how many chose each point of its scale.

Both measures read a distribution alone: 1 where all stand on one point. How many answers are enough to show them is
the caller's choice; with one answer both are 1 and say nothing.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
FEWEST_POINTS = 3


def consensus(counts: ArrayLike) -> float | None:
    """Give the consensus 1 + Σ pₓ · log₂(1 − |x − μ| / d), from 0 (half at each end) to 1 (all on one point).

    Source: Tastle, W. J. and Wierman, M. J. (2007). Consensus and dissention: a measure of ordinal dispersion.
    International Journal of Approximate Reasoning 45(3), 531–545.

    Args:
        counts: answers on each point of the scale, lowest first; points are one apart, so d is their number minus one.

    Returns:
        None without an answer, or on a scale of one point.

    >>> consensus([5, 0, 0, 0, 5]), consensus([0, 0, 10, 0, 0]), round(consensus([2, 2, 2, 2, 2]), 4)
    (0.0, 1.0, 0.434)
    """
    given = np.asarray(counts, dtype=float)
    points = np.arange(given.size, dtype=float)
    if given.sum() == 0 or given.size < 2:
        return None
    share = given / given.sum()
    chosen = share > 0
    distance = np.abs(points - share @ points)[chosen] / (given.size - 1)
    return float(1 + share[chosen] @ np.log2(1 - distance))


def ordinal_agreement(counts: ArrayLike) -> float | None:
    """Give van der Eijk's agreement A, from −1 (half at each end) over 0 (even) to 1 (all on one point).

    The distribution is taken apart into layers, each a pattern of points that are chosen or not; a layer agrees as
    far as its points are few and stand together, and A is the mean over layers by their size.

    Source: van der Eijk, C. (2001). Measuring agreement in ordered rating scales. Quality and Quantity 35, 325–341.

    Args:
        counts: answers on each point of the scale, lowest first.

    Returns:
        None without an answer, or on a scale of fewer than three points, where it is not defined.

    >>> ordinal_agreement([5, 0, 0, 0, 5]), ordinal_agreement([0, 5, 5, 0, 0]), ordinal_agreement([2, 2, 2, 2, 2])
    (-1.0, 0.75, 0.0)
    """
    left = np.array(counts, dtype=float)
    whole = left.sum()
    if whole == 0 or left.size < FEWEST_POINTS:
        return None
    found = 0.0
    while (chosen := left > 0).any():
        height = left[chosen].min()
        found += height * chosen.sum() / whole * _layer(chosen)
        left = np.where(chosen, left - height, 0.0)
    return float(found)


def _layer(chosen: NDArray[np.bool_]) -> float:
    """Give U · (1 − (S − 1) / (K − 1)): how few of K points the S chosen ones are, and how far they stand together.

    U counts three points at a time: two neighbours and one outside stand together, two around a gap do not.
    """
    points, on = len(chosen), int(chosen.sum())
    threes = [tuple(three) for three in combinations(chosen.tolist(), 3)]
    together = threes.count((True, True, False)) + threes.count((False, True, True))
    gaps = threes.count((True, False, True))
    pairs = together + gaps
    unity = ((points - 2) * together - (points - 1) * gaps) / ((points - 2) * pairs) if pairs else 1.0
    return unity * (1 - (on - 1) / (points - 1))
