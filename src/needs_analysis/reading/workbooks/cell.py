"""A workbook's cell: the text that a person sees in it, and the name of its column."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

MOST_PLAIN = 1e21


def as_text(value: object) -> str:
    """Give a cell's value as the text that a person sees in a plain cell; whole numbers have no decimal point.

    Numbers are written with the fewest digits that name them, so that 0.1 stays 0.1; longer than 21 digits with an
    exponent. Dates are ISO dates, durations are hours, minutes and seconds.

    >>> as_text(9.0), as_text(0.1), as_text(" A "), as_text(datetime(2026, 5, 12, 9, 30)), as_text(timedelta(1, 180))
    ('9', '0.1', ' A ', '2026-05-12 09:30:00', '24:03:00')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        shortest = repr(value + 0.0)
        whole = value.is_integer() and abs(value) < MOST_PLAIN
        return f"{Decimal(shortest):f}".removesuffix(".0") if whole else shortest
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    return str(value)


def column_number(letters: str) -> int:
    """Count a column's letters as spreadsheets do.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Name a column, counted from 1, by its letters.

    >>> column_letters(1), column_letters(16384)
    ('A', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(abs(value), timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    part = f".{seconds.microseconds:06d}".rstrip("0") if seconds.microseconds else ""
    return f"{'-' if value < timedelta() else ''}{hours}:{minutes:02d}:{seconds.seconds:02d}{part}"
