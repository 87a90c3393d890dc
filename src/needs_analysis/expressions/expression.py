"""An expression: what it needs, and its values over a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import numpy as np
import pandas as pd

from needs_analysis.errors import Problem
from needs_analysis.expressions.column import Column, as_boolean, as_number, as_text, constant, nothing_known
from needs_analysis.expressions.errors import ExpressionError, refuse
from needs_analysis.expressions.functions import CONSTANTS, FUNCTIONS, UNSUPPORTED, days_of, slow_pattern
from needs_analysis.expressions.grammar import Node, read_expression
from needs_analysis.expressions.operators import operate
from needs_analysis.language import say

DATES = ("date", "dateTime", "datetime", "start", "end", "today", "time")
NUMBERS = ("integer", "decimal", "range")
DAY = ("today", "now")


@dataclass(frozen=True)
class Expression:
    """An expression that was read: `names` are the fields it needs, `unsupported` what cannot be computed here."""

    text: str
    names: frozenset[str]
    uses_dot: bool
    unsupported: tuple[str, ...]
    tree: Node = field(repr=False)

    def holds(self, frame: pd.DataFrame, *, types: Mapping[str, str], field: str = "", today: str = "") -> pd.Series:
        """Say of each row whether the expression holds; missing where it cannot be said.

        Blank answers are empty texts and no numbers, as on the phone (ODK XForms): a comparison by size with a blank is
        false, and `!=` is true.

        Args:
            frame: a table of texts.
            types: field → question type; dates are compared as dates.
            field: the field that «.» stands for.
            today: the field that holds the day the form was filled in; the clock is never asked.

        >>> answers = pd.DataFrame({"age": ["17", "40", None]}, dtype="str")
        >>> compile_expression("${age} >= 18").holds(answers, types={"age": "integer"}).tolist()
        [False, True, False]
        """
        truth = as_boolean(self.column(frame, types=types, field=field, today=today))
        return pd.Series(pd.array(truth.values.astype(bool), dtype="boolean"), index=frame.index).mask(truth.unknown)

    def texts(self, frame: pd.DataFrame, *, types: Mapping[str, str], field: str = "", today: str = "") -> pd.Series:
        """Give the value of the expression as text; missing where it cannot be said or could not be computed.

        >>> answers = pd.DataFrame({"men": ["2", "x"], "women": ["3", "1"]}, dtype="str")
        >>> compile_expression("${men} + ${women}").texts(answers, types={}).tolist()
        ['5', nan]
        """
        column = self.column(frame, types=types, field=field, today=today)
        texts = pd.Series(as_text(column).values, index=frame.index, dtype="str")
        return texts.mask(column.unknown | column.failed)

    def column(self, frame: pd.DataFrame, *, types: Mapping[str, str], field: str = "", today: str = "") -> Column:
        """Compute the values of the expression, with the rows where they are unknown or could not be computed."""
        return _compute(self.tree, _Table(frame, types, field, today))

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Refuse fields that a table does not have.

        Raises:
            ExpressionError: naming each, with the nearest that is there.
        """
        there = list(known)
        problems = []
        for name in sorted(self.names - set(there)):
            close = get_close_matches(name, there, n=1)
            hint = say("; did you mean «{name}»?", name=close[0]) if close else "."
            problems.append(
                Problem(say("«{text}» names the field «{name}», which is not there", text=self.text, name=name) + hint)
            )
        if problems:
            raise ExpressionError(problems)


def compile_expression(text: str) -> Expression:
    """Read an expression of the ODK XForms language; nothing in it is ever executed as a program.

    Raises:
        ExpressionError: it cannot be read, or names an unknown function; with the place.

    >>> sorted(compile_expression("selected(${needs}, 'dogs') and ${age} > 18").names)
    ['age', 'needs']
    """
    tree = read_expression(text)
    parts = list(tree.walk())
    names = frozenset(part.value for part in parts if part.kind == "field" and "#" not in part.value)
    calls = {part.value for part in parts if _unsupported(part)}
    saved = {part.value for part in parts if part.kind == "field" and "#" in part.value}
    _refuse_wrong_calls(text, parts)
    dot = any(part.kind == "dot" for part in parts)
    return Expression(text, names, dot, tuple(sorted(calls | saved)), tree)


def _refuse_wrong_calls(text: str, parts: list[Node]) -> None:
    known = [*FUNCTIONS, *CONSTANTS, *DAY, *UNSUPPORTED]
    for call in (part for part in parts if part.kind == "call"):
        at = max(text.find(call.value), 0)
        if call.value not in known:
            close = get_close_matches(call.value, known, n=1)
            hint = say("Did you mean «{name}»?", name=close[0]) if close else ""
            raise refuse(say("There is no function «{name}».", name=call.value), text, at, remedy=hint)
        least, most, _ = FUNCTIONS.get(call.value, (0, 99, None))
        if not least <= len(call.parts) <= most:
            raise refuse(say("«{name}» is given {n} values.", name=call.value, n=len(call.parts)), text, at)


def _unsupported(node: Node) -> bool:
    """Say whether a call needs what is not in the table, or searches with a pattern that may never end."""
    if node.kind != "call" or node.value != "regex":
        return node.kind == "call" and node.value in UNSUPPORTED
    return len(node.parts) == 2 and (node.parts[1].kind != "text" or slow_pattern(node.parts[1].value))


@dataclass(frozen=True)
class _Table:
    frame: pd.DataFrame
    types: Mapping[str, str]
    field: str
    today: str

    def of_field(self, name: str) -> Column:
        if name not in self.frame:
            return nothing_known(len(self.frame))
        texts = self.frame[name].fillna("").to_numpy(dtype=object)
        kind = self.types.get(name, "")
        return replace(constant("", len(texts)), values=texts, date=kind in DATES)


def _compute(node: Node, table: _Table) -> Column:
    rows = len(table.frame)
    if node.kind == "number":
        return constant(float(node.value), rows)
    if node.kind == "text":
        return constant(node.value, rows)
    if node.kind in ("field", "dot"):
        return table.of_field(node.value if node.kind == "field" else table.field)
    if _unsupported(node):
        return nothing_known(rows)
    if node.value in DAY:
        return days_of(table.frame[table.today]) if table.today in table.frame else nothing_known(rows)
    if node.value in CONSTANTS:
        return CONSTANTS[node.value](rows)
    given = [_compute(part, table) for part in node.parts]
    if node.value == "negative":
        number = as_number(given[0])
        return replace(number, values=np.negative(number.values))
    return operate(node.value, *given) if node.kind == "operator" else FUNCTIONS[node.value][2](given)
