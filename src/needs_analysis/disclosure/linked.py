"""Numbers that are linked with hidden ones by another way than adding up: they go with them.

A mean drawn towards others holds the mean of all groups and how uncertain each is; a second weighting of the same
people is a second equation between their countries; an effective sample size tells how many people the hidden groups
have; and means of importance and of the gap over nearly the same people give back what the few said who rated one end
alone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
WHOLE_OF = ("mean", "share", "borich", "rds", "quadrant", "quadrant_share")
ENDS = ("importance", "capacity")


def items_with_hidden(estimates: pd.DataFrame, gone: Mask) -> Mask:
    """Mark the rows of needs of which any group is hidden."""
    rated = _rated(estimates)
    return np.asarray(rated & estimates["item"].fillna("").isin(_items(estimates, gone & rated)), dtype=bool)


def betraying(estimates: pd.DataFrame, gone: Mask, weighting: str) -> Mask:
    """Mark the means drawn towards others, and those of a second weighting, of which any group is hidden.

    Args:
        estimates: of one edition.
        gone: rows that are hidden.
        weighting: the main one.

    >>> rows = [("mean", "A"), ("mean", "B"), ("shrunken_mean", "B"), ("mean", "")]
    >>> made = pd.DataFrame(rows, columns=["statistic", "group"]).assign(measure="gap", item="N1", by="country")
    >>> made = made.assign(by=made["group"].ne("").map({True: "country", False: ""}), weighting="each_person")
    >>> betraying(made, np.array([True, False, False, False]), "equal_country").tolist()
    [False, False, True, True]
    """
    touched = items_with_hidden(estimates, gone)
    second = estimates["by"].fillna("").eq("") & estimates["statistic"].isin(WHOLE_OF)
    second &= estimates["weighting"].fillna("").ne(weighting) & bool(weighting)
    return np.asarray(touched & (estimates["statistic"].eq("shrunken_mean") | second), dtype=bool)


def ends_of_groups(estimates: pd.DataFrame) -> pd.Series:
    """Mark importance and capacity of groups where the gap is given: who rated one end alone could be worked out."""
    ends = estimates["measure"].isin(ENDS) & estimates["statistic"].ne("count") & estimates["by"].fillna("").ne("")
    return ends & bool(estimates["measure"].eq("gap").any())


def _rated(estimates: pd.DataFrame) -> pd.Series:
    """Mark the rows about needs that are no counts."""
    apart = ("question", "evaluation", "knowledge", "confidence", "satisfaction", "response_rate", "questions")
    return estimates["statistic"].ne("count") & ~estimates["measure"].isin(apart)


def _items(estimates: pd.DataFrame, chosen: pd.Series) -> set[str]:
    return set(estimates.loc[chosen, "item"].fillna(""))
