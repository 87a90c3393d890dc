"""Which values enter which mean: of needs, themes and the whole; national delegations, observers and others apart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.assessment.weightings import Name
from needs_analysis.columns import AGENCY_GROUP

APART = ("organisation", "expert")
WHO = ["response_id", "country", "agency_type", "delegation"]


def item_values(ratings: pd.DataFrame, *, apart: Sequence[str] = ("measure",)) -> pd.DataFrame:
    """Give each person's value of each need, of each theme (mean over its needs) and of the whole (a blank item).

    Beside it stands `among`: how many ratings it is the mean of.

    Args:
        ratings: the declared table of ratings.
        apart: columns whose values are never put together.
    """
    who = [*WHO, *apart]
    rated = ratings.dropna(subset=["value"])
    needs = rated[[*who, "value"]].assign(item=rated["need"], among=1)
    how = {"value": ("value", "mean"), "among": ("value", "size")}
    themes = rated.groupby([*who, "theme"], dropna=False).agg(**how).reset_index().dropna(subset=["theme"])
    whole = rated.groupby(who, dropna=False).agg(**how).reset_index()
    return pd.concat([needs, themes.rename(columns={"theme": "item"}), whole.assign(item="")])


def selections(values: pd.DataFrame, *, by: str, weighting: Name) -> list[tuple[pd.DataFrame, Name]]:
    """Choose the values that enter the means of a disaggregation, with the weighting of each part.

    Organisations and experts never enter a national mean. Within one country, each person counts once where countries
    count equally.

    Args:
        values: what `item_values` gives, or anything with country, agency_type and delegation.
        by: country, agency_type, delegation or another column; blank for the whole.
        weighting: a weighting by name.
    """
    values = values.assign(country=values["country"].fillna(""), group=values[by].fillna("") if by else "")
    national = values["delegation"].eq("national")
    if weighting in ("each_person", "design"):
        national |= values["delegation"].isna()
    apart = values["delegation"].isin(APART)
    each: Name = "design" if weighting == "design" else "each_person"
    parts = [(values[national], weighting)]
    if by == "country":
        within = each if weighting == "equal_country" else weighting
        parts = [(values[~apart & values["group"].ne("")], within)]
    elif by == "delegation":
        parts += [(values[values["delegation"] == "observer"], weighting), (values[apart], each)]
    elif by in ("agency_type", AGENCY_GROUP):
        types = set(values.loc[national, "group"])
        parts += [(values[apart & ~values["group"].isin(types)], each)]
    elif by:
        parts = [(values[national & values["group"].ne("")], weighting)]
    return parts
