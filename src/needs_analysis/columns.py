"""The declared tables: everything that crosses between rooms, column by column.

A table is checked whole: `validate` reports every wrong column, type and value at once, with row numbers. The glossary
and the codebook are made from these declarations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from needs_analysis.errors import NeedsAnalysisError, Problem
from needs_analysis.language import say

Kind = Literal["text", "number", "integer"]
ROWS_NAMED = 10


@dataclass(frozen=True)
class Column:
    """A column's name, the kind of its values, what it means, and which values it may hold."""

    name: str
    kind: Kind
    meaning: str
    allowed: tuple[str, ...] = ()
    blank: bool = True


@dataclass(frozen=True)
class Table:
    """A declared table. An `open` one may hold further columns, all of them text (a source's own fields)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    open: bool = False

    @property
    def names(self) -> list[str]:
        """The declared columns in order."""
        return [column.name for column in self.columns]

    def frame(self, rows: list[dict[str, object]] | pd.DataFrame) -> pd.DataFrame:
        """Make a validated frame with the declared columns, in order and of the declared types.

        >>> LABELS.frame([{"kind": "need", "code": "N1", "parent": "", "language": "en", "label": "Radios"}]).shape
        (1, 5)
        """
        made = pd.DataFrame(rows) if isinstance(rows, list) else rows
        further = [name for name in made.columns if name not in self.names]
        made = made.reindex(columns=self.names + (further if self.open else []))
        kinds = dict.fromkeys(made.columns, "text") | {column.name: column.kind for column in self.columns}
        made = pd.DataFrame({name: typed(made[name], kind) for name, kind in kinds.items()}, index=made.index)
        return validate(made.reset_index(drop=True), self)


def typed(values: pd.Series, kind: str) -> pd.Series:
    """Give a column the type of its kind; empty text is a blank, and a value without such a form is an error."""
    if kind == "text":
        texts = values.astype("str")
        return texts.where(texts != "")
    numbers = pd.to_numeric(values)
    return numbers.astype("Int64" if kind == "integer" else "float64")


def validate(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the frame if it is what `table` declares; otherwise raise with all that is wrong.

    Raises:
        NeedsAnalysisError: missing or undeclared columns, wrong types, values not allowed, blanks, repeated keys.
    """
    problems = [*_wrong_columns(frame, table)]
    for column in table.columns:
        if column.name in frame:
            problems += _wrong_values(frame[column.name], column, table)
    if table.key and not problems and frame.duplicated(list(table.key)).any():
        repeated = frame.index[frame.duplicated(list(table.key), keep=False)]
        problems.append(_problem(table, ", ".join(table.key), say("the key is repeated"), repeated))
    if problems:
        raise NeedsAnalysisError(problems)
    return frame


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a frame as plain mappings.

    >>> records(pd.DataFrame({"code": ["KAZ"]}))
    [{'code': 'KAZ'}]
    """
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _wrong_columns(frame: pd.DataFrame, table: Table) -> list[Problem]:
    missing = [name for name in table.names if name not in frame]
    extra = [] if table.open else [str(name) for name in frame.columns if name not in table.names]
    found = [
        Problem(say("Table {table}: column {column} is missing.", table=table.name, column=name)) for name in missing
    ]
    return found + [
        Problem(say("Table {table}: column {column} is not declared.", table=table.name, column=name)) for name in extra
    ]


def _wrong_values(values: pd.Series, column: Column, table: Table) -> list[Problem]:
    problems = []
    right = {"text": pd.api.types.is_string_dtype, "number": pd.api.types.is_numeric_dtype}
    if not right.get(column.kind, pd.api.types.is_integer_dtype)(values):
        problems.append(_problem(table, column.name, say("wrong type {type}", type=values.dtype), values.index[:0]))
    if not column.blank and values.isna().any():
        problems.append(_problem(table, column.name, say("blank, but must be filled"), values.index[values.isna()]))
    if column.allowed:
        bad = values.notna() & ~values.isin(column.allowed)
        if bad.any():
            shown = ", ".join(sorted(set(values[bad].astype(str)))[:ROWS_NAMED])
            problems.append(_problem(table, column.name, say("not allowed: {values}", values=shown), values.index[bad]))
    return problems


def _problem(table: Table, column: str, what: str, rows: pd.Index) -> Problem:
    named = ", ".join(str(row) for row in rows[:ROWS_NAMED]) + (" …" if len(rows) > ROWS_NAMED else "")
    return Problem(say("Table {table}: {what}.", table=table.name, what=what), row=named or None, column=column)


def _text(name: str, meaning: str, *allowed: str, blank: bool = True) -> Column:
    return Column(name, "text", meaning, tuple(allowed), blank)


def _key(name: str, meaning: str, *allowed: str) -> Column:
    return _text(name, meaning, *allowed, blank=False)


def _count(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning, blank=False)


_PLACE = (
    _text("file", "file the row was received in, relative to the workspace"),
    _text("sheet", "sheet of that file"),
    Column("row", "integer", "row in that sheet, counted from 1 as spreadsheets do"),
)

RECEIVED = Table(
    "received",
    "a source as it arrived: every cell as text, nothing dropped; further columns are the source's own fields",
    (_key("row_id", "name of the row, stable while the source names it"), *_PLACE),
    key=("row_id",),
    open=True,
)
QUESTIONS = Table(
    "questions",
    "what each field of the responses asks",
    (
        _key("field", "field of the responses table"),
        _text("type", "question type as in XLSForm: select_one, select_multiple, text, integer, …"),
        _text("choices", "name of the scale or choice list that the answers come from"),
        _text("need", "id of the need that is asked about; blank for other questions"),
        _text("measure", "what is asked about the need: importance, capacity, assistance_priority, …"),
        _text("label", "the question's words"),
    ),
    key=("field",),
)
CHOICES = Table(
    "choices",
    "the answers that a choice list or scale allows",
    (
        _key("choices", "name of the scale or choice list"),
        _key("code", "the code that clean data hold"),
        Column("value", "number", "position on the scale; blank for an answer that is no rating"),
        _key("label", "one spelling of the answer, in any language"),
    ),
)
LOG = Table(
    "cleaning_log",
    "every difference between received and clean data, one row a cell or dropped row",
    (
        _key("table", "table that is changed"),
        _key("row_id", "row that is changed"),
        _text("field", "field that is changed; blank where the whole row is dropped"),
        _text("old_value", "what stands there; blank means a blank cell"),
        _text("new_value", "what shall stand there"),
        _key("action", "what is done", "set", "blank", "drop", "keep"),
        _key("rule", "check, resolver or person that says so"),
        _key("status", "whether it is done", "applied", "needs_review", "rejected"),
        _text("comment", "why"),
    ),
)
ISSUES = Table(
    "issues",
    "what a person has to look at",
    (
        _key("table", "table it was found in"),
        _text("row_id", "row it was found in"),
        _text("field", "field it was found in"),
        _text("value", "what stands there"),
        _key("check", "check that found it"),
        _key("severity", "stop: no report before it is answered; review: should be answered", "stop", "review"),
        _key("message", "what is wrong"),
        _text("suggestion", "near misses, never applied by themselves"),
        *_PLACE,
        _text("column", "heading of the field in the source"),
    ),
)
ACCOUNT = Table(
    "account",
    "rows and cells in, changed and left out, a table a line; it always closes",
    (
        _key("table", "table that is accounted for"),
        _count("rows_received", "rows received"),
        _count("rows_dropped", "rows dropped in the log"),
        _count("rows_clean", "rows in the clean table"),
        _count("cells_received", "cells received (rows × fields, blank ones included)"),
        _count("cells_dropped", "cells in dropped rows"),
        _count("cells_set", "cells given another value"),
        _count("cells_blanked", "cells emptied"),
        _count("cells_unchanged", "cells as received"),
    ),
    key=("table",),
)
CHANGES = Table(
    "changes",
    "the cleaning log counted, without any value",
    (
        _key("table", "table that was changed"),
        _text("field", "field that was changed"),
        _key("rule", "rule that changed it"),
        _key("action", "what was done"),
        _key("status", "whether it was done"),
        _count("count", "rows of the log"),
    ),
)
DELEGATIONS = ("national", "observer", "organisation", "expert")
RATINGS = Table(
    "ratings",
    "one answer to one question about one need",
    (
        _key("response_id", "the form it stands in"),
        _text("country", "ISO 3166-1 alpha-3"),
        _text("agency_type", "type of the agency"),
        _text("delegation", "kind of delegation", *DELEGATIONS),
        _key("need", "need that is rated"),
        _text("theme", "theme of the need"),
        _key("measure", "importance, capacity, gap, …"),
        _key("answer", "rated, blank, or the code of a non-answer"),
        Column("value", "number", "the rating; blank unless the answer is a rating"),
    ),
    key=("response_id", "need", "measure"),
)
NOTES = ("", "single_respondent", "no_variation", "no_answers", "too_few")
ESTIMATES = Table(
    "estimates",
    "one number a row",
    (
        _key("statistic", "mean, count or share", "mean", "count", "share"),
        _key("measure", "what is measured: importance, capacity, gap, participants, responses, …"),
        _text("item", "need, theme or question; blank for the whole"),
        _text("choice", "answer counted, for counts and shares"),
        _text("by", "disaggregation: country, agency_type, delegation; blank for the whole"),
        _text("group", "code of the group within the disaggregation"),
        _text("weighting", "equal_country, each_person; blank for counts"),
        Column("value", "number", "the estimate, on the unit of its measure; blank where it cannot be given"),
        Column("se", "number", "standard error; blank where there is none"),
        Column("low", "number", "lower end of the 95 % interval"),
        Column("high", "number", "upper end of the 95 % interval"),
        Column("n", "integer", "respondents behind the number, unweighted"),
        Column("n_countries", "integer", "countries behind the number"),
        _text("method", "how it was computed"),
        _text("note", "why a number or its interval is not given", *NOTES),
    ),
    key=("statistic", "measure", "item", "choice", "by", "group", "weighting"),
)
LABELS = Table(
    "labels",
    "words for codes, so that a release can be read without anything else",
    (
        _key("kind", "need, theme, country, agency_type, delegation, objective"),
        _key("code", "the code"),
        _text("parent", "theme of a need"),
        _key("language", "language of the label"),
        _key("label", "the words"),
    ),
    key=("kind", "code", "language"),
)
TABLES = (RECEIVED, QUESTIONS, CHOICES, LOG, ISSUES, ACCOUNT, CHANGES, RATINGS, ESTIMATES, LABELS)
