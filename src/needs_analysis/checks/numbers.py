"""Numbers as people write them: 1200.5, 1 200,5, 1,200.50, ١٢; what could be read in two ways is no number."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd

from needs_analysis.checks.subject import Subject
from needs_analysis.columns import different

NUMBER_TYPES = ("integer", "decimal", "range")
PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"([+-]?\d{1,3}(?:(?P<by>[ '])\d{3})(?:(?P=by)\d{3})*)(?:[.,](\d+))?", re.ASCII)
_COMMAS = re.compile(r"([+-]?\d{1,3}(?:(?:,\d{3})+(?=\.)|(?:,\d{3}){2,}))(?:\.(\d+))?", re.ASCII)
_POINTS = re.compile(r"([+-]?\d{1,3}(?:(?:\.\d{3})+(?=,)|(?:\.\d{3}){2,}))(?:,(\d+))?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"([+-]?\d*),(\d+)", re.ASCII)
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_SIGNS = str.maketrans("−‐‑‒–\uff0d\uff0b٫٬’\u00a0\u2007\u2009\u202f", "-----" + "-+.,'" + "    ")


def plain_number(text: str) -> str | None:
    r"""Write a number plainly, with ASCII digits and a decimal point; None where it is none, or two.

    >>> [plain_number(text) for text in ("1\N{NO-BREAK SPACE}200,5", "1,200", "12 or 13", "inf")]
    ['1200.5', None, None, None]
    """
    text = text.strip()
    if PLAIN.fullmatch(text):
        return text
    text = "".join(map(_ascii_digit, text.translate(_SIGNS)))
    if PLAIN.fullmatch(text):
        return text
    if _TWO_READINGS.fullmatch(text):
        return None
    shapes = (_GROUPED, _COMMAS, _POINTS, _DECIMAL_COMMA)
    found = next((match for match in (shape.fullmatch(text) for shape in shapes) if match), None)
    return _joined(found) if found else None


def readings(text: str) -> list[str]:
    """List the numbers that a text may mean: two for a comma before three digits, else those that stand in it.

    >>> readings("1,200"), readings("about 40 people")
    (['1.200', '1200'], ['40'])
    """
    text = "".join(map(_ascii_digit, text.strip().translate(_SIGNS)))
    if _TWO_READINGS.fullmatch(text):
        return [text.replace(",", "."), text.replace(",", "")]
    return re.findall(r"(?<![\w.,])\d{1,15}(?:[.,]\d{1,15})?(?![\w.,])", text, re.ASCII)


def numbers(values: pd.Series) -> pd.Series:
    """Read a column of text as numbers; NaN where a cell is blank, no number, ambiguous or beyond all bounds.

    >>> numbers(pd.Series(["7", "1 200,5", "seven", None])).tolist()
    [7.0, 1200.5, nan, nan]
    """
    codes, distinct = different(values)
    read = np.array([_value(text) for text in distinct] + [np.nan])
    return pd.Series(read[codes], index=values.index, dtype="float64")


def number_fields(subject: Subject) -> list[str]:
    """Name the fields that ask for a number, and the calculated ones in which every filled cell is one."""
    types = subject.types
    asked = subject.of_type(*NUMBER_TYPES, "calculate")
    return [name for name in asked if types[name] in NUMBER_TYPES or _all_numbers(subject.frame[name])]


def short(value: float) -> str:
    """Write a measured number for the evidence of an issue: four significant digits, never an exponent for whole ones.

    >>> short(4.0), short(7.12345), short(1234567)
    ('4', '7.123', '1234567')
    """
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else f"{value:.4g}"


def written(values: pd.Series) -> pd.Series:
    """Write a column of measured numbers as `short` does.

    >>> written(pd.Series([2.0, 0.5])).tolist()
    ['2', '0.5']
    """
    return values.map(short).astype("str")


def _ascii_digit(sign: str) -> str:
    return sign if sign.isascii() else str(unicodedata.decimal(sign, sign))


def _joined(found: re.Match[str]) -> str:
    whole = re.sub(r"[ ',.]", "", found[1])
    decimals = found[found.re.groups]
    whole = whole if whole.strip("+-") else f"{whole}0"
    return f"{whole}.{decimals}" if decimals else whole


def _value(text: str) -> float:
    plain = plain_number(text)
    number = float(plain) if plain is not None else np.nan
    return number if np.isfinite(number) else np.nan


def _all_numbers(values: pd.Series) -> bool:
    filled = values.dropna()
    first = filled.head(50)
    return len(filled) > 0 and bool(numbers(first).notna().all()) and bool(numbers(filled).notna().all())
