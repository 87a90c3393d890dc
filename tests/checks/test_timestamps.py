"""Moments are read as forms and spreadsheets write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.checks.timestamps import moments

NOON = datetime(2021, 7, 5, 12, 0)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-07-05T12:00", NOON),
        ("2021-07-05 12:00:00", NOON),
        ("2021-07-05T12:00:00Z", NOON),
        ("2021-07-05T15:00:00.000+03:00", NOON),
        ("2021-07-05T15:00:00,000+0300", NOON),
        ("2021-07-05 07:30:00 -04:30", NOON),
        ("05.07.2021 12:00", NOON),
        ("5.7.2021, 12:00:00", NOON),
        ("44382.5", NOON),
        ("44382.74930555556", datetime(2021, 7, 5, 17, 59)),
    ],
)
def test_one_moment_however_it_is_written(text: str, moment: datetime) -> None:
    """With a zone it is told in UTC; serials of spreadsheets count days from 30 December 1899."""
    assert moments(pd.Series([text])).times.tolist() == [pd.Timestamp(moment)]


@pytest.mark.parametrize(
    "text",
    ["soon", "2021-07-05", "44382", "5", "9999-99-99T99:99", "31.02.2021 10:00", "2021-07-05T24:00", "1e999", "", " "],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    """A day without a time, an impossible day and other text are NaT, without a warning."""
    read = moments(pd.Series([text, None], dtype="str"))
    assert read.times.isna().all()
    assert not (read.zoned | read.fractions).any()


def test_zones_and_fractions_are_told() -> None:
    """A moment with a zone cannot be compared with one without; fractions of a second make a moment unique."""
    read = moments(pd.Series(["2021-07-05T12:00:00Z", "2021-07-05T12:00:00.5", "2021-07-05T12:00:00", None]))
    assert read.zoned.tolist() == [True, False, False, False]
    assert read.fractions.tolist() == [False, True, False, False]


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_every_moment_with_a_zone_is_told_in_utc(clock: datetime, offset: int) -> None:
    """Whatever the zone; fractions below a millisecond are dropped."""
    zoned = clock.replace(tzinfo=timezone(timedelta(minutes=offset)))
    utc = zoned.astimezone(UTC).replace(tzinfo=None)
    expected = utc.replace(microsecond=utc.microsecond // 1000 * 1000)
    assert moments(pd.Series([zoned.isoformat()])).times[0] == pd.Timestamp(expected)
