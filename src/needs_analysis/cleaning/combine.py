"""Two logs, one after the other, as one: each cell is changed by at most one row."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.log import CHANGES_A_CELL, same
from needs_analysis.columns import LOG

CELL = ["table", "row_id", "field"]


def combine_logs(first: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Join a log with one proposed on its result.

    Where `then` goes on from a cell that `first` has changed, the two become one row from the oldest value to the
    newest, under the first row's rule; its comment names the second. If that leads back to the oldest value, the cell
    is kept. Where a person wants a cell kept as it is, or rejected the change, `then` proposes nothing.

    >>> row = {"table": "responses", "row_id": "7", "field": "country", "action": "set", "status": "applied"}
    >>> hand = LOG.frame([row | {"old_value": "Suisse", "new_value": "Switzerland", "rule": "hand"}])
    >>> code = LOG.frame([row | {"old_value": "Switzerland", "new_value": "CHE", "rule": "country_register"}])
    >>> combine_logs(hand, code)[["old_value", "new_value", "comment"]].values.tolist()
    [['Suisse', 'CHE', 'country_register: Switzerland → CHE']]
    """
    then = then[~pd.MultiIndex.from_frame(then[CELL]).isin(pd.MultiIndex.from_frame(decided(first)))]
    later = then[then["action"].isin(CHANGES_A_CELL)].drop_duplicates(CELL)
    positions = pd.MultiIndex.from_frame(later[CELL]).get_indexer(pd.MultiIndex.from_frame(first[CELL]))
    goes_on = (positions >= 0) & (first["action"].isin(CHANGES_A_CELL) & first["status"].eq("applied")).to_numpy(
        dtype=bool
    )
    follows = later.iloc[positions[goes_on]].set_axis(first.index[goes_on])
    said = follows["rule"] + ": " + follows["old_value"].fillna("") + " → " + follows["new_value"].fillna("")
    joined = first.copy()
    joined.loc[goes_on, "comment"] = (first["comment"][goes_on] + "; ").fillna("") + said
    joined.loc[goes_on, ["new_value", "action"]] = follows[["new_value", "action"]]
    back = goes_on & same(joined["old_value"], joined["new_value"])
    joined.loc[back, "action"], joined.loc[back, "new_value"] = "keep", None
    rest = then.drop(index=later.index[positions[goes_on]])
    return LOG.frame(pd.concat([joined, rest]))


def decided(log: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that a person looked at and wants as they are: neither issue nor proposal concerns them."""
    kept = log["action"].eq("keep") & log["status"].eq("applied")
    return log.loc[kept | log["status"].eq("rejected"), CELL]
