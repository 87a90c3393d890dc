"""A printed percentage is possible exactly where a whole number of people is printed so."""

from __future__ import annotations

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.errors import EstimateError
from needs_analysis.methods.percentages import possible_counts, possible_percentages


def test_ninety_one_percent_of_26_is_nobody() -> None:
    """24 of 26 are 92.3 %, 23 are 88.5 %."""
    found = possible_counts(91, 26)
    assert not found.is_possible
    assert found.nearest == pytest.approx((100 * 23 / 26, 100 * 24 / 26))
    assert possible_counts(92.3, 26, digits=1).counts == (24,)
    assert not possible_counts(92.4, 26, digits=1).is_possible


def test_both_roundings_of_a_half_are_accepted() -> None:
    """1 of 8 is 12.5 %, 1 of 16 is 6.25 %."""
    assert [possible_counts(each, 8).is_possible for each in (11, 12, 13, 14)] == [False, True, True, False]
    assert [possible_counts(each, 16, digits=1).counts for each in (6.2, 6.3)] == [(1,), (1,)]


def test_percentages_beyond_the_ends_are_impossible() -> None:
    assert possible_counts(101, 10).nearest == (100.0,)
    assert possible_counts(-3, 10).nearest == (0.0,)
    assert not possible_counts(101, 1000).is_possible
    assert possible_counts(50, 4).nearest == (50.0,)


def test_many_people_fit_one_percentage() -> None:
    """1,000 people: 9 to 10 of them could be printed as 1 %, and so could 5 to 15."""
    assert possible_counts(1, 1000).counts == tuple(range(5, 16))


@given(st.integers(1, 120), st.integers(0, 2))
def test_what_is_possible_is_what_decimal_rounding_prints(n: int, digits: int) -> None:
    """Every count divided exactly and rounded with a half down and with a half up; nothing else."""
    unit = Decimal(1).scaleb(-digits)
    printed = {
        float((Decimal(100 * count) / n).quantize(unit, rounding=rule))
        for count in range(n + 1)
        for rule in (ROUND_HALF_DOWN, ROUND_HALF_UP)
    }
    assert set(possible_percentages(n, digits=digits)) == printed
    for step in range(0, 100 * 10**digits + 1, 7):
        percent = step / 10**digits
        assert possible_counts(percent, n, digits=digits).is_possible == (percent in printed)


def test_what_cannot_be_checked_is_refused() -> None:
    with pytest.raises(EstimateError, match="nobody"):
        possible_counts(50, 0)
    with pytest.raises(EstimateError, match="nobody"):
        possible_percentages(0)
    with pytest.raises(EstimateError, match="more decimals"):
        possible_counts(33.3, 9)
