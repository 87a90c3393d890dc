"""The first tier of needs, with what stands behind each of them."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.assistance import count_recorded, has_list, say_as_of
from needs_analysis.tables.cell import Cell, quantity
from needs_analysis.tables.estimate import Estimate, as_estimates, select_means
from needs_analysis.tables.label import say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import estimate_cell, respondents_cell
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.ranks import Place, places_of
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row

MOST_SHOWN = 12


def table_first_tier(release: Release, language: str) -> PresentationTable:
    """List the needs of the first tier: means, respondents, consensus, whether the order holds, recorded assistance.

    The mean that orders them comes first: on a phone the others are further to the right.

    >>> [cell.text for cell in table_first_tier(release, "en").rows[0]]
    ['RSK-1 Tools to assess risks', '1.5 (1.0–2.0)', '4.5', '3.0', '18', '0.82', 'depends', '2']
    """
    needs, order = list_first_tier(release), str(release.manifest["order"])
    measures = sorted(list_measures(release), key=lambda measure: measure != order)
    means = {measure: select_means(release, measure) for measure in measures}
    return PresentationTable(
        caption=f"{say('Needs of the first tier', language=language)}. {say_scope(release, language)}",
        headings=_say_headings(release, measures, language),
        rows=tuple(_row(release, need, means, language) for need in needs[:MOST_SHOWN]),
        notes=_explain(release, needs, means, language) if needs else (say_no_tier(release, language),),
    )


def list_first_tier(release: Release) -> list[str]:
    """List the needs that the answers do not tell apart from the first one, in their order.

    >>> list_first_tier(release)
    ['RSK-1', 'RSK-2']
    """
    places = places_of(release)
    placed = [need for need, found in order_items(release, "need").items() if found.value is not None]
    return [need for need in placed if places.get(need, Place()).tier == 1]


def say_no_tier(release: Release, language: str) -> str:
    """Say why no need stands in a first tier.

    >>> say_no_tier(release, "en")
    'Places were not computed, so there is no first tier.'
    """
    if not list_measures(release):
        return say("No question of this survey rates a need.", language=language)
    if not any(found.value is not None for found in order_items(release, "need").values()):
        return say("No need has a number that can be reported.", language=language)
    return say("Places were not computed, so there is no first tier.", language=language)


def consensus_on(release: Release, need: str) -> Estimate:
    """Give the consensus on the importance of a need.

    >>> consensus_on(release, "RSK-1").value
    0.82
    """
    found = as_estimates(release.select(statistic="consensus", measure="importance", by=""), "item")
    return found.get(need, Estimate())


def _row(release: Release, need: str, means: dict[str, dict[str, Estimate]], language: str) -> Row:
    order = str(release.manifest["order"])
    found = {measure: of_all.get(need, Estimate()) for measure, of_all in means.items()}
    return (
        Cell(say_need(release, need, language)),
        *(estimate_cell(one, language) if measure == order else _mean(one, language) for measure, one in found.items()),
        respondents_cell(found[order], language),
        _consensus(release, need, language),
        Cell(_say_holding(release, need, language)),
        *((_recorded(release, need, language),) if has_list(release) else ()),
    )


def _mean(found: Estimate, language: str) -> Cell:
    """Make the cell of a mean without its interval, which stands in the table of all needs."""
    if found.value is None:
        return estimate_cell(found, language)
    return quantity(say_number(found.value, language), [found.value], digits=1)


def _consensus(release: Release, need: str, language: str) -> Cell:
    found = consensus_on(release, need)
    if found.value is None:
        return estimate_cell(found, language)
    return quantity(say_number(found.value, language, digits=2), [found.value], digits=2)


def _recorded(release: Release, need: str, language: str) -> Cell:
    """Make the cell of the current activities on a need; of which day is said by the heading."""
    counted = count_recorded(release, "activities").get(need, 0)
    if not counted:
        return Cell(say("none recorded", language=language), "missing")
    return quantity(say_number(counted, language, digits=0), [counted])


def _say_holding(release: Release, need: str, language: str) -> str:
    """Say whether a need keeps its place under other measures and weightings."""
    if places_of(release).get(need, Place()).note == "depends_on_method":
        return say("depends", language=language)
    changes = release.select(statistic="rank_change", item=need)
    if not (changes["choice"].isin(["measures", "weightings"]) & changes["value"].notna()).any():
        return say("not examined", language=language)
    return say("holds", language=language)


def _say_headings(release: Release, measures: list[str], language: str) -> tuple[str, ...]:
    return (
        say("Need", language=language),
        *(say_measure(measure, language) for measure in measures),
        say("n", language=language),
        say("Consensus", language=language),
        say("Under other methods", language=language),
        *_say_activities(release, language),
    )


def _say_activities(release: Release, language: str) -> tuple[str, ...]:
    if not has_list(release):
        return ()
    return (say("Activities", language=language),)


def _explain_activities(release: Release, language: str) -> tuple[str, ...]:
    if not has_list(release):
        return ()
    day = say_as_of(release, language)
    return (say("Activities: current ones that are recorded as of {date}.", language=language, date=day),)


def _explain(
    release: Release, needs: list[str], means: dict[str, dict[str, Estimate]], language: str
) -> tuple[str, ...]:
    order = str(release.manifest["order"])
    shown = [of_all[need] for of_all in means.values() for need in needs if need in of_all]
    more = say_count(
        "{n} more need of the first tier stands in the table of all needs.",
        "{n} more needs of the first tier stand in the table of all needs.",
        len(needs) - MOST_SHOWN,
        language=language,
    )
    return (
        f"{say_measure(order, language)}: {say_unit(release, order, language)}. {say_interval_meaning(language)}",
        say(
            "n: people who rated the need. Consensus on importance: 0 where half stand at each end of the scale, 1 "
            "where all agree. A place holds if it differs by at most five between measures and weightings; otherwise "
            "it depends on them.",
            language=language,
        ),
        *_explain_activities(release, language),
        *((more,) if len(needs) > MOST_SHOWN else ()),
        *explain_absences(release, shown, language),
    )
