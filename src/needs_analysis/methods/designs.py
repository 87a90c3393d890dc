"""The design of a survey: which rows belong to which stratum and cluster, and with what weight.

It is set up once; every variable then costs one pass over its values. Source: Särndal, Swensson and Wretman (1992),
Model Assisted Survey Sampling, chapters 4 and 5; Lumley (2010), Complex Surveys, chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say, say_count

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Singleton = Literal["refuse", "certainty", "adjust", "average"]
MOST_SHOWN = 5
LARGEST = 1e100


@dataclass(frozen=True)
class Design:
    """A design that was checked; make it with `survey_design`.

    Attributes:
        weights: one a row, above zero.
        psu: each row's primary sampling unit, 0 to m − 1.
        stratum: each unit's stratum, 0 to H − 1.
        units: primary sampling units in each stratum.
        sampled: each stratum's sampling fraction; 0 without a finite population correction.
        singleton: what a stratum with one unit does.
    """

    weights: Floats
    psu: Ints
    stratum: Ints
    units: Ints
    sampled: Floats
    singleton: Singleton = "refuse"

    @property
    def freedom(self) -> int:
        """Degrees of freedom: primary sampling units minus strata."""
        return len(self.stratum) - len(self.units)

    @property
    def is_census(self) -> bool:
        """Whether every unit of the population is in the sample, so that nothing is left to chance."""
        return bool((self.sampled == 1).all())

    @cached_property
    def weight_totals(self) -> Floats:
        """The weights added up within each primary sampling unit."""
        return self.totals(self.weights)

    @cached_property
    def n_eff(self) -> float:
        """Effective sample size of all rows by Kish, (Σw)² / Σw²."""
        return float(self.weights.sum() ** 2 / np.square(self.weights).sum())

    def totals(self, values: Floats) -> Floats:
        """Add up values within each primary sampling unit."""
        return np.asarray(np.bincount(self.psu, values, minlength=len(self.stratum)), dtype=float)

    def variance(self, values: Floats) -> float:
        """Give the variance of the sum of linearised values, one a row."""
        return self.variance_of_totals(self.totals(values))

    def variance_of_totals(self, totals: Floats) -> float:
        """Give it from the values' totals in each primary sampling unit: Σₕ (1 − fₕ) mₕ / (mₕ − 1) Σᵢ (tₕᵢ − t̄ₕ)².

        A stratum with one unit adds nothing under `certainty`; its squared sum under `adjust` (linearised values are
        centred at zero in the population); and the mean variance of the other strata under `average`, if it holds
        anything of what is estimated.
        """
        sums = np.bincount(self.stratum, totals, minlength=len(self.units))
        alone = self.units == 1
        center = np.where(alone & (self.singleton == "adjust"), 0.0, sums / self.units)
        squares = np.bincount(self.stratum, (totals - center[self.stratum]) ** 2, minlength=len(self.units))
        left = 1 - self.sampled
        parts = left * self.units / np.where(alone, 1, self.units - 1) * squares
        if self.singleton == "average" and alone.any() and not alone.all():
            parts = np.where(alone & (sums != 0), parts[~alone].mean(), parts)
        return float(parts.sum())


def survey_design(
    weights: ArrayLike,
    *,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    population: ArrayLike | None = None,
    singleton: Singleton = "refuse",
    names: Sequence[str] | None = None,
) -> Design:
    """Set up a design.

    Args:
        weights: one a row.
        strata: each row's stratum; one stratum if not given.
        clusters: each row's primary sampling unit, named uniquely within its stratum; each row its own if not given.
        population: how many primary sampling units each row's stratum has, for the finite population correction.
        singleton: what to do with a stratum of one unit.
        names: of the rows, for messages; their numbers from 1 if not given.

    Raises:
        EstimateError: no rows; a weight that is blank, infinite, zero or negative; a blank stratum or cluster; a
            population smaller than its sample, or not one number for a stratum; a stratum with one unit where that is
            refused.

    >>> design = survey_design([2.0, 2.0, 3.0, 3.0], strata=["a", "a", "b", "b"])
    >>> design.freedom, design.variance(np.array([1.0, 2.0, 5.0, 5.0]))
    (2, 1.0)
    """
    given = np.asarray(weights, dtype=float)
    if problems := list(_wrong_weights(given, names)):
        raise EstimateError(problems)
    at = _codes(np.zeros(len(given)) if strata is None else strata, say("stratum"))
    of = np.arange(len(given)) if clusters is None else _codes(clusters, say("cluster"))
    psu, first = _nested(at, of)
    stratum = at[first]
    units = np.bincount(stratum)
    if singleton == "refuse" and (units == 1).any():
        raise EstimateError(_alone(at, units, strata))
    return Design(given, psu, stratum, units, _sampled(population, at, units), singleton)


def _nested(at: Ints, of: Ints) -> tuple[Ints, Ints]:
    """Number the pairs of stratum and cluster; a pair's first row stands for it."""
    _, first, psu = np.unique(at * (of.max() + 1) + of, return_index=True, return_inverse=True)
    return psu.astype(np.int64), first


def _codes(labels: ArrayLike, name: str) -> Ints:
    import pandas as pd

    codes, _ = pd.factorize(np.asarray(labels), sort=True)
    if (codes < 0).any():
        rows = _listed(codes < 0)
        raise EstimateError(Problem(say("Rows without a {name}: {rows}.", name=name, rows=rows)))
    return codes.astype(np.int64)


def _wrong_weights(weights: Floats, names: Sequence[str] | None) -> Iterator[Problem]:
    remedy = say("Correct the weight, or leave the row out in the cleaning log: nobody counts by accident.")
    if not len(weights):
        yield Problem(say("There is nobody to estimate from."))
    blank = ~np.isfinite(weights)
    large = ~blank & (np.abs(weights) > LARGEST)
    kinds = (
        (blank, say("blank, text or infinite")),
        (weights == 0, say("zero")),
        (weights < 0, say("negative")),
        (large, say("too large to be counted with")),
    )
    for wrong, kind in kinds:
        if wrong.any():
            what = say("Weights that are {kind} in rows {rows}.", kind=kind, rows=_listed(wrong, names))
            yield Problem(what, remedy=remedy)


def _sampled(population: ArrayLike | None, at: Ints, units: Ints) -> Floats:
    if population is None:
        return np.zeros(len(units))
    sizes = np.asarray(population, dtype=float)
    least, most = np.full(len(units), np.inf), np.full(len(units), -np.inf)
    np.minimum.at(least, at, sizes)
    np.maximum.at(most, at, sizes)
    if not np.array_equal(least, most):
        raise EstimateError(Problem(say("The population size is not one number within each stratum.")))
    if (most < units).any():
        raise EstimateError(Problem(say("A stratum's population is smaller than its sample.")))
    return np.asarray(units / most)


def _alone(at: Ints, units: Ints, strata: ArrayLike | None) -> Problem:
    """Name the strata with one unit."""
    names = np.asarray([""] * len(at) if strata is None else strata)
    alone = sorted({str(names[np.flatnonzero(at == stratum)[0]]) for stratum in np.flatnonzero(units == 1)})
    what = say_count(
        "{n} stratum has a single unit, so that nothing says how much it varies: {names}.",
        "{n} strata have a single unit, so that nothing says how much they vary: {names}.",
        len(alone),
        names=", ".join(alone[:MOST_SHOWN]) + (" …" if len(alone) > MOST_SHOWN else ""),
    )
    return Problem(what, remedy=say("Merge it with another stratum, or name a rule: certainty, adjust or average."))


def _listed(wrong: NDArray[np.bool_], names: Sequence[str] | None = None) -> str:
    rows = [names[at] if names else at + 1 for at in np.flatnonzero(wrong).tolist()]
    return ", ".join(map(str, rows[:MOST_SHOWN])) + (" …" if len(rows) > MOST_SHOWN else "")
