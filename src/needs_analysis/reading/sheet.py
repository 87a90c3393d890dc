"""One sheet of a received file: every cell as text under the number of its row, and what is odd about the sheet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.errors import Problem

Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """A sheet as text.

    Attributes:
        name: its name; blank for a text file.
        cells: rows numbered as spreadsheets do, columns counted from 0; an empty cell is missing, a blank is text.
        widths: how many cells each row of a text file has; none for a workbook.
        merged: areas of merged cells (first and last row and column, counted from 0); none where it cannot be told.
        notes: what a person should know about how it was read.
    """

    name: str
    cells: pd.DataFrame
    widths: NDArray[np.int64] | None = None
    merged: tuple[Area, ...] | None = None
    notes: tuple[Problem, ...] = ()

    def row(self, number: int) -> list[str]:
        """Give the cells of one row, empty ones as empty text; no row of that number has no cells.

        >>> Sheet("", pd.DataFrame([["id", None]], index=[1], dtype="str")).row(1)
        ['id', '']
        """
        if number not in self.cells.index:
            return []
        return [str(cell) for cell in self.cells.loc[number].fillna("")]
