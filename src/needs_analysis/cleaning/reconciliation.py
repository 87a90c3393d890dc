"""Decisions held against the data they shall change: those that fit become the log, the others are listed.

Next week's export is another table. A decision whose cell still holds the old value holds again; one that does not fit
is never applied and never forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from needs_analysis.cleaning.combine import CELL
from needs_analysis.cleaning.corrections import EVERYWHERE
from needs_analysis.cleaning.equivalence import alike, as_written, words_for_yes_and_no
from needs_analysis.columns import ISSUES, LOG, RECEIVED

STOPS = ("decision_stale", "decisions_conflict", "decision_unknown_field")
PLACE = ["file", "sheet", "row"]


@dataclass(frozen=True)
class Reconciled:
    """The log of the decisions that fit, and an issue for each that does not."""

    log: pd.DataFrame
    issues: pd.DataFrame


def reconcile_decisions(decisions: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Reconciled:
    """Hold every decision against the cell or row it names.

    A decision for one cell goes before one for every cell with that value. What does not fit is listed under one of
    these checks: `decision_stale` (another value stands there), `decisions_conflict` (two that differ meet in one
    cell), `decision_unknown_field`, `decision_row_gone`, `decision_on_dropped_row`, `decision_done_already`,
    `decision_repeated`, `decision_unused` (nothing holds the value). The first three stop a run, unless the decision
    is to keep the cell. Another writing of what stands there (45 for 45.0, 1 for True) is no other value.

    Args:
        decisions: what people wrote, as declared in `columns.DECISIONS`.
        tables: name → received table.

    >>> from needs_analysis.columns import DECISIONS
    >>> received = RECEIVED.frame([{"row_id": "7", "country": "Suisse"}, {"row_id": "8", "country": "France"}])
    >>> row = {"table": "responses", "field": "country", "action": "set", "rule": "hand", "status": "applied"}
    >>> swiss = row | {"row_id": "*", "old_value": "Suisse", "new_value": "CHE"}
    >>> stale = row | {"row_id": "8", "old_value": "Frankreich", "new_value": "FRA"}
    >>> found = reconcile_decisions(DECISIONS.frame([swiss, stale]), {"responses": received})
    >>> found.log["row_id"].tolist(), found.issues[["row_id", "value", "check"]].values.tolist()
    (['7'], [['8', 'France', 'decision_stale']])
    """
    found = [_reconcile(rows, tables[str(name)]) for name, rows in decisions.groupby("table", sort=False)]
    log = LOG.frame(pd.concat([LOG.frame([]), *(each.log for each in found)]))
    return Reconciled(log, ISSUES.frame(pd.concat([ISSUES.frame([]), *(each.issues for each in found)])))


def _reconcile(decisions: pd.DataFrame, received: pd.DataFrame) -> Reconciled:
    rows = _everywhere(decisions, received)
    rows = _as_columns_write(rows.assign(stands=_standing(rows, received)), received)
    verdict = _verdicts(rows, received)
    return Reconciled(LOG.frame(rows.loc[verdict.eq(""), LOG.names]), _issues(rows[verdict.ne("")], verdict))


def _as_columns_write(rows: pd.DataFrame, received: pd.DataFrame) -> pd.DataFrame:
    """Give old and new values the writing of their column: another writing of what stands there is no other value."""
    rows = rows.copy()
    for field in rows["field"].dropna().unique():
        words = words_for_yes_and_no(received[field]) if field in received else None
        if words:
            here = rows["field"].eq(field).fillna(False)
            for column in ("old_value", "new_value"):
                rows.loc[here, column] = as_written(rows.loc[here, column], words)
    rows["old_value"] = rows["stands"].where(alike(rows["stands"], rows["old_value"]), rows["old_value"])
    return rows


def _everywhere(decisions: pd.DataFrame, received: pd.DataFrame) -> pd.DataFrame:
    """Put one row a cell in the place of each row for every cell; a row of its own for a cell goes before."""
    every = decisions["row_id"].eq(EVERYWHERE)
    single, parts = decisions[~every], []
    own = pd.MultiIndex.from_frame(single[["row_id", "field"]])
    for _, decision in decisions[every].iterrows():
        cells = received.get(decision["field"], pd.Series(pd.NA, index=received.index, dtype="str"))
        ids = received.loc[cells.eq(decision["old_value"]).fillna(False), "row_id"]
        free = ids[[(row_id, decision["field"]) not in own for row_id in ids]]
        named = free if len(ids) else pd.Series([EVERYWHERE])
        parts.append(pd.DataFrame([decision] * len(named)).assign(row_id=named.to_numpy()))
    return pd.concat([single, *parts], ignore_index=True) if parts else single.reset_index(drop=True)


def _standing(rows: pd.DataFrame, received: pd.DataFrame) -> np.ndarray:
    """What stands in each decision's cell; missing where there is no such cell."""
    standing = np.full(len(rows), np.nan, dtype=object)
    positions = pd.Index(received["row_id"]).get_indexer(pd.Index(rows["row_id"]))
    for field in rows["field"].dropna().unique():
        if field in received:
            here = rows["field"].eq(field).to_numpy(dtype=bool) & (positions >= 0)
            standing[here] = received[field].to_numpy(dtype=object)[positions[here]]
    return standing


def _verdicts(rows: pd.DataFrame, received: pd.DataFrame) -> pd.Series:
    """Say of each decision why it does not fit; blank where it does. Later lines give way to earlier ones."""
    drops = rows["action"].eq("drop")
    gone = ~rows["row_id"].isin(received["row_id"])
    live = rows["status"].eq("applied")
    dropped = rows["row_id"].isin(rows.loc[drops & live & ~gone, "row_id"])
    new = rows["new_value"].where(rows["action"].isin(("set", "blank")), rows["old_value"])
    stands = alike(rows["stands"], rows["old_value"])
    repeated = rows.duplicated([*CELL, "action", "new_value", "status"])
    rivals = rows[~repeated & live & ~drops].duplicated(CELL, keep=False).reindex(rows.index, fill_value=False)
    unknown = rows["field"].notna() & (~rows["field"].isin(received.columns) | rows["field"].isin(RECEIVED.names))
    verdict = pd.Series("", index=rows.index)
    for check, holds in (
        ("decision_stale", ~drops & ~stands),
        ("decision_done_already", ~drops & ~stands & alike(rows["stands"], new)),
        ("decisions_conflict", rivals),
        ("decision_on_dropped_row", ~drops & dropped),
        ("decision_row_gone", gone),
        ("decision_unused", rows["row_id"].eq(EVERYWHERE)),
        ("decision_repeated", repeated),
        ("decision_unknown_field", unknown),
    ):
        verdict[np.asarray(holds, dtype=bool)] = check
    return verdict


def _issues(rows: pd.DataFrame, verdict: pd.Series) -> pd.DataFrame:
    check = verdict[rows.index]
    old, new = rows["old_value"].fillna(""), rows["new_value"].fillna("")
    known = rows[["table", "row_id", "field", *PLACE]].assign(value=rows["stands"], check=check)
    severity = np.where(check.isin(STOPS) & rows["action"].ne("keep"), "stop", "review")
    evidence = "action=" + rows["action"] + "; old_value=" + old + "; new_value=" + new
    return ISSUES.frame(known.assign(severity=severity, evidence=evidence))
