"""Notes under a table: the words for what is not given, explained only where they occur."""

from __future__ import annotations

from collections.abc import Iterable

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate


def explain_absences(release: Release, shown: Iterable[Estimate], language: str) -> tuple[str, ...]:
    """Explain each reason why a number or its interval is missing among those shown.

    >>> explain_absences(release, [Estimate(2.0, n=3, note="no_variation")], "en")
    ('All answers equal: without variation no interval can be given.',)
    """
    found = {estimate.note for estimate in shown}
    known = {
        "single_respondent": _say_single(language),
        "no_variation": _say_no_variation(language),
        "dominated": say_dominated(language),
        "no_answers": _say_no_answers(language),
        "scales_differ": _say_scales_differ(language),
        "nobody_chose": _say_nobody_chose(language),
        "too_few_raters": _say_too_few_raters(language),
        "one_country": _say_one_country(language),
        "equal_countries": _say_equal_countries(language),
        "one_group": _say_one_group(language),
        "too_few": say_too_few(release, language),
    }
    return tuple(words for note, words in known.items() if note in found)


def say_too_few(release: Release, language: str) -> str:
    """Explain suppression with the edition's limit.

    >>> say_too_few(release, "en")
    'Too few to report: fewer than 3 people, or a number from which such a group could be worked out.'
    """
    return say(
        "Too few to report: fewer than {limit} people, or a number from which such a group could be worked out.",
        language=language,
        limit=release.manifest["limit"],
    )


def say_dominated(language: str) -> str:
    """Explain what is marked where one or two answers make up nearly all of a total.

    >>> say_dominated("en")
    'Of a number marked * one or two answers make up nearly all: whoever gave one of them could tell the other, ...'
    """
    return say(
        "Of a number marked * one or two answers make up nearly all: whoever gave one of them could tell the other, so "
        "it stays with the organisers.",
        language=language,
    )


def say_no_ends(language: str) -> str:
    """Explain why a median has no interval."""
    return say(
        "No interval of a median is given where it would end at the lowest or highest answer and few people gave that.",
        language=language,
    )


def say_interval_meaning(language: str) -> str:
    """Explain what stands in brackets."""
    return say(
        "In brackets: the 95 % interval, how far the number might move if other people from the same "
        "services had answered.",
        language=language,
    )


def _say_single(language: str) -> str:
    return say(
        "No interval: one answer only, or one from each country, so how far the number might move cannot be said.",
        language=language,
    )


def _say_no_variation(language: str) -> str:
    return say("All answers equal: without variation no interval can be given.", language=language)


def _say_no_answers(language: str) -> str:
    return say("No answers: nobody gave a rating; this is not a rating of zero.", language=language)


def _say_scales_differ(language: str) -> str:
    return say(
        "Scales differ: importance and capacity are rated on different scales, so their difference means nothing.",
        language=language,
    )


def _say_nobody_chose(language: str) -> str:
    return say("None: nobody gave this answer, and an interval of nothing cannot be given.", language=language)


def _say_too_few_raters(language: str) -> str:
    return say("Not estimated: agreement is given from five answers on.", language=language)


def _say_one_country(language: str) -> str:
    return say(
        "No interval: countries are taken for a sample of countries, and one alone does not say how much they vary.",
        language=language,
    )


def _say_one_group(language: str) -> str:
    return say("Not drawn towards others: there is one group only.", language=language)


def _say_equal_countries(language: str) -> str:
    return say(
        "No interval: countries are taken for a sample of countries, and the means of all of them are equal.",
        language=language,
    )
