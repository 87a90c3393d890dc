"""Who was in the room, in sentences."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import select_counts
from needs_analysis.tables.groups import GROUPINGS, count_groups, list_counted, list_countries, say_group
from needs_analysis.tables.scope import say_responses
from needs_analysis.tables.statement import Statement

NAMED, LARGEST = 8, 2


def state_participants(release: Release, language: str) -> Statement:
    """Say how many came, from where, and which agencies were most present; say less where less may be said.

    >>> print(state_participants(release, "en").text)
    20 participants took part; 18 responses. They came from 3 countries: Kazakhstan, ...
    """
    sentences = (
        _say_totals(release, language),
        _say_countries(release, language),
        _say_agencies(release, language),
        _say_withheld(release, language),
    )
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def _say_totals(release: Release, language: str) -> str:
    total = select_counts(release, "participants", "").get("")
    responses = say_responses(release, language)
    if total is None:
        return say("No list of participants was given; {responses}.", language=language, responses=responses)
    if total.value is None:
        return say("Participants: too few to report; {responses}.", language=language, responses=responses)
    return say_count(
        "{n} participant took part; {responses}.",
        "{n} participants took part; {responses}.",
        int(total.value),
        language=language,
        responses=responses,
    )


def _say_countries(release: Release, language: str) -> str:
    codes = list_countries(release, language)
    if not codes:
        return ""
    if len(codes) > NAMED:
        return say_count("They came from {n} country.", "They came from {n} countries.", len(codes), language=language)
    names = ", ".join(say_group(release, "country", code, language) for code in codes)
    return say_count(
        "They came from {n} country: {names}.",
        "They came from {n} countries: {names}.",
        len(codes),
        language=language,
        names=names,
    )


def _say_agencies(release: Release, language: str) -> str:
    measure = next(iter(list_counted(release)), "responses")
    people = select_counts(release, measure, "agency_type")
    known = {code: count.value for code, count in people.items() if count.value is not None}
    if not known:
        return ""
    groups = "; ".join(
        f"{say_group(release, 'agency_type', code, language)} ({say_number(known[code], language, digits=0)})"
        for code in sorted(known, key=lambda code: -known[code])[:LARGEST]
    )
    return say("The largest groups by type of agency: {groups}.", language=language, groups=groups)


def _say_withheld(release: Release, language: str) -> str:
    counts = [count for by in GROUPINGS for found in count_groups(release, by).values() for count in found.values()]
    withheld = sum(count.note == "too_few" for count in counts)
    if not withheld:
        return ""
    return say_count(
        "{n} number is withheld: it is of too few people, or protects a smaller group.",
        "{n} numbers are withheld: they are of too few people, or protect a smaller group.",
        withheld,
        language=language,
    )
