"""Ranks as ranges: the places that a need may take, as far as the intervals tell needs apart."""

from __future__ import annotations

from collections.abc import Mapping

from needs_analysis.tables.estimate import Estimate


def rank_ranges(estimates: Mapping[str, Estimate]) -> dict[str, tuple[int, int] | None]:
    """Give each item's first and last possible place; none where there is no interval.

    Ahead are items whose interval lies wholly above; behind, those whose interval lies wholly below.

    >>> rank_ranges({"a": Estimate(3, 2.5, 3.5), "b": Estimate(2, 1.6, 2.6), "c": Estimate(1, 0.5, 1.5)})
    {'a': (1, 2), 'b': (1, 2), 'c': (3, 3)}
    """
    placed = sum(estimate.value is not None for estimate in estimates.values())
    intervals = [found.interval for found in estimates.values() if found.interval]
    return {code: _range(found.interval, intervals, placed) for code, found in estimates.items()}


def _range(
    own: tuple[float, float] | None, intervals: list[tuple[float, float]], placed: int
) -> tuple[int, int] | None:
    if own is None:
        return None
    ahead = sum(low > own[1] for low, _ in intervals)
    behind = sum(high < own[0] for _, high in intervals)
    return ahead + 1, placed - behind
