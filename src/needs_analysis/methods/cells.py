"""Means of many cells at once from sufficient statistics: n, mean and sum of squares of each stratum within each cell.

The strata of a cell count equally. Fixed strata pool the variance within them, so that one with one answer counts:

    s² = Σₕ Σⱼ (yₕⱼ − ȳₕ)² / (n − H),   SE² = s² / H² · Σₕ 1 / nₕ,   n − H degrees of freedom

(Cochran, Sampling Techniques, 3rd ed., chapter 5, with equal stratum weights and a pooled variance.) With one stratum
that is the plain mean with s / √n. Strata that are themselves a sample vary between each other:

    SE² = Σₕ (ȳₕ − ȳ)² / (H (H − 1)),   H − 1 degrees of freedom
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.methods.moments import Moments

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOTHING = 1e-9


@dataclass(frozen=True)
class Cells:
    """One number a cell each; NaN where there is none.

    Attributes:
        mean: mean of the strata's means.
        se: its standard error; none with no degree of freedom, or where nothing varies.
        freedom: degrees of freedom of the standard error.
        n: values.
        strata: strata with a value.
        n_eff: effective sample size, H² / Σₕ 1 / nₕ (Kish): as many equally weighted values would say as much.
    """

    mean: Floats
    se: Floats
    freedom: Ints
    n: Ints
    strata: Ints
    n_eff: Floats


def stratified_cells(
    values: ArrayLike | Moments,
    cells: ArrayLike,
    strata: ArrayLike,
    *,
    size: int | None = None,
    sampled: bool = False,
) -> Cells:
    """Estimate the mean of every cell.

    Args:
        values: without blanks, in any order; or what parts of the data were reduced to.
        cells: each value's or part's cell, 0 to G − 1.
        strata: each one's stratum, 0 to H − 1.
        size: G, where the last cells may be empty.
        sampled: whether the strata are a sample of strata; otherwise they are fixed.

    >>> found = stratified_cells([1, 3, 5, 4], [0, 0, 0, 1], [0, 0, 1, 0])
    >>> found.mean.tolist(), found.se.round(4).tolist(), found.n.tolist()
    ([3.5, 4.0], [0.866, nan], [3, 1])
    """
    of, at = np.asarray(cells, np.int64), np.asarray(strata, np.int64)
    many = int(of.max(initial=-1)) + 1 if size is None else size
    wide = int(at.max(initial=0)) + 1
    present, place = np.unique(of * wide + at, return_inverse=True)
    found = Moments.of(values).combine(place, size=len(present))
    return _pooled(np.asarray(present // wide, np.int64), found, size=many, sampled=sampled)


def _pooled(of: Ints, found: Moments, *, size: int, sampled: bool) -> Cells:
    """Put the strata of each cell together."""
    n, means, squares = found.n, found.mean, found.squares

    def added(parts: ArrayLike) -> Floats:
        return np.asarray(np.bincount(of, np.asarray(parts, dtype=float), size), dtype=float)

    strata, total, inverse = np.bincount(of, minlength=size), added(n).astype(np.int64), added(1 / n)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean, n_eff = added(means) / strata, strata**2 / inverse
        if sampled:
            freedom, spread = strata - 1, added((means - mean[of]) ** 2)
            variance = spread / freedom / strata
        else:
            freedom, spread = total - strata, added(squares)
            variance = spread / freedom * inverse / strata**2
        known = (freedom > 0) & (spread > NOTHING)
        se = np.sqrt(np.where(known, variance, np.nan))
    return Cells(mean, se, freedom, total, strata, n_eff)
