"""A column of values while an expression is computed: texts, numbers or truths, and where they cannot be said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Column:
    """Values of one kind: `text` (blank is ''), `number` (none is NaN) or `boolean`.

    `unknown` is true where the value cannot be said; `failed` where a number could not be computed (a division by
    zero, a number made of letters).
    """

    kind: str
    values: Array
    unknown: Array
    failed: Array = field(default_factory=lambda: np.zeros(0, dtype=bool))
    date: bool = False

    def like(self, kind: str, values: Array) -> Column:
        """Give other values for the same rows."""
        return replace(self, kind=kind, values=values, date=False)


def constant(value: str | float | bool, rows: int) -> Column:
    """Give one value for every row."""
    kind = "boolean" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"
    types: dict[str, type] = {"text": object, "number": float, "boolean": bool}
    none = np.zeros(rows, dtype=bool)
    return Column(kind, np.full(rows, value, dtype=types[kind]), none, none)


def nothing_known(rows: int) -> Column:
    """Give values that cannot be said for any row."""
    return replace(constant("", rows), unknown=np.ones(rows, dtype=bool))


def as_number(column: Column) -> Column:
    """Give numbers: of a text by XPath's number(), of a date the days since 1970, of a truth 1 or 0."""
    if column.kind == "number":
        return column
    if column.kind == "boolean":
        return column.like("number", column.values.astype(float))
    codes, distinct = pd.factorize(column.values)
    parsed = _days(distinct) if column.date else np.array([_number(text) for text in distinct], dtype=float)
    numbers = parsed[codes] if len(distinct) else np.full(len(codes), np.nan)
    failed = column.failed | (np.isnan(numbers) & (column.values != ""))
    return replace(column, kind="number", values=numbers, failed=failed, date=False)


def as_text(column: Column) -> Column:
    """Give texts: of a number without a needless decimal point, of a truth true or false."""
    if column.kind == "text":
        return column
    if column.kind == "boolean":
        return column.like("text", np.where(column.values, "true", "false").astype(object))
    return column.like("text", np.array([_written(number) for number in column.values], dtype=object))


def as_boolean(column: Column) -> Column:
    """Give truths: a text is true where it is not blank, a number where it is neither 0 nor none."""
    if column.kind == "boolean":
        return column
    if column.kind == "text":
        return column.like("boolean", column.values != "")
    return column.like("boolean", ~np.isnan(column.values) & (column.values != 0))


def _number(text: str) -> float:
    plain = text.strip()
    try:
        return float(plain) if plain.isascii() and "_" not in plain and plain[-1:].isdigit() else float("nan")
    except ValueError:
        return float("nan")


def _written(number: float) -> str:
    if np.isnan(number):
        return "NaN"
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def _days(texts: Array) -> Array:
    moments = pd.to_datetime(pd.Series(texts, dtype="str"), format="ISO8601", errors="coerce", utc=True)
    return ((moments - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)).to_numpy(dtype=float)
