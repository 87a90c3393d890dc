"""The rows of one sheet below its headings: blank rows are no rows, a row of hashtags (HXL) belongs to the header."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say, say_count
from needs_analysis.reading.header import headings_of
from needs_analysis.reading.opening import OpenFile, open_file
from needs_analysis.reading.place import Place
from needs_analysis.reading.sheet import Sheet

FIRST = 5  # rows that are named


@dataclass(frozen=True)
class Part:
    """A sheet's headings, one a column, and its cells under the numbers of their rows."""

    place: Place
    sheet: Sheet
    headings: list[str]
    cells: pd.DataFrame

    def problem(self, what: str, *, row: int | None = None, column: str = "", remedy: str = "") -> Problem:
        """Say what is wrong in this sheet."""
        return Problem(what, self.place.shown, self.sheet.name, row, column, remedy)

    def column(self, heading: str) -> pd.Series:
        """Give the cells under a heading; all missing where there is no such heading."""
        if heading and heading in self.headings:
            return self.cells.iloc[:, self.headings.index(heading)]
        return pd.Series(None, index=self.cells.index, dtype="str")


def read_part(place: Place, opened: OpenFile | None = None) -> Part:
    """Read the table that lies at a place.

    Args:
        place: file, sheet and header rows.
        opened: the file, where it is open already.

    Raises:
        InputError: the file or sheet cannot be read, or has no header where it should be.
    """
    opened = opened or open_file(place.path, shown=place.shown, encoding=place.encoding)
    sheet = opened.read(place.sheet, place.last_header_row)
    headings = headings_of(sheet, place)
    return Part(place, sheet, headings, _below_header(sheet.cells.iloc[place.last_header_row :], place))


def refuse_ragged(part: Part) -> None:
    """Refuse rows of a text file that have more filled cells than the header: they are shifted, or the header is.

    Raises:
        InputError: every such row.
    """
    if part.sheet.widths is None:
        return
    width = int(part.sheet.widths[part.place.last_header_row - 1])
    beyond = part.cells.iloc[:, width:]
    longer = part.sheet.widths[part.sheet.cells.index.get_indexer(part.cells.index)] > width
    rows = part.cells.index[longer & _filled(beyond)]
    remedy = say("Put a text that holds the delimiter into quotation marks, or export the file again.")
    problems = [part.problem(say("The row has more cells than the header."), row=row, remedy=remedy) for row in rows]
    if problems:
        raise InputError(problems)


def note_short_rows(part: Part) -> list[Problem]:
    """Note the rows of a text file that have fewer cells than the header: their end is blank, or may be lost."""
    if part.sheet.widths is None:
        return []
    widths = part.sheet.widths[part.sheet.cells.index.get_indexer(part.cells.index)]
    rows = part.cells.index[widths < part.sheet.widths[part.place.last_header_row - 1]]
    if rows.empty:
        return []
    told = ", ".join(map(str, rows[:FIRST])) + (" …" if len(rows) > FIRST else "")
    what = say_count(
        "{n} row has fewer cells than the header; what it lacks is taken for blank: row {rows}.",
        "{n} rows have fewer cells than the header; what they lack is taken for blank: rows {rows}.",
        len(rows),
        rows=told,
    )
    return [part.problem(what, row=int(rows[0]))]


def refuse_no_rows(part: Part) -> None:
    """Refuse a table without a single row.

    Raises:
        InputError: there are none.
    """
    if part.cells.empty:
        raise InputError(part.problem(say("The table has a header but no rows.")))


def _below_header(cells: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Leave out blank rows, and the hashtags that are the first row below the header."""
    filled, is_top = _filled(cells), len(cells) and cells.index[0] == place.last_header_row + 1
    if is_top and filled.any() and _is_hxl(cells.iloc[int(filled.argmax())]):
        filled[int(filled.argmax())] = False
    return cells if filled.all() else cells.loc[filled]


def _filled(cells: pd.DataFrame) -> NDArray[np.bool_]:
    """Say for each row whether a cell of it holds more than blanks; most rows are known after a column or two."""
    filled = np.zeros(len(cells), dtype=np.bool_)
    for position in range(cells.shape[1]):
        unknown = np.flatnonzero(~filled)
        if not len(unknown):
            break
        filled[unknown] = cells.iloc[unknown, position].fillna("").str.strip().ne("").to_numpy(dtype=np.bool_)
    return filled


def _is_hxl(row: pd.Series) -> bool:
    cells = row.dropna().str.strip()
    return bool(cells[cells != ""].str.startswith("#").all())
