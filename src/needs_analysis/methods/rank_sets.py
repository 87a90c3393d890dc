"""Simultaneous confidence sets for ranks: where each need may stand, all true at once with the stated confidence.

Source: Mogstad, M., Romano, J. P., Shaikh, A. M. and Wilhelm, D. (2024). Inference for ranks with applications to
mobility across neighbourhoods and academic achievement across countries. Review of Economic Studies 91(1), 476–518.
Studentised differences of all pairs, either way round; the critical value is that of the largest of them, simulated
from the joint distribution of the estimates and stepped down (Romano and Wolf 2005) over what is not yet ruled out.
Percentile-bootstrap intervals of ranks are no substitute: with ties they cover far less than they say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
NOTHING = 1e-12


@dataclass(frozen=True)
class RankSets:
    """Highest and lowest rank of each need (1 is most needed), and which needs are told apart from which.

    Attributes:
        best: smallest rank in each set.
        worst: largest rank in each set.
        above: needs × needs, true where the first is significantly above the second.
    """

    best: Ints
    worst: Ints
    above: NDArray[np.bool_]


def ranks(estimates: ArrayLike) -> Ints:
    """Rank estimates, largest first; equal ones share the better rank.

    >>> ranks([2.0, 3.0, 2.0, 1.0]).tolist()
    [2, 1, 2, 4]
    """
    values = np.asarray(estimates, dtype=float)
    return np.asarray(1 + (values[None, :] > values[:, None]).sum(axis=1), dtype=np.int64)


def rank_sets(
    estimates: ArrayLike,
    covariance: ArrayLike,
    *,
    freedom: float = np.inf,
    confidence: float = 0.95,
    draws: int = 10_000,
    seed: int = 1,
) -> RankSets:
    """Give the simultaneous confidence set of every rank.

    Args:
        estimates: one a need; larger is more needed.
        covariance: of the estimates, needs × needs.
        freedom: degrees of freedom of the variances; infinite for the normal distribution.
        confidence: that all sets are right at once.
        draws: simulated draws for the critical value.
        seed: of the simulation.

    A pair whose difference does not vary at all, or with an estimate whose variance is not known (NaN), is never told
    apart: nothing says how sure it is.

    >>> found = rank_sets([5, 4.8, 3, 1], 0.04 * np.eye(4))
    >>> found.best.tolist(), found.worst.tolist()
    ([1, 1, 3, 4], [2, 2, 3, 4])
    """
    values, given = np.asarray(estimates, dtype=float), np.asarray(covariance, dtype=float)
    spread, unsure = np.nan_to_num(given), np.isnan(given.diagonal())
    first, second = np.triu_indices(len(values), 1)
    variances = spread[first, first] + spread[second, second] - 2 * spread[first, second]
    known = (variances > NOTHING) & ~unsure[first] & ~unsure[second]
    first, second, errors = first[known], second[known], np.sqrt(variances[known])
    apart = (values[first] - values[second]) / errors
    noise = _noise(spread, freedom=freedom, draws=draws, seed=seed)
    told = _told_apart(apart, (noise[first] - noise[second]) / errors[:, None].astype(np.float32), confidence)
    above = np.zeros(spread.shape, dtype=bool)
    above[first[told & (apart > 0)], second[told & (apart > 0)]] = True
    above[second[told & (apart < 0)], first[told & (apart < 0)]] = True
    return RankSets(1 + above.sum(axis=0), len(values) - above.sum(axis=1), above)


def _noise(covariance: Floats, *, freedom: float, draws: int, seed: int) -> Singles:
    """Draw needs × draws from the multivariate t; a covariance of pairwise complete answers is cut off below zero."""
    lengths, directions = np.linalg.eigh(covariance)
    root = directions * np.sqrt(lengths.clip(min=0))
    random = np.random.default_rng(seed)
    normal = random.standard_normal((draws, len(covariance))) @ root.T
    if np.isfinite(freedom):
        normal *= np.sqrt(freedom / random.chisquare(freedom, (draws, 1)))
    return np.ascontiguousarray(normal.T, dtype=np.float32)


def _told_apart(apart: Floats, noise: Singles, confidence: float) -> NDArray[np.bool_]:
    """Step down: a pair told apart leaves the family one way round only, for it may still stand the other way round."""
    told = np.zeros(apart.shape, dtype=bool)
    either, against = np.abs(noise), noise * -np.sign(apart)[:, None].astype(np.float32)
    while not told.all():
        largest = either[~told].max(axis=0)
        largest = np.maximum(largest, against[told].max(axis=0, initial=-np.inf))
        new = ~told & (np.abs(apart) > np.quantile(largest, confidence))
        if not new.any():
            break
        told |= new
    return told


def tiers(estimates: ArrayLike, above: NDArray[np.bool_]) -> Ints:
    """Group needs into tiers: a tier holds the needs that are not told apart from its first one.

    Args:
        estimates: one a need; larger is more needed.
        above: what `rank_sets` tells apart.

    >>> above = np.array([[False, False, True], [False, False, False], [False, False, False]])
    >>> tiers([3.0, 2.5, 2.0], above).tolist()
    [1, 1, 2]
    """
    found = np.zeros(len(above), dtype=np.int64)
    head, tier = -1, 0
    for need in np.argsort(-np.asarray(estimates, dtype=float), kind="stable"):
        if head < 0 or above[head, need]:
            head, tier = int(need), tier + 1
        found[need] = tier
    return found
