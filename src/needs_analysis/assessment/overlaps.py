"""Overlaps: activities of different organisations on one need, in one country, at one time."""

from __future__ import annotations

import numpy as np
import pandas as pd

REGION = ""
PLACE = ["need", "country"]
FRAME = [*PLACE, "one", "other", "implementer_one", "implementer_other"]


def overlapping_pairs(activities: pd.DataFrame) -> pd.DataFrame:
    """Give each pair of activities that overlap, once for each need and country that they share.

    An activity for the whole region shares every country; two of them share the region, a blank country. What has no
    organisation, or lacks its first or last day, is not compared.

    Args:
        activities: the declared table of activities.

    >>> rows = [{"activity_id": "A1", "implementer": "IOM", "need": "N1", "country": "KAZ", "start": "2026-01-01"}]
    >>> rows = [{**rows[0], "end": "2026-06-30"}, {**rows[0], "activity_id": "A2", "implementer": "EU"}]
    >>> overlapping_pairs(pd.DataFrame([rows[0], {**rows[1], "end": "2026-03-31"}]))[["need", "one", "other"]].values
    array([['N1', 'A1', 'A2']], dtype=object)
    """
    dated = activities.dropna(subset=["need", "implementer", "start", "end"])
    everywhere = dated["country"].fillna(REGION).eq(REGION)
    placed = dated.assign(country=dated["country"].fillna(REGION), everywhere=everywhere)
    places = placed[PLACE].drop_duplicates()
    regional = placed[everywhere].drop(columns="country").merge(places[places["country"].ne(REGION)], on="need")
    spread = pd.concat([placed, regional]).drop_duplicates(["activity_id", *PLACE])
    found = [_pairs(rows) for _, rows in spread.groupby(PLACE)]
    return pd.concat([pd.DataFrame(columns=FRAME), *(pairs for pairs in found if len(pairs))])[FRAME]


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Pair the activities of one need in one country; two regional ones meet in the region, not in each country."""
    rows = rows.sort_values("activity_id")
    start, end, who = (rows[name].to_numpy(dtype=object) for name in ("start", "end", "implementer"))
    regional = rows["everywhere"].to_numpy() & (rows["country"].to_numpy(dtype=object) != REGION)
    found = []
    for i in range(len(rows)):
        later = slice(i + 1, None)
        meets = (start[later] <= end[i]) & (end[later] >= start[i]) & (who[later] != who[i])
        found.append(np.flatnonzero(meets & ~(regional[later] & regional[i])) + i + 1)
    one = rows.iloc[np.repeat(np.arange(len(rows)), [len(each) for each in found])]
    other = rows.iloc[np.concatenate(found)]
    return pd.DataFrame(
        {
            **{name: one[name].to_numpy() for name in PLACE},
            "one": one["activity_id"].to_numpy(),
            "other": other["activity_id"].to_numpy(),
            "implementer_one": one["implementer"].to_numpy(),
            "implementer_other": other["implementer"].to_numpy(),
        }
    )
