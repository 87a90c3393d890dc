"""Means of many items under a survey design, with the covariance between them.

Each item's mean is a ratio of totals; the covariance of two is that of the totals of their linearised values over
strata and clusters (Särndal, Swensson and Wretman 1992, section 5.6).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from needs_analysis.methods.designs import Design
from needs_analysis.methods.strata import StratifiedMeans


def design_means(design: Design, values: ArrayLike) -> StratifiedMeans:
    """Estimate the mean of every item.

    Args:
        design: of all rows.
        values: rows × items; blanks are NaN.

    Returns:
        Means with covariance; NaN for an item that nobody answered, or whose answers lie in a single cluster a stratum.

    >>> from needs_analysis.methods.designs import survey_design
    >>> found = design_means(survey_design([1.0, 1.0]), [[2.0, 1.0], [5.0, 4.0]])
    >>> found.mean.tolist(), found.covariance.tolist()
    ([3.5, 2.5], [[2.25, 2.25], [2.25, 2.25]])
    """
    data = np.asarray(values, dtype=float)
    known = ~np.isnan(data)
    weights = design.weights[:, None] * known
    with np.errstate(invalid="ignore", divide="ignore"):
        size = weights.sum(axis=0)
        mean = np.where(size > 0, (weights * np.nan_to_num(data)).sum(axis=0) / size, np.nan)
        parts = weights * np.where(known, data - mean, 0.0) / size
        n_eff = size**2 / (weights**2).sum(axis=0)
    own = np.array([design.variance(part) for part in parts.T])
    both = {(i, j): design.variance(parts[:, i] + parts[:, j]) for i in range(len(own)) for j in range(i)}
    covariance = np.diag(own)
    for (i, j), together in both.items():
        covariance[i, j] = covariance[j, i] = (together - own[i] - own[j]) / 2
    covariance[np.diag_indices(len(own))] = np.where(own > 0, own, np.nan)
    freedom = np.full(len(own), float(design.freedom))
    return StratifiedMeans(mean, covariance, freedom, known.sum(axis=0), n_eff)
