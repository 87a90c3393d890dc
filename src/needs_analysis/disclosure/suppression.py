"""Threshold suppression: a cell with fewer respondents than the edition's limit loses everything, together.

A cell is one group's numbers on one item, over all its measures. When a single group of a whole is suppressed, the
whole and the other groups would give it back; so the next smallest group goes with it.
"""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import ESTIMATES
from needs_analysis.errors import ReleaseError
from needs_analysis.language import say

FLOOR = 3
CELL = ["family", "item", "choice", "by", "group"]
NUMBERS = ["value", "se", "low", "high", "n", "n_countries"]


def suppress_small(estimates: pd.DataFrame, *, limit: int, edition: str) -> pd.DataFrame:
    """Return the estimates that an edition may show; a suppressed row stays, says `too_few`, and holds no number.

    Only the organiser's edition sees the crossing of country and agency type, and groups that all answered the same.

    Raises:
        ReleaseError: the limit is below the floor of three.

    >>> row = {"statistic": "mean", "measure": "gap", "item": "N1", "value": 2.0, "n": 4}
    >>> shown = suppress_small(ESTIMATES.frame([row | {"by": "country", "group": "KAZ"}]), limit=5, edition="donor")
    >>> shown[["value", "note"]].values.tolist()
    [[nan, 'too_few']]
    """
    if limit < FLOOR:
        raise ReleaseError(say("The limit {limit} is below the floor of {floor}.", limit=limit, floor=FLOOR))
    open_edition = edition != "organiser"
    shown = estimates[~_crossed(estimates)] if open_edition else estimates
    family = shown["measure"].where(shown["statistic"] == "count", "ratings")
    cells = shown.fillna({"item": "", "choice": "", "by": "", "group": ""}).assign(family=family)
    nobody = cells["by"].eq("") & cells["note"].eq("no_answers")
    small = ((cells["n"].fillna(0) < limit) & ~nobody).to_numpy(dtype=bool)
    if open_edition:
        small |= (cells["by"].ne("") & cells["note"].eq("no_variation")).to_numpy(dtype=bool)
    hidden = cells.assign(small=small).groupby(CELL).agg(small=("small", "any"), n=("n", "min")).reset_index()
    hidden["hidden"] = hidden["small"] | _partners(hidden)
    gone = cells.merge(hidden, on=CELL, how="left", validate="m:1")["hidden"].to_numpy(dtype=bool)
    kept = shown.reset_index(drop=True)
    kept.loc[gone, NUMBERS] = None
    kept.loc[gone, "note"] = "too_few"
    return ESTIMATES.frame(kept)


def _crossed(estimates: pd.DataFrame) -> pd.Series:
    """Rows that cross country with agency type."""
    return estimates["item"].eq("agency_type") & estimates["by"].eq("country")


def _partners(cells: pd.DataFrame) -> pd.Series:
    """The smallest shown group beside each group that would be the only one suppressed in its whole."""
    grouped = cells[cells["by"].ne("")]
    wholes = grouped.groupby(["family", "item", "choice", "by"])
    alone = wholes["small"].transform("sum").eq(1) & ~grouped["small"]
    smallest = grouped[alone].sort_values(["n", "group"]).drop_duplicates(["family", "item", "choice", "by"]).index
    return pd.Series(cells.index.isin(smallest), index=cells.index)
