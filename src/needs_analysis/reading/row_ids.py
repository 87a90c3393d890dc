"""The names of rows: what the source calls them, with #2, #3 behind a repeated one, else r and the row's number."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.reading.part import Part


def ids_of(parts: Sequence[Part], heading: str) -> pd.Series:
    """Name the rows of all sheets, one below the other, by the cells under a heading."""
    own = [part.column(heading) for part in parts]
    numbers = [pd.Series(part.cells.index) for part in parts]
    return row_ids(pd.concat(own, ignore_index=True), pd.concat(numbers, ignore_index=True))


def row_ids(own: pd.Series, numbers: pd.Series) -> pd.Series:
    """Name each row.

    Args:
        own: the cells of the source's id column; missing where there is none.
        numbers: the rows' numbers in their sheets.

    >>> row_ids(pd.Series(["7", "7", None], dtype="str"), pd.Series([2, 3, 4])).tolist()
    ['7', '7#2', 'r4']
    """
    base = base_names(own, numbers)
    times = base.groupby(base).cumcount() + 1
    ids = base.where(times == 1, base + "#" + times.astype("str"))
    return ids if ids.is_unique else _made_unique(base)


def base_names(own: pd.Series, numbers: pd.Series) -> pd.Series:
    """Name each row as the source does, else r and its number; several rows may have one name."""
    own = own.fillna("").str.strip()
    return own.where(own != "", "r" + numbers.astype("str"))


def _made_unique(base: pd.Series) -> pd.Series:
    """Count on where the source itself has ids like 7#2."""
    taken: set[str] = set()
    ids = []
    for name in base:
        times, made = 1, name
        while made in taken:
            times += 1
            made = f"{name}#{times}"
        taken.add(made)
        ids.append(made)
    return pd.Series(ids, index=base.index, dtype="str")
