"""How far each published mean hangs on one person: what it would move if that person's value changed or were left out.

A mean over K strata of n_k people, each stratum counting 1/K, moves by δ / (n_k K) where a value moves by δ, and by
|ȳ_k − y| / ((n_k − 1) K) where it is left out. Where the person was alone, the stratum goes and the mean moves by
|ȳ − ȳ_k| / (K − 1). These are exact differences, those of the jackknife (Tukey 1958), and no linear approximation.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from needs_analysis.assessment.selection import selections
from needs_analysis.assessment.survey import Scales
from needs_analysis.assessment.weightings import STRATA, Name

CELL = ["measure", "item", "group"]
VALUE = ["response_id", "measure", "item"]
FOUND = ["value", "among", "per_point", "without"]


def influences(
    values: pd.DataFrame, scales: Scales, *, bys: Iterable[str], weighting: Name, smallest: int
) -> pd.DataFrame:
    """Give, for each person's value, how far the published mean that it moves most would move.

    Args:
        values: each person's value of each need, theme and the whole, as `item_values` gives them.
        scales: measure → ends of its scale; moves are shares of its width.
        bys: the disaggregations that are published; blank for the whole.
        weighting: a weighting by name.
        smallest: the smallest group that is published.

    Returns:
        response_id, measure, item, value; `among`: ratings behind the value; `per_point`: the move for each point that
        the value moves; `without`: the move if it were left out.

    >>> who = {"delegation": "national", "agency_type": "customs", "measure": "importance", "item": "N1", "among": 1}
    >>> people = [("1", "KAZ", 1.0), ("2", "KAZ", 5.0), ("3", "UZB", 3.0)]
    >>> values = [who | {"response_id": name, "country": country, "value": value} for name, country, value in people]
    >>> how = {"bys": [""], "weighting": "equal_country", "smallest": 3}
    >>> influences(pd.DataFrame(values), {"importance": (1, 5)}, **how)[["per_point", "without"]].values.tolist()
    [[0.0625, 0.25], [0.0625, 0.25], [0.125, 0.0]]
    """
    parts = [_moves(rows, way) for by in bys for rows, way in selections(values, by=by, weighting=weighting)]
    moves = pd.concat(parts)
    moves = moves[moves["cell_n"] >= smallest]
    width = moves["measure"].map({measure: high - low for measure, (low, high) in scales.items()}).astype(float)
    moves = moves.assign(per_point=moves["per_point"] / width, without=moves["without"] / width)
    return moves.groupby(VALUE, sort=False)[FOUND].max().reset_index()


def placed(rows: pd.DataFrame, weighting: Name) -> pd.DataFrame:
    """Say of each value which stratum of its cell it counts in: its country's, its agency type's, or the only one.

    Under weights of the data each person's value is taken to count the same.
    """
    stratum = pd.Series("", index=rows.index)
    for column in STRATA.get(weighting, []):
        stratum = stratum + rows[column].fillna("").astype(object) + "\n"
    return rows.assign(stratum=stratum)


def stratum_means(rows: pd.DataFrame, weighting: Name) -> pd.DataFrame:
    """Give n and mean of each stratum of each cell; and the cell's own n, mean and number of strata."""
    found = placed(rows, weighting).groupby([*CELL, "stratum"], sort=False)["value"]
    strata = found.agg(n="size", mean="mean").reset_index()
    cells = strata.groupby(CELL, sort=False)
    return strata.assign(
        cell_n=cells["n"].transform("sum"),
        cell_mean=cells["mean"].transform("mean"),
        strata=cells["n"].transform("size"),
    )


def _moves(rows: pd.DataFrame, weighting: Name) -> pd.DataFrame:
    known = placed(rows, weighting).merge(stratum_means(rows, weighting), on=[*CELL, "stratum"])
    n, strata, off = known["n"], known["strata"], (known["mean"] - known["value"]).abs()
    alone = (known["cell_mean"] - known["mean"]).abs() / (strata - 1).where(strata > 1)
    without = off / ((n - 1).where(n > 1) * strata)
    return known.assign(per_point=1 / (n * strata), without=np.where(n > 1, without, alone))
