"""Cells of the review workbook: text that stays text, headings, and the letters of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER, OPEN, STOP, LOCKED = "1F3A5F", "FFFFFF", "FBE3D6", "F1F4F7"
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def plain(value: str | float) -> str | float:
    r"""Put a sign in the place of each letter that a workbook cannot hold, and let nothing in it read as an escape.

    >>> plain("a\x00"), plain("_x0041_"), plain(2.5)
    ('a�', '_x005F_x0041_', 2.5)
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    return _LOOKS_ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value))


def letter(column: int) -> str:
    """Give the letters of a column, counted from 1.

    >>> letter(28)
    'AB'
    """
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def head(sheet: Worksheet, line: int, words: Sequence[str]) -> None:
    """Write the headings of a sheet into one of its lines."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, word in enumerate(words, start=1):
        cell = sheet.cell(line, column, word)
        cell.font, cell.fill = Font(bold=True, color=OPEN), PatternFill("solid", fgColor=HEADER)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
