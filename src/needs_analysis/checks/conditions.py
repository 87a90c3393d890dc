"""The form's expressions over a table: each is computed once for every combination of answers that it reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from needs_analysis.checks.distinct import Distinct, distinct
from needs_analysis.checks.subject import Subject
from needs_analysis.expressions import Expression, ExpressionError, compile_expression
from needs_analysis.expressions.column import as_boolean

READS_DAY = re.compile(r"\b(?:today|now)\s{0,9}\(")
DAYS = ("today", "start", "end")
OVER_ROWS = {"sum": 1, "min": 1, "max": 1, "count-non-empty": 1, "join": 2}


@dataclass(frozen=True)
class Condition:
    """Where an expression holds, a boolean a row that is missing where it cannot be said, and why it cannot."""

    holds: pd.Series
    reason: str = ""

    @cached_property
    def fails(self) -> pd.Series:
        """The rows where it certainly does not hold."""
        return ~self.holds.fillna(True).astype(bool)


@dataclass(frozen=True)
class Conditions:
    """The conditions of one table.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> asked = QUESTIONS.frame([{"table": "t", "field": "age", "type": "integer"}])
    >>> rows = [{"row_id": "r1", "age": "17"}, {"row_id": "r2", "age": "40"}]
    >>> conditions = Conditions(Subject("t", RECEIVED.frame(rows), asked))
    >>> conditions.of("${age} >= 18").holds.tolist(), conditions.of("${sex} = 'f'").reason
    ([False, True], 'missing=sex')
    """

    subject: Subject
    _columns: dict[str, Distinct] = field(default_factory=dict)
    _known: dict[tuple[str, str], Condition] = field(default_factory=dict)

    def of(self, text: str, *, dot: str = "") -> Condition:
        """Say where an expression holds; where a number in it could not be computed, nothing is said.

        Args:
            text: an XLSForm expression.
            dot: the field that «.» stands for.
        """
        if (text, dot) not in self._known:
            self._known[text, dot] = self._compute(text, dot)
        return self._known[text, dot]

    @cached_property
    def types(self) -> dict[str, str]:
        """Field → question type."""
        return self.subject.types

    @cached_property
    def day(self) -> str:
        """The field that holds the day a form was filled in; blank where there is none."""
        types = self.types.items()
        return next((name for kind in DAYS for name, is_a in types if is_a == kind), "")

    def values(self, expression: Expression, *, dot: str = "") -> tuple[pd.Series, pd.Series]:
        """Compute an expression for the first row of each combination, and give every row its own's answer.

        Returns:
            Where it holds (missing: cannot be said), and where a number in it could not be computed.
        """
        index, columns = self.subject.frame.index, {name: self._distinct(name) for name in self._read(expression, dot)}
        which, orphans = np.zeros(len(index), dtype=np.int64), np.zeros(len(index), dtype=bool)
        for name, column in columns.items():
            which, _ = pd.factorize(which * (len(column.texts) + 1) + column.codes + 1)
            orphans |= self.subject.is_orphan_of(name)
        firsts = pd.Series(which).drop_duplicates().index.to_numpy()
        rows = pd.DataFrame({name: column.at(firsts) for name, column in columns.items()}, index=range(len(firsts)))
        value = expression.column(rows, types=self.types, field=dot, today=self.day)
        truth = as_boolean(value)
        holds = pd.Series(pd.array(truth.values.astype(bool)[which], dtype="boolean"), index=index)
        return holds.mask(truth.unknown[which] | orphans), pd.Series(value.failed[which], index=index)

    def _distinct(self, name: str) -> Distinct:
        if name not in self._columns:
            values, own = self.subject.column(name), name if name in self.subject.frame else "row_id"
            outer = None if own == name else values
            self._columns[name] = self.subject.distinct(own) if outer is None else distinct(outer)
        return self._columns[name]

    def _compute(self, text: str, dot: str) -> Condition:
        try:
            expression = compile_expression(text)
        except ExpressionError:
            return Condition(self._unknown(), f"unreadable={' '.join(text.split())}")
        if self.subject.parent and (over := over_rows(expression)):
            return Condition(self._unknown(), f"unsupported={'+'.join(over)}")
        holds, failed = self.values(expression, dot=dot)
        holds = holds.mask(failed)
        return Condition(holds, self._reason(expression) if holds.isna().any() else "")

    def _unknown(self) -> pd.Series:
        return pd.Series(pd.NA, index=self.subject.frame.index, dtype="boolean")

    def _reason(self, expression: Expression) -> str:
        missing = sorted(expression.names - set(self.subject.reachable))
        if READS_DAY.search(expression.text) and not self.day:
            missing.append("today")
        if expression.unsupported:
            return f"unsupported={'+'.join(expression.unsupported)}"
        return f"missing={'+'.join(missing)}" if missing else "not_computed=yes"

    def _read(self, expression: Expression, dot: str) -> list[str]:
        names = sorted(expression.names) + [dot] * expression.uses_dot
        names += [self.day] * bool(READS_DAY.search(expression.text))
        return [name for name in dict.fromkeys(names) if self.subject.column(name) is not None]


def over_rows(expression: Expression) -> list[str]:
    """Name the functions that, within a repeat group, may mean all its rows.

    >>> over_rows(compile_expression("max(${age}) > 60 and max(${age}, 18) > 20"))
    ['max']
    """
    calls = [part for part in expression.tree.walk() if part.kind == "call" and part.value in OVER_ROWS]
    return sorted({call.value for call in calls if len(call.parts) == OVER_ROWS[call.value]})
