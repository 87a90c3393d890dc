"""Text files (.csv, .tsv, .txt) as a sheet: a fast way where every row is plain, a strict one that finds what is wrong.

Both give the same cells. The fast way counts the quotation marks, delimiters and line ends of the whole file at once;
only if every mark stands at the edge of a cell, as RFC 4180 has it, does the compiled parser of pandas read the cells.
"""

from __future__ import annotations

import csv
import io
from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.content import OLE, ZIP
from needs_analysis.reading.sheet import Sheet
from needs_analysis.reading.texts.delimiter import judge_delimiter, stated_delimiter
from needs_analysis.reading.texts.encoding import decode
from needs_analysis.reading.texts.plain import plain_rows

MOST_COLUMNS = 1 << 15
MOST_LETTERS = 1 << 24
ROWS_AT_ONCE = 4096


def read_text_sheet(content: bytes, shown: str, *, header_row: int = 1, encoding: str = "") -> Sheet:
    """Read a text file as a sheet.

    Args:
        content: the file.
        shown: how messages name it.
        header_row: the row below which the table lies; its delimiters count.
        encoding: the encoding that the settings name; blank means to look.

    Raises:
        InputError: it is no text, its encoding or quotation marks are damaged, or a row has too many cells.
    """
    if content.startswith((ZIP, OLE)):
        what = say("The file is named like text but is a workbook or archive.")
        raise InputError(Problem(what, file=shown, remedy=say("Rename it to .xlsx, or export it as CSV.")))
    text = decode(content, shown, encoding=encoding)
    if not text.utf8.strip():
        raise InputError(Problem(say("The file is empty."), file=shown, remedy=say("Export or copy it again.")))
    stated, utf8 = stated_delimiter(text.utf8)
    delimiter = stated or judge_delimiter(utf8, header_row=header_row)
    rows = plain_rows(utf8, delimiter)
    if rows is None:
        cells, widths = read_strictly(utf8, delimiter, shown)
    else:
        widths = rows.widths
        refuse_too_wide(widths, shown)
        cells = read_plain(utf8, delimiter, int(widths.max(initial=0)))
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Sheet("", cells, widths=widths, notes=text.notes)


def read_plain(utf8: bytes, delimiter: str, width: int, *, only: list[int] | None = None) -> pd.DataFrame:
    """Read the cells of a plain text of so many columns, or some of these."""
    return pd.read_csv(
        io.BytesIO(utf8),
        sep=delimiter,
        header=None,
        names=range(width),
        usecols=only,
        index_col=False,
        dtype="str",
        keep_default_na=False,
        na_values=[""],
        skip_blank_lines=False,
        engine="c",
    )


def read_strictly(utf8: bytes, delimiter: str, shown: str) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Read row by row the cells, and how many each row has.

    Raises:
        InputError: a quotation mark stands in the middle of a quoted cell, or a row has too many cells.
    """
    limit = csv.field_size_limit(MOST_LETTERS)
    lines = io.TextIOWrapper(io.BytesIO(utf8), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        while some := list(islice(reader, ROWS_AT_ONCE)):
            rows += some
    except csv.Error as error:
        what = say("The CSV is damaged in or near this line: {error}", error=error)
        raise InputError(Problem(what, file=shown, row=reader.line_num)) from error
    finally:
        csv.field_size_limit(limit)
    widths = np.array([len(row) or 1 for row in rows], dtype=np.int64)
    refuse_too_wide(widths, shown)
    width = int(widths.max(initial=0))
    cells = pd.DataFrame([row + [""] * (width - len(row)) for row in rows], columns=range(width), dtype="str")
    return cells.where(cells != ""), widths


def refuse_too_wide(widths: NDArray[np.int64], shown: str) -> None:
    """Refuse rows with more cells than any table has.

    Raises:
        InputError: each such row.
    """
    wide = np.flatnonzero(widths > MOST_COLUMNS)
    if len(wide):
        whats = [say("The row has {n} cells, more than any table.", n=widths[row]) for row in wide]
        raise InputError([Problem(what, file=shown, row=int(row) + 1) for what, row in zip(whats, wide, strict=True)])
