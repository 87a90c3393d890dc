"""A table on a sheet of its own: caption, head, typed cells, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from needs_analysis.documents.document import Cell, Table
from needs_analysis.documents.workbook.numbers import Entry, part_count, plain_entry, split_entries
from needs_analysis.documents.workbook.style import lines_of, link_to, look, print_on, raise_row, say_across, say_in
from needs_analysis.language import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CAPTION, BACK, HEAD = 1, 2, 3
NARROWEST, WIDEST, WIDEST_NUMBER = 9, 48, 16


class Back(NamedTuple):
    """Where a sheet leads back to, and what stands at its foot in print."""

    name: str
    words: str
    release: str


def fill_sheet(sheet: Worksheet, table: Table, back: Back, language: str) -> None:
    """Fill a sheet with a table."""
    split = [_parts(table, place) for place in range(len(table.headings))]
    pairs = list(zip(table.headings, split, strict=True))
    heads = [head for text, parts in pairs for head in _heads(text, language, parts=parts)]
    rows = [_row(row, split, language) for row in table.rows]
    widths = [_width(heads[place], [row[place] for row in rows if len(row) > 1]) for place in range(len(heads))]
    named = sum(split[: table.row_headings])
    _say_head(sheet, table.caption, heads, widths)
    say_in(sheet, (BACK, 1), back.words, "link")
    link_to(sheet, (BACK, 1), back.name)
    for line, row in enumerate(rows, start=HEAD + 1):
        _fill_row(sheet, line, row, widths=widths, named=named)
    last = HEAD + len(rows)
    for line, note in enumerate(table.notes, start=last + 2):
        say_across(sheet, line, note, name="note", widths=widths)
    sheet.freeze_panes = sheet.cell(HEAD + 1, named + 1 if sum(widths[:named]) < WIDEST * 1.5 else 1).coordinate
    if all(len(row) > 1 for row in table.rows):
        sheet.auto_filter.ref = f"A{HEAD}:{sheet.cell(last, len(heads)).coordinate}"
    print_on(sheet, head=HEAD, release=back.release)


def _parts(table: Table, place: int) -> int:
    """Return how many columns of the sheet a column of the table takes: with intervals 3, with an n behind them 4."""
    cells = [row[place] for row in table.rows if len(row) > 1]
    if not any(len(cell.values) == 3 for cell in cells):
        return 1
    return 4 if any(part_count(cell.text)[1] is not None for cell in cells) else 3


def _heads(text: str, language: str, *, parts: int) -> list[str]:
    heads = [
        text,
        say("{number}, low (95 %)", language=language, number=text),
        say("{number}, high (95 %)", language=language, number=text),
        say("{number}, n", language=language, number=text),
    ]
    return heads[:parts]


def _row(row: Sequence[Cell], split: Sequence[int], language: str) -> list[Entry]:
    if len(row) == 1 and len(split) > 1:
        return [Entry(row[0].text)]
    entries: list[Entry] = []
    for cell, parts in zip(row, split, strict=True):
        entries += split_entries(cell, language)[:parts] if parts > 1 else [plain_entry(cell, language)]
    return entries


def _width(head: str, entries: Sequence[Entry]) -> float:
    texts = [len(entry.value) for entry in entries if isinstance(entry.value, str)]
    if any(isinstance(entry.value, float | int) for entry in entries):
        return min(WIDEST_NUMBER, max([NARROWEST, len(head) + 2, *(length + 2 for length in texts)]))
    return min(WIDEST, max([NARROWEST, len(head) + 2, *(length + 2 for length in texts)]))


def _say_head(sheet: Worksheet, caption: str, heads: Sequence[str], widths: list[float]) -> None:
    from openpyxl.utils import get_column_letter

    for place, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        say_in(sheet, (HEAD, place), head, "head")
    raise_row(sheet, HEAD, lines_of(heads, [width * 0.9 for width in widths]))
    say_across(sheet, CAPTION, caption, name="caption", widths=widths)


def _fill_row(sheet: Worksheet, line: int, row: Sequence[Entry], *, widths: list[float], named: int) -> None:
    if len(row) == 1 < len(widths):
        say_in(sheet, (line, 1), str(row[0].value), "group")
        for place in range(2, len(widths) + 1):
            look(sheet, (line, place), "group")
        return
    raise_row(sheet, line, lines_of([str(entry.value) for entry in row], widths))
    for place, entry in enumerate(row, start=1):
        if isinstance(entry.value, str):
            say_in(sheet, (line, place), entry.value, "muted" if entry.muted else "named" if place <= named else "text")
        else:
            sheet.cell(line, place, entry.value).number_format = entry.layout
            look(sheet, (line, place), "number")
