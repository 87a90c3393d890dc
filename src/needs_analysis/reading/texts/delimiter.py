"""The sign between the cells of a text file, judged on its rows and not on its name."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

DELIMITERS = ("\t", ";", "|", ",")
SAMPLE = 1 << 16
MOST_ROWS = 100
STATED = re.compile(rb"sep=([,;\t|])\r?\n")


def stated_delimiter(utf8: bytes) -> tuple[str, bytes]:
    r"""Read the line «sep=;» that spreadsheet programs put on top, and give the text below it.

    >>> stated_delimiter(b"sep=;\nid;name")
    (';', b'id;name')
    """
    found = STATED.match(utf8)
    return (found[1].decode(), utf8[found.end() :]) if found else ("", utf8)


def judge_delimiter(utf8: bytes, *, header_row: int = 1) -> str:
    r"""Choose the delimiter under which most rows have as many cells as the header, then the one with more cells.

    Delimiters within quotation marks do not count; where two fit as well, the comma is one of decimals. Where the
    header has one cell under all of them, it is a title above the table, and the widest rows count. A table of one
    column has a comma.

    >>> judge_delimiter(b'Name; Place, date\n"A; B";1,5\nC;2,5')
    ';'
    >>> judge_delimiter(b"List of participants\n\nName;Country\nA;KAZ")
    ';'
    """
    sample = utf8[:SAMPLE].decode("utf-8", "ignore")
    whole = len(utf8) <= SAMPLE
    return max(DELIMITERS, key=lambda delimiter: _fit(sample, delimiter, whole=whole, header_row=header_row))


def _fit(sample: str, delimiter: str, *, whole: bool, header_row: int) -> tuple[bool, float, int, int]:
    rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))[header_row - 1 : MOST_ROWS]
    rows = rows if whole or len(rows) < 2 else rows[:-1]
    widths = Counter(len(row) for row in rows if row)
    width, at = len(rows[0]) if rows else 0, DELIMITERS.index(delimiter)
    if width > 1:
        return True, widths[width] / widths.total(), width, -at
    below, times = max(((width, times) for width, times in widths.items() if width > 1), default=(0, 0))
    return False, times / max(widths.total(), 1), below, -at if times else at
