"""A grid of cells under column headings, in panels few enough columns wide for a phone.

Row labels stand above their cells. Long headings take turns on two levels, so that none has to be turned or cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from needs_analysis.charts.style import LINE, SMALL

WIDEST, ROOMY = 5, 3
LETTER, SMALL_LETTER, SPACE, CELL = 16, 14, 6, 26
SHORT_WORD = 9
Lines = dict[str, list[str]]


@dataclass(frozen=True)
class Heading:
    """A column of a panel: its code, its place, its escaped lines; where they end and where the cells' band starts."""

    code: str
    panel: int
    place: int
    lines: tuple[str, ...]
    foot: float
    band: float


@dataclass(frozen=True)
class Band:
    """A row of a panel: whose it is, its label's lines, and where label and cells are, in pixels from the top."""

    code: str
    panel: int
    lines: tuple[str, ...]
    top: float
    cells: float

    @property
    def bottom(self) -> float:
        """Where the cells end."""
        return self.cells + CELL


@dataclass(frozen=True)
class Grid:
    """All headings and bands, placed."""

    headings: tuple[Heading, ...]
    bands: tuple[Band, ...]
    columns: int

    @property
    def height(self) -> float:
        """Pixels from the top to the end of the last band."""
        return self.bands[-1].bottom


def lay_grid(columns: Lines, rows: Lines, *, widest: int = WIDEST) -> Grid:
    """Place columns and rows, given as their codes and the lines of their labels; `widest` columns fit a panel.

    >>> grid = lay_grid({"A": ["Aland"], "B": ["Bland"]}, {"one": ["First"]})
    >>> grid.columns, grid.bands[0].cells, grid.height
    (2, 42, 68)
    """
    panels = ceil(len(columns) / widest)
    wide = ceil(len(columns) / panels)
    codes = list(columns)
    headings: list[Heading] = []
    bands: list[Band] = []
    for panel in range(panels):
        start = bands[-1].bottom + LETTER if bands else 0
        own = {code: columns[code] for code in codes[panel * wide : (panel + 1) * wide]}
        headings += _lay_headings(own, panel, start, wide)
        bands += _lay_bands(rows, panel, headings[-1].band)
    return Grid(tuple(headings), tuple(bands), wide)


def _lay_headings(columns: Lines, panel: int, start: float, wide: int) -> Iterator[Heading]:
    room = SHORT_WORD * WIDEST / max(wide, WIDEST)
    long = any(len(line) > room for lines in columns.values() for line in lines)
    raised = [long and wide > ROOMY and place % 2 == 0 for place in range(len(columns))]
    levels = {
        level: max(
            [
                SMALL_LETTER * len(lines) + SPACE
                for up, lines in zip(raised, columns.values(), strict=True)
                if up == level
            ],
            default=0,
        )
        for level in (False, True)
    }
    band = start + sum(levels.values())
    for place, (code, lines) in enumerate(columns.items()):
        yield Heading(code, panel, place, tuple(lines), band - (levels[False] if raised[place] else 0), band)


def _lay_bands(rows: Lines, panel: int, start: float) -> Iterator[Band]:
    at = start
    for code, lines in rows.items():
        band = Band(code, panel, tuple(lines), at, at + SPACE + LETTER * len(lines))
        yield band
        at = band.bottom


def annotate_grid(grid: Grid) -> list[dict[str, Any]]:
    """Write the labels of bands and columns."""
    plain = {"showarrow": False, "borderpad": 0, "yref": "y"}
    side = {**plain, "x": 0, "xref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    above = {**plain, "xref": "x", "xanchor": "center", "yanchor": "bottom", "font": {"size": SMALL}}
    labels = [{**side, "text": "<br>".join(band.lines), "y": band.top + SPACE / 2} for band in grid.bands]
    heads = [{**above, "text": "<br>".join(head.lines), "x": head.place, "y": head.foot - 2} for head in grid.headings]
    return [*labels, *heads]


def lead_headings(grid: Grid) -> list[dict[str, Any]]:
    """Draw a thin line from each raised heading down to its column."""
    line = {"type": "line", "xref": "x", "yref": "y", "line": {"color": LINE, "width": 1}}
    return [
        {**line, "x0": head.place, "x1": head.place, "y0": head.foot, "y1": head.band}
        for head in grid.headings
        if head.foot < head.band
    ]
