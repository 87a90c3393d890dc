"""The first tier in sentences: what assistance is recorded for it, and how sure it is."""

from __future__ import annotations

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.assistance import count_recorded, has_list, say_as_of, say_no_list
from needs_analysis.tables.first_tier import list_first_tier, say_no_tier
from needs_analysis.tables.label import tame
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.ranks import Place, places_of
from needs_analysis.tables.scope import say_national_responses
from needs_analysis.tables.statement import Statement

NAMED = 6


def state_coverage(release: Release, language: str) -> Statement:
    """Say which needs of the first tier have a current activity recorded, and which have none.

    >>> state_coverage(release, "en").text
    'As of 14 May 2026, every need of the first tier has a current activity recorded.'
    """
    needs, counted = list_first_tier(release), count_recorded(release, "activities")
    if not has_list(release):
        unknown = say("What assistance there is already cannot be said in this report.", language=language)
        return Statement(f"{say_no_list(language)} {unknown}")
    if not needs:
        return Statement(say_no_tier(release, language))
    as_of, bare = say_as_of(release, language), [need for need in needs if not counted.get(need)]
    if not bare:
        told = say(
            "As of {date}, every need of the first tier has a current activity recorded.", language=language, date=as_of
        )
        return Statement(told)
    told = say_count(
        "For {n} need of the first tier no current activity is recorded as of {date}: {needs}.",
        "For {n} needs of the first tier no current activity is recorded as of {date}: {needs}.",
        len(bare),
        language=language,
        date=as_of,
        needs="; ".join(map(tame, bare[:NAMED])) + " …" * (len(bare) > NAMED),
    )
    unsure = say("Somebody may be at work there whom nobody recorded.", language=language)
    return Statement(f"{told} {unsure}")


def state_certainty(release: Release, language: str) -> Statement:
    """Say in two sentences how sure the order is, and whom the numbers speak of.

    >>> print(state_certainty(release, "en").text)
    The answers do not tell the 2 needs of the first tier apart, so which of them comes first is not certain; ...
    """
    sentences = (
        _say_order(release, language) if list_measures(release) else "",
        _say_whose(release, language),
        _say_withheld(release, language),
    )
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def _say_order(release: Release, language: str) -> str:
    needs = list_first_tier(release)
    if not needs:
        return say_no_tier(release, language)
    if len(needs) == 1:
        return say("With 95 % confidence the first need is told apart from all others.", language=language)
    hanging = sum(places_of(release).get(need, Place()).note == "depends_on_method" for need in needs)
    if not hanging:
        return say_count(
            "The answers do not tell the {n} need of the first tier apart.",
            "The answers do not tell the {n} needs of the first tier apart, so which of them comes first is not "
            "certain.",
            len(needs),
            language=language,
        )
    return say_count(
        "The answers do not tell the {n} need of the first tier apart; the places of {hanging} depend on the method.",
        "The answers do not tell the {n} needs of the first tier apart, so which of them comes first is not certain; "
        "places that depend on the measure or the weighting: {hanging}.",
        len(needs),
        language=language,
        hanging=hanging,
    )


def _say_whose(release: Release, language: str) -> str:
    if release.manifest["sampled"]:
        return say(
            "The respondents were drawn as a sample: the numbers speak of the population that it stands for, as far as "
            "those who did not answer are like those who did.",
            language=language,
        )
    return say(
        "The numbers on needs are what participants reported about their own services ({responses}): they measure no "
        "country, and say nothing of those who were not asked or did not answer.",
        language=language,
        responses=say_national_responses(release, language),
    )


def _say_withheld(release: Release, language: str) -> str:
    hidden = sum(found.note == "too_few" for found in order_items(release, "need").values())
    if not hidden:
        return ""
    return say_count(
        "For {n} need there is no number: too few people answered, or it is withheld to protect a smaller group.",
        "For {n} needs there is no number: too few people answered, or it is withheld to protect a smaller group.",
        hidden,
        language=language,
    )
