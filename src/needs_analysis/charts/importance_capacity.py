"""Importance against capacity: where much is needed and little is there."""

from __future__ import annotations

from typing import Any

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.placement import place_labels
from needs_analysis.charts.plane import Place, Plane, first_quadrant, lay_plane
from needs_analysis.charts.style import CONFIG, DARK, INK, LINE, MUTED, SMALL, house_layout
from needs_analysis.charts.text import escape_text, wrap_text
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, select_means
from needs_analysis.tables.label import say_label
from needs_analysis.tables.measures import say_measure
from needs_analysis.tables.need_codes import table_need_codes
from needs_analysis.tables.numbers import say_interval
from needs_analysis.tables.order import list_measures
from needs_analysis.tables.quadrants import say_quadrant
from needs_analysis.tables.scope import say_national_responses, say_scope
from needs_analysis.tables.state_needs import say_no_capacity
from needs_analysis.tables.statement import Statement

INNER = 520
MARGIN = {"l": 30, "r": 8, "t": 64, "b": 118}
QUARTER = 22


def chart_importance_capacity(release: Release, language: str) -> Chart | Statement:
    """Draw each need at its means, cut at the middle of the scale and at the means of all needs.

    >>> chart_importance_capacity(release, "en").title
    'Importance and capacity of 3 needs, 18 responses'
    """
    if "capacity" not in list_measures(release):
        return Statement(say_no_capacity(language))
    plane = lay_plane(release)
    if not plane.places:
        return Statement(say("No need has a number that can be reported.", language=language))
    return Chart(
        figure=_draw(release, plane, language),
        title=_say_title(release, plane, language),
        alt=_say_alt(release, plane, language),
        note=_say_note(release, plane, language),
        table=table_need_codes(release, language),
    )


def _draw(release: Release, plane: Plane, language: str) -> dict[str, Any]:
    axis = {"dtick": 0.5, "tick0": 0, "showgrid": True, "gridcolor": LINE, "tickformat": ".1f"}
    layout = house_layout(
        language,
        height=INNER + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*_codes(plane), *_quadrants(language), *_axis_names(language)],
        xaxis={**axis, "range": [plane.low.capacity, plane.high.capacity]},
        yaxis={**axis, "range": [plane.low.importance, plane.high.importance]},
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": -72 / INNER,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": SMALL},
        },
    )
    cuts = [_cut(plane, plane.middle, "dash", say("middle of the scale", language=language))]
    if plane.means:
        cuts.append(_cut(plane, plane.means, "dot", say("mean of all needs", language=language)))
    return {"data": [*cuts, _points(release, plane, language)], "layout": layout, "config": CONFIG}


def _cut(plane: Plane, cut: Place, dash: str, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [cut.capacity, cut.capacity, None, plane.low.capacity, plane.high.capacity],
        "y": [plane.low.importance, plane.high.importance, None, cut.importance, cut.importance],
        "line": {"color": MUTED, "width": 1.2, "dash": dash},
        "name": name,
        "hoverinfo": "skip",
    }


def _points(release: Release, plane: Plane, language: str) -> dict[str, Any]:
    importance, capacity = select_means(release, "importance"), select_means(release, "capacity")
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at.capacity for at in plane.places.values()],
        "y": [at.importance for at in plane.places.values()],
        "marker": {"size": 8, "color": DARK, "line": {"color": "#ffffff", "width": 1}},
        "hovertext": [_say_hover(release, code, (importance[code], capacity[code]), language) for code in plane.places],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _say_hover(release: Release, code: str, found: tuple[Estimate, Estimate], language: str) -> str:
    lines = [wrap_text(say_label(release, "need", code, language))]
    for measure, estimate in zip(("importance", "capacity"), found, strict=True):
        value = say("{value}, n = {n}", language=language, value=say_interval(estimate, language), n=estimate.n)
        lines.append(escape_text(f"{say_measure(measure, language)}: {value}"))
    return "<br>".join(lines)


def _codes(plane: Plane) -> list[dict[str, Any]]:
    shares = {code: _share(plane, at) for code, at in plane.places.items()}
    shifts = place_labels(shares, INNER)
    return [
        {
            "text": escape_text(code),
            "x": plane.places[code].capacity,
            "y": plane.places[code].importance,
            "ax": across,
            "ay": down,
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 0.8,
            "arrowcolor": MUTED,
            "standoff": 4,
            "borderpad": 0,
            "bgcolor": "#ffffff",
            "font": {"size": SMALL, "color": INK},
        }
        for code, (across, down) in shifts.items()
    ]


def _share(plane: Plane, at: Place) -> tuple[float, float]:
    across = (at.capacity - plane.low.capacity) / (plane.high.capacity - plane.low.capacity)
    down = (plane.high.importance - at.importance) / (plane.high.importance - plane.low.importance)
    return across, down


def _quadrants(language: str) -> list[dict[str, Any]]:
    words = {
        ("left", "top"): say_quadrant("concentrate", language),
        ("right", "top"): say_quadrant("keep_up", language),
        ("left", "bottom"): say_quadrant("low_priority", language),
        ("right", "bottom"): say_quadrant("overkill", language),
    }
    return [
        {**_outside(side, edge, 4 if edge == "top" else -20), "text": f"<i>{wrap_text(text, QUARTER)}</i>"}
        for (side, edge), text in words.items()
    ]


def _axis_names(language: str) -> list[dict[str, Any]]:
    up = say("↑ Importance, mean", language=language)
    across = say("Capacity, mean →", language=language)
    return [{**_outside("left", "top", 40), "text": up}, {**_outside("right", "bottom", -56), "text": across}]


def _outside(side: str, edge: str, shift: float) -> dict[str, Any]:
    """Place a text in a corner just outside the drawing, `shift` pixels up."""
    return {
        "xref": "paper",
        "x": 0 if side == "left" else 1,
        "xanchor": side,
        "align": side,
        "yref": "paper",
        "y": 1 if edge == "top" else 0,
        "yanchor": "bottom" if edge == "top" else "top",
        "yshift": shift,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": SMALL, "color": MUTED},
    }


def _say_title(release: Release, plane: Plane, language: str) -> str:
    return say_count(
        "Importance and capacity of {n} need, {responses}",
        "Importance and capacity of {n} needs, {responses}",
        len(plane.places),
        language=language,
        responses=say_national_responses(release, language),
    )


def _say_alt(release: Release, plane: Plane, language: str) -> str:
    first = first_quadrant(plane, plane.middle)
    title = _say_title(release, plane, language)
    if not first:
        none = say(
            "No need lies above the middle of the importance scale and below that of capacity.", language=language
        )
        return f"{title}. {none}"
    counted = say_count(
        "{n} need lies above the middle of the importance scale and below that of capacity: {needs}.",
        "{n} needs lie above the middle of the importance scale and below that of capacity: {needs}.",
        len(first),
        language=language,
        needs=", ".join(first),
    )
    return f"{title}. {counted}"


def _say_note(release: Release, plane: Plane, language: str) -> str:
    reading = say(
        "Each dot is a need; the table lists the codes. The two cuts part the needs in two ways: a need that changes "
        "sides with the cut lies near the border. The means have intervals, which the table gives.",
        language=language,
    )
    return " ".join([reading, *_say_cuts(plane, language), say_scope(release, language)])


def _say_cuts(plane: Plane, language: str) -> list[str]:
    if plane.means is None:
        return []
    counts = [len(first_quadrant(plane, cut)) for cut in (plane.middle, plane.means)]
    middle, means = (say_number(count, language, digits=0) for count in counts)
    return [
        say(
            "Needs in the upper left: {middle} by the middle of the scale, {means} by the means.",
            language=language,
            middle=middle,
            means=means,
        )
    ]
