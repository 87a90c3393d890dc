"""Questionnaires made for tests: the rows of their sheets, written as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]

SCALE: Rows = [
    ("list_name", "name", "label"),
    ("scale", 1, "Low"),
    ("scale", 2, "Middle"),
    ("scale", 3, "High"),
]


def write_form(path: Path, survey: Rows, choices: Rows = (), settings: Rows = (), **further: Rows) -> Path:
    """Write a questionnaire whose sheets have these rows, the headings first; a sheet without rows is left out."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **further}.items():
        sheet = workbook.create_sheet(name) if rows else None
        for row in rows:
            if sheet is not None:
                sheet.append(list(row))
    workbook.save(path)
    return path
