"""Where the records of a large CSV lie, and pieces of it that are cut between them, never within quotation marks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.partitions.utf8 import as_utf8, mapped
from needs_analysis.reading.header import headings_of
from needs_analysis.reading.opening import OpenFile
from needs_analysis.reading.place import Place
from needs_analysis.reading.sheet import Sheet
from needs_analysis.reading.texts.delimiter import SAMPLE, judge_delimiter, stated_delimiter
from needs_analysis.reading.texts.encoding import refuse_nul
from needs_analysis.reading.texts.plain import Rows, plain_rows
from needs_analysis.reading.texts.text import MOST_LETTERS, read_plain, read_strictly, refuse_too_wide

Ints = NDArray[np.int64]
BLANKS = b' \t\r\n"'


@dataclass(frozen=True)
class Piece:
    """Records of a text file that follow one another, with its header.

    Attributes:
        path: the file, in UTF-8.
        place: where the table lies, for the headings and for messages.
        delimiter: the sign between cells.
        header: first byte of the header, and the byte behind it.
        body: first byte of the records, and the byte behind them.
        first_row: number of the first record; the first of the file is 1.
        columns: most cells that a row of the whole file has.
        widths: how many cells each row has, those of the header first.
        is_plain: whether the fast parser reads what the strict one does.
        notes: what was assumed about the file; the first piece says it.
    """

    path: Path
    place: Place
    delimiter: str
    header: tuple[int, int]
    body: tuple[int, int]
    first_row: int
    columns: int
    widths: Ints
    is_plain: bool
    notes: tuple[Problem, ...] = ()

    def opened(self) -> OpenFile:
        """Give the piece as a file of which the other rows are left out; rows keep the numbers they have."""
        return OpenFile(self.place.shown, ("",), lambda *_: self._sheet())

    def under(self, heading: str) -> pd.Series:
        """Give the cells under a heading by their rows, without reading the others; all blank where it is not there."""
        above = self.place.last_header_row
        headings = headings_of(Sheet("", self._cells(self.header)), self.place)
        if heading not in headings:
            return pd.Series(None, index=range(self.first_row, self.first_row + len(self.widths) - above), dtype="str")
        return self._cells(self.header, self.body, only=headings.index(heading)).iloc[above:, 0]

    def holds_rows(self) -> bool:
        """Say whether a cell holds more than blanks: spreadsheets leave thousands of rows that hold none."""
        with self.path.open("rb") as file:
            if _bytes(file, *self.body).translate(None, BLANKS + self.delimiter.encode()):
                return True
        cells = self._cells(self.header, self.body).iloc[self.place.last_header_row :]  # may hold a delimiter in quotes
        return any(column.fillna("").str.strip().ne("").any() for _, column in cells.items())

    def _sheet(self) -> Sheet:
        return Sheet("", self._cells(self.header, self.body), widths=self.widths, notes=self.notes)

    def _cells(self, *parts: tuple[int, int], only: int | None = None) -> pd.DataFrame:
        with self.path.open("rb") as file:
            utf8 = b"".join(_bytes(file, *part) for part in parts)
        if only is not None and self.is_plain:
            cells = read_plain(utf8, self.delimiter, int(self.widths.max()), only=[only])
        elif self.is_plain:
            cells = read_plain(utf8, self.delimiter, self.columns)
        else:
            columns = range(self.columns) if only is None else [only]
            cells = read_strictly(utf8, self.delimiter, self.place.shown)[0].reindex(columns=columns)
        above = self.place.last_header_row
        below = range(self.first_row, self.first_row + len(cells) - above)
        return cells.set_axis(pd.Index([*range(1, above + 1), *below]))


def cut(place: Place, scratch: Path, *, forms: int) -> list[Piece]:
    """Cut a text file into pieces of so many records, the last with what is left.

    Args:
        place: the file, and the rows of its headings.
        scratch: where it is written as UTF-8, if it is not.
        forms: records of a piece.

    Raises:
        InputError: the text cannot be read, a row has too many cells, or there is no row below the header.
    """
    text = as_utf8(place, scratch)
    with mapped(text.path) as content:
        refuse_nul(content, place.shown)
        stated, rest = stated_delimiter(content[text.start : text.start + SAMPLE + 1])
        start = text.start + min(len(content) - text.start, SAMPLE + 1) - len(rest)
        delimiter = stated or judge_delimiter(rest, header_row=place.header_row)
        rows = plain_rows(content, delimiter, start=start)
    is_plain = rows is not None
    rows = rows or _strict_rows(text.path, delimiter, start=start, shown=place.shown)
    refuse_too_wide(rows.widths, place.shown)
    above = place.last_header_row
    if len(rows.ends) <= above:
        raise InputError(Problem(say("The table has a header but no rows."), file=place.shown))
    head = (start, int(rows.ends[above - 1]))
    columns = int(rows.widths.max())
    whole = Piece(text.path, place, delimiter, head, head, above + 1, columns, rows.widths[:above], is_plain)
    pieces = list(_pieces(whole, rows, forms))
    pieces = [piece for piece in pieces if piece.holds_rows()] or pieces[:1]
    return [replace(pieces[0], notes=text.notes), *pieces[1:]]


def _pieces(whole: Piece, rows: Rows, forms: int) -> Iterator[Piece]:
    above = whole.place.last_header_row
    for first in range(above, len(rows.ends), forms):
        last = min(first + forms, len(rows.ends))
        widths = np.concatenate([whole.widths, rows.widths[first:last]])
        body = (int(rows.ends[first - 1]), int(rows.ends[last - 1]))
        yield replace(whole, body=body, first_row=first + 1, widths=widths)


def _bytes(file: BinaryIO, start: int, stop: int) -> bytes:
    file.seek(start)
    return file.read(stop - start)


def _strict_rows(path: Path, delimiter: str, *, start: int, shown: str) -> Rows:
    """Find the rows of a text that is not plain, row by row."""
    limit, ends, widths = csv.field_size_limit(MOST_LETTERS), list[int](), list[int]()
    with path.open(encoding="utf-8", newline="") as file:
        file.seek(start)
        lines = _Counted(file, start)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                ends.append(lines.at)
                widths.append(len(row) or 1)
        except csv.Error as error:
            what = say("The CSV is damaged in or near this line: {error}", error=error)
            raise InputError(Problem(what, file=shown, row=reader.line_num)) from error
        finally:
            csv.field_size_limit(limit)
    return Rows(np.array(ends, dtype=np.int64), np.array(widths, dtype=np.int64))


class _Counted:
    """The lines of a file, and the byte behind the last one that was read."""

    def __init__(self, lines: Iterable[str], start: int) -> None:
        self._lines, self.at = iter(lines), start

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.at += len(line.encode("utf-8"))
        return line
