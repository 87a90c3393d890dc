"""The themes in sentences: one each, with its mean, the need that stands first in it, its part in the first tier."""

from __future__ import annotations

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.first_tier import list_first_tier
from needs_analysis.tables.label import say_label
from needs_analysis.tables.needs import themes_of_needs
from needs_analysis.tables.numbers import say_absence, say_interval
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.statement import Statement


def state_themes(release: Release, language: str) -> Statement:
    """Say of each theme its mean, the need that stands first in it, and how many of its needs are in the first tier.

    >>> state_themes(release, "en").points[0]
    'Risk analysis: gap 1.3 (0.9–1.7), first in it “Tools to assess risks”, 1.5 (1.0–2.0). In the first tier: 2 ...'
    """
    themes = order_items(release, "theme")
    if not list_measures(release):
        return Statement(say("No question of this survey rates a need.", language=language))
    if not themes:
        return Statement(say("No means of themes were computed.", language=language))
    told = say_count(
        "The needs belong to {n} theme.", "The needs belong to {n} themes.", len(themes), language=language
    )
    return Statement(told, tuple(_say(release, theme, found, language) for theme, found in themes.items()))


def _say(release: Release, theme: str, found: Estimate, language: str) -> str:
    mine = [need for need, of in themes_of_needs(release).items() if of == theme]
    placed = {need: one for need, one in order_items(release, "need").items() if need in mine and one.value is not None}
    name = say_label(release, "theme", theme, language)
    parts = [_say_mean(release, found, language), *_say_first(release, placed, language)]
    return f"{name}: {', '.join(parts)}.{_say_tier(release, mine, language)}"


def _say_mean(release: Release, found: Estimate, language: str) -> str:
    value = say_absence(found.note, language) if found.value is None else say_interval(found, language)
    if release.manifest["order"] == "gap":
        return say("gap {value}", language=language, value=value)
    return say("importance {value}", language=language, value=value)


def _say_first(release: Release, placed: dict[str, Estimate], language: str) -> list[str]:
    if not placed:
        return [say("none of its needs can be reported", language=language)]
    need, found = next(iter(placed.items()))
    words = {"need": say_label(release, "need", need, language), "value": say_interval(found, language)}
    return [say("first in it “{need}”, {value}", language=language, **words)]


def _say_tier(release: Release, mine: list[str], language: str) -> str:
    tier = list_first_tier(release)
    if not tier:
        return ""
    told = say_count(
        "In the first tier: {first} of {n} need.",
        "In the first tier: {first} of {n} needs.",
        len(mine),
        language=language,
        first=sum(need in tier for need in mine),
    )
    return f" {told}"
