"""Looking through the XML of an .xlsx sheet for what its values do not say."""

from __future__ import annotations

import re
from html import unescape

from needs_analysis.reading.workbooks.seen import Seen
from needs_analysis.reading.workbooks.xlsx_parts import sheet_blocks, value_of

MOST_COLUMNS = 1 << 14
FORMULA = rb"\s*(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*(?<!/)>[^<]*</(?:\w+:)?f>)"
NAME = rb'[^>]*?\sr="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>'
FILLED = re.compile(rb"<(?:\w+:)?c(?=\s)" + NAME + rb"\s*(?=<(?:\w+:)?[vfi])")
ERROR = re.compile(
    rb'<(?:\w+:)?c(?=\s[^>]*\bt="e")' + NAME + rb"(?:" + FORMULA + rb")?\s*<(?:\w+:)?v\b[^>]*>([^<]*)<",
)
NO_RESULT = re.compile(
    rb'<(?:\w+:)?c(?=\s)(?![^>]*\bt="(?:str|s|inlineStr|e)")' + NAME + FORMULA + rb"\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</"
)
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row(?=\s[^>]*\bhidden="(?:1|true)")[^>]*?\sr="(\d+)"')
HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col(?=\s[^>]*\bhidden="(?:1|true)")[^>]*>')


def scan_xlsx(content: bytes, sheet: str, shown: str) -> Seen:
    """Look through the XML of one sheet.

    Args:
        content: the workbook.
        sheet: name of the sheet.
        shown: how messages name the file.

    Raises:
        InputError: the XML declares entities.
    """
    seen = Seen()
    for block in sheet_blocks(content, sheet, shown):
        _note_size(block, seen)
        if b't="e"' in block:
            seen.errors += [((c.decode(), int(row)), unescape(text.decode())) for c, row, text in ERROR.findall(block)]
        if b"<f" in block or b":f" in block:
            seen.without_result += [(column.decode(), int(row)) for column, row in NO_RESULT.findall(block)]
        if b"hidden=" in block:
            _note_hidden(block, seen)
    return seen


def _note_size(block: bytes, seen: Seen) -> None:
    cells = FILLED.findall(block)
    seen.filled += len(cells)
    lowest = max(cells, key=lambda cell: int(cell[1]), default=None)
    rightmost = dict(cells)
    for column, row in [*([lowest] if lowest else []), *rightmost.items()]:
        seen.reaches(column.decode(), int(row))


def _note_hidden(block: bytes, seen: Seen) -> None:
    seen.hidden_rows += [int(row) for row in HIDDEN_ROW.findall(block)]
    for tag in HIDDEN_COLUMNS.findall(block):
        first, last = (int(value_of(tag.decode(), name) or 0) for name in ("min", "max"))
        seen.hidden_columns += range(first, min(last, MOST_COLUMNS) + 1)
