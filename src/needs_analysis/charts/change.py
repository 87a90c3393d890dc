"""Before and after: for each statement both means, joined by a line, over the people who answered both times."""

from __future__ import annotations

from typing import Any

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import Row, annotate_rows, draw_grid, lay_rows, separate_rows
from needs_analysis.charts.style import CONFIG, DARK, LIGHT, MUTED, SMALL, house_layout
from needs_analysis.charts.text import escape_text, mute, wrap_lines, wrap_text
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.change import say_design, say_missing, say_scale, table_change
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.evaluated import (
    COMPARED,
    Evaluated,
    ends_of_scale,
    is_retrospective,
    list_statements,
    say_no_evaluation,
    say_statement,
)
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.state_evaluation import stands, state_evaluation
from needs_analysis.tables.statement import Statement

MARK, COLUMN = 16, 40
MARGIN = {"l": 8, "r": COLUMN, "t": 84, "b": 40}
Placed = list[tuple[Evaluated, Row]]


def chart_change(release: Release, language: str) -> Chart | Statement:
    """Draw each statement's mean before and after the event, with the pairs behind them.

    >>> chart_change(release, "en").title
    'Before and after, 3 statements'
    """
    statements = list_statements(release, *COMPARED)
    if not statements:
        return Statement(say_no_evaluation(language))
    if not any(_is_drawn(found) for found in statements):
        return Statement(say("No statement has a number that can be reported.", language=language))
    return Chart(
        figure=_draw(release, statements, language),
        title=_say_title(release, statements, language),
        alt=f"{_say_title(release, statements, language)}. {state_evaluation(release, language).text}",
        note=_say_note(release, language),
        table=table_change(release, language),
    )


def _is_drawn(found: Evaluated) -> bool:
    return found["mean", "before"].value is not None and found["mean", "after"].value is not None


def _draw(release: Release, statements: list[Evaluated], language: str) -> dict[str, Any]:
    marks = [MARK if _is_drawn(found) else 0 for found in statements]
    rows = lay_rows(zip([_label(release, found, language) for found in statements], marks, strict=True))
    placed = [(found, row) for found, row in zip(statements, rows, strict=True) if _is_drawn(found)]
    low, high = ends_of_scale(release)
    height = rows[-1].bottom
    span = {"range": [low - 0.15, high + 0.15], "dtick": 1, "tick0": low}
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_rows(rows), *_counts(placed, language)],
        shapes=separate_rows(rows),
        xaxis={**span, "side": "top"},
        xaxis2={**span, "side": "bottom", "overlaying": "x"},
        yaxis={"range": [height, 0], "visible": False},
        showlegend=True,
        legend=_legend(height),
    )
    grid = [{**lines, "showlegend": False} for lines in draw_grid([row for _, row in placed], (low, high))]
    return {"data": [*grid, _lines(placed), *_points(release, placed, language)], "layout": layout, "config": CONFIG}


def _legend(height: float) -> dict[str, Any]:
    place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1 + 28 / height, "yanchor": "bottom"}
    return {**place, "itemclick": False, "itemdoubleclick": False, "font": {"size": SMALL}}


def _label(release: Release, found: Evaluated, language: str) -> list[str]:
    lines = wrap_lines(say_statement(release, found.code, language))
    words = _say_doubt(found, language)
    return [*lines, mute(f"<i>{escape_text(words)}</i>")] if words else lines


def _say_doubt(found: Evaluated, language: str) -> str:
    """Say why a statement is not drawn, not tested, or not to be taken for a change."""
    if not _is_drawn(found):
        return say_missing(found["mean", "after"].note, language)
    if found["p_holm"].value is None:
        return say_missing(found["p_holm"].note, language)
    return "" if stands(found) else say("not told from chance", language=language)


def _lines(placed: Placed) -> dict[str, Any]:
    x = [end for found, _ in placed for end in (found["mean", "before"].value, found["mean", "after"].value, None)]
    y = [end for _, row in placed for end in (row.mark, row.mark, None)]
    line = {"color": LIGHT, "width": 4}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "showlegend": False}


def _points(release: Release, placed: Placed, language: str) -> list[dict[str, Any]]:
    names = {"before": say("before", language=language), "after": say("after", language=language)}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": names[time],
            "x": [found["mean", time].value for found, _ in placed],
            "y": [row.mark for _, row in placed],
            "xaxis": "x2",
            "marker": {"size": 11, "color": color, "line": {"color": DARK, "width": 2}},
            "hovertext": [_say_hover(release, found, language) for found, _ in placed],
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        for time, color in (("before", "#ffffff"), ("after", DARK))
    ]


def _say_hover(release: Release, found: Evaluated, language: str) -> str:
    means = [_say_value(found["mean", time], language) for time in ("before", "after")]
    change = _say_value(found["change"], language, signed=True)
    words = say(
        "before {before}, after {after}, change {change}, n = {n}",
        language=language,
        before=means[0],
        after=means[1],
        change=change,
        n=found["change"].n,
    )
    return f"<b>{wrap_text(say_statement(release, found.code, language))}</b><br>{wrap_text(words)}"


def _say_value(found: Estimate, language: str, *, signed: bool = False) -> str:
    return "–" if found.value is None else say_number(found.value, language, signed=signed)


def _counts(placed: Placed, language: str) -> list[dict[str, Any]]:
    place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": COLUMN - 4, "showarrow": False}
    head = {**place, "text": say("n", language=language), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    numbers = [
        {**place, "text": say_number(found["mean", "after"].n or 0, language, digits=0), "y": row.mark, "yref": "y"}
        for found, row in placed
    ]
    return [{**one, "font": {"color": MUTED}} for one in [head, *numbers]]


def _say_title(release: Release, statements: list[Evaluated], language: str) -> str:
    if is_retrospective(release):
        return say_count(
            "Before and after as people looked back, {n} statement",
            "Before and after as people looked back, {n} statements",
            len(statements),
            language=language,
        )
    return say_count(
        "Before and after, {n} statement", "Before and after, {n} statements", len(statements), language=language
    )


def _say_note(release: Release, language: str) -> str:
    reading = say(
        "Open circles are means before, filled ones after, over the same people; n counts them. “Not told from "
        "chance”: its p-value after Holm is above {level}; the table gives it.",
        language=language,
        level=say_number(0.05, language, digits=2),
    )
    return f"{reading} {say_scale(release, language)} {say_design(release, language)} {say_event(release, language)}."
