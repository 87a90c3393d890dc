"""Who was in the room: bars by country and by type of agency."""

from __future__ import annotations

from typing import Any, NamedTuple

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import Row, annotate_rows, lay_rows
from needs_analysis.charts.style import CONFIG, DARK, LIGHT, house_layout
from needs_analysis.charts.text import escape_text, mute, wrap_lines
from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.groups import (
    count_groups,
    list_counted,
    list_groups,
    say_counted,
    say_group,
    say_grouping,
    say_merged,
    say_people,
)
from needs_analysis.tables.numbers import say_absence
from needs_analysis.tables.participants import table_participants
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.state_participants import state_participants
from needs_analysis.tables.statement import Statement

GROUPINGS = ("country", "agency_type")
COLORS = {"participants": DARK, "responses": LIGHT}
BAR, GAP = 8, 2
MARGIN = {"l": 8, "r": 8, "t": 24, "b": 8}
AIR = "\N{NO-BREAK SPACE}"


class Line(NamedTuple):
    """The lines of a label and the counts of its bars, if it has any."""

    label: list[str]
    counts: dict[str, Estimate]


def chart_participants(release: Release, language: str) -> Chart | Statement:
    """Draw how many participants and responses each country and each type of agency had.

    >>> chart_participants(release, "en").title
    'Who took part and who answered, by country and type of agency (20 participants, 18 responses)'
    """
    lines = [line for by in GROUPINGS for line in _list_lines(release, by, language)]
    lines = [lines[0]._replace(label=lines[0].label[1:]), *lines[1:]] if lines else []
    if not any(line.counts for line in lines):
        return Statement(say("No number of participants can be reported.", language=language))
    return Chart(
        figure=_draw(lines, list_counted(release), language),
        title=_say_title(release, language),
        alt=state_participants(release, language).text,
        note=_say_note(release, language),
        table=table_participants(release, language),
    )


def _list_lines(release: Release, by: str, language: str) -> list[Line]:
    """Give the heading, the groups with bars, and one line that names the groups too small to have any."""
    codes = list_groups(release, by, language)
    counts = count_groups(release, by)
    found = {code: {who: count[code] for who, count in counts.items() if code in count} for code in codes}
    shown = [code for code in codes if any(count.value is not None for count in found[code].values())]
    lines = [Line(_label(say_group(release, by, code, language), found[code], language), found[code]) for code in shown]
    hidden = [say_group(release, by, code, language) for code in codes if code not in shown]
    if hidden:
        names = ", ".join(hidden)
        words = say("Too few to report, or withheld: {names}.", language=language, names=names)
        lines.append(Line([mute(line) for line in wrap_lines(words)], {}))
    return [Line([AIR, f"<b>{escape_text(say_grouping(by, language))}</b>"], {}), *lines] if lines else []


def _label(name: str, found: dict[str, Estimate], language: str) -> list[str]:
    numbers = ", ".join(_say_number(measure, count, language) for measure, count in found.items())
    return [*wrap_lines(name), *(mute(line) for line in wrap_lines(numbers))]


def _say_number(measure: str, count: Estimate, language: str) -> str:
    if count.value is None:
        return f"{say_counted(measure, language)}: {say_absence(count.note, language)}"
    if measure == "participants":
        return say_count("{n} participant", "{n} participants", int(count.value), language=language)
    return say_count("{n} response", "{n} responses", int(count.value), language=language)


def _draw(lines: list[Line], measures: list[str], language: str) -> dict[str, Any]:
    thick = len(measures) * (BAR + GAP) - GAP
    rows = lay_rows((line.label, thick if line.counts else 0) for line in lines)
    most = max(count.value or 0 for line in lines for count in line.counts.values())
    height = rows[-1].bottom
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_rows(rows), _legend(measures, language)],
        barmode="overlay",
        xaxis={"range": [0, most], "visible": False},
        yaxis={"range": [height, 0], "visible": False},
    )
    bars = [
        _bars(lines, rows, measure, place * (BAR + GAP) - (thick - BAR) / 2) for place, measure in enumerate(measures)
    ]
    return {"data": bars, "layout": layout, "config": CONFIG}


def _bars(lines: list[Line], rows: list[Row], measure: str, shift: float) -> dict[str, Any]:
    found = [(line.counts.get(measure, Estimate()).value, row.mark) for line, row in zip(lines, rows, strict=True)]
    shown = [(value, mark) for value, mark in found if value is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [value for value, _ in shown],
        "y": [mark + shift for _, mark in shown],
        "width": BAR,
        "marker": {"color": COLORS[measure]},
        "hoverinfo": "skip",
    }


def _legend(measures: list[str], language: str) -> dict[str, Any]:
    words = [f'<span style="color:{COLORS[measure]}">■</span> {say_counted(measure, language)}' for measure in measures]
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    return {**place, "text": f"{AIR}{AIR} ".join(words), "showarrow": False, "borderpad": 0}


def _say_title(release: Release, language: str) -> str:
    totals = count_groups(release, "")
    numbers = [_say_number(measure, found[""], language) for measure, found in totals.items() if "" in found]
    return say(
        "{people}, by country and type of agency ({numbers})",
        language=language,
        people=say_people(release, language),
        numbers=", ".join(numbers),
    )


def _say_note(release: Release, language: str) -> str:
    counted = say(
        "Bars count people and filled-in forms, unweighted. {event}.",
        language=language,
        event=say_event(release, language),
    )
    return " ".join([counted, *say_merged(release, language)])
