"""The cleaning log applied: the only place where data change.

Received + log = clean, and clean + dropped rows + log = received. A row of the log that does not fit what stands in the
data is refused, never skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.columns import LOG, RECEIVED, different, records, same_objects
from needs_analysis.errors import LogError, Problem
from needs_analysis.language import say

CHANGES_A_CELL = ("set", "blank")


@dataclass(frozen=True)
class Applied:
    """A clean table, and the rows that the log dropped from it."""

    clean: pd.DataFrame
    dropped: pd.DataFrame


def apply_log(received: pd.DataFrame, log: pd.DataFrame, *, table: str, again: bool = False) -> Applied:
    """Apply the log's rows for one table whose status is `applied`.

    Applying a log to its own result changes nothing: a row whose new value stands there already counts as done.

    Args:
        received: a received table (or one to which a part of the log was applied).
        log: a cleaning log, as declared in `columns.LOG`.
        table: name of the table, as in the log.
        again: whether the log was applied before, so that the rows it drops may be gone.

    Raises:
        LogError: rows that name an unknown row or field, whose old value is not what stands there, that meet in one
            cell, or that change a dropped row; all of them, with what stands there.

    >>> received = RECEIVED.frame([{"row_id": "7", "country": "Suisse"}])
    >>> row = {"table": "responses", "row_id": "7", "field": "country", "old_value": "Suisse", "new_value": "CHE"}
    >>> log = LOG.frame([row | {"action": "set", "rule": "hand", "status": "applied"}])
    >>> apply_log(received, log, table="responses").clean["country"].tolist()
    ['CHE']
    """
    rows = applied_rows(log, table)
    dropped = received["row_id"].isin(rows.loc[rows["action"] == "drop", "row_id"])
    changes = rows[(rows["action"] != "drop") & rows["field"].notna()]
    problems = [
        *_unknown_rows(received, rows, again=again),
        *_double_rows(rows),
        *_misplaced(received, changes, dropped),
    ]
    if problems:
        raise LogError(problems)
    clean, ids = received.copy(deep=False), pd.Index(received["row_id"])
    problems = _change(clean, changes, ids.get_indexer(pd.Index(changes["row_id"])))
    if problems:
        raise LogError(problems)
    left = clean[~dropped] if dropped.any() else clean
    return Applied(left.reset_index(drop=True), received[dropped].reset_index(drop=True))


def undo_log(applied: Applied, log: pd.DataFrame, *, table: str) -> pd.DataFrame:
    """Give back the received table from the clean one, the dropped rows and the log.

    Raises:
        LogError: as `apply_log`, where the clean table is not what the log made.

    >>> received = RECEIVED.frame([{"row_id": "7", "row": 2, "country": "Suisse"}, {"row_id": "8", "row": 3}])
    >>> row = {"table": "responses", "rule": "hand", "status": "applied"}
    >>> change = row | {"row_id": "7", "field": "country", "old_value": "Suisse", "new_value": "CHE", "action": "set"}
    >>> log = LOG.frame([change, row | {"row_id": "8", "action": "drop"}])
    >>> undo_log(apply_log(received, log, table="responses"), log, table="responses").equals(received)
    True
    """
    rows = applied_rows(log, table)
    changes = rows[rows["action"].isin(CHANGES_A_CELL)]
    backwards = changes.assign(old_value=changes["new_value"], new_value=changes["old_value"])
    restored = apply_log(applied.clean, LOG.frame(backwards), table=table).clean
    return pd.concat([restored, applied.dropped]).sort_values("row", kind="stable").reset_index(drop=True)


def applied_rows(log: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return the rows of the log that hold for one table."""
    return log[(log["table"] == table) & (log["status"] == "applied")]


def same(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Compare two columns cell by cell; two blanks are the same.

    >>> same(pd.Series(["a", None]), pd.Series(["a", None])).tolist()
    [True, True]
    """
    return _same_cells(left.to_numpy(dtype=object), right.to_numpy(dtype=object))


def _same_cells(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    alike = same_objects(a, b)
    others = np.flatnonzero(~alike)
    blank_a, blank_b = pd.isna(a[others]), pd.isna(b[others])
    alike[others] = (blank_a & blank_b) | (~blank_a & ~blank_b & (a[others] == b[others]))
    return alike


def _change(clean: pd.DataFrame, changes: pd.DataFrame, positions: np.ndarray) -> list[Problem]:
    """Change in place each field in which every row fits; say which rows of the others do not."""
    (of, fields), problems = different(changes["field"]), list[Problem]()
    old = changes["old_value"].astype("str").to_numpy(dtype=object)
    kept = changes["action"].eq("keep").to_numpy(dtype=bool)
    new = np.where(kept, old, changes["new_value"].astype("str").to_numpy(dtype=object))
    for number, field in enumerate(fields):
        here = np.flatnonzero(of == number)
        cells, at = clean[field].to_numpy(dtype=object), positions[here]
        fits = _same_cells(cells[at], old[here]) | _same_cells(cells[at], new[here])
        if fits.all():
            changed = cells.copy()
            changed[at] = new[here]
            clean[field] = pd.Series(changed, clean.index, dtype=clean[field].dtype)
            continue
        rows, wrong = clean.iloc[at[~fits]], records(changes.iloc[here[~fits]])
        problems += [_stale(*each) for each in zip(wrong, rows[field], rows["row"], strict=True)]
    return problems


def _stale(row: dict[str, Any], stands: object, number: object) -> Problem:
    what = say(
        "The log expects «{old}» but «{stands}» stands there.",
        old=_shown(row["old_value"]),
        stands=_shown(stands),
    )
    return _problem(row, what, say("Correct old_value, or remove the row if it was decided on other data."))


def _shown(value: Any) -> object:
    return say("(blank)") if pd.isna(value) else value


def _unknown_rows(received: pd.DataFrame, rows: pd.DataFrame, *, again: bool) -> Iterator[Problem]:
    for row in records(rows[~rows["row_id"].isin(received["row_id"])]):
        if not (again and row["action"] == "drop"):
            yield _problem(row, say("There is no such row."), say("Correct row_id, or remove the row of the log."))


def _double_rows(rows: pd.DataFrame) -> Iterator[Problem]:
    cells = rows[rows["action"] != "drop"]
    for row in records(cells[cells.duplicated(["row_id", "field"])]):
        yield _problem(row, say("Two rows of the log meet in this cell."), say("Keep the one that is right."))


def _misplaced(received: pd.DataFrame, changes: pd.DataFrame, dropped: pd.Series) -> Iterator[Problem]:
    nowhere = ~changes["field"].isin([name for name in received if name not in RECEIVED.names])
    gone = changes["row_id"].isin(received.loc[dropped, "row_id"])
    for row, unknown in zip(records(changes[nowhere | gone]), nowhere[nowhere | gone], strict=True):
        if unknown:
            yield _problem(row, say("There is no such field."), say("Correct the field's name in the log."))
        else:
            yield _problem(row, say("The log drops this row and changes it too."), say("Remove one of the two rows."))


def _problem(row: dict[str, Any], what: str, remedy: str) -> Problem:
    place = say(
        "table {table}, row {row_id}, field {field}",
        table=row["table"],
        row_id=row["row_id"],
        field=row["field"],
    )
    return Problem(
        say("Cleaning log ({rule}), {place}: {what}", rule=row["rule"], place=place, what=what), remedy=remedy
    )
