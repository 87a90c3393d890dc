"""How the event was judged: for each objective and for the whole, the shares of low, middling and high answers."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.change import say_scale
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.evaluated import (
    Evaluated,
    ends_of_scale,
    objective_numbers,
    overall,
    say_no_evaluation,
    say_objective,
    say_statement,
)
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import respondents_cell, share_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable

PARTS = ("low_two", "between", "top_two")


def table_satisfaction(release: Release, language: str) -> PresentationTable:
    """List each objective, and the event as a whole, with the shares of low, middling and high answers.

    >>> [cell.text for cell in table_satisfaction(release, "en").rows[0]]
    ['Identify needs', '6 % (1–26)', '11 % (3–33)', '83 % (61–94)', '18']
    """
    judged = list_judged(release, language)
    shares = [found["share", part] for found in judged.values() for part in PARTS]
    return PresentationTable(
        caption=f"{say('How the event was judged', language=language)}. {say_event(release, language)}",
        headings=(
            say("What was judged", language=language),
            *(say_part(release, part, language) for part in PARTS if judged),
            say("n", language=language),
        ),
        rows=tuple(
            (
                Cell(name),
                *(share_cell(found["share", part], language) for part in PARTS),
                respondents_cell(found["share", "top_two"], language),
            )
            for name, found in judged.items()
        ),
        notes=(*_explain(release, judged, language), *explain_absences(release, shares, language)),
    )


def list_judged(release: Release, language: str) -> dict[str, Evaluated]:
    """Give what was judged by its name: the objectives in their order, then statements on the event as a whole.

    >>> list(list_judged(release, "en"))
    ['Identify needs', 'I am satisfied with the event']
    """
    codes = [str(objective["id"]) for objective in release.manifest["objectives"]]
    found = {say_objective(release, code, language): objective_numbers(release, code, "satisfaction") for code in codes}
    whole = {say_statement(release, one.code, language): one for one in overall(release)}
    return {name: one for name, one in {**found, **whole}.items() if one["share", "top_two"] != Estimate()}


def say_part(release: Release, part: str, language: str) -> str:
    """Name a part of the scale by its points.

    >>> [say_part(release, part, "en") for part in PARTS]
    ['1–2', '3', '4–5']
    """
    low, high = (int(end) for end in ends_of_scale(release))
    points = {point: _part_of(point, low, high) for point in range(low, high + 1)}
    mine = [point for point, its in points.items() if its == part]
    if not mine:
        return "–"
    return str(mine[0]) if len(mine) == 1 else f"{mine[0]}–{mine[-1]}"


def _part_of(point: int, low: int, high: int) -> str:
    if point >= high - 1:
        return "top_two"
    return "low_two" if point <= low + 1 else "between"


def _explain(release: Release, judged: dict[str, Evaluated], language: str) -> tuple[str, ...]:
    if not judged:
        return (say_no_evaluation(language),)
    who = say(
        "Over those who answered afterwards; where an objective has several statements, over the mean of each "
        "person's answers.",
        language=language,
    )
    return f"{say_scale(release, language)} {who}", say_interval_meaning(language)
