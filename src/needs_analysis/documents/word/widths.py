"""How wide the columns of a table are, and whether it needs a page laid across; lengths in twentieths of a point."""

from __future__ import annotations

from typing import NamedTuple

from needs_analysis.documents.document import Table

UPRIGHT, ACROSS = 9638, 14570  # an A4 page, 2 cm left and right
LETTER, PADDING = 112, 230  # a letter of 9 points in a wide type, and the cell's own margins
LONGEST_WORD, LONGEST_NUMBER, LONGEST_TEXT = 24, 20, 60
SMALLER, SMALLEST = 16, 13  # sizes of type in half points, for tables that do not fit at 9 points


class Widths(NamedTuple):
    """The columns' widths; whether the page lies across; and the size of type in half points, 0 for the style's."""

    columns: tuple[int, ...]
    across: bool
    size: int


def lay_columns(table: Table) -> Widths:
    """Share a page's width among columns by what stands in them; no word is broken while there is room.

    >>> from needs_analysis.documents.document import Cell
    >>> lay_columns(Table("T", ("Need", "n"), ((Cell("Joint exercises"), Cell("12", "num")),)))
    Widths(columns=(9184, 454), across=False, size=0)
    """
    least = [LETTER * _longest_word(table, place) + PADDING for place in range(len(table.headings))]
    wanted = [max(low, LETTER * _length(table, place) + PADDING) for place, low in enumerate(least)]
    across = sum(least) > UPRIGHT
    width = ACROSS if across else UPRIGHT
    share = min(1.0, width / sum(least))
    size = 0 if share == 1.0 else SMALLER if share > SMALLER / 18 else SMALLEST
    least = [int(low * share) for low in least]
    room, more = width - sum(least), [max(0, want - low) for want, low in zip(wanted, least, strict=True)]
    given = [low + room * extra // sum(more) if sum(more) else low for low, extra in zip(least, more, strict=True)]
    given[0] += width - sum(given)
    return Widths(tuple(given), across, size)


def _longest_word(table: Table, place: int) -> int:
    """Count the letters that stand on one line: those of a word, or of a number with its interval."""
    cells = [row[place] for row in table.rows if len(row) > 1]
    words = [word for text in _texts(table, place) for word in text.split(" ")]
    numbers = [cell.text for cell in cells if cell.kind == "num" and len(cell.text) <= LONGEST_NUMBER]
    return max(min(LONGEST_WORD, max(map(len, words), default=1)), max(map(len, numbers), default=1))


def _length(table: Table, place: int) -> int:
    return min(LONGEST_TEXT, max(map(len, _texts(table, place)), default=1))


def _texts(table: Table, place: int) -> list[str]:
    return [table.headings[place], *(row[place].text for row in table.rows if len(row) > 1)]
