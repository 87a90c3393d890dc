"""What is proposed, in short: the recommendations on the needs of the first tier."""

from __future__ import annotations

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.first_tier import list_first_tier
from needs_analysis.tables.label import say_label, say_need, tame
from needs_analysis.tables.recommended import Recommended, list_recommended, say_none_recommended
from needs_analysis.tables.statement import Statement

MOST_SHOWN = 6


def state_recommendations(release: Release, language: str) -> Statement:
    """Count the recommendations and list those on the first tier; without any such, the first of all.

    >>> state_recommendations(release, "en").text
    'The organisers make 2 recommendations; on needs of the first tier: 1.'
    >>> state_recommendations(release, "en").points
    ('RSK-1: Hold a course on risk tools. To: OSCE. Time frame: by 2027.',)
    """
    listed, tier = list_recommended(release, language), list_first_tier(release)
    if not listed:
        return Statement(say_none_recommended(language))
    first = [one for one in listed if one.need in tier]
    told = say_count(
        "The organisers make {n} recommendation; on needs of the first tier: {first}.",
        "The organisers make {n} recommendations; on needs of the first tier: {first}.",
        len(listed),
        language=language,
        first=len(first),
    )
    named = (_name(release, one, language, short=one.need in tier) for one in first or listed)
    points = (_say(name, one, language) for name, one in zip(named, first or listed, strict=True))
    return Statement(told, tuple(points)[:MOST_SHOWN], about="recommendations")


def _name(release: Release, one: Recommended, language: str, *, short: bool) -> str:
    """Name the need, by its code alone where it stands in the table of the first tier, and the country."""
    named = tame(one.need) if short else say_need(release, one.need, language)
    return f"{named} ({say_label(release, 'country', one.country, language)})" if one.country else named


def _say(name: str, one: Recommended, language: str) -> str:
    told = f"{name}: {_closed(one.recommendation.text)}"
    whom = say("To: {addressee}", language=language, addressee=_closed(one.addressee.text))
    when = say("Time frame: {time_frame}", language=language, time_frame=_closed(one.time_frame.text))
    return " ".join([told, *([whom] if one.addressee.text else []), *([when] if one.time_frame.text else [])])


def _closed(text: str) -> str:
    """Give a text with a full stop at its end, if it has no such mark."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
