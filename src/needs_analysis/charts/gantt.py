"""Periods as bars over years, under one another; what is not known of a period is dotted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from needs_analysis.charts.calendar import Span, place_day, span_of
from needs_analysis.charts.rows import TICK, annotate_rows, draw_ticks, lay_rows, separate_rows
from needs_analysis.charts.style import CONFIG, HATCH, INK, LIGHT, LINE, MUTED, SMALL, house_layout
from needs_analysis.charts.text import escape_text

BAR, MARK = 10, 16
MARGIN = {"l": 14, "r": 14, "t": 50, "b": 26}
# status → colour of the bar, of its edge, pattern on it: told apart without colours too, and named by the headings
LOOKS = {
    "ongoing": (LIGHT, LIGHT, ""),
    "planned": (LIGHT, LIGHT, "/"),
    "completed": ("#c9d1d9", HATCH, ""),
    "suspended": (MUTED, MUTED, "x"),
    "cancelled": (MUTED, MUTED, "."),
}
OTHER = (MUTED, MUTED, "-")


@dataclass(frozen=True)
class Period:
    """A row: the lines of its label, its status, its first and last day, blank where unknown; a heading has neither."""

    label: list[str]
    status: str
    start: str = ""
    end: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether any of its days is known."""
        return bool(self.start or self.end)


Placed = list[tuple[Period, float]]


def draw_periods(periods: Sequence[Period], as_of: str, words: str, language: str) -> dict[str, Any]:
    """Draw the rows from the top.

    Args:
        periods: the rows, headings among them.
        as_of: the day that an upright line marks.
        words: what is written at that line.
        language: of the numbers.

    >>> rows = [Period(["one"], "ongoing", "2026-01-01", "2027-01-01"), Period(["two"], "planned", "2026-07-02")]
    >>> [bar["x"] for bar in draw_periods(rows, "2026-05-14", "now", "en")["data"] if bar["type"] == "bar"]
    [[1.0]]
    """
    rows = lay_rows((period.label, MARK if period.is_drawn else 0) for period in periods)
    placed = [(period, row.mark) for period, row in zip(periods, rows, strict=True) if period.is_drawn]
    span = span_of((day for period in periods for day in (period.start, period.end)), as_of)
    height = rows[-1].bottom
    axis = {"range": list(span.ends), "tickvals": span.years(), "ticktext": [str(year) for year in span.years()]}
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*_start_at_edge(annotate_rows(rows)), _name_day(span, as_of, words)],
        shapes=[*separate_rows(rows), _years(span, [mark for _, mark in placed])],
        barmode="overlay",
        xaxis={**axis, "side": "top"},
        xaxis2={**axis, "side": "bottom", "overlaying": "x"},
        yaxis={"range": [height, 0], "visible": False},
    )
    return {"data": list(_marks(placed, span, as_of)), "layout": layout, "config": CONFIG}


def _marks(placed: Placed, span: Span, as_of: str) -> Iterator[dict[str, Any]]:
    marks = [mark for _, mark in placed]
    for status in dict.fromkeys(period.status for period, _ in placed):
        mine = [(period, mark) for period, mark in placed if period.status == status]
        yield from _bars([each for each in mine if each[0].start and each[0].end], span, status)
        yield from _dotted([each for each in mine if not (each[0].start and each[0].end)], span, status)
    yield from _arrows(placed, span)
    today = draw_ticks([place_day(as_of)], marks, INK)
    yield {**today, "xaxis": "x2", "line": {"color": INK, "width": 1.5}}


def _years(span: Span, marks: list[float]) -> dict[str, Any]:
    """Draw a short line at the start of each year, behind the bars."""
    path = "".join(f"M{year} {mark - TICK:g}V{mark + TICK:g}" for year in span.years() for mark in marks)
    return {
        "type": "path",
        "path": path,
        "xref": "x",
        "yref": "y",
        "layer": "below",
        "line": {"color": LINE, "width": 1},
    }


def _bars(placed: Placed, span: Span, status: str) -> Iterator[dict[str, Any]]:
    known = [(*_within(place_day(period.start), place_day(period.end), span), mark) for period, mark in placed]
    shown = [(start, end, mark) for start, end, mark in known if start < end]
    if not shown:
        return
    color, edge, pattern = LOOKS.get(status, OTHER)
    hatched = {"pattern": {"shape": pattern, "size": 5, "fgcolor": color, "bgcolor": "#ffffff"}} if pattern else {}
    yield {
        "type": "bar",
        "orientation": "h",
        "x": [round(end - start, 3) for start, end, _ in shown],
        "base": [round(start, 3) for start, _, _ in shown],
        "y": [mark for _, _, mark in shown],
        "width": BAR,
        "marker": {"color": color, "line": {"color": edge, "width": 1}, **hatched},
        "hoverinfo": "skip",
    }


def _within(start: float, end: float, span: Span) -> tuple[float, float]:
    """Cut a period off at the ends of the picture; a day is at least as wide as can be seen."""
    low, high = span.ends
    return max(start, low), min(max(end, start + 0.04), high)


def _dotted(placed: Placed, span: Span, status: str) -> Iterator[dict[str, Any]]:
    """Draw a dotted line from the day that is known to the end of the picture, and a dot at that day."""
    if not placed:
        return
    low, high = span.ends
    known = [(min(max(place_day(each.start or each.end), low), high), bool(each.start), mark) for each, mark in placed]
    _, color, _ = LOOKS.get(status, OTHER)
    yield {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [value for day, starts, _ in known for value in (day, high if starts else low, None)],
        "y": [value for _, _, mark in known for value in (mark, mark, None)],
        "line": {"color": color, "width": 3, "dash": "dot"},
        "marker": {"color": color, "size": [size for _ in known for size in (8, 0, 0)]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _arrows(placed: Placed, span: Span) -> Iterator[dict[str, Any]]:
    """Point to what lies beyond the picture."""
    low, high = span.ends
    before = [mark for each, mark in placed if each.start and place_day(each.start) < low]
    after = [mark for each, mark in placed if each.end and place_day(each.end) > high]
    for symbol, place, marks in (("triangle-left", low, before), ("triangle-right", high, after)):
        if marks:
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [place] * len(marks),
                "y": marks,
                "marker": {"symbol": symbol, "size": 11, "color": INK},
                "hoverinfo": "skip",
                "cliponaxis": False,
            }


def _start_at_edge(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**label, "xshift": 8 - MARGIN["l"]} for label in labels]


def _name_day(span: Span, as_of: str, words: str) -> dict[str, Any]:
    """Write the day above its line, on the side where there is room."""
    low, high = span.ends
    left = place_day(as_of) < (low + high) / 2
    place = {"x": place_day(as_of), "xref": "x", "xanchor": "left" if left else "right", "showarrow": False}
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 24, "borderpad": 0}
    mark = f"▼ {escape_text(words)}" if left else f"{escape_text(words)} ▼"
    return {**place, **above, "text": mark, "xshift": -5 if left else 5, "font": {"size": SMALL, "color": INK}}
