"""Gap and coverage: which of the larger gaps have a current activity recorded, and which have none."""

from __future__ import annotations

from needs_analysis.language import say, say_number
from needs_analysis.release import Release
from needs_analysis.tables.assistance import (
    count_groups_recorded,
    has_list,
    recorded_cell,
    say_as_of,
    say_current,
    say_no_list,
    say_provider,
    say_provider_names,
)
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, as_estimates
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import say_interval_meaning, say_too_few
from needs_analysis.tables.numbers import estimate_cell, respondents_cell
from needs_analysis.tables.order import order_items
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row


def table_gap_coverage(release: Release, language: str) -> PresentationTable:
    """List the needs by quadrant: larger or not larger than the mean of the needs, with a current activity or without.

    >>> [row[0].text for row in table_gap_coverage(release, "en").rows][:2]
    ['Larger than the mean of the needs, current activities recorded', 'RSK-1 Tools to assess risks']
    """
    quadrants = select_quadrants(release)
    rows: list[Row] = []
    for code, needs in quadrants.items():
        rows += [(Cell(say_label(release, "quadrant", code, language)),)]
        rows += [_row(release, need, language) for need in needs]
    return PresentationTable(
        caption=f"{_say_title(release, language)}. {say_scope(release, language)}",
        headings=_say_headings(release, language),
        rows=tuple(rows),
        notes=_explain(release, quadrants, language) if quadrants else (_say_nothing(release, language),),
    )


def select_quadrants(release: Release) -> dict[str, list[str]]:
    """Give the needs of each quadrant that has any, in the order of the needs; a suppressed need is in none.

    >>> select_quadrants(release)
    {'large_gap_covered': ['RSK-1', 'RSK-2'], 'small_gap_uncovered': ['TRN-1']}
    """
    found = release.select(statistic="quadrant", measure="coverage")
    shown = found[found["value"].notna() & found["note"].fillna("").ne("too_few")]
    of_need = dict(zip(shown["item"], shown["choice"], strict=True))
    placed = [need for need, one in order_items(release, "need").items() if one.value is not None and need in of_need]
    quadrants = {code: [need for need in placed if of_need[need] == code] for code in release.codes("quadrant")}
    return {code: needs for code, needs in quadrants.items() if needs}


def mean_of_needs(release: Release) -> Estimate:
    """Give the mean that parts the needs.

    >>> mean_of_needs(release).value
    0.9
    """
    return as_estimates(release.select(statistic="mean", measure="coverage"), "item").get("", Estimate())


def _row(release: Release, need: str, language: str) -> Row:
    gap = order_items(release, "need")[need]
    providers = count_groups_recorded(release, "activities", "implementer").get(need, {})
    return (
        Cell(say_need(release, need, language)),
        estimate_cell(gap, language),
        respondents_cell(gap, language),
        recorded_cell(release, need, language),
        Cell("; ".join(say_provider(release, code, language) for code in providers)),
    )


def _say_headings(release: Release, language: str) -> tuple[str, ...]:
    return (
        say("Need", language=language),
        say_measure(str(release.manifest["order"]), language),
        say("n", language=language),
        say("Current activities", language=language),
        say("Organisations", language=language),
    )


def _say_title(release: Release, language: str) -> str:
    if release.manifest["order"] == "gap":
        return say("Needs by gap and recorded assistance", language=language)
    return say("Needs by importance and recorded assistance", language=language)


def _explain(release: Release, quadrants: dict[str, list[str]], language: str) -> tuple[str, ...]:
    measure, cut = str(release.manifest["order"]), mean_of_needs(release)
    suppressed = release.select(statistic="quadrant", measure="coverage")["note"].eq("too_few").any()
    of_needs = count_groups_recorded(release, "activities", "implementer")
    providers = (code for needs in quadrants.values() for need in needs for code in of_needs.get(need, {}))
    parted = say(
        "The needs are parted at the mean of all needs, {mean}: a need near it might as well be on the other side. "
        "Activities are as recorded, as of {date}.",
        language=language,
        mean=say_number(cut.value or 0.0, language, digits=2),
        date=say_as_of(release, language),
    )
    return (
        f"{say_measure(measure, language)}: {say_unit(release, measure, language)}.",
        say_interval_meaning(language),
        *((parted,) if cut.value is not None else ()),
        say_current(language),
        *say_provider_names(release, providers, language),
        *((say_too_few(release, language),) if suppressed else ()),
    )


def _say_nothing(release: Release, language: str) -> str:
    if not has_list(release):
        return say_no_list(language)
    return say("No need has a number that can be held against the activities.", language=language)
