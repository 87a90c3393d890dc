"""The scope of a table: who said it, where and when, and how people were counted."""

from __future__ import annotations

from datetime import date

from needs_analysis.language import say, say_count, say_date
from needs_analysis.release import Release
from needs_analysis.tables.estimate import select_counts
from needs_analysis.tables.label import tame


def say_scope(release: Release, language: str, weighting: str = "") -> str:
    """Say whose ratings are averaged, when and where they were given, and how they are weighted: as a rule or here.

    >>> say_scope(release, "en")
    'As reported by the participants, Ashgabat, 12–14 May 2026 (18 responses); each country counts once.'
    """
    return say(
        "As reported by the participants, {event} ({responses}); {weighting}.",
        language=language,
        event=say_event(release, language),
        responses=say_national_responses(release, language),
        weighting=say_weighting_of(weighting or str(release.manifest["weighting"]), language),
    )


def say_event(release: Release, language: str) -> str:
    """Give place and days of the workshop.

    >>> say_event(release, "en")
    'Ashgabat, 12–14 May 2026'
    """
    workshop = release.manifest["workshop"]
    places = workshop.get("place") or {}
    place = tame(str(places.get(language) or places.get("en") or ""))
    days = _say_days(date.fromisoformat(workshop["start"]), date.fromisoformat(workshop["end"]), language)
    return f"{place}, {days}" if place else days


def say_responses(release: Release, language: str) -> str:
    """Give the number of responses in words, as far as the release gives it.

    >>> say_responses(release, "en")
    '18 responses'
    """
    total = select_counts(release, "responses", "").get("")
    if total is None or total.value is None:
        return say("number of responses not given", language=language)
    return say_count("{n} response", "{n} responses", int(total.value), language=language)


def say_national_responses(release: Release, language: str) -> str:
    """Give the number of responses that means over all rest on: those of the national delegations.

    >>> say_national_responses(release, "en")
    '18 responses'
    """
    national = select_counts(release, "responses", "delegation").get("national")
    if national is None or national.value is None:
        return say_responses(release, language)
    return say_count(
        "{n} response of national delegations",
        "{n} responses of national delegations",
        int(national.value),
        language=language,
    )


def say_weighting(release: Release, language: str) -> str:
    """Say how much each answer counts in a mean over all.

    >>> say_weighting(release, "en")
    'each country counts once'
    """
    return say_weighting_of(str(release.manifest["weighting"]), language)


def say_weighting_of(weighting: str, language: str) -> str:
    """Say how much each answer counts under a weighting.

    >>> say_weighting_of("equal_country_type", "en")
    'each agency type of each country counts once'
    """
    words = {
        "equal_country": say("each country counts once", language=language),
        "each_person": say("each respondent counts once", language=language),
        "equal_country_type": say("each agency type of each country counts once", language=language),
        "design": say("weighted as the data say", language=language),
    }
    return words.get(weighting) or say("weighting: {weighting}", language=language, weighting=weighting)


def _say_days(start: date, end: date, language: str) -> str:
    if start == end:
        return say_date(start, language)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_date(end, language)}"
    return f"{say_date(start, language)} – {say_date(end, language)}"
