"""What people decided about answers in words: `released_comments.csv`, beside the corrections and none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from needs_analysis.cleaning.combine import CELL
from needs_analysis.columns import RELEASED_COMMENTS, records, unguarded
from needs_analysis.errors import LogError, Problem
from needs_analysis.language import LANGUAGES, is_language, say
from needs_analysis.registers.files import read_register_file
from needs_analysis.registers.spelling import as_quoted
from needs_analysis.writing import write_csv

FILE = "released_comments.csv"
FIRST_LINE = 2
QUOTED = ("text", "shown", *(f"translation_{language}" for language in LANGUAGES))
DECIDED = ("release", "shown", "language", *(f"translation_{language}" for language in LANGUAGES), "remark")


def read_released_comments(folder: Path) -> pd.DataFrame:
    """Read the decisions as declared in `columns.RELEASED_COMMENTS`; none where there is no file.

    Raises:
        InputError: the file is no table, or lacks a column.
        LogError: lines that cannot be right: every one.
    """
    path = folder / FILE
    if not path.is_file():
        return RELEASED_COMMENTS.frame([])
    rows = unguarded(read_register_file(path, (*CELL, "text", "release")))
    rows = rows.reindex(columns=RELEASED_COMMENTS.names, fill_value="")
    rows = rows.assign(**{name: rows[name].map(as_quoted) for name in QUOTED})
    repeated = rows.duplicated(CELL)
    lines = enumerate(zip(records(rows), repeated, strict=True), start=FIRST_LINE)
    problems = [problem for line, (row, again) in lines for problem in _wrong(row, line, again=bool(again))]
    if problems:
        raise LogError(problems)
    return RELEASED_COMMENTS.frame(rows)


def _wrong(row: Mapping[str, str], line: int, *, again: bool) -> Iterator[Problem]:
    for column in (*CELL, "text"):
        if not row[column]:
            yield Problem(say("The answer that is meant is not named."), FILE, row=line, column=column)
    if again:
        yield Problem(say("The same answer is decided in an earlier line."), FILE, row=line, column="row_id")
    if row["release"] not in ("yes", "no", ""):
        what = say("«{value}» is neither yes nor no.", value=row["release"])
        yield Problem(what, FILE, row=line, column="release")
    if what := wrong_language(row):
        yield Problem(what, FILE, row=line, column="language", remedy=say("Write a code: en, ru, tg."))


def wrong_language(row: Mapping[str, str]) -> str:
    """Say what is wrong with the language of a decision; blank where nothing is.

    >>> wrong_language({"release": "yes", "language": ""}), wrong_language({"release": "no", "language": ""})
    ('The language of the original is not named.', '')
    """
    if row["language"] and not is_language(row["language"]):
        return say("«{value}» is no code of a language.", value=row["language"])
    if row["release"] == "yes" and not row["language"]:
        return say("The language of the original is not named.")
    return ""


def write_released_comments(folder: Path, before: pd.DataFrame, decided: Sequence[Mapping[str, str]]) -> Path:
    """Write the decisions that stood there before, with those that are new in the place of those about the same answer.

    A decision in which nothing is filled in takes the one before out.

    Args:
        folder: the folder of the corrections.
        before: what `read_released_comments` gave.
        decided: what people decided since, each with all columns.
    """
    new = RELEASED_COMMENTS.frame([dict(row) for row in decided])
    kept = before[~pd.MultiIndex.from_frame(before[CELL]).isin(pd.MultiIndex.from_frame(new[CELL]))]
    filled = new[new[list(DECIDED)].notna().any(axis=1)]
    rows = pd.concat([kept, filled]).sort_values(["table", "field", "row_id"], kind="stable")
    return write_csv(folder / FILE, RELEASED_COMMENTS.frame(rows))
