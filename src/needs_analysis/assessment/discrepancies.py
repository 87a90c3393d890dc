"""Borich's discrepancy and the ranked discrepancy score of each need, over the people who rated both ends."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.assessment.means import CELL, half_width, mean_cells
from needs_analysis.assessment.weightings import Approach
from needs_analysis.methods.discrepancies import borich, borich_linearised, ranked

MOST = 100.0


def paired_values(values: pd.DataFrame) -> pd.DataFrame:
    """Give importance and gap of each person and need side by side, for those who rated both.

    Args:
        values: what `item_values` gives, of needs, with the group of each row.
    """
    gaps, rated = (values[values["measure"].eq(name)] for name in ("gap", "importance"))
    return gaps.merge(rated[["response_id", "item", "value"]], on=["response_id", "item"], suffixes=("", "_importance"))


def estimate_borich(pairs: pd.DataFrame, approach: Approach) -> pd.DataFrame:
    """Estimate mean importance times mean gap of each cell; the standard error by the delta method.

    Args:
        pairs: what `paired_values` gives.
        approach: the weighting.
    """
    gaps, rated = mean_cells(pairs, approach), mean_cells(pairs.assign(value=pairs["value_importance"]), approach)
    means = gaps[CELL].assign(mean_gap=gaps["value"], mean_importance=rated["value"])
    known = pairs.merge(means, on=CELL, how="left")
    importance, gap = known["value_importance"], known["value"]
    ends = (known["mean_importance"].to_numpy(), known["mean_gap"].to_numpy())
    spread = mean_cells(known.assign(value=borich_linearised(importance, importance - gap, means=ends)), approach)
    found = spread.assign(value=borich(rated["value"].to_numpy(), gaps["value"].to_numpy()))
    half = half_width(found)
    method = found["method"].str.replace("_t", "_delta_t")
    return found.assign(low=found["value"] - half, high=found["value"] + half, method=method)


def estimate_ranked(pairs: pd.DataFrame, approach: Approach) -> pd.DataFrame:
    """Estimate the ranked discrepancy score of each cell: −100 where all rated capacity below importance.

    Where each person counts once, the standard error is the multinomial one of Narine and Harder (2021).
    """
    importance = pairs["value_importance"]
    found = mean_cells(pairs.assign(value=ranked(importance, importance - pairs["value"])), approach)
    if approach.weighting == "each_person":
        found = found.assign(se=found["se"] * np.sqrt((found["n"] - 1) / found["n"]))
    half = half_width(found)
    low, high = (found["value"] - half).clip(lower=-MOST), (found["value"] + half).clip(upper=MOST)
    return found.assign(low=low, high=high, method=found["method"].str.replace("_t", "_ranked_t"))
