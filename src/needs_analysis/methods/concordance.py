"""Kendall's coefficient of concordance: how far raters put the same items in the same order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Concordance:
    """Kendall's W and what it rests on.

    Attributes:
        raters: complete forms, the only ones that count.
        items: how many were ranked.
        squares: S, the squared deviations of the items' rank sums.
        ties: T = Σ (t³ − t) over all ties of all raters.
        w: 0 to 1; None with fewer than two raters or items, or where every rater ties all items.
        chi2: Friedman's statistic, m (n − 1) W.
        freedom: its degrees of freedom, n − 1.
        p: its p-value in large samples.
    """

    raters: int
    items: int
    squares: float
    ties: float
    w: float | None
    chi2: float | None
    freedom: int
    p: float | None


def kendall_w(ratings: ArrayLike) -> Concordance:
    """Measure the concordance of raters with W = 12 S / (m² (n³ − n) − m T), corrected for ties.

    Source: Kendall, M. G. and Babington Smith, B. (1939). The problem of m rankings. Annals of Mathematical Statistics
    10(3), 275–287; ties as in Kendall, M. G. (1970), Rank Correlation Methods, 4th ed., chapter 6.

    Args:
        ratings: raters × items; a form with a blank (NaN) is left out.

    >>> found = kendall_w([[3, 2, 1], [3, 2, 1], [3, 1, 2], [3, None, 1]])
    >>> found.raters, round(found.w, 4)
    (3, 0.7778)
    >>> kendall_w([[3, 2, 1]]).w
    """
    from scipy.special import chdtrc

    values = np.array(ratings, dtype=float)
    complete = values[~np.isnan(values).any(axis=1)]
    m, n = complete.shape
    sums = pd.DataFrame(complete).rank(axis=1).to_numpy().sum(axis=0)
    squares, ties = float(((sums - m * (n + 1) / 2) ** 2).sum()), _ties(complete)
    most = m**2 * (n**3 - n) - m * ties
    if m < 2 or n < 2 or most <= 0:
        return Concordance(m, n, squares, ties, None, None, max(n - 1, 0), None)
    w = 12 * squares / most
    chi2 = m * (n - 1) * w
    return Concordance(m, n, squares, ties, w, chi2, n - 1, float(chdtrc(n - 1, chi2)))


def _ties(ratings: Floats) -> float:
    """Add up t³ − t over the groups of equal ratings of each rater."""
    sizes = [np.unique(row, return_counts=True)[1].astype(float) for row in ratings]
    return float(sum((size**3 - size).sum() for size in sizes))
