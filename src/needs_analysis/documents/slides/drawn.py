"""What a chart of the report draws, found in its table: labels, numbers as they are shown, and intervals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from needs_analysis.documents.document import Cell, Picture, Table
from needs_analysis.language import shown_value

HALF = 0.5
ENOUGH = 0.75  # of a column's numbers are in what the picture draws
_NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)?")
_CODE = re.compile(r"[A-ZА-ЯЁ]{2,5}-?\d+\b")


@dataclass(frozen=True)
class Column:
    """Numbers of a table's column, None where none is given, with the ends of their intervals."""

    head: str
    values: tuple[float | None, ...]
    ends: tuple[tuple[float, float] | None, ...]
    digits: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Drawing:
    """A chart as numbers. In a scatter the first column lies across, the second upwards."""

    kind: Literal["bars", "stacked", "scatter"]
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    counts: tuple[str, ...] = ()
    group: str = ""


def read_drawing(picture: Picture) -> Drawing | None:
    """Find the columns of a picture's table that the picture draws; None where it draws no bars, dots or points.

    Of a table in groups the first is taken.
    """
    group, rows = _first_group(picture.table)
    columns = list(_columns(picture.table, rows))
    found: list[Column] = []
    scatter = False
    for trace in _traces(picture.figure):
        across, up = (_best(columns, trace.get(axis)) for axis in ("x", "y"))
        pair = [column for column in (across, up) if column]
        if across and up and across is not up and trace["type"] == "scatter":
            found, scatter = pair, True
            break
        found += [_named(column, trace) for column in pair[:1] if _named(column, trace) not in found]
    if not found or len(rows) < 2 or not _shows_whole(picture, found, scatter=scatter):
        return None
    stacked = len(found) > 1 and picture.figure.get("layout", {}).get("barmode") in ("stack", "relative")
    labels = tuple(_label(row, picture.table.row_headings) for row in rows)
    kind: Literal["bars", "stacked", "scatter"] = "scatter" if scatter else "stacked" if stacked else "bars"
    return Drawing(kind, labels, tuple(found), _counts(picture.table, rows), group)


def _shows_whole(picture: Picture, found: Sequence[Column], *, scatter: bool) -> bool:
    """Say whether these columns are what the picture shows: all of its bars, and numbers in most rows."""
    bars = [trace for trace in _traces(picture.figure) if trace["type"] == "bar"]
    if not scatter and len(bars) > max(len(found), 1):
        return False
    filled = [sum(value is not None for value in column.values) / len(column.values) for column in found]
    return min(filled) >= HALF


def code_of(label: str) -> str:
    """Give the code that a label begins with, blank where there is none.

    >>> code_of("RSK-3 Joint risk assessment"), code_of("Kazakhstan")
    ('RSK-3', '')
    """
    found = _CODE.match(label)
    return found[0] if found else ""


def _first_group(table: Table) -> tuple[str, list[tuple[Cell, ...]]]:
    """Return the heading and the rows of the first group that has numbers; of a table without groups all rows."""
    if all(len(row) > 1 for row in table.rows):
        return "", list(table.rows)
    groups: list[tuple[str, list[tuple[Cell, ...]]]] = []
    for row in table.rows:
        if len(row) == 1:
            groups.append((row[0].text, []))
        elif groups:
            groups[-1][1].append(row)
    return next((group for group in groups if any(cell.values for row in group[1] for cell in row)), ("", []))


def _label(row: tuple[Cell, ...], headings: int) -> str:
    """Name a row; one without any number says why there is none."""
    named = " ".join(cell.text for cell in row[:headings])
    absent = next((cell.text for cell in row[headings:] if cell.kind == "too-few"), "")
    return f"{named} ({absent})" if absent and not any(cell.values for cell in row) else named


def _columns(table: Table, rows: Sequence[tuple[Cell, ...]]) -> Iterator[Column]:
    for place, head in enumerate(table.headings):
        cells = [row[place] for row in rows]
        if any(cell.values for cell in cells):
            first = next(cell for cell in cells if cell.values)
            shown = [[shown_value(value, digits=cell.digits) for value in cell.values] for cell in cells]
            values = tuple(numbers[0] if numbers else None for numbers in shown)
            ends = tuple((numbers[1], numbers[2]) if len(numbers) == 3 else None for numbers in shown)
            yield Column(head, values, ends, first.digits, first.unit)
        elif any("→" in cell.text for cell in cells):
            yield from _parted(head, cells)


def _parted(head: str, cells: Sequence[Cell]) -> Iterator[Column]:
    """Yield the two columns that numbers such as 2.7 → 3.8 stand for."""
    pairs = [_NUMBER.findall(cell.text.split(", n")[0]) if "→" in cell.text else [] for cell in cells]
    for side in (0, 1):
        words = [pair[side] if len(pair) == 2 else "" for pair in pairs]
        shown = next((word for word in words if word), "")
        values = tuple(float(word.replace(",", ".").replace("−", "-")) if word else None for word in words)
        yield Column(head, values, (None,) * len(cells), len(re.split("[.,]", shown)[-1]) if shown[1:] else 0)


def _traces(figure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for trace in figure.get("data", ()):
        if trace.get("type") == "bar" or (trace.get("type") == "scatter" and "markers" in trace.get("mode", "")):
            yield trace


def _best(columns: Sequence[Column], drawn: object) -> Column | None:
    """Return the column whose numbers are drawn along an axis; shares may be drawn as percent or as parts of one."""
    if not isinstance(drawn, list | tuple):
        return None
    numbers = [float(number) for number in drawn if isinstance(number, int | float)]
    scores = [(max(_share(column, numbers, times) for times in (1, 100)), column) for column in columns]
    score, best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= ENOUGH else None


def _share(column: Column, numbers: Sequence[float], times: int) -> float:
    wanted = Counter(value for value in column.values if value is not None)
    drawn = Counter(shown_value(number * times, digits=column.digits) for number in numbers)
    return (wanted & drawn).total() / max(wanted.total(), 2)


def _named(column: Column, trace: dict[str, Any]) -> Column:
    """Give a column of a pair the name that the picture gives to what it draws from it."""
    name = str(trace.get("name") or "")
    return (
        Column(name, column.values, column.ends, column.digits, column.unit) if "→" in column.head and name else column
    )


def _counts(table: Table, rows: Sequence[tuple[Cell, ...]]) -> tuple[str, ...]:
    """Return the respondents behind each row, where a column of the table counts them."""
    place = next((place for place, head in enumerate(table.headings) if head.strip() == "n"), None)
    return tuple(row[place].text if row[place].values else "" for row in rows) if place is not None else ()
