"""Means of many domains at once under a survey design: what `estimate_mean` gives for each, in one pass.

The linearised value of a row in a domain is w (y − ȳ) / Σw, and zero in every row outside; so only the clusters that a
domain touches add to its sums of squares (Särndal, Swensson and Wretman 1992, section 5.8).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.methods.cells import Cells
from needs_analysis.methods.designs import Design

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOTHING = 1e-12


@dataclass(frozen=True)
class Domains:
    """The cells, with their design effects against a simple random sample of as many rows; NaN where there is none."""

    cells: Cells
    deff: Floats


def design_cells(design: Design, values: ArrayLike, cells: ArrayLike, *, rows: ArrayLike, size: int) -> Domains:
    """Estimate the mean of every cell as a domain of the whole design.

    Args:
        design: of all rows.
        values: without blanks, in any order.
        cells: each value's cell, 0 to G − 1.
        rows: each value's row of the design.
        size: G.

    >>> from needs_analysis.methods.designs import survey_design
    >>> found = design_cells(survey_design([1.0, 1.0, 1.0]), [2.0, 5.0, 1.0], [0, 0, 1], rows=[0, 1, 2], size=2)
    >>> found.cells.mean.tolist(), found.cells.se.round(4).tolist()
    ([3.5, 1.0], [1.299, nan])
    """
    data, of, at = np.asarray(values, float), np.asarray(cells, np.int64), np.asarray(rows, np.int64)
    weights = design.weights[at]

    def added(parts: Floats) -> Floats:
        return np.asarray(np.bincount(of, parts, size), dtype=float)

    n, whole = np.bincount(of, minlength=size), added(weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = added(weights * data) / whole
        parts = weights * (data - mean[of]) / whole[of]
        variance, inside, strata = _variances(design, parts, of, design.psu[at], size=size)
        scale = np.abs(mean) + added(np.abs(weights * data)) / whole
        known = (inside > 0) & ((variance > (NOTHING * scale) ** 2) | design.is_census)
        se = np.sqrt(np.where(known, variance, np.nan))
        spread = added(weights * (data - mean[of]) ** 2) / whole * n / (n - 1)
        deff = se**2 / ((1 - n / whole) * spread / n)
        n_eff = whole**2 / added(weights**2)
    freedom = np.where(inside > 0, design.freedom, 0)
    return Domains(Cells(mean, se, freedom, n, strata, n_eff), np.where(spread > 0, deff, np.nan))


def _variances(design: Design, parts: Floats, of: Ints, psu: Ints, *, size: int) -> tuple[Floats, Ints, Ints]:
    """Give each cell's variance, the degrees of freedom that it has inside, and the strata that it touches."""
    wide, deep = len(design.stratum), len(design.units)
    touched, place = np.unique(of * wide + psu, return_inverse=True)
    totals = np.asarray(np.bincount(place, parts, len(touched)), dtype=float)
    cell, stratum = touched // wide, design.stratum[touched % wide]
    pairs, where = np.unique(cell * deep + stratum, return_inverse=True)
    of_pair, at = pairs // deep, pairs % deep
    squares, sums = (np.asarray(np.bincount(where, each, len(pairs)), dtype=float) for each in (totals**2, totals))
    strata = np.bincount(of_pair, minlength=size).astype(np.int64)
    inside = np.bincount(cell, minlength=size).astype(np.int64) - strata
    variance = np.asarray(np.bincount(of_pair, _by_stratum(design, squares, sums, at), size), dtype=float)
    if design.singleton == "average" and (design.units == 1).any() and (design.units > 1).any():
        alone = design.units[at] == 1
        lonely = np.bincount(of_pair, alone & (sums != 0), size)
        variance = variance * (1 + lonely / (design.units > 1).sum())
    return variance, inside, strata


def _by_stratum(design: Design, squares: Floats, sums: Floats, at: Ints) -> Floats:
    """Give what each touched stratum adds, (1 − f) m / (m − 1) (Σ t² − (Σ t)² / m); a lonely unit goes by its rule."""
    units = design.units[at]
    left = (1 - design.sampled[at]) * units / np.maximum(units - 1, 1)
    alone = squares if design.singleton == "adjust" else np.zeros_like(squares)
    return np.asarray(left * np.where(units == 1, alone, squares - sums**2 / units), dtype=float)
