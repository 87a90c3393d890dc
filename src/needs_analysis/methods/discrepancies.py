"""Measures of one need from its pairs of importance and capacity: gap, Borich's discrepancy, ranked discrepancy.

Each is a mean, or a product of means; `linearised` gives the person-level values whose mean has the same variance in
large samples (the delta method), so that any weighting and any strata give the right standard error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Number = TypeVar("Number", float, Floats)


def paired(importance: ArrayLike, capacity: ArrayLike) -> tuple[Floats, Floats]:
    """Keep the people who rated both.

    >>> [values.tolist() for values in paired([5, 4, None], [2, None, 3])]
    [[5.0], [2.0]]
    """
    both = np.array([importance, capacity], dtype=float)
    both = both[:, ~np.isnan(both).any(axis=0)]
    return both[0], both[1]


def borich(importance: Number, gap: Number) -> Number:
    """Give the mean weighted discrepancy: mean importance times mean gap over the same people.

    Source: Borich, G. D. (1980). A needs assessment model for conducting follow-up studies. Journal of Teacher
    Education 31(3), 39–42. An order-preserving recoding of the scale can change the order of two needs.

    >>> borich(4.0, 0.5)
    2.0
    """
    return importance * gap


def borich_linearised(importance: ArrayLike, capacity: ArrayLike, *, means: tuple[Number, Number]) -> Floats:
    """Give each person's linearised value of Borich's discrepancy at the estimated (importance, gap).

    With f(m, g) = m · g the derivatives are g and m: z = g · I + m · (I − C) − m · g, whose mean is the discrepancy.

    >>> borich_linearised([5, 3], [3, 3], means=(4.0, 1.0)).tolist()
    [9.0, -1.0]
    """
    rated, able = np.asarray(importance, dtype=float), np.asarray(capacity, dtype=float)
    mean, gap = means
    return np.asarray(gap * rated + mean * (rated - able) - mean * gap)


def ranked(importance: ArrayLike, capacity: ArrayLike) -> Floats:
    """Give each person's part of the ranked discrepancy score: −100 capacity below importance, 0 equal, 100 above.

    Source: Narine, L. and Harder, A. (2021). Comparing the Borich model with the Ranked Discrepancy Model. Advancements
    in Agricultural Development 2(3), 96–111. The score is the mean: −100 is most needed.

    >>> ranked([5, 3, 2], [2, 3, 4]).tolist()
    [-100.0, 0.0, 100.0]
    """
    return np.asarray(100.0 * np.sign(np.asarray(capacity, dtype=float) - np.asarray(importance, dtype=float)))


def ranked_standard_error(scores: ArrayLike) -> float:
    """Give the multinomial standard error of the score: √((p₊ + p₋ − (p₊ − p₋)²) / n), in points of the score.

    >>> round(ranked_standard_error([-100.0, -100.0, 100.0, 0.0, 0.0, 0.0]), 4)
    28.0542
    """
    values = np.asarray(scores, dtype=float)
    return float(values.std() / np.sqrt(values.size))


def quadrant(importance: float, capacity: float, *, cuts: tuple[float, float]) -> str:
    """Place a need on the importance–capacity plane; on a cut counts as high.

    Source: Martilla, J. A. and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1), 77–79.

    Args:
        importance: mean importance.
        capacity: mean capacity.
        cuts: importance and capacity at which high begins: the scale's middle, or the means over all needs.

    >>> quadrant(4.6, 2.1, cuts=(3.0, 3.0))
    'concentrate'
    """
    if importance >= cuts[0]:
        return "keep_up" if capacity >= cuts[1] else "concentrate"
    return "overkill" if capacity >= cuts[1] else "low_priority"


def quadrant_shares(importance: Floats, capacity: Floats, *, cuts: tuple[Floats, Floats]) -> Mapping[str, Floats]:
    """Give each need's share of the resamples in which anybody rated both, in each quadrant.

    Args:
        importance: draws × needs.
        capacity: the same.
        cuts: each draw's cuts, broadcast against draws × needs.

    >>> draws = np.array([[4.0, 2.0], [4.0, 4.0]])
    >>> cut = np.full((2, 1), 3.0)
    >>> quadrant_shares(draws, np.full((2, 2), 2.0), cuts=(cut, cut))["concentrate"].tolist()
    [1.0, 0.5]
    """
    high, able = importance >= cuts[0], capacity >= cuts[1]
    known = ~np.isnan(importance) & ~np.isnan(capacity)
    places = {"concentrate": high & ~able, "keep_up": high & able, "low_priority": ~high & ~able}
    places["overkill"] = ~high & able
    draws = known.sum(axis=0).clip(min=1)
    return {name: (at & known).sum(axis=0) / draws for name, at in places.items()}
