"""Looking through an .xls sheet for what its values do not say: error cells, hidden rows and columns.

The stream «Workbook» is a row of records (MS-XLS): two bytes of kind, two of length, then the data.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.workbooks.cell import column_letters
from needs_analysis.reading.workbooks.compound import read_stream
from needs_analysis.reading.workbooks.seen import Seen

SHEET, BEGIN, END, FORMULA, BOOL_OR_ERROR, ROW, COLUMNS = 0x85, 0x809, 0x0A, 0x06, 0x205, 0x208, 0x7D
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
ERROR_RESULT = 2
ROW_HIDDEN, COLUMN_HIDDEN = 0x20, 0x01


def scan_xls(content: bytes, sheet: str, shown: str) -> Seen:
    """Look through the records of one sheet.

    Args:
        content: the workbook.
        sheet: name of the sheet.
        shown: how messages name the file.

    Raises:
        InputError: the workbook is damaged.
    """
    seen = Seen()
    try:
        for kind, data in _sheet_records(stream_of(content, shown), sheet):
            _note(kind, data, seen)
    except (IndexError, struct.error) as error:
        raise InputError(_damaged(error, shown)) from error
    return seen


def stream_of(content: bytes, shown: str) -> bytes:
    """Give the records of an .xls, after looking that no chain of sectors leads in a circle.

    Raises:
        InputError: the workbook is damaged.
    """
    try:
        return read_stream(content, "Workbook", "Book")
    except ValueError as error:
        raise InputError(_damaged(error, shown)) from error


def _damaged(error: Exception, shown: str) -> Problem:
    what = say("The workbook is damaged or was cut off: {error}", error=error)
    return Problem(what, file=shown, remedy=say("Export or copy it again."))


def _note(kind: int, data: bytes, seen: Seen) -> None:
    if kind == BOOL_OR_ERROR and data[7]:
        _note_error(data, data[6], seen)
    elif kind == FORMULA and data[12:14] == b"\xff\xff" and data[6] == ERROR_RESULT:
        _note_error(data, data[8], seen)
    elif kind == ROW and struct.unpack_from("<H", data, 12)[0] & ROW_HIDDEN:
        seen.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)
    elif kind == COLUMNS and struct.unpack_from("<H", data, 8)[0] & COLUMN_HIDDEN:
        first, last = struct.unpack_from("<HH", data)
        seen.hidden_columns += range(first + 1, last + 2)


def _note_error(data: bytes, code: int, seen: Seen) -> None:
    row, column = struct.unpack_from("<HH", data)
    seen.errors.append(((column_letters(column + 1), row + 1), ERRORS.get(code, f"{code:#x}")))


def _sheet_records(stream: bytes, sheet: str) -> Iterator[tuple[int, bytes]]:
    """Give the records of one sheet, without those of charts that lie within it."""
    start = next((at for name, at in _sheets(stream) if name == sheet), len(stream))
    depth = 0
    for kind, data in _records(stream, start):
        depth += (kind == BEGIN) - (kind == END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, data


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(stream, 0):
        if kind == SHEET:
            (at,), letters, wide = struct.unpack_from("<I", data), data[6], data[7] & 1
            encoding = "utf-16-le" if wide else "latin-1"
            yield data[8 : 8 + letters * (1 + wide)].decode(encoding, "replace"), at
        elif kind == END:
            return


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
