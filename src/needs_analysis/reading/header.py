"""The headings of a table: one row, or several where the names of groups stand above those of the columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.place import Place
from needs_analysis.reading.sheet import Area, Sheet
from needs_analysis.registers.spelling import squashed

MOST_TITLE_ROWS = 15
BETWEEN = " / "


def headings_of(sheet: Sheet, place: Place) -> list[str]:
    """Give the heading of each column; blank where there is none.

    Where several rows make the header, a group's name counts for all columns that its merged cell covers, or, in a file
    without merged cells, for all columns up to the next name.

    Raises:
        InputError: there is no header where it should be.
    """
    rows = [sheet.row(number) for number in range(place.header_row, place.last_header_row + 1)]
    if not any(cell.strip() for row in rows for cell in row):
        what = say("There is no header in row {row}.", row=place.header_row)
        remedy = say("Correct «header_row» in workshop.toml.")
        raise InputError(Problem(what, file=place.shown, sheet=sheet.name, remedy=remedy))
    levels = [[squashed(cell) for cell in row] for row in rows if row]
    for above, number in zip(levels[:-1], range(place.header_row - 1, place.last_header_row), strict=False):
        _carry(above, number, _areas(sheet, place))
    return [_joined(parts) for parts in zip(*levels, strict=True)]


def refuse_repeated(headings: Sequence[str], place: Place, sheet: str) -> None:
    """Refuse headings that stand over several columns.

    Raises:
        InputError: each such heading.
    """
    times = {heading: n for heading, n in Counter(headings).items() if heading and n > 1}
    remedy = say("Rename or remove the repeated columns, so that each heading is unique.")
    problems = [
        Problem(say("The heading stands {n} times.", n=n), place.shown, sheet, place.header_row, heading, remedy)
        for heading, n in times.items()
    ]
    if problems:
        raise InputError(problems)


def better_row(sheet: Sheet, wanted: Iterable[str]) -> int:
    """Return the row among the first that holds most of the wanted headings, 0 where none holds two."""
    known = set(wanted)
    rows = range(1, min(MOST_TITLE_ROWS, len(sheet.cells)) + 1)
    hits = {number: len(known & {squashed(cell) for cell in sheet.row(number)}) for number in rows}
    best = max(hits, key=lambda number: hits[number], default=0)
    return best if hits.get(best, 0) > 1 else 0


def _areas(sheet: Sheet, place: Place) -> list[Area]:
    """Give the merged areas that touch the header."""
    return [area for area in sheet.merged or () if place.header_row - 1 <= area[0][0] < place.last_header_row]


def _carry(row: list[str], number: int, areas: Sequence[Area]) -> None:
    """Write a group's name over each of its columns."""
    if not areas:
        for at in range(1, len(row)):
            row[at] = row[at] or row[at - 1]
    for (top, left), (bottom, right) in areas:
        if top <= number <= bottom:
            row[left : right + 1] = [row[left]] * len(row[left : right + 1])


def _joined(parts: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(part for part in parts if part))
