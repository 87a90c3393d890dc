"""Means, totals, ratios and shares of a survey, with Taylor-linearised standard errors and design effects.

An estimate is linear in what each row adds to it; the variance of the sum of these parts over strata and clusters is
that of the estimate. A domain keeps every row of the design and gives those outside the part zero: to delete them
would count the clusters wrongly. Blank values are outside. Source: Särndal, Swensson and Wretman (1992),
chapter 5; Lumley (2010), chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.methods.designs import Design

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
NOTHING = 1e-12


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
    known = _known(values, domain)
    return estimate_ratio(design, values, np.ones(len(known)), known)


def estimate_total(design: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Estimate a total over the population, Σ w·y.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_total(survey_design([10.0, 10.0]), [2.0, 5.0]).value
    70.0
    """
    known = _known(values, domain)
    parts = design.weights * np.where(known, np.nan_to_num(np.asarray(values, dtype=float)), 0.0)
    return _estimated(design, float(parts.sum()), parts, known)


def estimate_ratio(
    design: Design, numerator: ArrayLike, denominator: ArrayLike, domain: ArrayLike | None = None
) -> Estimate:
    """Estimate the ratio of two totals, over rows that have both.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_ratio(survey_design([1.0, 1.0]), [1.0, 3.0], [2.0, 2.0]).value
    1.0
    """
    known = _known(numerator, domain) & _known(denominator, None)
    above, below = (np.where(known, np.nan_to_num(np.asarray(v, dtype=float)), 0.0) for v in (numerator, denominator))
    base = float(design.weights @ below)
    if not known.any() or base == 0:
        return Estimate(None, None, 0, int(known.sum()), 0.0, "no_answers")
    value = float(design.weights @ above) / base
    return _estimated(design, value, design.weights * (above - value * below) / base, known)


def estimate_variance(design: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Estimate the variance of a variable in the population, with n / (n − 1) for the sample's own mean.

    >>> from needs_analysis.methods.designs import survey_design
    >>> estimate_variance(survey_design([1.0, 1.0, 1.0]), [1.0, 2.0, 3.0]).value
    1.0
    """
    known = _known(values, domain)
    n = int(known.sum())
    center = estimate_mean(design, values, known).value
    if center is None or n < 2:
        return Estimate(None, None, 0, n, float(n), "no_answers" if n == 0 else "single_respondent")
    return estimate_mean(design, (np.asarray(values, dtype=float) - center) ** 2 * n / (n - 1), known)


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
    known = _known(values, domain)
    found, spread = estimate_mean(design, values, known), estimate_variance(design, values, known)
    if found.se is None or not spread.value:
        return None
    n, size = int(known.sum()), float(design.weights[known].sum())
    left = 1.0 if replacement else 1 - n / size
    return float(found.se**2 / (left * spread.value / n))


def _known(values: ArrayLike, domain: ArrayLike | None) -> Mask:
    known = ~np.isnan(np.asarray(values, dtype=float))
    return np.asarray(known if domain is None else known & np.asarray(domain, dtype=bool))


def _estimated(design: Design, value: float, parts: Floats, known: Mask) -> Estimate:
    weights = design.weights[known]
    n = len(weights)
    n_eff = float(weights.sum() ** 2 / (weights**2).sum()) if n else 0.0
    found = Estimate(value, None, design.freedom, n, n_eff)
    if not n:
        return replace(found, value=None, note="no_answers")
    used = np.bincount(design.psu[known], minlength=len(design.stratum)) > 0
    inside = int(used.sum()) - len(np.unique(design.stratum[used]))
    found = replace(found, freedom_inside=inside)
    if inside < 1:
        return replace(found, note="single_respondent")
    se = float(np.sqrt(design.variance(parts)))
    if se <= NOTHING * (abs(value) + np.abs(parts).sum()) and not design.is_census:
        return replace(found, note="no_variation")
    return replace(found, se=se)
