"""Means with intervals, one a cell: a cell is a measure of an item in a group.

The estimator and its source stand in `methods.cells`; where the data bring a design, in `methods.domains`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.assessment.weightings import Approach, strata_of
from needs_analysis.methods.cells import Cells, stratified_cells
from needs_analysis.methods.domains import domain_ratios
from needs_analysis.methods.moments import Moments

CELL = ["measure", "item", "group"]
REDUCED = ["n", "squares", "low", "high"]


def estimate_means(
    values: pd.DataFrame, scales: Mapping[str, tuple[float, float]], *, approach: Approach | None = None
) -> pd.DataFrame:
    """Estimate the mean of each cell.

    Args:
        values: measure, item, group, country and what the weighting needs (agency_type, or response_id for a design),
            value; one person's value a row, blanks left out. Or `REDUCED` beside them: many persons a row.
        scales: measure → ends of its scale; intervals are cut off there.
        approach: the weighting, and what countries are taken for.

    Returns:
        One row a cell: measure, item, group, value, se, freedom, n, n_eff, deff, n_countries, method, note, low, high.
        A cell with one respondent a stratum, or without any variation, has a value but neither standard error nor
        interval.

    >>> rows = [{"measure": "gap", "item": "N1", "group": "", "country": c, "value": v} for c, v in ("A1", "A3", "B4")]
    >>> rows = [row | {"value": float(row["value"])} for row in rows]
    >>> means = estimate_means(pd.DataFrame(rows), {"gap": (-4, 4)})
    >>> means[["value", "n", "n_countries"]].values.tolist()
    [[3.0, 3.0, 2.0]]
    """
    found = mean_cells(values, approach or Approach())
    half = half_width(found)
    ends = pd.DataFrame(scales, index=["lowest", "highest"]).reindex(columns=found["measure"]).T.set_index(found.index)
    low = (found["value"] - half).clip(lower=ends["lowest"])
    return found.assign(low=low, high=(found["value"] + half).clip(upper=ends["highest"]))


def mean_cells(values: pd.DataFrame, approach: Approach, *, cell: Sequence[str] = CELL) -> pd.DataFrame:
    """Give mean and standard error of each cell, without an interval."""
    at, cells = numbered(values, cell)
    countries = count_countries(values, at, len(cells))
    if approach.weighting == "design":
        return cells.assign(**_designed(values, at, approach, len(cells)), n_countries=countries)
    sampled = approach.weighting == "equal_country" and approach.countries == "sample"
    strata = strata_of(values, approach.weighting)
    moments = moments_in(values)
    found = stratified_cells(moments, at, strata, size=len(cells), sampled=sampled)
    numbers = _numbers(found)
    if sampled:
        alone = np.where((found.freedom < 1) & (found.n > 1), "one_country", numbers["note"])
        numbers["note"] = np.where((found.freedom > 0) & np.isnan(found.se), "equal_countries", alone)
    numbers["note"] = np.where(all_equal(moments, at, found.n), "no_variation", numbers["note"])
    way = {"each_person": "mean_t", "equal_country": f"equal_country_{approach.countries}_t"}
    method = way.get(approach.weighting, f"{approach.weighting}_t")
    return cells.assign(**numbers, deff=np.nan, n_countries=countries, method=method)


def numbered(values: pd.DataFrame, cell: Sequence[str] = CELL) -> tuple[np.ndarray, pd.DataFrame]:
    """Number the cells: each value's cell, and what each cell is."""
    groups = values.groupby(list(cell), sort=True)
    names = groups.size().reset_index()[list(cell)]
    return groups.ngroup().to_numpy(dtype=np.int64), names


def count_countries(values: pd.DataFrame, at: np.ndarray, size: int) -> np.ndarray:
    """Count the countries behind each cell."""
    country = pd.factorize(values["country"].fillna(""))[0]
    return stratified_cells(np.zeros(len(values)), at, country, size=size).strata


def moments_in(values: pd.DataFrame) -> Moments:
    """Give the moments that a frame holds: those in `REDUCED` where it has them, else one of each value."""
    if not set(REDUCED) <= set(values):
        return Moments.of(values["value"])
    n, squares, low, high = (values[name].to_numpy(dtype=float) for name in REDUCED)
    return Moments(n, values["value"].to_numpy(dtype=float), squares, low, high)


def all_equal(moments: Moments, at: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Mark the cells of several people who all gave the same answer, one a country or not.

    >>> all_equal(Moments.of([4.0, 4.0, 3.0]), np.array([0, 0, 1]), np.array([2, 1]))
    array([ True, False])
    """
    cells = moments.combine(at, size=len(n))
    return np.asarray((cells.low == cells.high) & (n > 1))


def half_width(found: pd.DataFrame, confidence: float = 0.95) -> pd.Series:
    """Give half the width of each t interval; missing where there is no standard error."""
    from scipy.special import stdtrit

    return found["se"] * stdtrit(found["freedom"].clip(lower=1).astype(float), (1 + confidence) / 2)


def _designed(values: pd.DataFrame, at: np.ndarray, approach: Approach, size: int) -> dict[str, Any]:
    """Estimate each cell as a domain of the whole design; degrees of freedom are those that the domain itself has."""
    design = approach.design
    if design is None:
        raise ValueError("the weighting «design» needs a design")
    names = ("value", "se", "freedom", "n", "n_eff", "deff")
    numbers = {name: np.zeros(size) for name in names}
    rows, ones = approach.rows_of(values["response_id"]), np.ones(len(design.weights))
    for mine in values.assign(place=np.arange(len(values))).groupby(_items(values))["place"]:
        part = mine[1].to_numpy()
        answers, groups = np.full(len(ones), np.nan), np.full(len(ones), -1)
        cells, groups[rows[part]] = np.unique(at[part], return_inverse=True)
        answers[rows[part]] = values["value"].to_numpy()[part]
        found = domain_ratios(design, answers[:, None], ones, groups, size=len(cells))
        made = (found.value[:, 0], found.se[:, 0], found.freedom_inside, found.n, found.n_eff, found.deff[:, 0])
        for name, each in zip(names, made, strict=True):
            numbers[name][cells] = each
    return {**numbers, "note": _noted(numbers["freedom"], numbers["se"]), "method": "design_t"}


def _items(values: pd.DataFrame) -> list[str]:
    return [name for name in ("measure", "item", "choice") if name in values]


def _noted(freedom: np.ndarray, se: np.ndarray) -> np.ndarray:
    """Say why there is no standard error."""
    return np.where(freedom > 0, np.where(np.isnan(se), "no_variation", ""), "single_respondent")


def _numbers(found: Cells) -> dict[str, Any]:
    numbers = {name: getattr(found, name) for name in ("se", "freedom", "n", "n_eff")}
    return {"value": found.mean, **numbers, "note": _noted(found.freedom, found.se)}
