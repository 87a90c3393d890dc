"""Ranges of ranks, against every order that values inside the intervals can take."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.ranks import rank_ranges

ends = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), min_size=1, max_size=5)


@given(ends)
def test_a_range_holds_every_place_that_is_possible(intervals: list[list[int]]) -> None:
    """The first and last place are those found by trying all corners; a tie may fall either way."""
    estimates = {str(i): Estimate(sum(ends) / 2, ends[0], ends[1], 9) for i, ends in enumerate(intervals)}
    ranges = rank_ranges(estimates)
    for i in range(len(intervals)):
        corners = list(product(*intervals))
        best = min(1 + sum(value > corner[i] for value in corner) for corner in corners)
        worst = max(1 + sum(value >= corner[i] for j, value in enumerate(corner) if j != i) for corner in corners)
        assert ranges[str(i)] == (best, worst)


def test_without_an_interval_there_is_no_rank() -> None:
    """A need without an interval is not ranked, and nobody is placed ahead of or behind it for certain."""
    estimates = {"a": Estimate(4.0, 3.9, 4.1, 9), "b": Estimate(2.0, n=3, note="single_respondent"), "c": Estimate()}
    assert rank_ranges(estimates) == {"a": (1, 2), "b": None, "c": None}
