"""Recorded assistance as tables and sentences read it: counts by need, and the words for what is not recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from needs_analysis.columns import records
from needs_analysis.language import say, say_date, say_number
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label, tame
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.order import order_items

APART = ("suspended", "completed", "cancelled", "no_status")


def has_list(release: Release) -> bool:
    """Whether a list of activities was given at all.

    >>> has_list(release)
    True
    """
    return not release.select(statistic="count", measure="activities").empty


def count_recorded(release: Release, measure: str, choice: str = "") -> dict[str, int]:
    """Give counts of recorded assistance by need; the whole has the need "".

    >>> count_recorded(release, "activities")
    {'': 3, 'RSK-1': 2, 'RSK-2': 2, 'TRN-1': 0, 'TRN-2': 0}
    """
    return dict(release.once(_count, measure, choice))


def _count(release: Release, measure: str, choice: str) -> dict[str, int]:
    rows = release.select(statistic="count", measure=measure, by="", choice=choice)
    return dict(zip(rows["item"].fillna(""), rows["value"].astype(int), strict=True))


def count_groups_recorded(release: Release, measure: str, by: str) -> dict[str, dict[str, int]]:
    """Give counts of recorded assistance by need, then group; the whole has the need "".

    >>> count_groups_recorded(release, "activities", "implementer")["RSK-1"]
    {'IOM': 1, 'OSCE': 1}
    """
    return {need: dict(found) for need, found in release.once(_count_groups, measure, by).items()}


def _count_groups(release: Release, measure: str, by: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in records(release.select(statistic="count", measure=measure, by=by).fillna({"item": "", "group": ""})):
        found.setdefault(row["item"], {})[row["group"]] = int(row["value"])
    return found


def list_needs_recorded(release: Release) -> list[str]:
    """List the needs that activities were held against: in the order of the needs, then those without an estimate.

    >>> list_needs_recorded(release)
    ['RSK-1', 'RSK-2', 'TRN-1', 'TRN-2']
    """
    counted = count_recorded(release, "activities")
    return [need for need in dict.fromkeys([*order_items(release, "need"), *release.codes("need")]) if need in counted]


def recorded_cell(release: Release, need: str, language: str) -> Cell:
    """Make the cell of a need's current activities: their number, or in words that none is recorded.

    >>> recorded_cell(release, "RSK-1", "en").text, recorded_cell(release, "TRN-1", "en").text
    ('2', 'no current activity recorded as of 14 May 2026; not current: 1')
    """
    if current := count_recorded(release, "activities").get(need, 0):
        return whole_cell(current, language)
    past = sum(count_recorded(release, "activities", choice).get(need, 0) for choice in APART)
    if not past:
        return Cell(say_none_recorded(release, language), "missing")
    words = say(
        "no current activity recorded as of {date}; not current: {n}",
        language=language,
        date=say_as_of(release, language),
        n=say_number(past, language, digits=0),
    )
    return Cell(words, "missing")


def say_none_recorded(release: Release, language: str) -> str:
    """Say that nobody recorded an activity; whether there is one is not known.

    >>> say_none_recorded(release, "en")
    'no activity recorded as of 14 May 2026'
    """
    return say("no activity recorded as of {date}", language=language, date=say_as_of(release, language))


def say_as_of(release: Release, language: str) -> str:
    """Give the day on which the list of activities is said to stand."""
    return say_date(date.fromisoformat(str(release.manifest["as_of"])), language)


def say_no_list(language: str) -> str:
    """Say that nothing was given that could be held against the needs."""
    return say("No list of activities was given.", language=language)


def say_current(language: str) -> str:
    """Say what counts as current, and what a need without any means."""
    return say(
        "Current: recorded as planned or ongoing; an activity counts once, however many needs and countries it names. "
        "A need without a recorded activity may have one that nobody recorded.",
        language=language,
    )


def say_organisation(release: Release, code: str, language: str) -> str:
    """Name an organisation.

    >>> say_organisation(release, "IOM", "en"), say_organisation(release, "", "en")
    ('International Organization for Migration', 'not stated')
    """
    return say_label(release, "organisation", code, language) if code else say("not stated", language=language)


def say_where(release: Release, country: str, language: str) -> str:
    """Name the country of an activity; a blank one is the whole region.

    >>> say_where(release, "KAZ", "en"), say_where(release, "", "en")
    ('Kazakhstan', 'whole region')
    """
    return say_label(release, "country", country, language) if country else say("whole region", language=language)


def say_caption(release: Release, title: str, language: str) -> str:
    """Add to a title where its facts come from, and on which day they stand.

    >>> say_caption(release, "Overlaps", "en")
    'Overlaps. As recorded in the list of activities, as of 14 May 2026.'
    """
    return f"{title}. {say_recorded(release, language)}" if has_list(release) else title


def say_recorded(release: Release, language: str) -> str:
    """Say where the facts come from, and on which day they stand."""
    return say(
        "As recorded in the list of activities, as of {date}.", language=language, date=say_as_of(release, language)
    )


def say_provider(release: Release, code: str, language: str) -> str:
    """Name an organisation in short: by the id that the register has for it, else as it is written.

    >>> say_provider(release, "IOM", "en"), say_provider(release, "", "en")
    ('IOM', 'not stated')
    """
    return tame(code) if code else say("not stated", language=language)


def say_provider_names(release: Release, codes: Iterable[str], language: str) -> tuple[str, ...]:
    """Write out the names behind the ids of organisations, as a note.

    >>> say_provider_names(release, ["IOM", "Donor A"], "en")
    ('IOM: International Organization for Migration.',)
    """
    known = release.codes("organisation")
    named = [code for code in dict.fromkeys(codes) if code in known]
    names = "; ".join(f"{tame(code)}: {say_organisation(release, code, language)}" for code in named)
    return (f"{names}.",) if names else ()
