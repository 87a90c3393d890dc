"""The functions of the ODK XForms specification that can be computed from the answers of one form."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np
import pandas as pd

from needs_analysis.expressions.column import Array, Column, as_boolean, as_number, as_text, constant

Function = Callable[[Sequence[Column]], Column]
UNSUPPORTED = frozenset(
    (
        "instance",
        "pulldata",
        "indexed-repeat",
        "position",
        "index",
        "count",
        "jr:choice-name",
        "jr:itext",
        "random",
        "uuid",
        "area",
        "distance",
        "digest",
        "base64-decode",
        "randomize",
        "last-saved",
        "format-date",
        "format-date-time",
        "current",
        "version",
        "property",
    )
)
MOST_REPEATS = 10
_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_REPEAT = re.compile(r"[*+?]|\{(\d*)(,?)(\d*)\}")


def _of_texts(compute: Callable[..., str | float | bool], kind: str) -> Function:
    """Make a function of texts from one of single texts, computed once for each different set of arguments."""

    def over(given: Sequence[Column]) -> Column:
        texts = [as_text(column) for column in given]
        rows = list(zip(*(column.values for column in texts), strict=True))
        types: dict[str, type] = {"text": object, "number": float, "boolean": bool}
        known, wrong = dict[tuple[str, ...], str | float | bool](), set[tuple[str, ...]]()
        for row in set(rows):
            try:
                known[row] = compute(*row)
            except (ValueError, OverflowError):
                known[row] = types[kind]() if kind != "text" else ""
                wrong.add(row)
        made = _together(texts, kind, np.array([known[row] for row in rows], dtype=types[kind]))
        return replace(made, failed=made.failed | np.array([row in wrong for row in rows], dtype=bool))

    return over


def _of_numbers(compute: Callable[..., Array]) -> Function:
    def over(given: Sequence[Column]) -> Column:
        numbers = [as_number(column) for column in given]
        with np.errstate(all="ignore"):
            values = np.asarray(compute(*(column.values for column in numbers)), dtype=float)
        made = _together(numbers, "number", values)
        lost = np.isnan(values) & ~np.isnan(np.stack([column.values for column in numbers])).any(axis=0)
        return replace(made, failed=made.failed | lost | np.isinf(values))

    return over


def _together(given: Sequence[Column], kind: str, values: Array) -> Column:
    unknown = reduce(np.logical_or, (column.unknown for column in given))
    failed = reduce(np.logical_or, (column.failed for column in given))
    return Column(kind, values, unknown, failed)


def _if(given: Sequence[Column]) -> Column:
    condition, yes, no = as_boolean(given[0]), given[1], given[2]
    kind = yes.kind if yes.kind == no.kind else "text"
    yes, no = (as_text(yes), as_text(no)) if kind == "text" else (yes, no)
    chosen = condition.values
    unknown = condition.unknown | np.where(chosen, yes.unknown, no.unknown)
    return Column(kind, np.where(chosen, yes.values, no.values), unknown, np.where(chosen, yes.failed, no.failed))


def _coalesce(given: Sequence[Column]) -> Column:
    texts = [as_text(column) for column in given]
    return _together(texts, "text", reduce(lambda a, b: np.where(a == "", b, a), (column.values for column in texts)))


def _not(given: Sequence[Column]) -> Column:
    truth = as_boolean(given[0])
    return replace(truth, values=~truth.values)


def _date(given: Sequence[Column]) -> Column:
    return given[0] if given[0].kind == "number" else as_number(replace(as_text(given[0]), date=True))


def _count_non_empty(given: Sequence[Column]) -> Column:
    texts = [as_text(column) for column in given]
    return _together(texts, "number", sum((column.values != "").astype(float) for column in texts))


def _selected(text: str, choice: str) -> bool:
    return choice in text.split()


def _selected_at(text: str, position: str) -> str:
    codes = text.split()
    return codes[int(float(position))] if position and 0 <= float(position) < len(codes) else ""


def _substr(text: str, start: str, end: str = "") -> str:
    return text[int(float(start)) : int(float(end)) if end else None]


def _substring(text: str, start: str, length: str = "") -> str:
    first = round(float(start)) - 1
    last = first + round(float(length)) if length else len(text)
    return text[max(first, 0) : max(last, 0)]


def _matches(text: str, pattern: str) -> bool:
    return re.fullmatch(pattern, text) is not None


def _round(values: Array, digits: Array | float = 0.0) -> Array:
    scale = np.power(10.0, digits)
    return np.asarray(np.floor(values * scale + 0.5) / scale)


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "selected": (2, 2, _of_texts(_selected, "boolean")),
    "selected-at": (2, 2, _of_texts(_selected_at, "text")),
    "count-selected": (1, 1, _of_texts(lambda text: len(text.split()), "number")),
    "if": (3, 3, _if),
    "coalesce": (1, 99, _coalesce),
    "once": (1, 1, lambda given: given[0]),
    "not": (1, 1, _not),
    "boolean": (1, 1, lambda given: as_boolean(given[0])),
    "number": (1, 1, lambda given: as_number(given[0])),
    "string": (1, 1, lambda given: as_text(given[0])),
    "date": (1, 1, _date),
    "date-time": (1, 1, _date),
    "decimal-date-time": (1, 1, _date),
    "int": (1, 1, _of_numbers(np.trunc)),
    "round": (1, 2, _of_numbers(_round)),
    "floor": (1, 1, _of_numbers(np.floor)),
    "ceiling": (1, 1, _of_numbers(np.ceil)),
    "abs": (1, 1, _of_numbers(np.abs)),
    "min": (1, 99, _of_numbers(lambda *columns: np.min(columns, axis=0))),
    "max": (1, 99, _of_numbers(lambda *columns: np.max(columns, axis=0))),
    "sum": (1, 99, _of_numbers(lambda *columns: np.sum(columns, axis=0))),
    "pow": (2, 2, _of_numbers(np.power)),
    "sqrt": (1, 1, _of_numbers(np.sqrt)),
    "log": (1, 1, _of_numbers(np.log)),
    "log10": (1, 1, _of_numbers(np.log10)),
    "exp": (1, 1, _of_numbers(np.exp)),
    "sin": (1, 1, _of_numbers(np.sin)),
    "cos": (1, 1, _of_numbers(np.cos)),
    "tan": (1, 1, _of_numbers(np.tan)),
    "asin": (1, 1, _of_numbers(np.arcsin)),
    "acos": (1, 1, _of_numbers(np.arccos)),
    "atan": (1, 1, _of_numbers(np.arctan)),
    "count-non-empty": (1, 99, _count_non_empty),
    "string-length": (1, 1, _of_texts(len, "number")),
    "substr": (2, 3, _of_texts(_substr, "text")),
    "substring": (2, 3, _of_texts(_substring, "text")),
    "substring-before": (2, 2, _of_texts(lambda text, end: text.partition(end)[0] if end in text else "", "text")),
    "substring-after": (2, 2, _of_texts(lambda text, start: text.partition(start)[2], "text")),
    "contains": (2, 2, _of_texts(lambda text, part: part in text, "boolean")),
    "starts-with": (2, 2, _of_texts(lambda text, part: text.startswith(part), "boolean")),
    "ends-with": (2, 2, _of_texts(lambda text, part: text.endswith(part), "boolean")),
    "concat": (1, 99, _of_texts(lambda *parts: "".join(parts), "text")),
    "join": (2, 99, _of_texts(lambda between, *parts: between.join(parts), "text")),
    "normalize-space": (1, 1, _of_texts(lambda text: " ".join(text.split()), "text")),
    "lower-case": (1, 1, _of_texts(str.lower, "text")),
    "upper-case": (1, 1, _of_texts(str.upper, "text")),
    "regex": (2, 2, _of_texts(_matches, "boolean")),
}
CONSTANTS: dict[str, Callable[[int], Column]] = {
    "true": lambda rows: constant(True, rows),
    "false": lambda rows: constant(False, rows),
    "pi": lambda rows: constant(math.pi, rows),
}


def slow_pattern(pattern: str) -> bool:
    """Say whether a pattern may take a text for ever: it repeats a group that varies, or repeats too often in a row.

    >>> slow_pattern("((a+)b?)+"), slow_pattern("(a|a)*"), slow_pattern("(7|8)?[0-9]{9,12}")
    (True, True, False)
    """
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return True
    plain = _CLASS.sub("x", pattern)
    varies, repeats, at = [False], 0, 0
    while at < len(plain):
        found = _REPEAT.match(plain, at)
        if plain[at] == "(":
            varies.append(False)
            at += 2 if plain[at + 1 : at + 2] == "?" else 0
        elif plain[at] == ")" and len(varies) > 1:
            inside, after = varies.pop(), _REPEAT.match(plain, at + 1)
            if inside and after and _many(after):
                return True
            varies[-1] |= inside
        elif plain[at] == "|" or (found and _varies(found)):
            varies[-1], repeats = True, repeats + (plain[at] != "|")
        at = found.end() if found else at + 1
    return repeats > MOST_REPEATS


def _varies(repeat: re.Match[str]) -> bool:
    """Say whether a repeat has no fixed number of times."""
    least, comma, most = repeat.groups()
    return repeat[0] in "*+?" or (bool(comma) and least != most)


def _many(repeat: re.Match[str]) -> bool:
    """Say whether a repeat may be more than one."""
    least, comma, most = repeat.groups()
    return repeat[0] in "*+" or (repeat[0] != "?" and ((bool(comma) and not most) or int(most or least or 0) > 1))


def days_of(column: pd.Series) -> Column:
    """Give the days since 1970 of a column of dates."""
    texts = column.fillna("").to_numpy(dtype=object)
    none = np.zeros(len(texts), dtype=bool)
    return as_number(Column("text", texts, none, none, date=True))
