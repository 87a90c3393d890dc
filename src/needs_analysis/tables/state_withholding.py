"""What a release withholds and why: its limits with their reasons, types of agency merged, answers in words."""

from __future__ import annotations

from typing import Any

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.groups import say_merged
from needs_analysis.tables.label import tame
from needs_analysis.tables.numbers import say_percent
from needs_analysis.tables.statement import Statement


def state_withholding(release: Release, language: str) -> Statement:
    """Say below which size nothing is shown, what else is withheld, and how many numbers that makes.

    >>> state_withholding(release, "en").points[0]
    'No number is shown that speaks of fewer than 3 people who answered that very question.'
    """
    points = (
        _say_smallest(release, language),
        say(
            "Where such a number could be worked out from others, as few others as it takes are withheld with it, "
            "over all tables together. They too read “too few to report”.",
            language=language,
        ),
        _say_narrowest(release, language),
        *say_merged(release, language),
        _say_suppressed(release, language),
    )
    return Statement(
        say("People come before numbers, so some numbers are not given:", language=language),
        tuple(filter(None, points)),
    )


def state_releasing(release: Release, language: str) -> Statement:
    """Say how answers in words come to be shown, and how many are.

    >>> state_releasing(release, "en").text
    'An answer in words is shown only where a person has read and released it. Released: 1.'
    """
    told = say("An answer in words is shown only where a person has read and released it.", language=language)
    counted = release.manifest.get("comments", {})
    shown = say_number(counted.get("released", len(release.comments)), language, digits=0)
    released = say("Released: {n}.", language=language, n=shown)
    withheld = say("Withheld: {n}.", language=language, n=say_number(counted.get("withheld", 0), language, digits=0))
    return Statement(" ".join([told, released, *([withheld] if "withheld" in counted else [])]))


def _limit(release: Release, name: str) -> dict[str, Any]:
    found: dict[str, Any] = release.manifest.get("limits", {}).get(name, {})
    return found


def _say_reason(limit: dict[str, Any], language: str) -> str:
    """Give the reason of a limit, as the register or the organisers word it."""
    reasons = limit.get("reason", {})
    return tame(str(reasons.get(language) or reasons.get("en", "")))


def _say_smallest(release: Release, language: str) -> str:
    told = say_count(
        "No number is shown that speaks of fewer than {n} person who answered that very question.",
        "No number is shown that speaks of fewer than {n} people who answered that very question.",
        int(release.manifest["limit"]),
        language=language,
    )
    return f"{told} {_say_reason(_limit(release, 'smallest_group'), language)}".rstrip()


def _say_narrowest(release: Release, language: str) -> str:
    limit = _limit(release, "narrowest")
    if not limit.get("value"):
        return ""
    told = say(
        "No withheld number can be placed within less than {share} of its scale.",
        language=language,
        share=say_percent(float(limit["value"]), language),
    )
    return f"{told} {_say_reason(limit, language)}".rstrip()


def _say_suppressed(release: Release, language: str) -> str:
    n = int(release.manifest["suppressed"])
    if not n:
        return say("In this edition no number is withheld.", language=language)
    return say_count(
        "In this edition {n} number is withheld.", "In this edition {n} numbers are withheld.", n, language=language
    )
