"""Intervals of a native bar chart: lines from the low to the high end, whose numbers stand in its workbook."""

from __future__ import annotations

from typing import Any

from needs_analysis.documents.slides.chart_book import SHEET
from needs_analysis.documents.slides.drawn import Column

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def add_intervals(chart: Any, column: Column, shown: int, *, first: int) -> list[list[float | None]]:
    """Draw the intervals of the first series of a chart.

    Args:
        chart: with one series of bars.
        column: its numbers.
        shown: how many of them are drawn.
        first: the column of the chart's workbook, from 0, in which the lengths of the lines begin.

    Returns:
        the lengths below and above each number, as they go into the workbook.
    """
    from pptx.oxml import parse_xml

    pairs = list(zip(column.values[:shown], column.ends[:shown], strict=True))
    below = [round(value - ends[0], 6) if value is not None and ends else None for value, ends in pairs]
    above = [round(ends[1] - value, 6) if value is not None and ends else None for value, ends in pairs]
    parts = [_numbers("plus", above, first + 1), _numbers("minus", below, first)]
    made = (
        f'<c:errBars xmlns:c="{NAMESPACE}" xmlns:a="{DRAWING}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{"".join(parts)}<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="8B949E"/>'
        "</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    series = chart.plots[0].series[0]._element
    series.find(f"{{{NAMESPACE}}}cat").addprevious(parse_xml(made))
    return [below, above]


def _numbers(side: str, lengths: list[float | None], place: int) -> str:
    letter = chr(ord("A") + place)
    given = enumerate(lengths)
    points = "".join(f'<c:pt idx="{at}"><c:v>{length}</c:v></c:pt>' for at, length in given if length is not None)
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>{points}</c:numCache>'
    return (
        f"<c:{side}><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${len(lengths) + 1}</c:f>{cache}</c:numRef></c:{side}>"
    )
