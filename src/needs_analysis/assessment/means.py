"""Means with intervals, one a cell: a cell is a measure of an item in a group.

The estimator and its source stand in `methods.cells`; where the data bring a design, in `methods.design_cells`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.assessment.weightings import Approach, strata_of
from needs_analysis.methods.cells import Cells, stratified_cells
from needs_analysis.methods.design_cells import design_cells

CELL = ["measure", "item", "group"]


def estimate_means(
    values: pd.DataFrame, scales: Mapping[str, tuple[float, float]], *, approach: Approach | None = None
) -> pd.DataFrame:
    """Estimate the mean of each cell.

    Args:
        values: measure, item, group, country and what the weighting needs (agency_type, or response_id for a design),
            value; one person's value a row, blanks left out.
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
    found = stratified_cells(values["value"], at, strata, size=len(cells), sampled=sampled)
    numbers = _numbers(found)
    if sampled:
        numbers["note"] = np.where((found.freedom < 1) & (found.n > 1), "one_country", numbers["note"])
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


def half_width(found: pd.DataFrame, confidence: float = 0.95) -> pd.Series:
    """Give half the width of each t interval; missing where there is no standard error."""
    from scipy.special import stdtrit

    return found["se"] * stdtrit(found["freedom"].clip(lower=1).astype(float), (1 + confidence) / 2)


def _designed(values: pd.DataFrame, at: np.ndarray, approach: Approach, size: int) -> dict[str, Any]:
    """Estimate each cell as a domain of the whole design."""
    if approach.design is None:
        raise ValueError("the weighting «design» needs a design")
    rows = approach.rows_of(values["response_id"])
    found = design_cells(approach.design, values["value"], at, rows=rows, size=size)
    return {**_numbers(found.cells), "deff": found.deff, "method": "design_t"}


def _numbers(found: Cells) -> dict[str, Any]:
    note = np.where(found.freedom > 0, np.where(np.isnan(found.se), "no_variation", ""), "single_respondent")
    numbers = {name: getattr(found, name) for name in ("se", "freedom", "n", "n_eff")}
    return {"value": found.mean, **numbers, "note": note}
