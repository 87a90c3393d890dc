"""The cells of a grid as a heat map: a number written in each, darker where it is larger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from needs_analysis.charts.grid import Grid
from needs_analysis.charts.style import INK, SCALE


class Cell(NamedTuple):
    """A number, how it is written in its cell, and what the reader is told who points at it."""

    value: float
    text: str
    hover: str


def draw_heat(grid: Grid, cells: Mapping[tuple[str, str], Cell]) -> dict[str, Any]:
    """Draw the cells that have a number, by the codes of their column and row; the others stay white.

    >>> from needs_analysis.charts.grid import lay_grid
    >>> grid = lay_grid({"A": ["Aland"], "B": ["Bland"]}, {"one": ["First"]})
    >>> draw_heat(grid, {("A", "one"): Cell(2.0, "2.0", "two")})["z"]
    [[2.0, None]]
    """
    z: list[list[Any]] = [[None] * grid.columns for _ in grid.bands]
    text, hover = ([[""] * grid.columns for _ in grid.bands] for _ in range(2))
    for row, band in enumerate(grid.bands):
        for head in grid.headings:
            if head.panel == band.panel and (cell := cells.get((head.code, band.code))):
                z[row][head.place], text[row][head.place], hover[row][head.place] = cell
    values = [cell.value for cell in cells.values()]
    return {
        "type": "heatmap",
        "x": list(range(grid.columns)),
        "y": [edge for band in grid.bands for edge in (band.cells, band.bottom)],
        "z": _between(z, [None] * grid.columns),
        "text": _between(text, [""] * grid.columns),
        "hovertext": _between(hover, [""] * grid.columns),
        "texttemplate": "%{text}",
        "textfont": {"color": INK},
        "hoverinfo": "text",
        "colorscale": SCALE,
        "zmin": min(values),
        "zmax": max(values) if max(values) > min(values) else min(values) + 1,
        "showscale": False,
        "xgap": 3,
    }


def _between(rows: list[list[Any]], blank: list[Any]) -> list[list[Any]]:
    """Put a blank row between rows: the strip in which the next label stands."""
    return [row for pair in rows for row in (pair, blank)][:-1]
