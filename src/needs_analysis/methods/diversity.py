"""How different the answers are among people who are alike: where all gave one, it is known of each of them.

Three counts of answers within a group, of which each is one where all answers are equal (l-diversity): the
different ones; as many equally frequent ones as would be as hard to guess, e to the entropy; and the largest l for
which even the most frequent answer is rarer than c times all but the l − 1 most frequent ones together (recursive).

Source: Machanavajjhala, A., Kifer, D., Gehrke, J. and Venkitasubramaniam, M. (2007). l-diversity: privacy beyond
k-anonymity. ACM Transactions on Knowledge Discovery from Data 1(1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Diversity:
    """The diversity of the answers in each person's group.

    Attributes:
        distinct: different answers.
        effective: equally frequent answers that would be as hard to guess.
        recursive: answers to rule out before the most frequent one stands out; 0 where it always does.
    """

    distinct: Ints
    effective: Floats
    recursive: Ints


def answer_diversity(keys: pd.DataFrame, answers: pd.Series, *, c: float = 2.0) -> Diversity:
    """Give the diversity of a question's answers within the groups of people with the same keys.

    Args:
        keys: a column a key, a row a person; no blanks.
        answers: one a person; a blank is no answer.
        c: how many times the rest the most frequent answer must stay below.

    >>> found = answer_diversity(pd.DataFrame({"country": ["KAZ"] * 4}), pd.Series([1, 1, 1, 2]))
    >>> found.distinct.tolist()[0], round(float(found.effective[0]), 2), found.recursive.tolist()[0]
    (2, 1.75, 1)
    """
    at = keys.groupby(list(keys)).ngroup()
    counts = [np.asarray(part.value_counts(), dtype=np.int64) for _, part in answers.groupby(at.to_numpy())]
    found = [(len(each), _effective(each), _recursive(each, c)) for each in counts]
    distinct, effective, recursive = (np.array(column)[at] for column in zip(*found, strict=True))
    return Diversity(distinct, effective, recursive)


def _effective(counts: Ints) -> float:
    shares = counts / counts.sum() if len(counts) else np.ones(1)
    return float(np.exp(-(shares * np.log(shares)).sum()))


def _recursive(counts: Ints, c: float) -> int:
    """Give the largest l for which r₁ < c (rₗ + … + rₘ), of counts that fall."""
    rests = counts[::-1].cumsum()[::-1]
    return int((counts.max(initial=0) < c * rests).sum())
