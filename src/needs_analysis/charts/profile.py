"""What one group lacks most: its means with their intervals, each beside the mean of all national delegations."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import Row, annotate_rows, draw_grid, lay_rows, separate_rows
from needs_analysis.charts.style import CONFIG, DARK, LIGHT, MUTED, house_layout
from needs_analysis.charts.text import escape_text, wrap_lines, wrap_text
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.groups import say_group
from needs_analysis.tables.label import say_need
from needs_analysis.tables.measures import say_measure, say_unit, scale_of
from needs_analysis.tables.numbers import say_interval
from needs_analysis.tables.profile import Profile, read_profile
from needs_analysis.tables.scope import say_weighting
from needs_analysis.tables.state_profile import state_profile
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table_profile import need_rows, profile_table, say_none

MOST = 12
MARK, COLUMN = 16, 40
MARGIN = {"l": 8, "r": COLUMN, "t": 40, "b": 44}
AIR = "\N{NO-BREAK SPACE}"
Placed = Mapping[str, Row]


def chart_profile(release: Release, language: str, *, by: str, group: str) -> Chart | Statement:
    """Draw the needs that a group reported as its largest, with 95 % intervals, beside all national delegations.

    Args:
        release: the edition's release.
        language: of the words.
        by: country or agency_type.
        group: its code.

    Raises:
        ReleaseError: the release has no such group.

    >>> chart_profile(release, "en", by="country", group="KAZ").title
    'Kazakhstan: the largest gaps, as reported by the participants'
    """
    profile = read_profile(release, by=by, group=group)
    drawn = profile.placed[:MOST]
    if not drawn:
        return Statement(say_none(language))
    return Chart(
        figure=_draw(release, profile, drawn, language),
        title=_say_title(release, profile, language),
        alt=_say_alt(release, profile, drawn, language),
        note=_say_note(release, profile, drawn, language),
        table=profile_table(release, profile, need_rows(release, profile, drawn, language), language),
    )


def _draw(release: Release, profile: Profile, drawn: list[str], language: str) -> dict[str, Any]:
    rows = lay_rows((wrap_lines(say_need(release, code, language)), MARK) for code in drawn)
    placed, height = dict(zip(drawn, rows, strict=True)), rows[-1].bottom
    span = _span(release, profile, drawn)
    axis = {"range": [span[0] - 0.1, span[1] + 0.1], "dtick": 1, "tick0": 0, "side": "bottom"}
    title = f"{say_measure(str(release.manifest['order']), language)}: {_say_unit(release, language)}"
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_rows(rows), _legend(release, profile, language), *_counts(profile, placed, language)],
        shapes=separate_rows(rows),
        xaxis={**axis, "title": {"text": wrap_text(title), "standoff": 6}},
        yaxis={"range": [height, 0], "visible": False},
    )
    marks = [_intervals(profile, placed), _region(profile, placed), _points(release, profile, placed, language)]
    return {"data": [*draw_grid(rows, span), *marks], "layout": layout, "config": CONFIG}


def _intervals(profile: Profile, placed: Placed) -> dict[str, Any]:
    known = [(row.mark, ends) for code, row in placed.items() if (ends := profile.ordering[code].interval)]
    x = [end for _, ends in known for end in (*ends, None)]
    y = [height for mark, _ in known for height in (mark, mark, None)]
    line = {"color": LIGHT, "width": 5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _region(profile: Profile, placed: Placed) -> dict[str, Any]:
    """Draw the means of all national delegations, as upright strokes."""
    known = [(row.mark, value) for code, row in placed.items() if (value := _region_of(profile, code)) is not None]
    marker = {"symbol": "line-ns", "size": 18, "line": {"color": MUTED, "width": 3}}
    x, y = [value for _, value in known], [mark for mark, _ in known]
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "hoverinfo": "skip"}


def _points(release: Release, profile: Profile, placed: Placed, language: str) -> dict[str, Any]:
    own = {code: profile.ordering[code] for code in placed}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [found.value for found in own.values()],
        "y": [row.mark for row in placed.values()],
        "marker": {
            "size": 10,
            "color": [DARK if found.interval else "#ffffff" for found in own.values()],
            "line": {"color": DARK, "width": 2},
        },
        "hovertext": [_say_hover(release, code, found, language) for code, found in own.items()],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _say_hover(release: Release, code: str, found: Estimate, language: str) -> str:
    value = say("{value}, n = {n}", language=language, value=say_interval(found, language), n=found.n)
    return f"<b>{wrap_text(say_need(release, code, language))}</b><br>{escape_text(value)}"


def _counts(profile: Profile, placed: Placed, language: str) -> list[dict[str, Any]]:
    place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": COLUMN - 4, "showarrow": False}
    head = {**place, "text": say("n", language=language), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    numbers = [
        {**place, "text": say_number(n, language, digits=0), "y": row.mark, "yref": "y"}
        for code, row in placed.items()
        if (n := profile.ordering[code].n) is not None
    ]
    return [{**one, "font": {"color": MUTED}} for one in [head, *numbers]]


def _legend(release: Release, profile: Profile, language: str) -> dict[str, Any]:
    group = escape_text(say_group(release, profile.by, profile.group, language))
    all_ = escape_text(say("all national delegations", language=language))
    words = f'<span style="color:{DARK}">●</span> {group}{AIR}{AIR} <span style="color:{MUTED}">❙</span> {all_}'
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    return {**place, "text": words, "showarrow": False, "borderpad": 0}


def _span(release: Release, profile: Profile, drawn: list[str]) -> tuple[float, float]:
    """Choose the ends of the axis: of the scale, or for a gap as far as marks and intervals reach."""
    measure = str(release.manifest["order"])
    if measure != "gap":
        return scale_of(release, measure)
    ends = [
        end for code in drawn for end in (profile.ordering[code].interval or (profile.ordering[code].value or 0.0,))
    ]
    ends += [value for code in drawn if (value := _region_of(profile, code)) is not None]
    return min(0, math.floor(min(ends) * 2) / 2), max(0, math.ceil(max(ends) * 2) / 2)


def _region_of(profile: Profile, code: str) -> float | None:
    return profile.region.get(code, Estimate()).value


def _say_unit(release: Release, language: str) -> str:
    return say_unit(release, str(release.manifest["order"]), language)


def _say_title(release: Release, profile: Profile, language: str) -> str:
    group = say_group(release, profile.by, profile.group, language)
    if release.manifest["order"] == "gap":
        return say("{group}: the largest gaps, as reported by the participants", language=language, group=group)
    return say("{group}: the highest importance, as reported by the participants", language=language, group=group)


def _say_alt(release: Release, profile: Profile, drawn: list[str], language: str) -> str:
    rows = say_count(
        "{n} need from the largest number to the smallest, beside the mean of all national delegations.",
        "{n} needs from the largest number to the smallest, each beside the mean of all national delegations.",
        len(drawn),
        language=language,
    )
    said = state_profile(release, language, by=profile.by, group=profile.group)
    return " ".join([rows, said.text, *said.points])


def _say_note(release: Release, profile: Profile, drawn: list[str], language: str) -> str:
    told = say(
        "{shown} needs of {all}. Dots are the means of these participants, bars their 95 % intervals, strokes the "
        "means of all national delegations ({weighting}).",
        language=language,
        shown=len(drawn),
        all=len(profile.needs),
        weighting=say_weighting(release, language),
    )
    if all(profile.ordering[code].interval for code in drawn):
        return told
    return f"{told} {say('A hollow dot has no interval; the table says why.', language=language)}"
