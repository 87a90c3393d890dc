"""Hand-made corrections: CSV files in the form of the cleaning log, checked line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from needs_analysis.columns import LOG
from needs_analysis.errors import LogError, Problem
from needs_analysis.language import say
from needs_analysis.registers.files import read_register_file
from needs_analysis.workshop import nearest


def read_corrections(folder: Path, tables: list[str]) -> pd.DataFrame:
    """Read every CSV of the folder as one log, in the files' alphabetical order; no folder means no corrections.

    A blank `rule` is `hand`, a blank `status` is `applied`.

    Raises:
        LogError: unknown tables, actions or statuses, a `set` without a new value, a `blank` or `drop` with one.
    """
    frames, problems = [LOG.frame([])], []
    for path in sorted(folder.glob("*.csv")):
        rows = read_register_file(path, tuple(LOG.names[:6]))
        rows = rows[(rows != "").any(axis=1)].reindex(columns=LOG.names, fill_value="")
        rows = rows.assign(rule=rows["rule"].replace("", "hand"), status=rows["status"].replace("", "applied"))
        problems += [
            problem for line, row in rows.iterrows() for problem in _wrong(row, tables, path.name, int(str(line)) + 2)
        ]
        frames.append(rows.replace("", None))
    if problems:
        raise LogError(problems)
    return LOG.frame(pd.concat(frames))


def _wrong(row: pd.Series, tables: list[str], file: str, line: int) -> Iterator[Problem]:
    allowed = {
        "table": tables,
        "action": list(LOG.columns[5].allowed),
        "status": list(LOG.columns[7].allowed),
    }
    for column, known in allowed.items():
        if row[column] not in known:
            what = say("«{value}» is not known{hint}", value=row[column], hint=nearest(row[column], known))
            yield Problem(what, file=file, row=line, column=column)
    if not row["row_id"]:
        yield Problem(say("The row to change is not named."), file=file, row=line, column="row_id")
    if row["action"] == "set" and not row["new_value"]:
        yield Problem(
            say("«set» needs a new value; to empty a cell use «blank»."),
            file=file,
            row=line,
            column="new_value",
        )
    if row["action"] in ("blank", "drop") and row["new_value"]:
        yield Problem(
            say("«{action}» takes no new value.", action=row["action"]),
            file=file,
            row=line,
            column="new_value",
        )
    if (row["action"] == "drop") == bool(row["field"]):
        yield Problem(say("«drop» names no field; every other action names one."), file=file, row=line, column="field")
