"""The needs in order, each with its means, their intervals and the respondents behind them."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, select_means
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import mean_cells, respondents_cell, whole_cell
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.ranks import Place, explain_places, places_of, say_place, say_place_meaning
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row


def table_needs(release: Release, language: str) -> PresentationTable:
    """List the needs, first the one with the largest gap (or importance, where capacity was not asked).

    >>> [cell.text for cell in table_needs(release, "en").rows[0]][:4]
    ['RSK-1 Tools to assess risks', 'Risk analysis', '1', '1–2*']
    >>> [cell.text for cell in table_needs(release, "en").rows[0]][4:]
    ['4.5 (4.2–4.8)', '3.0 (2.6–3.4)', '1.5 (1.0–2.0)', '18']
    """
    ordered, measures = order_items(release, "need"), list_measures(release)
    places, means = places_of(release), {measure: select_means(release, measure) for measure in measures}
    rows = [
        (
            *_name(release, code, language),
            *_place_cells(places.get(code, Place()), language),
            *mean_cells(code, means, language),
            respondents_cell(found, language),
        )
        for code, found in ordered.items()
    ]
    return PresentationTable(
        caption=_say_caption(release, language),
        headings=_say_headings(measures, language),
        rows=tuple(rows),
        notes=_explain(release, means, language),
    )


def themes_of_needs(release: Release) -> dict[str, str]:
    """Give the theme of each need, as the labels hold it.

    >>> themes_of_needs(release)["TRN-1"]
    'TRN'
    """
    return dict(release.once(_themes_of_needs))


def _themes_of_needs(release: Release) -> dict[str, str]:
    needs = release.labels[release.labels["kind"] == "need"]
    return dict(zip(needs["code"], needs["parent"].fillna(""), strict=True))


def say_need_order(release: Release, language: str) -> str:
    """Say what the needs are ordered by.

    >>> say_need_order(release, "en")
    'Needs by the gap between importance and capacity'
    """
    if release.manifest["order"] == "gap":
        return say("Needs by the gap between importance and capacity", language=language)
    return say("Needs by importance", language=language)


def _name(release: Release, code: str, language: str) -> Row:
    theme = themes_of_needs(release).get(code, "")
    return (
        Cell(say_need(release, code, language)),
        Cell(say_label(release, "theme", theme, language) if theme else ""),
    )


def _place_cells(place: Place, language: str) -> Row:
    """Give tier and place; a need that takes no place has neither."""
    words = say_place(place, language)
    if place.best is None:
        return Cell("–", "missing"), Cell(words, "missing")
    return whole_cell(place.tier, language) if place.tier else Cell("–", "num"), Cell(
        f"{words}*" if place.note else words, "num"
    )


def _say_caption(release: Release, language: str) -> str:
    return f"{say_need_order(release, language)}. {say_scope(release, language)}"


def _say_headings(measures: list[str], language: str) -> tuple[str, ...]:
    return (
        say("Need", language=language),
        say("Theme", language=language),
        say("Tier", language=language),
        say("Place", language=language),
        *(say_measure(measure, language) for measure in measures),
        say("n", language=language),
    )


def _explain(release: Release, means: dict[str, dict[str, Estimate]], language: str) -> tuple[str, ...]:
    units = [f"{say_measure(measure, language)}: {say_unit(release, measure, language)}." for measure in means]
    shown = [estimate for code in release.codes("need") for found in means.values() if (estimate := found.get(code))]
    return (
        " ".join(units),
        say_interval_meaning(language),
        say_place_meaning(language),
        say_n_meaning(release, language),
        *explain_places(release, language),
        *explain_absences(release, shown, language),
    )


def say_n_meaning(release: Release, language: str) -> str:
    """Say whom n counts."""
    if release.manifest["order"] == "gap":
        return say(
            "n: respondents who rated both importance and capacity. The means of importance and of capacity "
            "take in everyone who rated the one, so their difference may depart a little from the gap.",
            language=language,
        )
    return say("n: respondents who rated the need.", language=language)
