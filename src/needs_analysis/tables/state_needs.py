"""Which needs come first and how sure that is, in sentences."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.label import quote_need, say_label
from needs_analysis.tables.numbers import say_interval
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.ranks import Place, places_of
from needs_analysis.tables.scope import say_national_responses
from needs_analysis.tables.statement import Statement

FIRST = 3
Named = list[tuple[str, Estimate]]


def state_needs(release: Release, language: str) -> Statement:
    """Name the first needs with their numbers, and say whether they are told apart.

    >>> print(state_needs(release, "en").text)
    18 responses. The largest gaps between importance and capacity were reported for: “Tools to ... (1.5); ...
    """
    ordered = order_items(release, "need")
    placed = [(code, found) for code, found in ordered.items() if found.value is not None]
    if not list_measures(release):
        return Statement(say("No question of this survey rates a need.", language=language))
    sentences = (
        f"{say_national_responses(release, language)}.",
        _say_first(release, placed, language),
        _say_certainty(release, placed, language),
        _say_dependent(release, placed, language),
        "" if "capacity" in release.manifest["scales"] else say_no_capacity(language),
        _say_withheld(list(ordered.values()), language),
    )
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def _say_first(release: Release, placed: Named, language: str) -> str:
    gap = release.manifest["order"] == "gap"
    named = [(code, found) for code, found in placed[:FIRST] if not gap or (found.value or 0) > 0]
    if not placed:
        return say("No need has a number that can be reported.", language=language)
    if not named:
        return say("For no need was importance reported higher than capacity.", language=language)
    if len(placed) == 1:
        return _say_only(release, named[0], language)
    needs = "; ".join(_say_need(release, code, found, language) for code, found in named)
    if gap:
        return say(
            "The largest gaps between importance and capacity were reported for: {needs}.",
            language=language,
            needs=needs,
        )
    return say("The highest importance was reported for: {needs}.", language=language, needs=needs)


def _say_need(release: Release, code: str, found: Estimate, language: str) -> str:
    return say(
        "“{need}” ({value})",
        language=language,
        need=say_label(release, "need", code, language),
        value=say_number(found.value or 0.0, language),
    )


def _say_only(release: Release, only: tuple[str, Estimate], language: str) -> str:
    code, found = only
    words = {"need": say_label(release, "need", code, language), "value": say_interval(found, language)}
    if release.manifest["order"] == "gap":
        return say("One need can be reported, “{need}”: its gap is {value}.", language=language, **words)
    return say("One need can be reported, “{need}”: its importance is {value}.", language=language, **words)


def _say_certainty(release: Release, placed: Named, language: str) -> str:
    """Say how many needs are not told apart from the first."""
    places = places_of(release)
    tiers = [places[code].tier for code, _ in placed if code in places]
    if len(placed) < 2:
        return ""
    if not any(tiers):
        return say("Places were not computed, so how sure this order is cannot be said.", language=language)
    first = tiers.count(1)
    if first == 1:
        return say("With 95 % confidence the first is told apart from all other needs.", language=language)
    return say_count(
        "The first tier holds {n} need.",
        "The first tier holds {n} needs that the answers do not tell apart, so which of them comes first is not "
        "certain.",
        first,
        language=language,
    )


def _say_dependent(release: Release, placed: Named, language: str) -> str:
    """Name the needs whose place hangs on the method."""
    marked = [code for code, _ in placed if places_of(release).get(code, Place()).note == "depends_on_method"]
    if not marked:
        return ""
    return say_count(
        "For {n} need the place depends on the measure or the weighting: {names}.",
        "For {n} needs the place depends on the measure or the weighting: {names}.",
        len(marked),
        language=language,
        names="; ".join(quote_need(release, code, language) for code in marked),
    )


def say_no_capacity(language: str) -> str:
    """Say why there is neither capacity nor gap.

    >>> say_no_capacity("en")
    'Capacity was not asked in this survey, so needs are ordered by importance and no gap is given.'
    """
    return say(
        "Capacity was not asked in this survey, so needs are ordered by importance and no gap is given.",
        language=language,
    )


def _say_withheld(found: list[Estimate], language: str) -> str:
    withheld = sum(estimate.note == "too_few" for estimate in found)
    if not withheld:
        return ""
    return say_count(
        "For {n} need there is no number: too few people answered, or it is withheld to protect a smaller group.",
        "For {n} needs there is no number: too few people answered, or it is withheld to protect a smaller group.",
        withheld,
        language=language,
    )
