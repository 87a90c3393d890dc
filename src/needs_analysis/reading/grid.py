"""A small sheet as a grid of text, row by row; received tables are read by columns instead."""

from __future__ import annotations

from pathlib import Path

from needs_analysis.reading.opening import open_file

Grid = list[list[str]]


def read_grid(path: Path, *, sheet: str = "", header_row: int = 1, shown: str = "") -> tuple[Grid, str]:
    """Read one sheet as text, and say which sheet it was; blank cells are empty strings.

    Args:
        path: the file.
        sheet: name of the sheet; blank means the first.
        header_row: the row whose separators a text file goes by.
        shown: how messages name the file.

    Raises:
        InputError: the file is missing, empty, damaged, protected, or not what its name says; the sheet is missing.
    """
    found = open_file(path, shown=shown).read(sheet, header_row)
    return [[str(cell) for cell in row] for row in found.cells.fillna("").to_numpy(dtype=object)], found.name
