"""The cells of a table as a spreadsheet takes them: a number is a number wherever its words say no more than it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from needs_analysis.documents.document import Cell
from needs_analysis.language import say_number

_COUNT = re.compile(r", n\s?=\s?(\d[\d,\s]*)$")


class Entry(NamedTuple):
    """What stands in a cell of a sheet: a number with its format, or a text; muted where it stands for no number."""

    value: float | str
    layout: str = ""
    muted: bool = False


def plain_entry(cell: Cell, language: str) -> Entry:
    """Give a cell that stands in one column.

    >>> plain_entry(Cell("50 %", "num", values=(50.0,), unit="%"), "en")
    Entry(value=0.5, layout='0 %', muted=False)
    >>> plain_entry(Cell("less than 1 %", "num", values=(0.0,), unit="%"), "en").value
    'less than 1 %'
    """
    number, rest = _number_entry(cell, language)
    if number is None or rest or len(cell.values) != 1:
        return Entry(cell.text, muted=cell.kind in ("too-few", "missing"))
    return number


def split_entries(cell: Cell, language: str) -> tuple[Entry, Entry, Entry, Entry]:
    """Give a cell whose column holds intervals: the number, both ends or the words for their absence, and its n.

    >>> [entry.value for entry in split_entries(Cell("2.3 (1.8–2.7)", "num", values=(2.3, 1.8, 2.7), digits=1), "en")]
    [2.3, 1.8, 2.7, '']
    >>> [each.value for each in split_entries(Cell("2.0 (no interval)", "num", values=(2.0,), digits=1), "en")]
    [2.0, 'no interval', '', '']
    """
    text, count = part_count(cell.text)
    cell, nothing = replace(cell, text=text), Entry("")
    number, rest = _number_entry(cell, language)
    behind = Entry(count, "#,##0") if count is not None else nothing
    if len(cell.values) == 3:
        first = number or Entry(cell.text.partition(" (")[0])
        low, high = (_typed(cell, value) for value in cell.values[1:])
        return first, low, high, behind
    if number is None or len(cell.values) != 1:
        return Entry(cell.text, muted=cell.kind in ("too-few", "missing")), nothing, nothing, behind
    return number, Entry(rest, muted=True), nothing, behind


def part_count(text: str) -> tuple[str, int | None]:
    """Part the number of respondents off that may stand behind a number.

    >>> part_count("1.2 (0.6–1.8), n = 9"), part_count("1.2 (0.6–1.8)")
    (('1.2 (0.6–1.8)', 9), ('1.2 (0.6–1.8)', None))
    """
    found = _COUNT.search(text)
    return (text[: found.start()], int(re.sub(r"\D", "", found[1]))) if found else (text, None)


def _number_entry(cell: Cell, language: str) -> tuple[Entry | None, str]:
    """Return the number that a cell's words begin with, and the words behind it; no number where they say another."""
    if not cell.values or cell.kind != "num":
        return None, ""
    for signed in (True, False):
        words = say_number(cell.values[0], language, digits=cell.digits, signed=signed)
        behind = cell.text.removeprefix(words)
        if cell.text.startswith(words) and not behind[:1].isdigit():
            return _typed(cell, cell.values[0], signed=signed and words[0] == "+"), _behind(behind, cell)
    return None, ""


def _behind(words: str, cell: Cell) -> str:
    if cell.unit:
        words = words.replace("\N{NO-BREAK SPACE}", " ").strip().removeprefix(cell.unit)
    return words.strip().removeprefix("(").removesuffix(")")


def _typed(cell: Cell, value: float, *, signed: bool = False) -> Entry:
    decimals = f".{'0' * cell.digits}" if cell.digits else ""
    if cell.unit == "%":
        return Entry(round(value / 100, cell.digits + 2), f"0{decimals} %")
    layout = f"#,##0{decimals}"
    return Entry(value, f"+{layout};-{layout};{layout}" if signed else layout)
