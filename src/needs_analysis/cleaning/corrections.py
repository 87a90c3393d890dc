"""Decisions that people wrote: CSV files in the form of the cleaning log, checked line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from needs_analysis.cleaning.released_comments import FILE as COMMENTS
from needs_analysis.columns import DECISIONS, LOG, unguarded
from needs_analysis.errors import LogError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.registers.files import read_register_file

EVERYWHERE = "*"
FIRST_LINE = 2
WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".ods"})


def read_corrections(folder: Path, tables: Sequence[str] = ()) -> pd.DataFrame:
    """Read every CSV of the folder as one table of decisions, in the files' alphabetical order.

    The files are written as our own CSV files are: an apostrophe before a text that a spreadsheet would run is none of
    the text's letters. `released_comments.csv` is none of them: it says what may be shown, and changes nothing. A blank
    `rule` is `hand`, a blank `status` is `applied`; `*` as row_id means every cell of the field that holds the old
    value.

    Args:
        folder: where they lie.
        tables: the tables that are known; none where that cannot be said yet.

    Raises:
        LogError: a workbook in place of a CSV, unknown tables, actions or statuses,
            a `set` without a new value, a `blank` or `drop` with one.
    """
    frames, problems = [DECISIONS.frame([])], []
    for path in sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~"))):
        if path.suffix.casefold() in WORKBOOKS:
            remedy = say("Save it as CSV UTF-8.")
            problems.append(Problem(say("Corrections are read from CSV files alone."), file=path.name, remedy=remedy))
        if path.suffix.casefold() != ".csv" or path.name == COMMENTS:
            continue
        rows = unguarded(read_register_file(path, tuple(LOG.names[:6])))
        rows = rows[(rows != "").any(axis=1)].reindex(columns=LOG.names, fill_value="")
        rows = rows.assign(rule=rows["rule"].replace("", "hand"), status=rows["status"].replace("", "applied"))
        rows = rows.assign(file=path.name, sheet="", row=[int(str(line)) + FIRST_LINE for line in rows.index])
        problems += [problem for _, row in rows.iterrows() for problem in _wrong(row, tables)]
        frames.append(rows.replace("", None))
    if problems:
        raise LogError(problems)
    return DECISIONS.frame(pd.concat(frames))


def _wrong(row: pd.Series, tables: Sequence[str]) -> Iterator[Problem]:
    place = {"file": row["file"], "row": row["row"]}
    for column, known in (("table", tables), ("action", _allowed("action")), ("status", _allowed("status"))):
        if known and row[column] not in known:
            what = say("«{value}» is not known{hint}", value=row[column], hint=nearest(row[column], list(known)))
            yield Problem(what, **place, column=column)
    if not row["row_id"]:
        remedy = say("Name the row, or write * for every row in which the field holds the old value.")
        yield Problem(say("The row to change is not named."), **place, column="row_id", remedy=remedy)
    if row["row_id"] == EVERYWHERE and (row["action"] == "drop" or not row["old_value"]):
        what = say("«*» needs a field and the old value that stands there.")
        yield Problem(what, **place, column="old_value")
    if row["action"] == "set" and not row["new_value"]:
        what = say("«set» needs a new value; to empty a cell use «blank».")
        yield Problem(what, **place, column="new_value")
    if row["action"] in ("blank", "drop") and row["new_value"]:
        yield Problem(say("«{action}» takes no new value.", action=row["action"]), **place, column="new_value")
    if (row["action"] == "drop") == bool(row["field"]) and row["action"] != "keep":
        what = say("«drop» names no field; «set» and «blank» name one.")
        yield Problem(what, **place, column="field")


def _allowed(column: str) -> list[str]:
    return list(next(each.allowed for each in LOG.columns if each.name == column))
