"""Means, totals, ratios and shares of a survey, with Taylor-linearised standard errors and design effects.

An estimate is linear in what each cluster adds to it, and that follows from the totals of the clusters: the rows are
passed once. A domain keeps every row of the design and gives those outside the weight zero: to delete them would count
the clusters wrongly. Blank values are outside. Source: Särndal, Swensson and Wretman (1992),
chapter 5; Lumley (2010), chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.methods.designs import Design

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
NOTHING = 1e-12


@dataclass(frozen=True)
class Part:
    """The rows that an estimate is about: those of the domain that have answers.

    Attributes:
        design: of all rows.
        known: which rows; None for all.
    """

    design: Design
    known: Mask | None

    @cached_property
    def weights(self) -> Floats:
        """Each row's weight, 0 outside."""
        return self.design.weights if self.known is None else np.where(self.known, self.design.weights, 0.0)

    @cached_property
    def weight_totals(self) -> Floats:
        """The weights added up within each primary sampling unit."""
        return self.design.weight_totals if self.known is None else self.design.totals(self.weights)

    @property
    def n(self) -> int:
        """How many rows."""
        return len(self.design.weights) if self.known is None else int(self.known.sum())

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the primary sampling units that hold any of these rows."""
        if self.known is None:
            return self.design.freedom
        used = np.bincount(self.design.psu, self.known, minlength=len(self.design.stratum)) > 0
        return int(used.sum()) - len(np.unique(self.design.stratum[used]))

    @property
    def n_eff(self) -> float:
        """Effective sample size by Kish, (Σw)² / Σw²; 0 where nobody answered."""
        if self.known is None:
            return self.design.n_eff
        return float(self.weights.sum() ** 2 / np.square(self.weights).sum()) if self.n else 0.0

    def weighted(self, values: ArrayLike) -> Floats:
        """Give weight times value, 0 outside."""
        data = np.asarray(values, dtype=float)
        return np.asarray(self.weights * (data if self.known is None else np.where(self.known, data, 0.0)))


@dataclass(frozen=True)
class Estimate:
    """A number and how sure it is.

    Attributes:
        value: the estimate; None where nobody answered.
        se: its standard error; None where there is none.
        freedom: degrees of freedom of the standard error.
        n: unweighted answers.
        n_eff: effective sample size by Kish, (Σw)² / Σw².
        note: why a number is missing: no_answers, single_respondent, no_variation; else blank.
        freedom_inside: degrees of freedom that the domain itself has.
    """

    value: float | None
    se: float | None
    freedom: int
    n: int
    n_eff: float
    note: str = ""
    freedom_inside: int = 0

    def interval(self, confidence: float = 0.95, *, inside: bool = False) -> tuple[float, float] | None:
        """Give the t interval, or None where there is no standard error.

        Args:
            confidence: of the interval.
            inside: whether to take the degrees of freedom of the domain instead of the design's: wider.

        >>> Estimate(3.5, 1.5, 1, 2, 2.0).interval()
        (-15.55..., 22.55...)
        """
        from scipy.special import stdtrit

        if self.value is None or self.se is None:
            return None
        freedom = self.freedom_inside if inside else self.freedom
        half = float(stdtrit(freedom, (1 + confidence) / 2)) * self.se
        return self.value - half, self.value + half


def estimate_mean(design: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Estimate a mean as a ratio of totals (Hájek 1971); of 0 and 1 it is a share.

    Args:
        design: of all rows.
        values: one a row; a blank is no answer.
        domain: which rows it is about; all if not given.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_mean(survey_design([1.0, 1.0]), [2.0, 5.0]).se
    1.5
    """
    part = _part(design, domain, values)
    return _ratio(part, part.weighted(values), part.weight_totals, size=0.0)


def estimate_total(design: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Estimate a total over the population, Σ w·y.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_total(survey_design([10.0, 10.0]), [2.0, 5.0]).value
    70.0
    """
    part = _part(design, domain, values)
    weighted = part.weighted(values)
    totals = design.totals(weighted)
    return _estimated(part, float(totals.sum()), totals, size=float(np.abs(weighted).sum()))


def estimate_ratio(
    design: Design, numerator: ArrayLike, denominator: ArrayLike, domain: ArrayLike | None = None
) -> Estimate:
    """Estimate the ratio of two totals, over rows that have both.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_ratio(survey_design([1.0, 1.0]), [1.0, 3.0], [2.0, 2.0]).value
    1.0
    """
    part = _part(design, domain, numerator, denominator)
    below = part.weighted(denominator)
    return _ratio(part, part.weighted(numerator), design.totals(below), size=float(np.abs(below).sum()))


def estimate_variance(design: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Estimate the variance of a variable in the population, with n / (n − 1) for the sample's own mean.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_variance(survey_design([1.0, 1.0, 1.0]), [1.0, 2.0, 3.0]).value
    1.0
    """
    n = _part(design, domain, values).n
    center = estimate_mean(design, values, domain).value
    if center is None or n < 2:
        return Estimate(None, None, 0, n, float(n), "no_answers" if n == 0 else "single_respondent")
    return estimate_mean(design, (np.asarray(values, dtype=float) - center) ** 2 * n / (n - 1), domain)


def design_effect(
    design: Design, values: ArrayLike, domain: ArrayLike | None = None, *, replacement: bool = False
) -> float | None:
    """Compare the variance of a mean with that of a simple random sample of as many rows.

    Args:
        design: of all rows.
        values: one a row.
        domain: which rows.
        replacement: whether the simple sample is drawn with replacement, without its finite population correction.

    Returns:
        None where either variance is not known or nothing varies.
    """
    part = _part(design, domain, values)
    found, spread = estimate_mean(design, values, domain), estimate_variance(design, values, domain)
    if found.se is None or not spread.value:
        return None
    left = 1.0 if replacement else 1 - part.n / float(part.weights.sum())
    return float(found.se**2 / (left * spread.value / part.n))


def _part(design: Design, domain: ArrayLike | None, *values: ArrayLike) -> Part:
    """Take the rows of the domain in which no value is blank."""
    known = np.ones(len(design.weights), dtype=bool) if domain is None else np.array(domain, dtype=bool)
    for each in values:
        known &= ~np.isnan(np.asarray(each, dtype=float))
    return Part(design, None if known.all() else known)


def _ratio(part: Part, weighted: Floats, below: Floats, *, size: float) -> Estimate:
    """Divide a total by another, given by clusters; `size` is that of the rows below, beside which nothing is zero."""
    base = float(below.sum())
    if not part.n or base == 0:
        return Estimate(None, None, 0, part.n, 0.0, "no_answers")
    totals = part.design.totals(weighted)
    value = float(totals.sum()) / base
    size = (float(np.abs(weighted).sum()) + abs(value) * size) / abs(base)
    return _estimated(part, value, (totals - value * below) / base, size=size)


def _estimated(part: Part, value: float, totals: Floats, *, size: float) -> Estimate:
    """Give the estimate whose linearised values add up to `totals` in the clusters; `size` is that of their parts."""
    design = part.design
    found = Estimate(value, None, design.freedom, part.n, part.n_eff)
    if not part.n:
        return replace(found, value=None, note="no_answers")
    found = replace(found, freedom_inside=part.freedom)
    if found.freedom_inside < 1:
        return replace(found, note="single_respondent")
    se = float(np.sqrt(design.variance_of_totals(totals)))
    if se <= NOTHING * (abs(value) + size) and not design.is_census:
        return replace(found, note="no_variation")
    return replace(found, se=se)
