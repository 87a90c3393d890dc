"""Shares of answers as bars with their intervals: the most frequent answer to each question, or all of one."""

from __future__ import annotations

from typing import Any, NamedTuple

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import Row, annotate_rows, lay_rows, separate_rows
from needs_analysis.charts.style import CONFIG, DARK, LIGHT, MUTED, house_layout
from needs_analysis.charts.text import escape_text, mute, wrap_lines
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.answers import (
    is_several,
    say_choice,
    say_question,
    select_questions,
)
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.numbers import say_absence, say_percent, say_share
from needs_analysis.tables.questions import table_question, table_questions
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.state_questionnaire import most_frequent, state_questionnaire
from needs_analysis.tables.statement import Statement

BAR, MARK, COLUMN = 10, 16, 40
MOST = 30
MARGIN = {"l": 18, "r": COLUMN, "t": 24, "b": 40}


class Line(NamedTuple):
    """What a bar is about, the answer it stands for, and its share."""

    words: str
    answer: str
    share: Estimate


def chart_questions(release: Release, language: str) -> Chart | Statement:
    """Draw the most frequent answer to each question that has choices, with its interval; the first thirty.

    >>> chart_questions(release, "en").title
    'The most frequent answer to each question (1 question)'
    """
    found = {code: groups[""] for code, groups in select_questions(release).items()}
    most = {code: first for code, answers in found.items() if (first := most_frequent(answers))}
    lines = [
        Line(say_question(release, code, language), say_choice(release, code, choice, language), share)
        for code, (choice, share) in most.items()
    ]
    if not lines:
        return _nothing(language)
    title = say_count(
        "The most frequent answer to each question ({n} question)",
        "The most frequent answer to each question ({n} questions)",
        len(lines[:MOST]),
        language=language,
    )
    alt = state_questionnaire(release, language).text
    table = table_questions(release, language)
    return Chart(_draw(lines[:MOST], language), title, alt, _say_note(release, language), table)


def chart_question(release: Release, language: str, question: str = "") -> Chart | Statement:
    """Draw the shares of all answers to one question; without a name, of the first that has choices.

    >>> chart_question(release, "en", "content").alt
    'Yes: 75 % (51–90); No: 25 % (10–50).'
    """
    found = {code: groups[""].shares for code, groups in select_questions(release).items() if groups[""].shares}
    code = question or next(iter(found), "")
    lines = [
        Line("", say_choice(release, code, choice, language), share) for choice, share in found.get(code, {}).items()
    ]
    if not any(line.share.value is not None for line in lines):
        return _nothing(language)
    if is_several(release, code):
        lines.sort(key=lambda line: -(line.share.value or 0.0))
    told = "; ".join(f"{line.answer}: {_say_share(line.share, language)}" for line in lines)
    return Chart(
        figure=_draw(lines, language),
        title=say_question(release, code, language),
        alt=f"{told}.",
        note=_say_note(release, language),
        table=table_question(release, language, code),
    )


def _draw(lines: list[Line], language: str) -> dict[str, Any]:
    rows = lay_rows((_label(line, language), MARK if line.share.value is not None else 0) for line in lines)
    height = rows[-1].bottom
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_rows(rows), *_counts(lines, rows, language)],
        shapes=separate_rows(rows),
        xaxis={
            "range": [0, 1],
            "tickvals": [0, 0.5, 1],
            "ticktext": [say_percent(each, language) for each in (0, 0.5, 1)],
        },
        yaxis={"range": [height, 0], "visible": False},
    )
    return {"data": [_bars(lines, rows), _intervals(lines, rows)], "layout": layout, "config": CONFIG}


def _label(line: Line, language: str) -> list[str]:
    answer = f"{line.answer}: {_say_share(line.share, language)}"
    if not line.words:
        return wrap_lines(answer)
    return [*(mute(words) for words in wrap_lines(line.words)), *(f"<b>{words}</b>" for words in wrap_lines(answer))]


def _say_share(share: Estimate, language: str) -> str:
    return say_absence(share.note, language) if share.value is None else say_share(share, language)


def _bars(lines: list[Line], rows: list[Row]) -> dict[str, Any]:
    shown = [
        (line.share.value, row.mark) for line, row in zip(lines, rows, strict=True) if line.share.value is not None
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [value for value, _ in shown],
        "y": [mark for _, mark in shown],
        "width": BAR,
        "marker": {"color": LIGHT},
        "hoverinfo": "skip",
    }


def _intervals(lines: list[Line], rows: list[Row]) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for line, row in zip(lines, rows, strict=True):
        if line.share.value is not None and line.share.interval is not None:
            x += [*line.share.interval, None]
            y += [row.mark, row.mark, None]
    line_style = {"color": DARK, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line_style, "hoverinfo": "skip"}


def _counts(lines: list[Line], rows: list[Row], language: str) -> list[dict[str, Any]]:
    place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": COLUMN - 4, "showarrow": False}
    head = {**place, "text": say("n", language=language), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    numbers = [
        {**place, "text": escape_text(say_number(line.share.n, language, digits=0)), "y": row.mark, "yref": "y"}
        for line, row in zip(lines, rows, strict=True)
        if line.share.value is not None and line.share.n is not None
    ]
    return [{**one, "font": {"color": MUTED}} for one in [head, *numbers]]


def _say_note(release: Release, language: str) -> str:
    return say(
        "Bars are shares of those who answered, thin lines their 95 % intervals. {event}.",
        language=language,
        event=say_event(release, language),
    )


def _nothing(language: str) -> Statement:
    return Statement(say("No share of answers can be reported.", language=language))
