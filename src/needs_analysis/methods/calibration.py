"""Weights that reproduce known totals: raking, post-stratification and calibration, checked against every margin.

Source: Deville and Särndal (1992), Calibration estimators in survey sampling, JASA 87, 376–382; raking by Newton's
steps on its dual, which reaches the weights of iterative proportional fitting (Deming and Stephan 1940). Variances use
the residuals of the regression on the calibration variables (Särndal, Swensson and Wretman 1992, section 6.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say
from needs_analysis.methods.designs import Design
from needs_analysis.methods.estimators import NOTHING, Estimate, estimate_mean, estimate_total

Floats = NDArray[np.float64]
Distance = Literal["linear", "raking", "logit"]
Margins = Mapping[str, Mapping[str, float]]
CLOSE = 1e-11
ENOUGH = 1e-7
MOST_STEPS = 100


@dataclass(frozen=True)
class Calibrated:
    """A design with calibrated weights.

    Attributes:
        design: the design with the new weights.
        variables: rows × calibration variables.
        base: the weights before, by which the regression of the residuals is weighted.
        factors: new weight over old.
    """

    design: Design
    variables: Floats
    base: Floats
    factors: Floats

    def residuals(self, values: Floats) -> Floats:
        """Give what the calibration variables do not explain of values that are already divided by their weights."""
        root = np.sqrt(self.base)
        found, *_ = np.linalg.lstsq(root[:, None] * self.variables, root * values, rcond=None)
        return np.asarray(values - self.variables @ found)


def rake(design: Design, groups: pd.DataFrame, margins: Margins) -> Calibrated:
    """Adjust weights until every margin is met.

    Args:
        design: of all rows.
        groups: one column a margin, one row a row of the design.
        margins: column → group → its size in the population.

    Raises:
        EstimateError: a blank or an unknown group, a group without a row, sizes that are not above zero or do not add
            up to the same population, or margins that cannot be met; all that is wrong at once.

    >>> from needs_analysis.methods.designs import survey_design
    >>> groups = pd.DataFrame({"sex": ["f", "f", "m"]})
    >>> rake(survey_design([1.0, 1.0, 1.0]), groups, {"sex": {"f": 10, "m": 10}}).design.weights.round(9).tolist()
    [5.0, 5.0, 10.0]
    """
    return _fitted(design, groups, margins, distance="raking")


def post_stratify(design: Design, groups: ArrayLike, sizes: Mapping[str, float]) -> Calibrated:
    """Adjust weights to the size of each group (Holt and Smith 1979): raking with a single margin.

    Groups that share no row need one linear step, which reaches the weights of raking.

    Args:
        design: of all rows.
        groups: each row's group.
        sizes: group → its size in the population.

    Raises:
        EstimateError: as `rake`.
    """
    return _fitted(design, pd.DataFrame({"group": pd.Series(groups)}), {"group": sizes}, distance="linear")


def calibrate(
    design: Design,
    variables: ArrayLike,
    totals: ArrayLike,
    *,
    distance: Distance = "linear",
    bounds: tuple[float, float] = (0.0, np.inf),
    names: list[str] | None = None,
) -> Calibrated:
    """Find the weights nearest to the design's that reproduce totals.

    Args:
        design: of all rows.
        variables: rows × variables, without blanks.
        totals: each variable's total in the population.
        distance: linear (weights may turn negative), raking (always positive) or logit (factors within `bounds`).
        bounds: least and most factor, for logit.
        names: of the variables, for messages.

    Raises:
        EstimateError: a blank variable, or totals that cannot be reproduced: each with what was reached instead.
    """
    data, wanted = np.asarray(variables, dtype=float), np.asarray(totals, dtype=float)
    if not np.isfinite(data).all():
        raise EstimateError(
            Problem(say("A calibration variable is blank in some rows: fill it or leave the rows out."))
        )
    step, old = np.zeros(len(wanted)), design.weights
    size = np.maximum(np.abs(wanted), _summed(np.abs(data), old))
    for _ in range(MOST_STEPS):
        factors, slope = _factors(_summed(data.T, step), distance, bounds)
        reached = _summed(data, old * factors)
        left = wanted - reached
        if (np.abs(left) <= CLOSE * size).all() or not np.isfinite(left).all():
            break
        step = step + np.linalg.lstsq(data.T @ (data * (old * slope)[:, None]), left, rcond=None)[0]
    _refuse_missed(reached, wanted, names, size=size)
    return Calibrated(replace(design, weights=old * factors), data, old, factors)


def calibrated_mean(found: Calibrated, values: ArrayLike) -> Estimate:
    """Estimate a mean under calibrated weights."""
    return _with_residuals(found, np.asarray(values, dtype=float), estimate_mean(found.design, values), mean=True)


def calibrated_total(found: Calibrated, values: ArrayLike) -> Estimate:
    """Estimate a total under calibrated weights."""
    return _with_residuals(found, np.asarray(values, dtype=float), estimate_total(found.design, values), mean=False)


def _with_residuals(found: Calibrated, values: Floats, plain: Estimate, *, mean: bool) -> Estimate:
    if plain.value is None or plain.se is None:
        return plain
    known = ~np.isnan(values)
    centered = np.where(known, np.nan_to_num(values) - (plain.value if mean else 0.0), 0.0)
    size = float(found.design.weights[known].sum()) if mean else 1.0
    parts = found.design.weights * found.residuals(centered / size)
    se = float(np.sqrt(found.design.variance(parts)))
    return replace(plain, se=se) if se > NOTHING * abs(plain.value) else replace(plain, se=None, note="no_variation")


def _summed(rows: Floats, weights: Floats) -> Floats:
    """Add rows up by their weights, in an order that does not depend on the machine's cores."""
    return np.asarray(np.einsum("ij,i->j", rows, weights))


def _factors(linear: Floats, distance: Distance, bounds: tuple[float, float]) -> tuple[Floats, Floats]:
    """Give each row's factor and its slope at a linear predictor."""
    if distance == "linear":
        return 1 + linear, np.ones_like(linear)
    if distance == "raking":
        factors = np.exp(linear.clip(-50, 50))
        return factors, factors
    low, high = bounds
    scale = (high - low) / ((1 - low) * (high - 1))
    grown = np.exp((scale * linear).clip(-50, 50))
    below = high - 1 + (1 - low) * grown
    factors = (low * (high - 1) + high * (1 - low) * grown) / below
    return factors, scale * grown * (1 - low) * (high - 1) * (high - low) / below**2


def _fitted(design: Design, groups: pd.DataFrame, margins: Margins, *, distance: Distance) -> Calibrated:
    """Check the margins, and calibrate to them."""
    coded = {name: pd.factorize(groups[name]) for name in margins}
    problems = [problem for name, sizes in margins.items() for problem in _wrong(*coded[name], name, sizes)]
    sums = {name: sum(sizes.values()) for name, sizes in margins.items()}
    if not problems and max(sums.values()) - min(sums.values()) > ENOUGH * max(sums.values()):
        listed = "; ".join(f"{name}: {size:g}" for name, size in sums.items())
        problems = [Problem(say("The margins add up to different populations: {sums}.", sums=listed))]
    if problems:
        raise EstimateError(problems)
    variables = np.hstack([_indicators(*coded[name], sizes) for name, sizes in margins.items()]).astype(float)
    totals = np.array([size for sizes in margins.values() for size in sizes.values()], dtype=float)
    names = [f"{name} = {level}" for name, sizes in margins.items() for level in sizes]
    return calibrate(design, variables, totals, distance=distance, names=names)


def _indicators(codes: NDArray[np.intp], found: pd.Index, levels: Mapping[str, float]) -> NDArray[np.bool_]:
    """Mark each row's group among the levels: rows × levels."""
    return np.asarray(codes[:, None] == found.get_indexer(pd.Index(list(levels))))


def _wrong(codes: NDArray[np.intp], groups: pd.Index, name: str, sizes: Mapping[str, float]) -> list[Problem]:
    """Name what makes a margin impossible."""
    found = set(groups)
    small = [str(level) for level, size in sizes.items() if not (np.isfinite(size) and size > 0)]
    blank = int((codes < 0).sum())
    whats = [say("Rows without «{margin}»: {n}.", n=blank, margin=name)] if blank else []
    for levels, what in (
        (
            found - set(sizes),
            say("Groups of «{margin}» without a known size: {levels}.", margin=name, levels="{levels}"),
        ),
        (set(sizes) - found, say("Groups of «{margin}» that nobody is in: {levels}.", margin=name, levels="{levels}")),
        (set(small), say("Sizes of «{margin}» that are not above zero: {levels}.", margin=name, levels="{levels}")),
    ):
        whats += [what.replace("{levels}", ", ".join(sorted(map(str, levels))))] if levels else []
    return [Problem(what, remedy=say("Merge groups, or correct the margin.")) for what in whats]


def _refuse_missed(reached: Floats, wanted: Floats, names: list[str] | None, *, size: Floats) -> None:
    """Hold each total against its own size, so that a large one does not hide a small one that is missed."""
    missed = ~(np.abs(reached - wanted) <= ENOUGH * size)
    if not missed.any():
        return
    labels = names or [str(at + 1) for at in range(len(wanted))]
    remedy = say("No weights meet these totals at once: merge groups or use fewer margins.")
    raise EstimateError(
        [
            Problem(
                say(
                    "«{name}» should be {wanted} and is {reached}.",
                    name=labels[at],
                    wanted=f"{wanted[at]:g}",
                    reached=f"{reached[at]:g}",
                ),
                remedy=remedy,
            )
            for at in np.flatnonzero(missed)
        ]
    )
