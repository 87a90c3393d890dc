"""What a report says of itself before it begins: the workshop, its days and place, the edition, the objectives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from needs_analysis.language import say, say_date
from needs_analysis.reporting.outline import Outline


def in_language(words: Mapping[Any, str], language: str) -> str:
    """Choose the words of a language; the English ones where it has none.

    >>> in_language({"en": "Ashgabat", "ru": "Ашхабад"}, "ru")
    'Ашхабад'
    """
    return words.get(language) or words.get("en", "")


def edition_name(edition: str, language: str) -> str:
    """Name an edition.

    >>> edition_name("donor", "en")
    'Donor edition'
    """
    names = {
        "organiser": say("Organiser edition", language),
        "national": say("National edition", language),
        "donor": say("Donor edition", language),
    }
    return names.get(edition, edition)


def edition_of(manifest: Mapping[str, Any], language: str) -> str:
    """Name a release's edition; a national one with its State.

    >>> edition_of({"edition": "national", "state": {"code": "KAZ", "name": {"en": "Kazakhstan"}}}, "en")
    'National edition: Kazakhstan'
    """
    state = in_language(manifest.get("state", {}).get("name", {}), language)
    return ": ".join(filter(None, [edition_name(manifest["edition"], language), state]))


def language_name(language: str) -> str:
    """Name a language in its own words.

    >>> language_name("ru")
    'Русский'
    """
    from babel import Locale

    return (Locale.parse(language).get_display_name(language) or language).capitalize()


def say_days(start: date, end: date, language: str) -> str:
    """Write the days of an event, without saying a month or year twice.

    >>> say_days(date(2026, 5, 12), date(2026, 5, 14), "en")
    '12–14 May 2026'
    """
    last = say_date(end, language)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    return f"{say_date(start, language)} – {last}"


def cover_of(manifest: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what stands at a report's head: title, facts (what, words) and the notice."""
    cover = event_of(manifest, language)
    facts = [
        (say("Edition", language), edition_of(manifest, language)),
        (say("Release", language), str(manifest["id"])),
    ]
    if manifest["workshop"].get("attribution") == "chatham_house":
        facts.append(
            (say("Chatham House rule", language), say("nothing is attributed to a person or an agency", language))
        )
    return cover | {"facts": [*cover["facts"], *facts]}


def event_of(manifest: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what is the same in every edition: title, days, place and notice of the event."""
    workshop = manifest["workshop"]
    start, end = (date.fromisoformat(workshop[day]) for day in ("start", "end"))
    place = in_language(workshop.get("place", {}), language)
    facts = [(say("Dates", language), say_days(start, end, language))]
    return {
        "title": in_language(workshop["title"], language),
        "facts": [*facts, (say("Place", language), place)] if place else facts,
        "notice": in_language(workshop.get("notice", {}), language),
    }


def objectives_of(manifest: Mapping[str, Any], outlines: Sequence[Outline], language: str) -> list[dict[str, Any]]:
    """List the objectives that parts of this report serve, each with these; the report is no promise of the others."""
    serving = {part["chapter"]: part["objectives"] for part in manifest["parts"]}
    found = [
        {
            "text": in_language(objective["text"], language),
            "parts": [outline for outline in outlines if objective["id"] in serving.get(outline.chapter, [])],
        }
        for objective in manifest["objectives"]
    ]
    return [objective for objective in found if objective["parts"]]
