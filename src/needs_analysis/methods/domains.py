"""Ratios of many variables in all groups of a grouping at once, each group a domain of the whole design.

The same numbers as `estimate_ratio` one by one (Särndal, Swensson and Wretman 1992, chapter 5): the linearised values
are added up within each sampling unit and group, and these and their squares within each stratum and group. Units
outside the group add nothing and still count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from needs_analysis.methods.designs import Design
from needs_analysis.methods.estimators import Estimate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOTHING = 1e-12


@dataclass(frozen=True)
class Domains:
    """Estimates of every group (rows) and variable (columns).

    Attributes:
        value: the ratios; NaN where nobody answered.
        se: standard errors; NaN where there is none.
        deff: design effects, against a simple random sample of as many; NaN where there is none.
        n: unweighted answers of each group.
        n_eff: effective sample sizes (Kish).
        freedom: degrees of freedom of the design.
        freedom_inside: those that each group itself has.
    """

    value: Floats
    se: Floats
    deff: Floats
    n: Ints
    n_eff: Floats
    freedom: int
    freedom_inside: Ints

    def estimate(self, group: int, column: int) -> Estimate:
        """Give one of the estimates, with the reason where a number is missing."""
        n, value, se = int(self.n[group]), float(self.value[group, column]), float(self.se[group, column])
        inside = int(self.freedom_inside[group])
        note = "no_answers" if np.isnan(value) else "single_respondent" if inside < 1 else ""
        return Estimate(
            value=None if np.isnan(value) else value,
            se=None if np.isnan(se) else se,
            freedom=self.freedom,
            n=n,
            n_eff=float(self.n_eff[group]),
            note=note or ("no_variation" if np.isnan(se) else ""),
            freedom_inside=inside,
        )


def domain_ratios(design: Design, above: Floats, below: Floats, groups: Ints, *, size: int) -> Domains:
    """Estimate the ratio of the totals of `above` and `below` in every group.

    Args:
        design: of all rows.
        above: rows × variables; a row is answered where none of its values is blank (NaN).
        below: one a row; ones for means, and for shares of zeros and ones.
        groups: each row's group, 0 to size − 1; −1 for a row that is in none.
        size: how many groups there are.

    >>> from needs_analysis.methods.designs import survey_design
    >>> values, ones = np.array([[2.0], [5.0], [7.0]]), np.ones(3)
    >>> found = domain_ratios(survey_design(ones), values, ones, np.array([0, 0, 1]), size=2)
    >>> found.value.ravel().tolist(), found.n.tolist(), found.estimate(1, 0).note
    ([3.5, 7.0], [2, 1], 'single_respondent')
    """
    known = np.flatnonzero(~np.isnan(above).any(axis=1) & ~np.isnan(below) & (groups >= 0))
    at, weights, lower = groups[known], design.weights[known], below[known]
    n, mass, base = (np.bincount(at, each, minlength=size) for each in (None, weights, weights * lower))
    add = _adding(at, size, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(base[:, None] != 0, (add @ above[known]) / base[:, None], np.nan)
        off = above[known] - ratio[at] * lower[:, None]
        simple = (add @ off**2) * (mass / (n - 1) / base**2)[:, None]
        variance, inside = _variances(design, off, known, at, size=size)
        variance = variance / base[:, None] ** 2
        varies = np.minimum(variance, simple) > (NOTHING * np.abs(ratio)) ** 2
        se = np.where((inside[:, None] > 0) & (varies | design.is_census), np.sqrt(variance), np.nan)
        left = 1 - n / mass if design.sampled.any() else np.ones(size)
        deff = np.where(varies, se**2 / (left[:, None] * simple), np.nan)
        n_eff = np.nan_to_num(mass**2 / np.bincount(at, weights**2, minlength=size))
    return Domains(ratio, se, deff, n, n_eff, design.freedom, inside)


def _variances(design: Design, off: Floats, known: Ints, at: Ints, *, size: int) -> tuple[Floats, Ints]:
    """Give the variance of the weighted sum in each group, as `Design.variance` does, and the freedom inside."""
    pairs, totals, strata = design.psu[known] * size + at, off, len(design.units)
    weights = design.weights[known]
    if len(design.stratum) < len(design.psu):
        pairs, place = np.unique(pairs, return_inverse=True)
        totals, weights = _adding(place, len(pairs), weights) @ off, np.ones(len(pairs))
    cells = design.stratum[pairs // size] * size + pairs % size
    moments = ((weights, totals), (weights**2, totals**2))
    sums, squares = (
        np.reshape(_adding(cells, strata * size, each) @ power, (strata, size, -1)) for each, power in moments
    )
    units = design.units[:, None, None]
    alone = units == 1
    spread = squares - np.where(alone & (design.singleton == "adjust"), 0.0, sums**2 / units)
    found = (1 - design.sampled)[:, None, None] * units / np.where(alone, 1, units - 1) * spread.clip(min=0)
    if design.singleton == "average" and alone.any() and not alone.all():
        found = np.where(alone & (sums != 0), found[~alone.ravel()].mean(axis=0), found)
    used = np.bincount(cells, minlength=strata * size).reshape(strata, size)
    return found.sum(axis=0), used.sum(axis=0) - (used > 0).sum(axis=0)


def _adding(place: Ints, size: int, weights: Floats) -> Any:
    """Make the matrix that adds weighted rows up by their place."""
    from scipy.sparse import csc_array

    return csc_array((weights, place, np.arange(len(place) + 1)), shape=(size, len(place)))
