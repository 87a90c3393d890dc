"""Orders that only ask who prefers what: pairwise counts, Borda, Copeland, and the exact Kemeny order.

A rater prefers the need rated higher; equal ratings prefer neither; a pair that a rater did not rate whole is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Floats = NDArray[np.float64]
HALF = 0.5


@dataclass(frozen=True)
class Order:
    """An order of needs, best first: positions, what it costs, and whether another order costs no more."""

    order: tuple[int, ...]
    cost: float
    unique: bool


def preferences(ratings: ArrayLike) -> Floats:
    """Count, for each pair of needs, the raters who rate the first higher than the second.

    Args:
        ratings: raters × needs; blanks are NaN.

    >>> preferences([[5, 3], [4, 4], [2, None], [3, 1]]).tolist()
    [[0.0, 2.0], [0.0, 0.0]]
    """
    values = np.array(ratings, dtype=float)
    return np.asarray((values[:, :, None] > values[:, None, :]).sum(axis=0), dtype=float)


def borda(ratings: ArrayLike) -> Floats:
    """Score each need by the needs that each rater places below it, a tie counting a half.

    A pair that only some have rated whole counts as if the others had split like them, so that a need that many left
    blank is not placed last for it. Source: Borda (1781), with ties after Dummett (1997), Principles of Electoral
    Reform.

    >>> borda([[5, 3, 3], [4, 4, 1]]).tolist()
    [3.5, 2.0, 0.5]
    """
    values = np.array(ratings, dtype=float)
    ties = (values[:, :, None] == values[:, None, :]).sum(axis=0).astype(float)
    np.fill_diagonal(ties, 0.0)
    np.fill_diagonal(both := (known := (~np.isnan(values)).astype(float)).T @ known, 0.0)
    scale = np.divide(len(values), both, out=np.zeros_like(both), where=both > 0)
    return np.asarray(((preferences(values) + HALF * ties) * scale).sum(axis=1))


def copeland(wins: Floats) -> NDArray[np.int64]:
    """Score each need by the duels it wins minus those it loses (Copeland 1951).

    Args:
        wins: what `preferences` counts.

    >>> copeland(preferences([[5, 3, 1], [5, 3, 1]])).tolist()
    [2, 0, -2]
    """
    return np.asarray(np.sign(wins - wins.T).sum(axis=1), dtype=np.int64)


def kemeny(wins: Floats) -> Order:
    """Find the order with the fewest disagreements between it and the raters' pairwise preferences, exactly.

    Source: Kemeny (1959); as an integer program with one variable a pair and transitivity on every three needs
    (Conitzer, Davenport and Kalagnanam 2006). A second program asks for the cheapest order that differs somewhere.

    Args:
        wins: what `preferences` counts.

    Raises:
        EstimateError: the solver gave no optimum.

    >>> kemeny(preferences([[5, 3, 1], [5, 3, 1], [1, 5, 3]]))
    Order(order=(0, 1, 2), cost=2.0, unique=True)
    """
    needs = len(wins)
    if needs < 2:
        return Order(tuple(range(needs)), 0.0, unique=True)
    pairs = np.array([(i, j) for i in range(needs) for j in range(i + 1, needs)])
    first, second = pairs[:, 0], pairs[:, 1]
    cost = wins[second, first] - wins[first, second]
    base, rules = float(wins[first, second].sum()), [_transitivity(needs, pairs)]
    chosen = _solved(cost, rules)
    differs = _differing(chosen)
    other = _solved(cost, [*rules, differs])
    ahead = np.bincount(first, chosen, needs) + np.bincount(second, 1 - chosen, needs)
    best, next_best = base + cost @ chosen, base + cost @ other
    return Order(tuple(np.argsort(-ahead).tolist()), float(best), unique=bool(next_best > best + HALF))


def _transitivity(needs: int, pairs: NDArray[np.int64]) -> LinearConstraint:
    """Require 0 ≤ x(i,j) + x(j,k) − x(i,k) ≤ 1 for every three needs."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    at = np.zeros((needs, needs), dtype=np.int64)
    at[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
    threes = [(i, j, k) for i in range(needs) for j in range(i + 1, needs) for k in range(j + 1, needs)]
    i, j, k = np.array(threes, dtype=np.int64).reshape(-1, 3).T
    columns = np.concatenate([at[i, j], at[j, k], at[i, k]])
    rows = np.tile(np.arange(len(i)), 3)
    signs = np.repeat([1.0, 1.0, -1.0], len(i))
    return LinearConstraint(csr_array((signs, (rows, columns)), shape=(len(i), len(pairs))), 0, 1)


def _differing(chosen: Floats) -> LinearConstraint:
    """Require that at least one pair stands the other way round."""
    from scipy.optimize import LinearConstraint

    return LinearConstraint((1 - 2 * chosen)[None, :], 1 - chosen.sum(), np.inf)


def _solved(cost: Floats, rules: list[LinearConstraint]) -> Floats:
    from scipy.optimize import Bounds, milp

    whole = np.ones(len(cost), dtype=np.int64)
    found: Any = milp(cost, integrality=whole, bounds=Bounds(0, 1), constraints=rules)
    if found.x is None or found.status != 0:
        raise EstimateError(Problem(say("No best common order was found: {reason}.", reason=found.message)))
    return np.asarray(np.round(found.x), dtype=float)


def cheapest_orders(wins: Floats) -> tuple[float, list[tuple[int, ...]]]:
    """Try every order of a few needs: the proof beside `kemeny`, for at most eight.

    >>> cheapest_orders(preferences([[3, 2, 1], [1, 3, 2], [2, 1, 3]]))
    (4.0, [(0, 1, 2), (1, 2, 0), (2, 0, 1)])
    """
    costs = {order: _cost(wins, order) for order in permutations(range(len(wins)))}
    least = min(costs.values())
    return least, [order for order, cost in costs.items() if cost == least]


def _cost(wins: Floats, order: tuple[int, ...]) -> float:
    return float(np.triu(wins[np.ix_(order, order)].T, 1).sum())
