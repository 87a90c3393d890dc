"""Numbers that would give single answers away, whatever the size of the group: what is said of them by a note.

A mean, a total or a ratio does where one or two answers make up nearly all of it; a median's interval does where it
ends at the lowest or highest answer. The median itself does not move with the largest answer, and nobody knows whose
it is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from needs_analysis.methods.dominance import is_dominated
from needs_analysis.methods.estimators import Estimate
from needs_analysis.methods.proportions import Interval

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ALONE = 3
FEW = 5


def dominated_groups(parts: Floats, groups: Ints, size: int) -> list[bool]:
    """Say of each group whether one or two parts make up nearly all of its total.

    Args:
        parts: what each row adds to the total: its answer times its weight; NaN is no answer.
        groups: each row's group, 0 to size − 1.
        size: how many groups there are.

    >>> dominated_groups(np.array([900.0, 20, 10, 30, 20, 10]), np.array([0, 0, 0, 1, 1, 1]), 2)
    [True, False]
    """
    return [is_dominated(parts[groups == place]) for place in range(size)]


def note_dominated(found: Estimate, *, dominated: bool) -> Estimate:
    """Note that a number is dominated; of fewer than three people their number tells it.

    >>> note_dominated(Estimate(310.0, 295.0, 2, 3, 3.0), dominated=True).note
    'dominated'
    """
    return replace(found, note="dominated") if dominated and found.n >= ALONE else found


def note_extremes(median: Estimate, interval: Interval | None, answers: Floats) -> Estimate:
    """Note that a median's interval ends at the lowest or highest answer, which few gave.

    Args:
        median: of a group.
        interval: its interval.
        answers: the group's; NaN is no answer.

    >>> note_extremes(Estimate(2.0, 0.5, 2, 3, 3.0), (1.0, 9.0), np.array([1.0, 2.0, 9.0])).note
    'ends_of_few'
    """
    known = answers[~np.isnan(answers)]
    if interval is None or median.note or not len(known):
        return median
    extreme = [end for end in interval if end in (known.min(), known.max())]
    few = any(np.count_nonzero(known == end) < FEW for end in extreme)
    return replace(median, note="ends_of_few") if few else median
