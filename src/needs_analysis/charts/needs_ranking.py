"""Needs from the largest number to the smallest, each with its interval: what comes first, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import Row, annotate_rows, draw_grid, lay_rows, separate_rows, shade_rows
from needs_analysis.charts.style import CONFIG, DARK, LIGHT, MUTED, house_layout
from needs_analysis.charts.text import escape_text, mute, wrap_lines, wrap_text
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.label import say_label
from needs_analysis.tables.measures import scale_of
from needs_analysis.tables.needs import say_need_order, table_needs
from needs_analysis.tables.numbers import say_absence, say_interval, say_no_interval
from needs_analysis.tables.order import order_items
from needs_analysis.tables.ranks import Place, places_of
from needs_analysis.tables.scope import say_national_responses, say_scope
from needs_analysis.tables.state_needs import state_needs
from needs_analysis.tables.statement import Statement

MARK, COLUMN = 16, 40
MARGIN = {"l": 8, "r": COLUMN, "t": 58, "b": 58}
Needs = dict[str, Estimate]


class Line(NamedTuple):
    """A row of the picture: whose it is (nobody's if it is a tier's heading), its label, the height of its mark."""

    need: str
    label: list[str]
    mark: float


def chart_needs_ranking(release: Release, language: str) -> Chart | Statement:
    """Draw the needs in order of the release's measure, with 95 % intervals and the respondents behind each.

    >>> chart_needs_ranking(release, "en").title
    'Needs by the gap between importance and capacity, 18 responses'
    """
    needs = order_items(release, "need")
    if not any(found.value is not None for found in needs.values()):
        return Statement(say("No need has a number that can be reported.", language=language))
    return Chart(
        figure=_draw(release, needs, language),
        title=f"{say_need_order(release, language)}, {say_national_responses(release, language)}",
        alt=_say_alt(release, needs, language),
        note=_say_note(release, language),
        table=table_needs(release, language),
    )


def _draw(release: Release, needs: Needs, language: str) -> dict[str, Any]:
    lines = list(_lines(release, needs, language))
    rows = lay_rows((line.label, line.mark) for line in lines)
    placed = {line.need: row for line, row in zip(lines, rows, strict=True) if line.need}
    tiers = [row for line, row in zip(lines, rows, strict=True) if not line.need]
    height = rows[-1].bottom
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_rows(rows), *_counts(needs, placed, language)],
        shapes=[*shade_rows(tiers), *separate_rows(placed.values())],
        yaxis={"range": [height, 0], "visible": False},
        **_axes(release, needs, language),
    )
    grid = draw_grid([row for code, row in placed.items() if needs[code].value is not None], _range(release, needs))
    data = [*grid, _intervals(needs, placed), _points(release, needs, placed, language)]
    return {"data": data, "layout": layout, "config": CONFIG}


def _lines(release: Release, needs: Needs, language: str) -> Iterator[Line]:
    """Give the needs, with a heading above each tier, where there are any."""
    places = places_of(release)
    tiers = {code: places.get(code, Place()).tier for code in needs}
    for tier, codes in groupby(needs, key=lambda code: tiers[code]):
        mine = list(codes)
        if any(tiers.values()):
            yield Line("", [f"<b>{escape_text(_say_tier(tier, len(mine), language))}</b>"], 0)
        for code in mine:
            yield Line(code, _label(release, code, needs[code], language), 0 if needs[code].value is None else MARK)


def _say_tier(tier: int | None, needs: int, language: str) -> str:
    counted = say_count("{n} need", "{n} needs", needs, language=language)
    if tier is None:
        return say("Without a place ({needs})", language=language, needs=counted)
    return say("Tier {tier} ({needs})", language=language, tier=tier, needs=counted)


def _label(release: Release, code: str, found: Estimate, language: str) -> list[str]:
    lines = wrap_lines(f"{code} {say_label(release, 'need', code, language)}")
    lines[0] = lines[0].replace(escape_text(code), f"<b>{escape_text(code)}</b>", 1)
    if found.value is None:
        lines.append(mute(f"<i>{escape_text(say_absence(found.note, language))}</i>"))
    elif found.interval is None:
        lines.append(mute(f"<i>{escape_text(say_no_interval(found.note, language))}</i>"))
    return lines


def _intervals(needs: Needs, placed: dict[str, Row]) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for code, found in needs.items():
        if found.interval is not None:
            x += [*found.interval, None]
            y += [placed[code].mark, placed[code].mark, None]
    line = {"color": LIGHT, "width": 5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _points(release: Release, needs: Needs, placed: dict[str, Row], language: str) -> dict[str, Any]:
    shown = {code: found for code, found in needs.items() if found.value is not None}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [found.value for found in shown.values()],
        "y": [placed[code].mark for code in shown],
        "xaxis": "x2",
        "marker": {
            "size": 10,
            "color": [DARK if found.interval else "#ffffff" for found in shown.values()],
            "line": {"color": DARK, "width": 2},
        },
        "hovertext": [_say_hover(release, code, found, language) for code, found in shown.items()],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _say_hover(release: Release, code: str, found: Estimate, language: str) -> str:
    value = say("{value}, n = {n}", language=language, value=say_interval(found, language), n=found.n)
    return f"<b>{wrap_text(say_label(release, 'need', code, language))}</b><br>{escape_text(value)}"


def _counts(needs: Needs, placed: dict[str, Row], language: str) -> list[dict[str, Any]]:
    place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": COLUMN - 4, "showarrow": False}
    head = {**place, "text": say("n", language=language), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    numbers = [
        {**place, "text": say_number(found.n, language, digits=0), "y": placed[code].mark, "yref": "y"}
        for code, found in needs.items()
        if found.value is not None and found.n is not None
    ]
    return [{**one, "font": {"color": MUTED}} for one in [head, *numbers]]


def _axes(release: Release, needs: Needs, language: str) -> dict[str, Any]:
    low, high = _range(release, needs)
    title = {"text": wrap_text(_say_axis(release, language)), "standoff": 6}
    span = {"range": [low - 0.1, high + 0.1], "dtick": 1, "tick0": 0}
    return {
        "xaxis": {**span, "side": "top", "title": title},
        "xaxis2": {**span, "side": "bottom", "overlaying": "x", "title": title},
    }


def _range(release: Release, needs: Needs) -> tuple[float, float]:
    measure = str(release.manifest["order"])
    if measure != "gap":
        return scale_of(release, measure)
    ends = [found.interval or (found.value, found.value) for found in needs.values() if found.value is not None]
    low, high = min(end[0] for end in ends), max(end[1] for end in ends)
    return min(0, math.floor(low * 2) / 2), max(0, math.ceil(high * 2) / 2)


def _say_axis(release: Release, language: str) -> str:
    if release.manifest["order"] == "gap":
        return say("Gap: importance minus capacity, in points", language=language)
    low, high = (say_number(end, language, digits=0) for end in scale_of(release, "importance"))
    return say("Mean importance, scale from {low} to {high}", language=language, low=low, high=high)


def _say_alt(release: Release, needs: Needs, language: str) -> str:
    rows = say_count(
        "{n} need from the largest number to the smallest.",
        "{n} needs from the largest number to the smallest.",
        len(needs),
        language=language,
    )
    return f"{rows} {state_needs(release, language).text}"


def _say_note(release: Release, language: str) -> str:
    reading = say(
        "Dots are means, bars their 95 % intervals. A tier ends where a need is told apart from the tier's first; "
        "within a tier there is no certain order.",
        language=language,
    )
    return f"{reading} {say_scope(release, language)}"
