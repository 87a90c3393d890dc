"""Overlaps: needs on which several organisations are active in one country at one time."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.assistance import (
    count_groups_recorded,
    count_recorded,
    has_list,
    list_needs_recorded,
    say_caption,
    say_no_list,
    say_provider,
    say_provider_names,
    say_where,
)
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_need
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.table import PresentationTable, Row


def table_overlaps(release: Release, language: str) -> PresentationTable:
    """List the needs with overlapping activities, those with most pairs first: who overlaps, and where.

    >>> [cell.text for cell in table_overlaps(release, "en").rows[0]][:2]
    ['RSK-1 Tools to assess risks', '1']
    """
    pairs = count_recorded(release, "overlaps")
    needs = sorted((need for need in list_needs_recorded(release) if pairs.get(need)), key=lambda need: -pairs[need])
    return PresentationTable(
        caption=say_caption(release, say("Activities that overlap", language=language), language),
        headings=(
            say("Need", language=language),
            say("Pairs of activities", language=language),
            say("Organisations", language=language),
            say("Where", language=language),
        ),
        rows=tuple(_row(release, need, pairs[need], language) for need in needs),
        notes=_explain(release, needs, language),
    )


def _row(release: Release, need: str, pairs: int, language: str) -> Row:
    who = count_groups_recorded(release, "overlaps", "implementer").get(need, {})
    where = count_groups_recorded(release, "overlaps", "country").get(need, {})
    return (
        Cell(say_need(release, need, language)),
        whole_cell(pairs, language),
        Cell("; ".join(say_provider(release, code, language) for code in who)),
        Cell("; ".join(say_where(release, code, language) for code in where)),
    )


def _explain(release: Release, needs: list[str], language: str) -> tuple[str, ...]:
    if not has_list(release):
        return (say_no_list(language),)
    meaning = say(
        "An overlap: two current activities of different organisations on the same need, in the same country, at the "
        "same time. It may be planned together; it is something to ask about, and no fault. Activities without an "
        "organisation, or without a first or last day, are not compared; one for the whole region meets those in "
        "every country.",
        language=language,
    )
    nothing = say("No overlap is found among the activities recorded.", language=language)
    if not needs:
        return nothing, meaning
    who = count_groups_recorded(release, "overlaps", "implementer")
    return meaning, *say_provider_names(release, (code for need in needs for code in who.get(need, {})), language)
