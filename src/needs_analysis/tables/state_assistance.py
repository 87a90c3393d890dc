"""Who already assists, in sentences: what is recorded, what is not, and what may be out of date."""

from __future__ import annotations

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.assistance import APART, count_recorded, has_list, say_as_of, say_no_list
from needs_analysis.tables.label import quote_need
from needs_analysis.tables.order import order_items
from needs_analysis.tables.statement import Statement

FIRST, NAMED = 10, 3


def state_assistance(release: Release, language: str) -> Statement:
    """Say how many activities by how many organisations are recorded, and which of the first needs have none.

    >>> print(state_assistance(release, "en").text)
    As of 14 May 2026, 3 current activities are recorded (2 organisations). 1 more is not recorded as current. ...
    """
    if not has_list(release):
        unknown = say("What assistance there is already cannot be said in this report.", language=language)
        return Statement(f"{say_no_list(language)} {unknown}")
    sentences = (
        _say_how_many(release, language),
        _say_first(release, language),
        _say_stale(release, language),
    )
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def _say_how_many(release: Release, language: str) -> str:
    current = count_recorded(release, "activities").get("", 0)
    apart = sum(count_recorded(release, "activities", choice).get("", 0) for choice in APART)
    if not current:
        recorded = say(
            "As of {date}, no current activity is recorded.", language=language, date=say_as_of(release, language)
        )
    else:
        recorded = say_count(
            "As of {date}, {n} current activity is recorded ({providers}).",
            "As of {date}, {n} current activities are recorded ({providers}).",
            current,
            language=language,
            date=say_as_of(release, language),
            providers=_say_providers(release, language),
        )
    more = say_count(
        "{n} more is not recorded as current.", "{n} more are not recorded as current.", apart, language=language
    )
    return f"{recorded} {more}" if apart else recorded


def _say_providers(release: Release, language: str) -> str:
    providers = count_recorded(release, "providers").get("", 0)
    return say_count("{n} organisation", "{n} organisations", providers, language=language)


def _say_first(release: Release, language: str) -> str:
    """Say how many of the first needs, half of all at most (rounded up), have no current activity; of one, nothing."""
    counted = count_recorded(release, "activities")
    placed = [need for need, found in order_items(release, "need").items() if found.value is not None]
    first = [need for need in placed if need in counted][: min(FIRST, (len(placed) + 1) // 2)]
    if len(first) < 2:
        return ""
    bare = [need for need in first if not counted[need]]
    known = {"first": len(first), "order": _say_order(release, language)}
    if not bare:
        return say("Each of the {first} needs with {order} has a current activity.", language=language, **known)
    named = "; ".join(quote_need(release, need, language) for need in bare[:NAMED])
    return say_count(
        "Of the {first} needs with {order}, {n} has no current activity recorded: {needs}.",
        "Of the {first} needs with {order}, {n} have no current activity recorded, first among them: {needs}.",
        len(bare),
        language=language,
        needs=named,
        **known,
    )


def _say_order(release: Release, language: str) -> str:
    if release.manifest["order"] == "gap":
        return say("the largest gaps", language=language)
    return say("the highest importance", language=language)


def _say_stale(release: Release, language: str) -> str:
    stale = count_recorded(release, "activities", "stale").get("", 0)
    if not stale:
        return ""
    return say_count(
        "{n} of the current entries may be out of date.",
        "{n} of the current entries may be out of date.",
        stale,
        language=language,
    )
