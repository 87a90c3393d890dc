"""Cells of our CSV files, guarded: a spreadsheet that opens the file runs none of them, and no letter is lost.

A spreadsheet takes a cell for a formula by its first letter, whoever wrote it. One apostrophe in front makes it a text;
`unguarded` takes exactly that apostrophe off again. A cell begins where the file says so; and also behind a semicolon,
a tab or a line's end within a text, since there are spreadsheets that part cells by those.
"""

from __future__ import annotations

import re

import pandas as pd

SIGNS = "=+\\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
PARTING = ";\\t\\r\\n"
NUMBER = "[+\\-][0-9]+(?:[.,][0-9]+)?"
FIRST, WITHIN = rf"'*[{SIGNS}\t\r\n]", rf"""['"]*[{SIGNS}]"""
ENDANGERED = rf"\A{FIRST}|[{PARTING}]{WITHIN}"
UNGUARDED = re.compile(
    rf"\A(?={FIRST})(?!{NUMBER}\Z)|(?<=[{PARTING}])(?={WITHIN})",
)
GUARDED = re.compile(rf"\A'(?={FIRST})|(?<=[{PARTING}])'(?={WITHIN})")


def guard(text: str) -> str:
    """Put an apostrophe wherever a spreadsheet would begin to run a text; a plain number alone stays as it is.

    >>> guard("=1+1"), guard("'=1+1"), guard("-5"), guard("a;@b")
    ("'=1+1", "''=1+1", '-5', "a;'@b")
    """
    return UNGUARDED.sub("'", text)


def unguard(text: str) -> str:
    """Take off the apostrophes that `guard` put.

    >>> unguard("''=1+1"), unguard("'tis"), unguard("-5")
    ("'=1+1", "'tis", '-5')
    """
    return GUARDED.sub("", text)


def guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Guard every text of a frame and every heading.

    >>> guarded(pd.DataFrame({"remark": ["=1+1", "fine"], "n": [-1, 2]})).to_dict("list")
    {'remark': ["'=1+1", 'fine'], 'n': [-1, 2]}
    """
    return _changed(frame, UNGUARDED, "'")


def unguarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Give back the frame that was guarded.

    >>> unguarded(guarded(pd.DataFrame({"=a": ["'=1+1"]}))).to_dict("list")
    {'=a': ["'=1+1"]}
    """
    return _changed(frame, GUARDED, "")


def texts_with(column: pd.Series, pattern: str) -> pd.Series:
    """Say of each cell whether it is a text in which a pattern is found; each different text of a column is read once.

    >>> texts_with(pd.Series(["=1", None, 2], dtype="object"), "=").tolist()
    [True, False, False]
    """
    if pd.api.types.is_string_dtype(column.dtype) and column.dtype != object:
        found = [text for text in column.dropna().unique() if re.search(pattern, text)]
        return column.isin(found) if found else pd.Series(data=False, index=column.index)
    if column.dtype != object:
        return pd.Series(data=False, index=column.index)
    return column.map(lambda cell: isinstance(cell, str) and bool(re.search(pattern, cell))).astype(bool)


def _changed(frame: pd.DataFrame, where: re.Pattern[str], new: str) -> pd.DataFrame:
    """Put something in the places of each endangered text; columns without any are left alone."""
    changed = frame.copy(deep=False)
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        if not new and isinstance(column.dtype, pd.StringDtype) and "'" not in _joined(column):
            continue  # no apostrophe to take off, as one look at all texts together shows
        endangered = texts_with(column, ENDANGERED)
        if endangered.any():
            texts = column[endangered].map(lambda text: where.sub(new, text))
            changed.isetitem(place, column.mask(endangered, texts).array)
    return changed.set_axis([where.sub(new, name) if isinstance(name, str) else name for name in frame.columns], axis=1)


def _joined(column: pd.Series) -> str:
    """Give all texts of a column as one, without asking the column for each, which is slow."""
    return "".join(column.dropna().to_numpy(dtype=object))
