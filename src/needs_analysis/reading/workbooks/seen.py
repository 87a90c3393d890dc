"""What stands in a sheet beside its values: errors, formulas without a result, hidden rows, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say, say_count
from needs_analysis.reading.workbooks.cell import column_letters, column_number

MOST_CELLS = 50_000_000
FILLED_AT_LEAST = 0.05
MOST_NAMED = 20

Cell = tuple[str, int]


@dataclass
class Seen:
    """What a sheet holds; cells are named by column letters and row."""

    errors: list[tuple[Cell, str]] = field(default_factory=list)
    without_result: list[Cell] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    filled: int = 0
    lowest: Cell = ("A", 0)
    rightmost: Cell = ("A", 0)

    @property
    def area(self) -> int:
        """How many cells the smallest rectangle from A1 has that holds all filled ones."""
        return self.lowest[1] * column_number(self.rightmost[0])

    def reaches(self, column: str, row: int) -> None:
        """Take note of a filled cell."""
        if row > self.lowest[1]:
            self.lowest = column, row
        if not self.rightmost[1] or column_number(column) > column_number(self.rightmost[0]):
            self.rightmost = column, row


def refuse_seen(seen: Seen, sheet: str, shown: str) -> None:
    """Refuse a sheet that would be read wrongly, or would fill the memory.

    Raises:
        InputError: cells far away from the table, error cells, formulas that were never computed.
    """
    refuse_far(seen, sheet, shown)
    remedy = say("Mend the formula, or put the value itself into the cell, in a copy that you received or made.")
    problems = [
        Problem(say("The cell holds the error {error}.", error=error), shown, sheet, row, column, remedy)
        for (column, row), error in seen.errors
    ]
    remedy = say("Open the workbook in a spreadsheet program, save it, and use that copy.")
    what = say("The cell holds a formula whose result was never stored.")
    problems += [Problem(what, shown, sheet, row, column, remedy) for column, row in seen.without_result]
    if problems:
        raise InputError(problems)


def refuse_far(seen: Seen, sheet: str, shown: str) -> None:
    """Refuse a sheet that reaches so far that it would fill the memory.

    Raises:
        InputError: the cells that stand far away from the table.
    """
    if seen.area > MOST_CELLS:
        raise InputError(_too_large(seen, sheet, shown))


def notes_on(seen: Seen, sheet: str, shown: str) -> list[Problem]:
    """Say which rows and columns of the sheet are hidden; they are read like the others."""
    notes = []
    if seen.hidden_rows:
        notes.append(
            say_count(
                "{n} hidden row was read like the others: {rows}",
                "{n} hidden rows were read like the others: {rows}",
                len(seen.hidden_rows),
                rows=_some(map(str, seen.hidden_rows)),
            )
        )
    hidden = [number for number in seen.hidden_columns if number <= column_number(seen.rightmost[0])]
    if hidden:
        notes.append(
            say_count(
                "{n} hidden column was read like the others: {columns}",
                "{n} hidden columns were read like the others: {columns}",
                len(hidden),
                columns=_some(map(column_letters, hidden)),
            )
        )
    return [Problem(note, shown, sheet) for note in notes]


def _too_large(seen: Seen, sheet: str, shown: str) -> list[Problem]:
    if seen.filled > seen.area * FILLED_AT_LEAST:
        what = say("The sheet has {n} cells, more than is read from a workbook.", n=seen.filled)
        return [Problem(what, shown, sheet, remedy=say("Export it as CSV."))]
    what = say(
        "This cell stands so far away from the table that the sheet has {n} cells, nearly all blank.", n=seen.area
    )
    remedy = say("Delete the rows and columns behind the table, in a copy that you received or made.")
    far = dict.fromkeys([seen.lowest, seen.rightmost])
    return [Problem(what, shown, sheet, row, column, remedy) for column, row in far]


def _some(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:MOST_NAMED]) + (" …" if len(shown) > MOST_NAMED else "")
