"""Themes by delegation: a grid of means, each written in its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.grid import CELL, Band, Grid, Heading, annotate_grid, lay_grid, lead_headings
from needs_analysis.charts.heat import WIDTH, Cell, draw_heat
from needs_analysis.charts.style import CONFIG, HATCH, house_layout
from needs_analysis.charts.text import escape_text, wrap_lines, wrap_text
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, select_counts
from needs_analysis.tables.label import say_label
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import say_too_few
from needs_analysis.tables.numbers import say_absence, say_interval
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.theme_country import Delegations, select_delegations, table_theme_country

HEADING, NAMED = 13, 6
MARGIN = {"l": 8, "r": 8, "t": 4, "b": 8}


def chart_theme_country(release: Release, language: str) -> Chart | Statement:
    """Draw the mean of each theme in each delegation; a suppressed cell is hatched and says so.

    >>> chart_theme_country(release, "en").title
    'Gap by theme and delegation, as reported by the participants'
    """
    means = select_delegations(release, language)
    shown = {code: found for code, found in means.items() if any(one.value is not None for one in found.values())}
    if not shown:
        return Statement(say("No delegation has a number by theme that can be reported.", language=language))
    return Chart(
        figure=_draw(release, shown, language),
        title=_say_title(release, language),
        alt=_say_alt(release, shown, language),
        note=_say_note(release, means, shown, language),
        table=table_theme_country(release, language),
    )


def _draw(release: Release, shown: Delegations, language: str) -> dict[str, Any]:
    grid = lay_grid(_columns(release, shown, language), _rows(release, shown, language))
    layout = house_layout(
        language,
        height=grid.height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_grid(grid), *_words(grid, shown, language)],
        shapes=lead_headings(grid),
        barmode="overlay",
        xaxis={"range": [-0.5, grid.columns - 0.5], "visible": False},
        yaxis={"range": [grid.height, 0], "visible": False},
    )
    return {"data": [_heat(release, grid, shown, language), _hatch(grid, shown)], "layout": layout, "config": CONFIG}


def _columns(release: Release, shown: Delegations, language: str) -> dict[str, list[str]]:
    forms = select_counts(release, "responses", "country")
    columns = {}
    for code in shown:
        columns[code] = wrap_lines(say_label(release, "country", code, language), HEADING)
        count = forms.get(code)
        if count is not None and count.value is not None:
            number = say_number(count.value, language, digits=0)
            columns[code].append(say("n = {n}", language=language, n=number))
    return columns


def _rows(release: Release, shown: Delegations, language: str) -> dict[str, list[str]]:
    estimated = {theme for found in shown.values() for theme in found}
    themes = [theme for theme in release.codes("theme") if theme in estimated]
    return {theme: wrap_lines(say_label(release, "theme", theme, language)) for theme in themes}


def _cells(grid: Grid, shown: Delegations) -> Iterator[tuple[Heading, Band, Estimate]]:
    for band in grid.bands:
        for head in grid.headings:
            if head.panel == band.panel:
                yield head, band, shown[head.code].get(band.code, Estimate())


def _heat(release: Release, grid: Grid, shown: Delegations, language: str) -> dict[str, Any]:
    drawn = {
        (head.code, band.code): Cell(
            found.value,
            say_number(found.value, language),
            _say_hover(release, (head.code, band.code), found, language),
        )
        for head, band, found in _cells(grid, shown)
        if found.value is not None
    }
    return draw_heat(grid, drawn)


def _hatch(grid: Grid, shown: Delegations) -> dict[str, Any]:
    hidden = [(head, band) for head, band, found in _cells(grid, shown) if found.value is None]
    return {
        "type": "bar",
        "x": [head.place for head, _ in hidden],
        "y": [CELL for _ in hidden],
        "base": [band.cells for _, band in hidden],
        "width": WIDTH,
        "marker": {"color": "#f3f4f6", "pattern": {"shape": "/", "size": 6, "fgcolor": HATCH, "bgcolor": "#ffffff"}},
        "hoverinfo": "skip",
    }


def _words(grid: Grid, shown: Delegations, language: str) -> list[dict[str, Any]]:
    place = {"xref": "x", "yref": "y", "showarrow": False, "bgcolor": "#ffffff", "borderpad": 1, "font": {"size": 10}}
    return [
        {**place, "text": wrap_text(_say_hidden(found.note, language), 9), "x": head.place, "y": band.cells + CELL / 2}
        for head, band, found in _cells(grid, shown)
        if found.value is None
    ]


def _say_hidden(note: str, language: str) -> str:
    return say("too few", language=language) if note == "too_few" else say_absence(note, language)


def _say_hover(release: Release, cell: tuple[str, str], found: Estimate, language: str) -> str:
    value = say("{value}, n = {n}", language=language, value=say_interval(found, language), n=found.n)
    names = [say_label(release, kind, code, language) for kind, code in zip(("country", "theme"), cell, strict=True)]
    return "<br>".join([*(wrap_text(name) for name in names), escape_text(value)])


def _say_title(release: Release, language: str) -> str:
    return say(
        "{measure} by theme and delegation, as reported by the participants",
        language=language,
        measure=say_measure(str(release.manifest["order"]), language),
    )


def _say_alt(release: Release, shown: Delegations, language: str) -> str:
    if len(shown) > NAMED:
        counted = say_count("{n} delegation is shown.", "{n} delegations are shown.", len(shown), language=language)
        return f"{_say_title(release, language)}. {counted}"
    largest = [_say_largest(release, code, found, language) for code, found in shown.items()]
    return say(
        "{title}. The theme with the largest mean in each delegation: {largest}.",
        language=language,
        title=_say_title(release, language),
        largest="; ".join(largest),
    )


def _say_largest(release: Release, country: str, found: dict[str, Estimate], language: str) -> str:
    values = {theme: one.value for theme, one in found.items() if one.value is not None}
    theme = max(values, key=lambda code: values[code])
    return say(
        "{country}: {theme} ({value}, n = {n})",
        language=language,
        country=say_label(release, "country", country, language),
        theme=say_label(release, "theme", theme, language),
        value=say_number(values[theme], language),
        n=found[theme].n,
    )


def _say_note(release: Release, means: Delegations, shown: Delegations, language: str) -> str:
    measure = str(release.manifest["order"])
    sentences = [
        f"{say_measure(measure, language)}: {say_unit(release, measure, language)}.",
        say("Darker cells are larger; n counts the responses of a delegation.", language=language),
    ]
    hidden = [say_label(release, "country", code, language) for code in means if code not in shown]
    if hidden:
        names = ", ".join(hidden)
        sentences.append(say("Not drawn, as no number can be reported: {names}.", language=language, names=names))
    if any(one.note == "too_few" for found in means.values() for one in found.values()):
        sentences.append(say_too_few(release, language))
    return " ".join([*sentences, f"{say_event(release, language)}."])
