"""Places of needs: the range that a need may take, and its tier, as the release gives them."""

from __future__ import annotations

from dataclasses import dataclass

from needs_analysis.language import say, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import as_estimates

MAIN = "rank_sets"


@dataclass(frozen=True)
class Place:
    """A need's place in the order; `best` and `worst` bound it, `tier` is None where it has none, `note` says why.

    `rank` is the place by the estimates as they were before they were rounded.
    """

    best: int | None = None
    worst: int | None = None
    tier: int | None = None
    note: str = ""
    rank: int | None = None


def places_of(release: Release) -> dict[str, Place]:
    """Give the place of every need that the release ranks or says why not.

    >>> places_of(release)["RSK-1"]
    Place(best=1, worst=2, tier=1, note='depends_on_method', rank=1)
    """
    return dict(release.once(_places_of))


def _places_of(release: Release) -> dict[str, Place]:
    order = {"measure": str(release.manifest["order"]), "by": "", "weighting": str(release.manifest["weighting"])}
    ranked = as_estimates(release.select(statistic="rank", method=MAIN, **order), "item")
    tiers = as_estimates(release.select(statistic="tier", **order), "item")
    return {
        need: Place(
            _whole(found.low),
            _whole(found.high),
            _whole(tiers[need].value) if need in tiers else None,
            found.note,
            _whole(found.value),
        )
        for need, found in ranked.items()
    }


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def say_place(place: Place, language: str) -> str:
    """Write the places that a need may take.

    >>> say_place(Place(1, 9), "en"), say_place(Place(4, 4), "en"), say_place(Place(note="below_floor"), "en")
    ('1–9', '4', 'not ranked')
    """
    if place.best is None or place.worst is None:
        return say("not ranked", language=language)
    return f"{place.best}–{place.worst}" if place.worst > place.best else str(place.best)


def say_place_meaning(language: str) -> str:
    """Explain a range of places, and a tier."""
    return say(
        "Place: with 95 % confidence every need lies within its range of places, all of them at once. "
        "A tier ends where a need is told apart from the tier's first; within a tier there is no certain order.",
        language=language,
    )


def explain_places(release: Release, language: str) -> tuple[str, ...]:
    """Explain each mark on the places of the release: too little importance, or a place that hangs on the method.

    >>> explain_places(release, "en")
    ('A place marked * differs by more than five between measures or weightings.',)
    """
    notes = {place.note for place in places_of(release).values()}
    marks = []
    if "below_floor" in notes:
        floor = say_number(float(release.manifest["floor"]), language)
        marks.append(
            say(
                "Not ranked: its mean importance is below {floor}, so a large gap would not make it a priority.",
                language=language,
                floor=floor,
            )
        )
    if "depends_on_method" in notes:
        marks.append(
            say("A place marked * differs by more than five between measures or weightings.", language=language)
        )
    return tuple(marks)
