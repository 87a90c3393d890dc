"""Rows of a tall picture: the label stands above its mark and has the whole width, so that it fits a phone.

Heights are pixels, and the vertical axis counts pixels from the top.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from needs_analysis.charts.style import LINE, MUTED

LETTER, SPACE, TICK = 16, 7, 9
WHOLE = {"xref": "paper", "yref": "y", "layer": "below"}


@dataclass(frozen=True)
class Row:
    """A label's lines, where it starts, where its mark is centred, where the row ends."""

    lines: tuple[str, ...]
    top: float
    mark: float
    bottom: float


def lay_rows(labels: Iterable[tuple[list[str], float]]) -> list[Row]:
    """Lay labels out from the top, each with room for its mark, of the height given, below it.

    >>> [(row.top, row.mark, row.bottom) for row in lay_rows([(["one"], 12), (["two", "lines"], 12)])]
    [(0, 29.0, 42), (42, 87.0, 100)]
    """
    rows: list[Row] = []
    for lines, mark in labels:
        top = rows[-1].bottom if rows else 0
        under = top + SPACE + LETTER * len(lines)
        rows.append(Row(tuple(lines), top, under + mark / 2, under + mark + (SPACE if mark else 0)))
    return rows


def annotate_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Write each row's label at its place."""
    return [
        {
            "text": "<br>".join(row.lines),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": row.top + SPACE / 2,
            "yref": "y",
            "yanchor": "top",
            "align": "left",
        }
        for row in rows
    ]


def separate_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Draw a thin line above each row, all of them as one path.

    >>> separate_rows(lay_rows([(["one"], 12), (["two"], 12)]))[0]["path"]
    'M0,0H1M0,42H1'
    """
    path = "".join(f"M0,{row.top:g}H1" for row in rows)
    return [{"type": "path", "path": path, **WHOLE, "line": {"color": LINE, "width": 1}}] if path else []


def shade_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Shade whole rows: the headings of what follows."""
    path = "".join(f"M0,{row.top:g}H1V{row.bottom:g}H0Z" for row in rows)
    return [{"type": "path", "path": path, **WHOLE, "fillcolor": LINE, "line": {"width": 0}}] if path else []


def draw_grid(rows: Iterable[Row], span: tuple[float, float]) -> list[dict[str, Any]]:
    """Draw a short line at every whole number, beside the marks only: no line runs through a label."""
    marks = [row.mark for row in rows]
    wholes = range(math.ceil(span[0]), math.floor(span[1]) + 1)
    zero = [draw_ticks([0], marks, MUTED)] if 0 in wholes else []
    return [draw_ticks([whole for whole in wholes if whole], marks, LINE), *zero]


def draw_ticks(places: Iterable[float], marks: Iterable[float], color: str) -> dict[str, Any]:
    """Draw a short upright line at each place beside each mark."""
    marks = list(marks)
    x = [value for place in places for _ in marks for value in (place, place, None)]
    y = [value for _ in places for mark in marks for value in (mark - TICK, mark + TICK, None)]
    line = {"color": color, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}
