"""The account of a table: rows and cells in, changed and left out. It is counted on the data, not on the log."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.log import Applied, applied_rows, same
from needs_analysis.columns import ACCOUNT, CHANGES, RECEIVED, SOURCES
from needs_analysis.errors import LogError
from needs_analysis.language import say


def account_for(received: pd.DataFrame, applied: Applied, log: pd.DataFrame, *, table: str) -> pd.DataFrame:
    """Give the one-row account of a table.

    Raises:
        LogError: the account does not close, which means that something but the log has changed data.
    """
    fields = [name for name in received.columns if name not in RECEIVED.names]
    kept = received["row_id"].isin(applied.clean["row_id"])
    before = received if kept.all() else received[kept]
    changed = [applied.clean[name][~same(before[name], applied.clean[name])] for name in fields]
    cells_changed, cells_blanked = sum(map(len, changed)), sum(int(cells.isna().sum()) for cells in changed)
    row = {
        "table": table,
        "rows_received": len(received),
        "rows_dropped": len(applied.dropped),
        "rows_clean": len(applied.clean),
        "cells_received": len(received) * len(fields),
        "cells_dropped": len(applied.dropped) * len(fields),
        "cells_set": cells_changed - cells_blanked,
        "cells_blanked": cells_blanked,
        "cells_unchanged": len(applied.clean) * len(fields) - cells_changed,
    }
    _close(row, applied_rows(log, table))
    return ACCOUNT.frame([row])


def _close(row: dict[str, object], log: pd.DataFrame) -> None:
    """Refuse an account that the log does not explain."""
    logged = {action: int((log["action"] == action).sum()) for action in ("set", "blank")}
    dropped = log.loc[log["action"] == "drop", "row_id"].nunique()
    counted = {"rows_dropped": dropped, "cells_set": logged["set"], "cells_blanked": logged["blank"]}
    wrong = [name for name, count in counted.items() if row[name] != count]
    if wrong or row["rows_received"] != int(str(row["rows_clean"])) + dropped:
        raise LogError(
            say(
                "The account of {table} does not close: {names} differ from the log.",
                table=row["table"],
                names=", ".join(wrong),
            )
        )


def count_sources(received: pd.DataFrame, *, table: str) -> pd.DataFrame:
    """Count the rows that a table received from each file and sheet.

    >>> rows = RECEIVED.frame([{"row_id": name, "file": "a.csv", "row": 2, "age": "41"} for name in "xyz"])
    >>> count_sources(rows, table="participants")[["file", "rows", "columns"]].to_numpy().tolist()
    [['a.csv', 3, 1]]
    """
    rows = received.groupby(["file", "sheet"], dropna=False, sort=False).size().rename("rows").reset_index()
    return SOURCES.frame(rows.assign(table=table, columns=len(received.columns) - len(RECEIVED.names)))


def count_changes(log: pd.DataFrame) -> pd.DataFrame:
    """Count the log by table, field, rule, action and status, without any value."""
    keys = ["table", "field", "rule", "action", "status"]
    return CHANGES.frame(log.groupby(keys, dropna=False, sort=True).size().rename("count").reset_index())
