"""The workbook within a native chart, in which a person edits its numbers; its texts are texts."""

from __future__ import annotations

import io
from collections.abc import Sequence

from needs_analysis.documents.packing import pack_stably
from needs_analysis.documents.properties import STILL
from needs_analysis.writing import put_text

SHEET = "Sheet1"  # as the chart's formulae call it


def chart_workbook(heads: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """Make the workbook: a line of headings, and a line for each category or point."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active or workbook.create_sheet()
    sheet.title = SHEET
    workbook.properties.creator = ""
    workbook.properties.created = workbook.properties.modified = STILL
    for line, row in enumerate([heads, *rows], start=1):
        for place, value in enumerate(row, start=1):
            if isinstance(value, str):
                put_text(sheet, (line, place), value)
            elif value is not None:
                sheet.cell(line, place, value)
    made = io.BytesIO()
    workbook.save(made)
    return pack_stably(made.getvalue())
