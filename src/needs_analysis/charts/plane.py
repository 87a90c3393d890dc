"""The plane of importance and capacity: where needs lie, and how it is cut."""

from __future__ import annotations

import math
from typing import NamedTuple

from needs_analysis.release import Release
from needs_analysis.tables.estimate import select_means
from needs_analysis.tables.measures import scale_of

PAD = 0.15


class Place(NamedTuple):
    """A mean of capacity (across) and a mean of importance (up)."""

    capacity: float
    importance: float


class Plane(NamedTuple):
    """The needs, the two cuts that part the plane, and the ends of its axes."""

    places: dict[str, Place]
    middle: Place
    means: Place | None
    low: Place
    high: Place


def lay_plane(release: Release) -> Plane:
    """Place the needs for which both means may be shown.

    >>> plane = lay_plane(release)
    >>> plane.places["RSK-1"], plane.middle.capacity
    (Place(capacity=3.0, importance=4.5), 3.0)
    """
    importance, capacity = select_means(release, "importance"), select_means(release, "capacity")
    both = {
        code: Place(down.value, up.value)
        for code in [*release.codes("need"), ""]
        if (up := importance.get(code)) and (down := capacity.get(code))
        if up.value is not None and down.value is not None
    }
    means = both.pop("", None)
    middle = Place(_middle(release, "capacity"), _middle(release, "importance"))
    every = [*both.values(), middle, *([means] if means else [])]
    low = Place(*(math.floor(min(axis) * 2) / 2 - PAD for axis in zip(*every, strict=True)))
    high = Place(*(math.ceil(max(axis) * 2) / 2 + PAD for axis in zip(*every, strict=True)))
    return Plane(both, middle, means, low, high)


def first_quadrant(plane: Plane, cut: Place) -> list[str]:
    """List the needs above the cut in importance and below it in capacity, as they come.

    >>> first_quadrant(lay_plane(release), Place(3.2, 4.2))
    ['RSK-1']
    """
    return [code for code, at in plane.places.items() if at.importance > cut.importance and at.capacity < cut.capacity]


def _middle(release: Release, measure: str) -> float:
    return sum(scale_of(release, measure)) / 2
