"""What the width of a table's columns hangs on: the longest of what stands in each, which the template measures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any

LONGEST_WORD = 48  # letters that stay together
PIECE = 8  # letters of a longer word that stay together
LONGEST_INTERVAL = 17  # letters of an interval in words that stay together
MEASURED = 4  # as the longest is not always the widest
_SPACE = re.compile(r"\s+")
Cell = Mapping[str, Any]


def columns_of(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[dict[str, Any]]:
    """Give of each column its heading, and the longest of its heading's words, texts, numbers, and of their pieces.

    A row of one cell, the heading of those below it, stands in no column.

    >>> columns_of(["Need for"], [[]])
    [{'heading': 'Need for', 'heading_words': ['Need', 'for'], 'texts': [], 'numbers': [], 'pieces': []}]
    """
    lines = [row for row in rows if len(row) > 1]
    return [_column(heading, [row[place] for row in lines]) for place, heading in enumerate(headings)]


def pieces_of(text: str, *, number: bool) -> list[str]:
    """Give the pieces of a cell between which its line may end: a number may part from its interval alone.

    >>> pieces_of("1 200 (900 to 1 500)", number=True), pieces_of("Joint exercises", number=False)
    (['1 200', '(900 to 1 500)'], ['Joint', 'exercises'])
    """
    if number:
        first, *further = text.split(" (")
        interval = [f"({each}" for each in further]
        if all(_letters(each) <= LONGEST_INTERVAL for each in interval):
            return [first, *interval]
    return _SPACE.split(text)


def _column(heading: str, cells: Sequence[Cell]) -> dict[str, Any]:
    texts = [cell["text"] for cell in cells]
    pieces = [piece for cell in cells for piece in cell["pieces"] or pieces_of(cell["text"], number=False)]
    return {
        "heading": heading,
        "heading_words": _longest(map(_kept_together, _SPACE.split(heading))),
        "texts": _longest(texts),
        "numbers": _longest(cell["text"] for cell in cells if cell["kind"] == "num"),
        "pieces": _longest(map(_kept_together, pieces)),
    }


def _longest(texts: Iterable[str]) -> list[str]:
    return nlargest(MEASURED, dict.fromkeys(texts), key=_letters)


def _kept_together(word: str) -> str:
    """Give what is measured of a word, which may be parted if it is longer than any line."""
    return word[: PIECE + 2] if _letters(word) > LONGEST_WORD else word


def _letters(text: str) -> int:
    """Count letters, each with its marks."""
    return len(text) if text.isascii() else sum(unicodedata.category(sign)[0] != "M" for sign in text)
