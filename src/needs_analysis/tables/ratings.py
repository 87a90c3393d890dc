"""How each need was rated: the share of people behind every point of the scale, from low to high.

Each person counts once here, where the report's weighting is by country: see `shares`.
"""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, nest_estimates
from needs_analysis.tables.label import say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import respondents_cell, share_cell
from needs_analysis.tables.order import order_items
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.shares import weighting_of_shares
from needs_analysis.tables.table import PresentationTable

HIGH = "high"
Rated = dict[str, Estimate]


def table_ratings(release: Release, language: str, *, measure: str = "importance") -> PresentationTable:
    """List, for each need, which share of people gave each answer, from the lowest to the highest.

    Args:
        release: the edition's release.
        language: of the words.
        measure: importance or capacity.

    >>> made = table_ratings(release, "en")
    >>> made.headings
    ('Need', '1', '2', '3', '4', '5', 'n')
    >>> [cell.text for cell in made.rows[1]]
    ['RSK-2 Exchange of risk profiles', '0 %', '6 %', '24 %', '35 %', '35 %', '17']
    """
    points, found = list_points(release, measure), select_ratings(release, measure)
    rows = tuple(
        (
            Cell(say_need(release, need, language)),
            *(share_cell(rated.get(point, Estimate()), language) for point in points),
            respondents_cell(_first(rated), language),
        )
        for need, rated in found.items()
    )
    title = say(
        "Answers from low to high, {measure}", language=language, measure=say_measure(measure, language).lower()
    )
    shown = [one for rated in found.values() for one in rated.values()]
    return PresentationTable(
        caption=f"{title}. {say_scope(release, language, weighting_of_shares(release, measure))}",
        headings=(say("Need", language=language), *points, say("n", language=language)),
        rows=rows if points else (),
        notes=(*_explain(release, measure, language), *explain_absences(release, shown, language)),
    )


def list_points(release: Release, measure: str) -> list[str]:
    """List the points of a measure's scale of which shares are given, lowest first.

    >>> list_points(release, "importance")
    ['1', '2', '3', '4', '5']
    """
    choices = {choice for rated in release.once(_select, measure).values() for choice in rated}
    return sorted((choice for choice in choices if choice != HIGH), key=float)


def select_ratings(release: Release, measure: str) -> dict[str, Rated]:
    """Give each need's shares by answer, `high` among them, in the order of the needs.

    >>> select_ratings(release, "importance")["RSK-1"]["5"].value
    0.611
    """
    found = release.once(_select, measure)
    return {need: found[need] for need in order_items(release, "need") if need in found}


def _select(release: Release, measure: str) -> dict[str, Rated]:
    weighting = weighting_of_shares(release, measure)
    rows = release.select(statistic="share", measure=measure, by="", weighting=weighting)
    return nest_estimates(rows, "item", "choice")


def _first(rated: Rated) -> Estimate:
    return next(iter(rated.values()), Estimate())


def _explain(release: Release, measure: str, language: str) -> tuple[str, ...]:
    if measure not in release.manifest["scales"]:
        return ()
    unit = f"{say_measure(measure, language)}: {say_unit(release, measure, language)}."
    return unit, say_interval_meaning(language)
