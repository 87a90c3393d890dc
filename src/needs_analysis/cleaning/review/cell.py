"""Cells of the review workbook: colours, headings, and the letters of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER, OPEN, STOP, LOCKED = "1F3A5F", "FFFFFF", "FBE3D6", "F1F4F7"


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
