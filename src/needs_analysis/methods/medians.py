"""Medians of all groups of a grouping at once, each group a domain of the whole design."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from needs_analysis.methods.designs import Design
from needs_analysis.methods.domains import domain_ratios
from needs_analysis.methods.estimators import Estimate
from needs_analysis.methods.proportions import Interval
from needs_analysis.methods.quantiles import Rule, weighted_quantile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
HALF = 0.5


def domain_medians(
    design: Design, values: Floats, groups: Ints, size: int, *, rule: Rule = "school", inside: bool = False
) -> list[tuple[Estimate, Interval | None]]:
    """Estimate the median of every group with Woodruff's interval, as `estimate_quantile` does one by one.

    Args:
        design: of all rows.
        values: one a row; NaN is no answer.
        groups: each row's group, 0 to size − 1.
        size: how many groups there are.
        rule: for ties.
        inside: whether intervals take the degrees of freedom of the group instead of the design's.

    >>> from needs_analysis.methods.designs import survey_design
    >>> found = domain_medians(survey_design(np.ones(4)), np.array([1.0, 2.0, 4.0, 9.0]), np.array([0, 0, 0, 1]), 2)
    >>> [median.value for median, _ in found]
    [2.0, 9.0]
    """
    whole = domain_ratios(design, values[:, None], np.ones(len(values)), groups, size=size)
    known = ~np.isnan(values) & (groups >= 0)
    mine = [(values[known & (groups == place)], design.weights[known & (groups == place)]) for place in range(size)]
    medians = np.array([weighted_quantile(*each, HALF, rule=rule) if len(each[0]) else np.nan for each in mine])
    below = np.where(known, _reached(values, groups, medians, [own for own, _ in mine]), np.nan)
    shares = domain_ratios(design, below[:, None], np.ones(len(values)), groups, size=size)
    found: list[tuple[Estimate, Interval | None]] = []
    for place, (own, weights) in enumerate(mine):
        mean, share = whole.estimate(place, 0), shares.estimate(place, 0)
        ends = share.interval(inside=inside) if mean.se is not None else None
        median = replace(mean, value=float(medians[place]) if len(own) else None, se=None)
        if ends is None:
            note = median.note or ("no_variation" if len(own) else "")
            found.append((replace(median, note=note), None))
            continue
        low, high = (weighted_quantile(own, weights, min(max(end, 0.0), 1.0), rule=rule) for end in ends)
        se = (high - low) / (ends[1] - ends[0]) * (share.se or 0.0)
        found.append((replace(median, se=se), (low, high)))
    return found


def _reached(values: Floats, groups: Ints, medians: Floats, answers: list[Floats]) -> Floats:
    """Mark answers up to the median; where it is the highest answer of its group, those below it: the mirror image."""
    top = np.array([bool(len(own)) and not (own > median).any() for own, median in zip(answers, medians, strict=True)])
    middle = medians[groups]
    return np.where(top[groups], values < middle, values <= middle).astype(float)
