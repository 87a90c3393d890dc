"""Recommendations, each with what was found about its need and what that rests on."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.assistance import count_recorded, has_list, recorded_cell, say_as_of, say_no_list
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, select_means
from needs_analysis.tables.first_tier import consensus_on
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import say_interval_meaning, say_too_few
from needs_analysis.tables.numbers import say_absence, say_interval
from needs_analysis.tables.ranks import Place, places_of
from needs_analysis.tables.ranks import say_place as say_range
from needs_analysis.tables.recommended import Recommended, Words, list_recommended, say_none_recommended
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row


def table_recommendations(release: Release, language: str) -> PresentationTable:
    """List the recommendations, each with the finding and the evidence on its need as the release has them.

    >>> need, found, *own = [cell.text for cell in table_recommendations(release, "en").rows[0]]
    >>> found
    'tier 1, place 1–2 (depends on the method); gap 1.5 (1.0–2.0); n = 18; consensus on importance 0.82; current ...: 2'
    >>> own
    ['Hold a course on risk tools.', 'OSCE', 'by 2027']
    """
    listed = list_recommended(release, language)
    caption = f"{say('Recommendations', language=language)}. {say_scope(release, language)}"
    if not listed:
        return PresentationTable(caption, (), (), notes=(say_none_recommended(language),))
    return PresentationTable(
        caption=caption,
        headings=(
            say("Need", language=language),
            say("Finding and evidence", language=language),
            say("Recommendation", language=language),
            say("To whom", language=language),
            say("Time frame", language=language),
        ),
        rows=tuple(_row(release, one, language) for one in listed),
        notes=_explain(release, listed, language),
    )


def say_finding(release: Release, need: str, language: str) -> str:
    """Say where a need stands among the others, and the number by which it does.

    >>> say_finding(release, "TRN-1", "en"), say_finding(release, "TRN-2", "en")
    ('tier 2, place 3; gap 0.2 (−0.2 to 0.5)', 'too few to report')
    """
    order = str(release.manifest["order"])
    found, place = select_means(release, order).get(need), places_of(release).get(need, Place())
    if found is None:
        return say("not asked in this survey", language=language)
    if found.value is None:
        return say_absence(found.note, language)
    value = say_interval(found, language)
    number = say("gap {value}", language=language, value=value)
    if order != "gap":
        number = say("importance {value}", language=language, value=value)
    return "; ".join(filter(None, [_say_standing(place, language), number]))


def say_evidence(release: Release, need: str, language: str) -> str:
    """Say what a finding rests on, and what assistance is recorded; without an activity it says as of which day.

    >>> say_evidence(release, "TRN-2", "en")
    'no activity recorded as of 14 May 2026'
    """
    found = select_means(release, str(release.manifest["order"])).get(need, Estimate())
    consensus, parts = consensus_on(release, need), list[str]()
    if found.n is not None:
        parts.append(say("n = {n}", language=language, n=say_number(found.n, language, digits=0)))
    if consensus.value is not None:
        value = say_number(consensus.value, language, digits=2)
        parts.append(say("consensus on importance {value}", language=language, value=value))
    return "; ".join([*parts, *_say_recorded(release, need, language)])


def _say_standing(place: Place, language: str) -> str:
    if place.tier is None and place.note != "below_floor":
        return ""
    if place.best is None:
        return say("not ranked: its importance is below the floor", language=language)
    told = say("tier {tier}, place {place}", language=language, tier=place.tier, place=say_range(place, language))
    hangs = say("depends on the method", language=language)
    return f"{told} ({hangs})" if place.note == "depends_on_method" else told


def _say_recorded(release: Release, need: str, language: str) -> tuple[str, ...]:
    if not has_list(release):
        return ()
    if need not in (counted := count_recorded(release, "activities")):
        return (say("activities not held against it", language=language),)
    if not counted[need]:
        return (recorded_cell(release, need, language).text,)
    return (say("current activities: {n}", language=language, n=say_number(counted[need], language, digits=0)),)


def _row(release: Release, one: Recommended, language: str) -> Row:
    name = say_need(release, one.need, language)
    if one.country:
        name = f"{name} ({say_label(release, 'country', one.country, language)})"
    return (
        Cell(name),
        Cell(
            "; ".join(
                filter(None, [say_finding(release, one.need, language), say_evidence(release, one.need, language)])
            )
        ),
        *(_own(words) for words in (one.recommendation, one.addressee, one.time_frame)),
    )


def _own(words: Words) -> Cell:
    return Cell(words.text or "–", lang=words.lang)


def _explain(release: Release, listed: list[Recommended], language: str) -> tuple[str, ...]:
    order = str(release.manifest["order"])
    means = select_means(release, order)
    hidden = any(means.get(one.need, Estimate()).note == "too_few" for one in listed)
    own = say_count(
        "The recommendation is the organisers' own, in their words; finding and evidence were filled in from the data.",
        "The {n} recommendations are the organisers' own, in their words; finding and evidence were filled in from the "
        "data.",
        len(listed),
        language=language,
    )
    as_of = say(
        "Activities are as recorded, as of {date}: a need without one may have one that nobody recorded.",
        language=language,
        date=say_as_of(release, language),
    )
    unit = f"{say_measure(order, language)}: {say_unit(release, order, language)}." if means else ""
    return (
        own,
        *((f"{unit} {say_interval_meaning(language)}",) if unit else ()),
        as_of if has_list(release) else say_no_list(language),
        *((say_too_few(release, language),) if hidden else ()),
    )
