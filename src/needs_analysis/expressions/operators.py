"""The operators: comparisons, arithmetic and three-valued logic over whole columns."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from needs_analysis.expressions.column import Array, Column, as_boolean, as_number, as_text

_ORDER: dict[str, Callable[[Array, Array], Array]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: dict[str, Callable[[Array, Array], Array]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": operator.truediv,
    "mod": np.fmod,
}


def operate(sign: str, left: Column, right: Column) -> Column:
    """Compute one operator."""
    if sign in ("and", "or"):
        return _logic(sign, as_boolean(left), as_boolean(right))
    if sign in ("=", "!="):
        return _equal(sign, left, right)
    a, b = as_number(left), as_number(right)
    with np.errstate(divide="ignore", invalid="ignore"):
        if sign in _ORDER:
            return _of(a, b, "boolean", _ORDER[sign](a.values, b.values))
        result = _of(a, b, "number", _ARITHMETIC[sign](a.values, b.values))
    by_zero = (b.values == 0) & ~np.isnan(a.values) if sign in ("div", "mod") else np.zeros(len(b.values), dtype=bool)
    return replace(result, failed=result.failed | by_zero)


def _logic(sign: str, left: Column, right: Column) -> Column:
    """False and unknown is false, true or unknown is true; every other company of an unknown is unknown."""
    decides = sign == "or"
    decided = (~left.unknown & (left.values == decides)) | (~right.unknown & (right.values == decides))
    values = np.where(decided, decides, not decides)
    unknown = (left.unknown | right.unknown) & ~decided
    return Column("boolean", values, unknown, (left.failed | right.failed) & ~decided)


def _equal(sign: str, left: Column, right: Column) -> Column:
    """Compare as truths, else as numbers, else as texts, whichever of the two asks for the most (XPath 1.0, 3.4)."""
    kinds = {left.kind, right.kind}
    if "boolean" in kinds:
        a, b = as_boolean(left), as_boolean(right)
    elif "number" in kinds or (left.date and right.date):
        a, b = as_number(left), as_number(right)
    else:
        a, b = as_text(left), as_text(right)
    return _of(a, b, "boolean", a.values == b.values if sign == "=" else a.values != b.values)


def _of(left: Column, right: Column, kind: str, values: Array) -> Column:
    return Column(kind, values, left.unknown | right.unknown, left.failed | right.failed)
