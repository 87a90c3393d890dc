"""Needs by provider: a grid of how many current activities each organisation has on each need."""

from __future__ import annotations

from typing import Any

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.grid import annotate_grid, lay_grid, lead_headings
from needs_analysis.charts.heat import Cell, draw_heat
from needs_analysis.charts.style import CONFIG, house_layout
from needs_analysis.charts.text import escape_text, wrap_lines, wrap_text
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.assistance import (
    count_recorded,
    has_list,
    list_needs_recorded,
    say_no_list,
    say_organisation,
    say_provider_names,
    say_recorded,
)
from needs_analysis.tables.coverage import OTHERS, provider_matrix, say_column, table_coverage
from needs_analysis.tables.label import say_need
from needs_analysis.tables.statement import Statement

HEADING, NAMED, WIDEST = 11, 3, 7
MARGIN = {"l": 8, "r": 8, "t": 4, "b": 8}


def chart_coverage(release: Release, language: str) -> Chart | Statement:
    """Draw the current activities of each organisation on each need that has any; the note names the others.

    >>> chart_coverage(release, "en").title
    'Current activities by need and organisation: 2 of 4 needs have any'
    """
    if not has_list(release):
        return Statement(say_no_list(language))
    if not provider_matrix(release).get(""):
        nothing = say("No current activity is recorded.", language=language)
        return Statement(f"{nothing} {say_recorded(release, language)}")
    return Chart(
        figure=_draw(release, language),
        title=_say_title(release, language),
        alt=_say_alt(release, language),
        note=_say_note(release, language),
        table=table_coverage(release, language),
    )


def _draw(release: Release, language: str) -> dict[str, Any]:
    matrix = provider_matrix(release)
    columns = {code: wrap_lines(say_column(release, code, language), HEADING) for code in matrix[""]}
    rows = {need: wrap_lines(say_need(release, need, language)) for need in list_covered(release)}
    if not rows:
        rows = {"": wrap_lines(say("Activities without a need", language=language))}
    grid = lay_grid(columns, rows, widest=WIDEST)
    cells = {
        (code, need): _cell(release, (code, need), matrix[need].get(code, 0), language)
        for need in rows
        for code in columns
    }
    layout = house_layout(
        language,
        height=grid.height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=annotate_grid(grid),
        shapes=lead_headings(grid),
        barmode="overlay",
        xaxis={"range": [-0.5, grid.columns - 0.5], "visible": False},
        yaxis={"range": [grid.height, 0], "visible": False},
    )
    return {"data": [draw_heat(grid, cells)], "layout": layout, "config": CONFIG}


def list_covered(release: Release) -> list[str]:
    """List the needs with a current activity, in their order.

    >>> list_covered(release)
    ['RSK-1', 'RSK-2']
    """
    current = count_recorded(release, "activities")
    return [need for need in list_needs_recorded(release) if current[need]]


def _cell(release: Release, place: tuple[str, str], count: int, language: str) -> Cell:
    code, need = place
    whose = say_column(release, code, language) if code == OTHERS else say_organisation(release, code, language)
    what = say_count("{n} current activity", "{n} current activities", count, language=language)
    lines = [wrap_text(whose), wrap_text(say_need(release, need, language)) if need else "", escape_text(what)]
    text = say_number(count, language, digits=0) if count else ""
    return Cell(count, text, "<br>".join(filter(None, lines)))


def _say_title(release: Release, language: str) -> str:
    return say(
        "Current activities by need and organisation: {covered} of {needs} needs have any",
        language=language,
        covered=say_number(len(list_covered(release)), language, digits=0),
        needs=say_number(len(list_needs_recorded(release)), language, digits=0),
    )


def _say_alt(release: Release, language: str) -> str:
    current = count_recorded(release, "activities")
    most = sorted(list_covered(release), key=lambda need: -current[need])[:NAMED]
    if not most:
        return f"{_say_title(release, language)}."
    named = "; ".join(f"{say_need(release, need, language)} ({current[need]})" for need in most)
    return say(
        "{title}. The most activities are recorded for: {needs}.",
        language=language,
        title=_say_title(release, language),
        needs=named,
    )


def _say_note(release: Release, language: str) -> str:
    blank = say("A cell without a number: no current activity of that organisation is recorded.", language=language)
    names = say_provider_names(release, provider_matrix(release)[""], language)
    return " ".join([say_recorded(release, language), blank, *names])
