"""How likely a person of a file is to be found again by what others know of them: keys such as country and agency.

People with the same keys cannot be told apart by them. With fₖ such people in the file and Fₖ in the population (the
sum of their weights), the risk of each is the mean of 1 / Fₖ, given fₖ, where the population's count follows a negative
binomial distribution with the chance p = fₖ / Fₖ of being in the file (Benedetti and Franconi 1998):

    fₖ = 1:  p / (1 − p) · log(1 / p)
    fₖ = 2:  p / (1 − p) − (p / (1 − p))² · log(1 / p)
    fₖ > 2:  p / (fₖ − 1 + p), an approximation (Franconi and Polettini 2004)

Where the file is the whole population it is 1 / fₖ.

Sources: Benedetti, R. and Franconi, L. (1998). Statistical and technological solutions for controlled data
dissemination. Proceedings of New Techniques and Technologies for Statistics 1, 225–232. Franconi, L. and Polettini, S.
(2004). Individual risk estimation in μ-Argus: a review. Privacy in Statistical Databases, LNCS 3050, 262–272.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NEAR_ALL = 1e-3


@dataclass(frozen=True)
class Alike:
    """Each person's group of those who cannot be told apart by their keys.

    Attributes:
        in_file: fₖ, how many of the file they are, the person included.
        in_population: Fₖ, the sum of their weights.
        groups: how many different combinations of keys there are.
    """

    in_file: Ints
    in_population: Floats
    groups: int

    def below(self, k: int) -> int:
        """Count the people who share their keys with fewer than k − 1 others: the breaches of k-anonymity.

        >>> count_alike(pd.DataFrame({"country": ["KAZ", "KAZ", "UZB"]})).below(2)
        1
        """
        return int((self.in_file < k).sum())


@dataclass(frozen=True)
class Risk:
    """The risk of being found again.

    Attributes:
        each: one a person, 0 to 1.
        mean: of all people: the global risk.
        expected: how many people are expected to be found again.
    """

    each: Floats
    mean: float
    expected: float


def count_alike(keys: pd.DataFrame, weights: ArrayLike | None = None) -> Alike:
    """Count, for each person, the people with the same keys; a blank may be anything, so it equals everything.

    Args:
        keys: a column a key, a row a person.
        weights: how many people of the population each person stands for; one if not given.

    >>> count_alike(pd.DataFrame({"country": ["KAZ", "KAZ", "UZB"], "agency": ["a", None, "a"]})).in_file.tolist()
    [2, 2, 1]
    """
    codes = np.column_stack([pd.factorize(keys[name])[0] for name in keys])
    different, at = np.unique(codes, axis=0, return_inverse=True)
    own = np.bincount(at, minlength=len(different))
    each = np.ones(len(codes)) if weights is None else np.asarray(weights, dtype=float)
    weighed = np.bincount(at, each).astype(float)
    sizes, masses = own.copy(), weighed.copy()
    for place in np.flatnonzero((different < 0).any(axis=1)):
        same = ((different == different[place]) | (different < 0) | (different[place] < 0)).all(axis=1)
        sizes[place], masses[place] = own[same].sum(), weighed[same].sum()
        complete = same & (different >= 0).all(axis=1)
        sizes[complete] += own[place]
        masses[complete] += weighed[place]
    return Alike(sizes[at], masses[at], len(different))


def reidentification_risk(alike: Alike) -> Risk:
    """Give each person's risk of being found again by the keys, their mean, and how many that is expected to be.

    Args:
        alike: what `count_alike` says. A group of more people than its weights say is taken for all there are.

    >>> risk = reidentification_risk(count_alike(pd.DataFrame({"country": ["KAZ", "KAZ", "UZB"]})))
    >>> risk.each.tolist(), round(risk.mean, 4), risk.expected
    ([0.5, 0.5, 1.0], 0.6667, 2.0)
    """
    f = alike.in_file.astype(float)
    p = np.minimum(f / alike.in_population, 1.0)
    each = np.where(f == 1, _of_one(p), np.where(f == 2, _of_two(p), p / (f - 1 + p)))
    return Risk(each, float(each.mean()) if len(each) else 0.0, float(each.sum()))


def _of_one(p: Floats) -> Floats:
    left = np.maximum(1 - p, np.finfo(float).tiny)
    return np.asarray(np.where(p < 1, -p * np.log(p) / left, 1.0))


def _of_two(p: Floats) -> Floats:
    """The mean of 1 / F for two; where nearly all are in the file its terms cancel, so there its series stands."""
    left = 1 - p
    odds = p / np.where(left < NEAR_ALL, 1.0, left)
    series = p * (1 / 2 + left / 6 + left**2 / 12 + left**3 / 20)
    return np.asarray(np.where(left < NEAR_ALL, series, odds + odds**2 * np.log(p)))
