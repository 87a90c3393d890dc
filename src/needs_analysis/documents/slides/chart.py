"""Native charts: bars with intervals, stacked bars and points, drawn from numbers as the report shows them."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from needs_analysis.documents.letters import cut_text, in_presentation
from needs_analysis.documents.slides.chart_book import chart_workbook
from needs_analysis.documents.slides.drawn import Column, Drawing, code_of
from needs_analysis.documents.slides.intervals import add_intervals

MOST_BARS, LONGEST = 10, 60
COLOURS = ("0B3C5D", "4F8FBF", "8B949E", "C9DDEB", "1B1F24", "A9BCCB")
LABELS, AXIS, CODES = 12, 11, 9  # sizes of type


class Box(NamedTuple):
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


def shown_rows(drawing: Drawing) -> int:
    """Say how many of a drawing's rows a slide shows."""
    return len(drawing.labels) if drawing.kind == "scatter" else min(MOST_BARS, len(drawing.labels))


def draw_chart(slide: Any, drawing: Drawing, box: Box) -> Any:
    """Draw a chart on a slide; its numbers can be edited there.

    Returns:
        the frame that holds it.
    """
    frame = _draw_points(slide, drawing, box) if drawing.kind == "scatter" else _draw_bars(slide, drawing, box)
    frame.chart.font.size = _points(AXIS)
    return frame


def bar_labels(drawing: Drawing) -> list[str]:
    """Give the words beside each bar: what it is and how many people are behind it."""
    labels = [cut_text(in_presentation(label), LONGEST) for label in drawing.labels[:MOST_BARS]]
    counts = drawing.counts[:MOST_BARS] or ("",) * len(labels)
    return [f"{label} (n = {count})" if count else label for label, count in zip(labels, counts, strict=True)]


def _draw_bars(slide: Any, drawing: Drawing, box: Box) -> Any:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

    stacked, labels = drawing.kind == "stacked", bar_labels(drawing)
    data = CategoryChartData(number_format=_layout(drawing.columns[0]))
    data.categories = labels
    for column in drawing.columns:
        data.add_series(in_presentation(column.head), column.values[:MOST_BARS])
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = _add(slide, kind, data, box)
    chart, plot = frame.chart, frame.chart.plots[0]
    _name_values(plot, drawing)
    plot.gap_width, plot.overlap = 45, 100 if stacked else 0
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.tick_labels.font.size = _points(LABELS)
    chart.category_axis.format.line.color.rgb = _colour("8B949E")
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    _finish(chart, drawing)
    _keep_numbers(chart, drawing, labels)
    return frame


def _name_values(plot: Any, drawing: Drawing) -> None:
    """Write each number at its bar; beside an interval at the foot of the bar, where the line does not cross it."""
    from pptx.enum.chart import XL_LABEL_POSITION

    plot.has_data_labels = True
    labels, intervals = plot.data_labels, _has_intervals(drawing)
    labels.number_format, labels.number_format_is_linked = _layout(drawing.columns[0]), False
    labels.font.size, labels.font.bold = _points(LABELS), True
    if drawing.kind == "stacked":
        labels.position = XL_LABEL_POSITION.CENTER
    else:
        labels.position = XL_LABEL_POSITION.INSIDE_BASE if intervals else XL_LABEL_POSITION.OUTSIDE_END
    if intervals:
        labels.font.color.rgb = _colour("FFFFFF")


def _keep_numbers(chart: Any, drawing: Drawing, labels: list[str]) -> None:
    """Put the numbers into the chart's workbook, and the intervals into the chart."""
    shown = len(labels)
    heads = ["", *(in_presentation(column.head) for column in drawing.columns)]
    columns: list[list[float | None]] = [list(column.values[:shown]) for column in drawing.columns]
    if _has_intervals(drawing):
        sides = add_intervals(chart, drawing.columns[0], shown, first=len(heads))
        heads += ["−", "+"]
        columns += sides
    rows = [[label, *numbers] for label, numbers in zip(labels, zip(*columns, strict=True), strict=True)]
    chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook(heads, rows))


def _draw_points(slide: Any, drawing: Drawing, box: Box) -> Any:
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    across, up = drawing.columns
    both = zip(drawing.labels, across.values, up.values, strict=True)
    points = [(label, x, y) for label, x, y in both if x is not None and y is not None]
    data = XyChartData(number_format=_layout(across))
    series = data.add_series(in_presentation(up.head))
    for _, x, y in points:
        series.add_data_point(x, y)
    frame = _add(slide, XL_CHART_TYPE.XY_SCATTER, data, box)
    chart = frame.chart
    _mark_points(chart.plots[0].series[0], [label for label, _, _ in points])
    for axis, column in ((chart.category_axis, across), (chart.value_axis, up)):
        _span(axis, column)
    chart.has_legend = chart.has_title = False
    rows: list[list[str | float | None]] = [[x, y, in_presentation(label)] for label, x, y in points]
    heads = [in_presentation(across.head), in_presentation(up.head)]
    chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook(heads, rows))
    return frame


def _mark_points(series: Any, labels: list[str]) -> None:
    """Draw each point as a dot with its code, or its number in the table where it has none."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE

    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _colour(COLOURS[0])
    for place, label in enumerate(labels):
        named = series.points[place].data_label
        named.text_frame.text = code_of(label) or str(place + 1)
        named.text_frame.paragraphs[0].runs[0].font.size = _points(CODES)
        named.position = XL_LABEL_POSITION.RIGHT


def _span(axis: Any, column: Column) -> None:
    """Name an axis, and let it reach from half to half around the points."""
    values = [value for value in column.values if value is not None]
    axis.minimum_scale = math.floor(min(values) * 2 - 0.1) / 2
    axis.maximum_scale = math.ceil(max(values) * 2 + 0.1) / 2
    axis.has_title, axis.has_major_gridlines = True, False
    axis.axis_title.text_frame.text = cut_text(in_presentation(column.head), LONGEST)
    axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = _points(LABELS)
    axis.tick_labels.font.size = _points(AXIS)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0.0", False


def _finish(chart: Any, drawing: Drawing) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    chart.has_title = False
    chart.has_legend = len(drawing.columns) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = _points(LABELS)
    for place, series in enumerate(chart.plots[0].series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(COLOURS[place % len(COLOURS)])
        series.invert_if_negative = False


def _has_intervals(drawing: Drawing) -> bool:
    return drawing.kind == "bars" and len(drawing.columns) == 1 and any(drawing.columns[0].ends[:MOST_BARS])


def _add(slide: Any, kind: Any, data: Any, box: Box) -> Any:
    return slide.shapes.add_chart(kind, *(_points(length) for length in box), data)


def _layout(column: Column) -> str:
    decimals = f".{'0' * column.digits}" if column.digits else ""
    return f'0{decimals}" %"' if column.unit == "%" else f"0{decimals}"


def _points(length: float) -> Any:
    from pptx.util import Pt

    return Pt(length)


def _colour(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code)
