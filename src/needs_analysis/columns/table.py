"""A declared table: its columns, and the check that a frame is what it declares, with all that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from needs_analysis.errors import NeedsAnalysisError, Problem
from needs_analysis.language import say

# pyarrow is here for Parquet; as the storage of texts it makes the many small steps of the checks half as slow again.
pd.set_option("mode.string_storage", "python")

Kind = Literal["text", "number", "integer"]
ROWS_NAMED = 10
TEXT = pd.StringDtype("python", na_value=float("nan"))


@dataclass(frozen=True)
class Column:
    """A column's name, the kind of its values, what it means, and which values it may hold."""

    name: str
    kind: Kind
    meaning: str
    allowed: tuple[str, ...] = ()
    blank: bool = True


def text(name: str, meaning: str, *allowed: str, blank: bool = True) -> Column:
    """Declare a column of text."""
    return Column(name, "text", meaning, tuple(allowed), blank)


def key(name: str, meaning: str, *allowed: str) -> Column:
    """Declare a column of text that is never blank."""
    return text(name, meaning, *allowed, blank=False)


def count(name: str, meaning: str) -> Column:
    """Declare a column of whole numbers that is never blank."""
    return Column(name, "integer", meaning, blank=False)


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

        >>> sizes = Table("sizes", "how many", (Column("n", "integer", "a count"), Column("of", "text", "of what")))
        >>> sizes.frame([{"of": "forms", "n": 3}]).to_dict("records")
        [{'n': 3, 'of': 'forms'}]
        """
        made = pd.DataFrame(rows) if isinstance(rows, list) else rows
        if not len(made) and (isinstance(rows, list) or not self.open):
            return self._empty.copy()
        made, kinds = made.reset_index(drop=True), {column.name: column.kind for column in self.columns}
        kinds |= {name: "text" for name in made.columns if self.open and name not in kinds}
        blank = pd.Series(pd.NA, made.index, dtype="object")
        made = pd.DataFrame({name: typed(made.get(name, blank), kind) for name, kind in kinds.items()}, made.index)
        return validate(made, self)

    def stack(self, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
        """Put frames that this table has declared one below the other.

        >>> sizes = Table("sizes", "how many", (Column("n", "integer", "a count"),))
        >>> sizes.stack([sizes.frame([{"n": 3}]), sizes.frame([]), sizes.frame([{"n": 4}])])["n"].tolist()
        [3, 4]
        """
        filled = [frame for frame in frames if len(frame)]
        return pd.concat(filled, ignore_index=True) if filled else self.frame([])

    @cached_property
    def _empty(self) -> pd.DataFrame:
        """The table without a row."""
        return pd.DataFrame({column.name: typed(pd.Series([], dtype="object"), column.kind) for column in self.columns})


def typed(values: pd.Series, kind: str) -> pd.Series:
    """Give a column the type of its kind; empty text is a blank, and a value without such a form is an error."""
    if kind == "text":
        texts = values if values.dtype == TEXT else values.astype(TEXT)
        blank = texts.to_numpy(dtype=object) == ""
        return texts.mask(blank) if blank.any() else texts
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
    if column.allowed and not {*values.dropna().unique()} <= {*column.allowed}:
        bad = values.notna() & ~values.isin(column.allowed)
        if bad.any():
            shown = ", ".join(sorted(set(values[bad].astype(str)))[:ROWS_NAMED])
            problems.append(_problem(table, column.name, say("not allowed: {values}", values=shown), values.index[bad]))
    return problems


def _problem(table: Table, column: str, what: str, rows: pd.Index) -> Problem:
    named = ", ".join(str(row) for row in rows[:ROWS_NAMED]) + (" …" if len(rows) > ROWS_NAMED else "")
    return Problem(say("Table {table}: {what}.", table=table.name, what=what), row=named or None, column=column)
