"""The order of needs and themes: by the measure that the release names, largest first."""

from __future__ import annotations

from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, select_means
from needs_analysis.tables.ranks import places_of

MEASURES = ("importance", "capacity", "gap")


def list_measures(release: Release) -> list[str]:
    """List the measures that were asked, in reading order.

    >>> list_measures(release)
    ['importance', 'capacity', 'gap']
    """
    return list(release.once(_measures))


def order_items(release: Release, kind: str) -> dict[str, Estimate]:
    """Give needs or themes with their estimates of the ordering measure, largest first.

    Those that are equal as they are shown stand as they are ranked. After needs with a place come those of too little
    importance, then those without a value.

    >>> list(order_items(release, "need"))
    ['RSK-1', 'RSK-2', 'TRN-1', 'TRN-2']
    """
    return dict(release.once(_in_order, kind))


def _measures(release: Release) -> list[str]:
    means = set(release.select(statistic="mean")["measure"])
    return [measure for measure in MEASURES if measure in means]


def _in_order(release: Release, kind: str) -> dict[str, Estimate]:
    means = select_means(release, str(release.manifest["order"]))
    known = {code: means[code] for code in release.codes(kind) if code in means}
    places = places_of(release)
    below = {need for need, place in places.items() if place.note == "below_floor"}
    ranks = {need: place.rank for need, place in places.items() if place.rank is not None}
    return dict(
        sorted(
            known.items(),
            key=lambda named: (named[0] in below, *_largest_first(named[1]), ranks.get(named[0], len(known))),
        )
    )


def _largest_first(estimate: Estimate) -> tuple[bool, float]:
    return estimate.value is None, -(estimate.value or 0.0)
