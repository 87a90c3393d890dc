"""Which row of a sheet may hold the headings, and the HXL hashtags below them."""

from __future__ import annotations

import re
from functools import cache

from needs_analysis.language import say
from needs_analysis.reading.header import MOST_TITLE_ROWS
from needs_analysis.reading.proposals.known_fields import reduced, words_of
from needs_analysis.reading.sheet import Sheet
from needs_analysis.registers.files import read_register

NUMBER = re.compile(r"[-+]?[\d\s]+(?:[.,]\d+)?|\d{4}-\d\d-\d\d.*")
MOST_OF_THE_WIDTH, NEARLY_ALL = 0.6, 0.8
ROWS_LOOKED_AT = 50


def guess_header_row(sheet: Sheet) -> tuple[int, str]:
    """Guess the row of the headings, and say why; row 0 where none looks like headings.

    The headings fill most of the table's width with different texts that are no numbers; among such rows the one with
    most of the usual words counts, then the first.
    """
    rows = {number: [cell.strip() for cell in sheet.row(int(number))] for number in sheet.cells.index[:ROWS_LOOKED_AT]}
    filled = {number: [cell for cell in row if cell] for number, row in rows.items()}
    width = max(map(len, filled.values()), default=0)
    likely = [
        number
        for number in list(rows)[:MOST_TITLE_ROWS]
        if len(filled[number]) >= max(width * MOST_OF_THE_WIDTH, 1) and _like_headings(filled[number])
    ]
    known = {number: sum(reduced(cell) in _all_words() for cell in filled[number]) for number in likely}
    best = max(likely, key=lambda number: (known[number], -number), default=0)
    if not best:
        return 0, say("no row looks like headings")
    reason = say("{n} different texts, {known} of them usual headings", n=len(filled[best]), known=known[best])
    return int(best), reason


def hashtags(sheet: Sheet, header_row: int) -> list[str]:
    """Give the HXL hashtag of each column from the first filled row below the headings; blank where there is none."""
    below = sheet.cells.iloc[header_row : header_row + MOST_TITLE_ROWS].fillna("")
    for _, row in below.iterrows():
        cells = ["".join(str(cell).split()).casefold() for cell in row]
        if any(cells):
            return cells if all(not cell or cell.startswith("#") for cell in cells) else [""] * len(cells)
    return [""] * sheet.cells.shape[1]


def _like_headings(cells: list[str]) -> bool:
    words = [cell for cell in cells if not NUMBER.fullmatch(cell) and not cell.startswith("#")]
    return len(words) >= NEARLY_ALL * len(cells) and len(set(words)) >= NEARLY_ALL * len(words)


@cache
def _all_words() -> frozenset[str]:
    register = read_register("headings")
    pairs = set(zip(register["table"], register["field"], strict=True))
    return frozenset(word for table, field in pairs for word in words_of(table, field))
