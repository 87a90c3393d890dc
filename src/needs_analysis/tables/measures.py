"""Measures in words: what was asked, and on which scale."""

from __future__ import annotations

from needs_analysis.language import say, say_number
from needs_analysis.release import Release


def say_measure(measure: str, language: str) -> str:
    """Name a measure.

    >>> say_measure("gap", "en")
    'Gap'
    """
    if measure == "importance":
        return say("Importance", language=language)
    if measure == "capacity":
        return say("Capacity", language=language)
    if measure == "gap":
        return say("Gap", language=language)
    return measure


def say_unit(release: Release, measure: str, language: str) -> str:
    """Say what a mean of the measure is counted in.

    >>> say_unit(release, "importance", "en"), say_unit(release, "gap", "en")
    ('points, scale from 1 to 5', 'points of the scale, importance minus capacity')
    """
    if measure == "gap":
        return say("points of the scale, importance minus capacity", language=language)
    low, high = scale_of(release, measure)
    ends = {"low": say_number(low, language, digits=0), "high": say_number(high, language, digits=0)}
    return say("points, scale from {low} to {high}", language=language, **ends)


def scale_of(release: Release, measure: str) -> tuple[float, float]:
    """Give the lowest and the highest possible value of a measure.

    >>> scale_of(release, "capacity")
    (1.0, 5.0)
    """
    low, high = release.manifest["scales"][measure]
    return float(low), float(high)
