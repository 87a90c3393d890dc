"""Means of the themes, delegation by delegation."""

from __future__ import annotations

from dataclasses import replace

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, nest_estimates
from needs_analysis.tables.label import say_label
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import explain_absences
from needs_analysis.tables.numbers import estimate_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row

Delegations = dict[str, dict[str, Estimate]]


def table_theme_country(release: Release, language: str) -> PresentationTable:
    """Show each theme's mean in each delegation, with the respondents behind it; countries by name.

    >>> [cell.text for cell in table_theme_country(release, "en").rows[0]]
    ['Risk analysis', '1.4 (0.9–1.9), n = 8', '1.2 (0.5–1.9), n = 6', 'too few to report']
    """
    means = select_delegations(release, language)
    themes = [theme for theme in release.codes("theme") if any(theme in found for found in means.values())]
    measure = str(release.manifest["order"])
    return PresentationTable(
        caption=_say_caption(release, measure, language),
        headings=(
            say("Theme", language=language),
            *(say_label(release, "country", code, language) for code in means),
        ),
        rows=tuple(_row(release, theme, means, language) for theme in themes),
        notes=(
            f"{say_measure(measure, language)}: {say_unit(release, measure, language)}.",
            say("Each delegation's mean counts its respondents once each.", language=language),
            *explain_absences(release, [one for found in means.values() for one in found.values()], language),
        ),
    )


def select_delegations(release: Release, language: str) -> Delegations:
    """Give the means of the ordering measure by country, then theme; countries by name.

    >>> select_delegations(release, "en")["KAZ"]["RSK"].value
    1.4
    """
    rows = release.select(statistic="mean", measure=str(release.manifest["order"]), by="country")
    rows = rows[rows["item"].isin(release.codes("theme"))]
    names = {code: say_label(release, "country", code, language) for code in rows["group"].dropna().unique()}
    ordered = sorted(names, key=lambda code: names[code].casefold())
    nested = nest_estimates(rows, "group", "item")
    return {code: nested[code] for code in ordered}


def _row(release: Release, theme: str, means: Delegations, language: str) -> Row:
    name = Cell(say_label(release, "theme", theme, language))
    return (name, *(_cell(found.get(theme, Estimate()), language) for found in means.values()))


def _cell(estimate: Estimate, language: str) -> Cell:
    cell = estimate_cell(estimate, language)
    if cell.kind != "num" or estimate.n is None:
        return cell
    return replace(cell, text=say("{value}, n = {n}", language=language, value=cell.text, n=estimate.n))


def _say_caption(release: Release, measure: str, language: str) -> str:
    return say(
        "{measure} of the themes by delegation, as reported by the participants, {event}.",
        language=language,
        measure=say_measure(measure, language),
        event=say_event(release, language),
    )
