"""Answers from low to high as one bar a row: low ones to the left, high ones to the right of the middle of the scale.

How many are low and how many high is written at both ends of each bar, so that nothing hangs on a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from needs_analysis.charts.rows import Row, annotate_rows, draw_grid, lay_rows, separate_rows
from needs_analysis.charts.style import CONFIG, DARK, HATCH, INK, LIGHT, MUTED, SMALL, house_layout
from needs_analysis.charts.text import escape_text
from needs_analysis.tables.numbers import say_percent

BAR, MARK, SIDE = 12, 16, 42
AROUND = 1.03  # bars end a little before the numbers beside them
MARGIN = {"l": SIDE, "r": SIDE, "t": 58, "b": 8}
MIDDLE = "#dde2e7"
LOW = ((HATCH,), ("#3d454e", HATCH), ("#3d454e", MUTED, HATCH))
HIGH = ((DARK,), (LIGHT, DARK), ("#8fb8d8", LIGHT, DARK))
AIR = "\N{NO-BREAK SPACE}"
Shares = tuple[float, ...]


@dataclass(frozen=True)
class Answers:
    """A row: the lines of its label, and its shares from low to high; none where none is given."""

    label: list[str]
    shares: Shares


Drawn = list[tuple[Answers, Row]]


def draw_answers(rows: Sequence[Answers], names: Sequence[str], language: str) -> dict[str, Any]:
    """Draw the rows from the top; `names` are the answers, lowest first.

    >>> figure = draw_answers([Answers(["one"], (0.1, 0.2, 0.7))], ("1–2", "3", "4–5"), "en")
    >>> [trace["base"] for trace in figure["data"] if trace["type"] == "bar"]
    [[-0.2], [-0.1], [0.1]]
    """
    laid = lay_rows((row.label, MARK if row.shares else 0) for row in rows)
    drawn = [(row, place) for row, place in zip(rows, laid, strict=True) if row.shares]
    left, right = (max(0.05, max(side)) for side in zip(*(_reach(row.shares) for row, _ in drawn), strict=True))
    height = laid[-1].bottom
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*_start_at_edge(annotate_rows(laid)), _legend(names), *_heads(names)],
        shapes=separate_rows(laid),
        barmode="overlay",
        xaxis={"range": [-left * AROUND, right * AROUND], "visible": False},
        yaxis={"range": [height, 0], "visible": False},
    )
    bars = [_bars(drawn, answer, names, language) for answer in range(len(names))]
    middle = [trace for trace in draw_grid([place for _, place in drawn], (0, 0)) if trace["x"]]
    sums = [_sums(drawn, side, at * AROUND, language) for side, at in ((0, -left), (1, right))]
    return {"data": [*bars, *middle, *sums], "layout": layout, "config": CONFIG}


def shades(count: int) -> list[str]:
    """Choose a colour for each answer, lowest first: greys, one pale in the middle, blues; up to seven answers.

    >>> shades(3), len(shades(7))
    (['#8b949e', '#dde2e7', '#0b3c5d'], 7)
    """
    side = min(count // 2, len(LOW)) - 1
    low, high = (LOW[side], HIGH[side]) if side >= 0 else ((), ())
    return [*low, *[MIDDLE] * (count - len(low) - len(high)), *high]


def split(shares: Shares) -> tuple[float, float, float]:
    """Add up what lies below, at and above the middle of the scale; with an even number of answers none is at it.

    >>> split((0.25, 0.5, 0.25)), split((0.25, 0.75))
    ((0.25, 0.5, 0.25), (0.25, 0, 0.75))
    """
    half = len(shares) // 2
    return sum(shares[:half]), sum(shares[half : len(shares) - half]), sum(shares[len(shares) - half :])


def _reach(shares: Shares) -> tuple[float, float]:
    low, middle, high = split(shares)
    return low + middle / 2, high + middle / 2


def _bars(drawn: Drawn, answer: int, names: Sequence[str], language: str) -> dict[str, Any]:
    there = [(row, place) for row, place in drawn if row.shares[answer] > 0]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [round(row.shares[answer], 4) for row, _ in there],
        "base": [round(sum(row.shares[:answer]) - _reach(row.shares)[0], 4) for row, _ in there],
        "y": [place.mark for _, place in there],
        "width": BAR,
        "marker": {"color": shades(len(names))[answer], "line": {"color": "#ffffff", "width": 1}},
        "hovertext": [escape_text(f"{names[answer]}: {say_percent(row.shares[answer], language)}") for row, _ in there],
        "hoverinfo": "text",
    }


def _sums(drawn: Drawn, side: int, at: float, language: str) -> dict[str, Any]:
    """Write the shares of low (0) or high (1) answers beside the bars."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [at] * len(drawn),
        "y": [place.mark for _, place in drawn],
        "text": [escape_text(say_percent(split(row.shares)[2 * side], language)) for row, _ in drawn],
        "textposition": "middle right" if side else "middle left",
        "textfont": {"size": SMALL, "color": INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _start_at_edge(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let labels begin above the left numbers, not above the bars."""
    return [{**label, "xshift": 8 - SIDE} for label in labels]


def _heads(names: Sequence[str]) -> list[dict[str, Any]]:
    half = len(names) // 2
    place = {"xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4, "showarrow": False}
    font = {"size": SMALL, "color": MUTED}
    ends = [(0, "right", names[:half], -3), (1, "left", names[len(names) - half :], 3)]
    return [
        {**place, "text": escape_text(_span(mine)), "x": x, "xanchor": anchor, "xshift": shift, "borderpad": 0}
        | {"font": font}
        for x, anchor, mine, shift in ends
    ]


def _span(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _legend(names: Sequence[str]) -> dict[str, Any]:
    marks = [f"{_swatch(color)}{AIR}{escape_text(name)}" for name, color in zip(names, shades(len(names)), strict=True)]
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 30}
    return {**place, "xshift": 8 - SIDE, "text": f"{AIR}{AIR} ".join(marks), "showarrow": False, "borderpad": 0}


def _swatch(color: str) -> str:
    """Draw a small square; of the pale middle its outline, which would not be seen otherwise."""
    return f'<span style="color:{HATCH}">□</span>' if color == MIDDLE else f'<span style="color:{color}">■</span>'
