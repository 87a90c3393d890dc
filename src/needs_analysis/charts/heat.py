"""The cells of a grid as a heat map: a number written in each, darker where it is larger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from needs_analysis.charts.grid import CELL, Grid
from needs_analysis.charts.style import INK, SCALE

WIDTH = 0.95  # of a column; the rest is the gap between two cells


class Cell(NamedTuple):
    """A number, how it is written in its cell, and what the reader is told who points at it."""

    value: float
    text: str
    hover: str


def draw_heat(grid: Grid, cells: Mapping[tuple[str, str], Cell]) -> dict[str, Any]:
    """Draw the cells that have a number, by the codes of their column and row; the others stay white.

    Each cell is a bar of its own, as the smallest bundle of plotly.js has bars but no heat maps; the layout's `barmode`
    is `overlay`.

    >>> from needs_analysis.charts.grid import lay_grid
    >>> grid = lay_grid({"A": ["Aland"], "B": ["Bland"]}, {"one": ["First"]})
    >>> draw_heat(grid, {("B", "one"): Cell(2.0, "2.0", "two")})["x"]
    [1]
    """
    shown = [
        (head.place, band.cells, cells[head.code, band.code])
        for band in grid.bands
        for head in grid.headings
        if head.panel == band.panel and (head.code, band.code) in cells
    ]
    return {
        "type": "bar",
        "x": [place for place, _, _ in shown],
        "y": [CELL for _ in shown],
        "base": [top for _, top, _ in shown],
        "width": WIDTH,
        "marker": {"color": _shades([cell.value for _, _, cell in shown])},
        "text": [cell.text for _, _, cell in shown],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": INK},
        "hovertext": [cell.hover for _, _, cell in shown],
        "hoverinfo": "text",
    }


def _shades(values: list[float]) -> list[str]:
    """Return the colour of each value, from the lightest for the least to the darkest for the largest."""
    low, high = min(values), max(values)
    return [shade((value - low) / (high - low) if high > low else 0.0) for value in values]


def shade(share: float) -> str:
    """Return the colour at a share of the scale's way.

    >>> shade(0.0), shade(1.0)
    ('#f1f6fa', '#5e9cc9')
    """
    light, dark = (bytes.fromhex(color[1:]) for _, color in SCALE)
    mixed = (round(one + share * (other - one)) for one, other in zip(light, dark, strict=True))
    return "#" + bytes(mixed).hex()
