"""Numbers that are linked with hidden ones by another way than adding up: they go with them.

A mean drawn towards others holds the mean of all groups and how uncertain each is; a second weighting of the same
people is a second equation between their countries; an effective sample size tells how many people the hidden groups
have; and means of importance and of the gap over nearly the same people give back what the few said who rated one end
alone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.disclosure.sums import Nesting
from needs_analysis.methods.linked_tables import Mask

WHOLE_OF = ("mean", "share", "borich", "rds", "quadrant", "quadrant_share")
ENDS = ("importance", "capacity")
OTHERS = (
    *("question", "questions", "response_rate", "coverage"),
    *("evaluation", "knowledge", "confidence", "satisfaction"),
)


def items_with_hidden(estimates: pd.DataFrame, gone: Mask, nesting: Nesting) -> Mask:
    """Mark the rows of needs whose whole has a hidden part: a country that is counted in it.

    Args:
        estimates: of one edition.
        gone: rows that are hidden.
        nesting: country → the kinds of delegation that it occurs in; the whole is the national delegations.
    """
    countries = nesting.get("country", {})
    part = estimates["group"].map(lambda code: "national" in countries.get(str(code), ["national"]))
    rated = _rated(estimates)
    hidden = rated & gone & estimates["by"].eq("country") & part
    return np.asarray(rated & estimates["item"].fillna("").isin(_items(estimates, hidden)), dtype=bool)


def betraying(estimates: pd.DataFrame, gone: Mask, weighting: str, *, nesting: Nesting) -> Mask:
    """Mark means drawn towards others of which one is hidden, and those of a second weighting beside hidden countries.

    Args:
        estimates: of one edition.
        gone: rows that are hidden.
        weighting: the main one.
        nesting: as in `items_with_hidden`.

    >>> rows = [("mean", "A"), ("shrunken_mean", "A"), ("shrunken_mean", "B"), ("mean", "")]
    >>> made = pd.DataFrame(rows, columns=["statistic", "group"]).assign(measure="gap", item="N1")
    >>> made = made.assign(by=made["group"].ne("").map({True: "country", False: ""}), weighting="each_person")
    >>> betraying(made, np.array([True, True, False, False]), "equal_country", nesting={}).tolist()
    [False, True, True, True]
    """
    drawn = estimates["statistic"].eq("shrunken_mean")
    table = pd.MultiIndex.from_frame(estimates[["measure", "item", "by"]].fillna(""))
    together = drawn & table.isin(table[drawn & gone])
    second = estimates["by"].fillna("").eq("") & estimates["statistic"].isin(WHOLE_OF)
    second &= estimates["weighting"].fillna("").ne(weighting) & bool(weighting)
    return np.asarray(together | (second & items_with_hidden(estimates, gone, nesting)), dtype=bool)


def ends_of_groups(estimates: pd.DataFrame) -> pd.Series:
    """Mark importance and capacity of groups where the gap is given: who rated one end alone could be worked out."""
    ends = estimates["measure"].isin(ENDS) & estimates["statistic"].ne("count") & estimates["by"].fillna("").ne("")
    return ends & bool(estimates["measure"].eq("gap").any())


def shares_by_country(estimates: pd.DataFrame) -> pd.Series:
    """Mark shares of answers to needs in which each country counts alike, whatever its number of people.

    There a person weighs the more the fewer come from their country, so that the share of an answer which one or two
    gave tells from which country they are. Where each person counts once it tells how many they are, and nothing more.

    >>> made = pd.DataFrame({"weighting": ["equal_country", "each_person"], "statistic": "share", "measure": "gap"})
    >>> shares_by_country(made).tolist()
    [True, False]
    """
    shares = estimates["statistic"].eq("share") & estimates["measure"].isin([*ENDS, "gap"])
    return shares & estimates["weighting"].fillna("").str.startswith("equal_")


def _rated(estimates: pd.DataFrame) -> pd.Series:
    """Mark the rows about needs that are no counts."""
    return estimates["statistic"].ne("count") & ~estimates["measure"].isin(OTHERS)


def _items(estimates: pd.DataFrame, chosen: pd.Series) -> set[str]:
    return set(estimates.loc[chosen, "item"].fillna(""))
