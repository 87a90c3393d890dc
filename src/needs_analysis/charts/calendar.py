"""Days on an axis of years: what span a picture shows, and which years are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

REACH = 5
MOST_YEARS = 6


class Span(NamedTuple):
    """The first and the last year shown: from the start of the one to the end of the other."""

    first: int
    last: int

    @property
    def ends(self) -> tuple[float, float]:
        """Where the axis starts and ends, in years."""
        return float(self.first), float(self.last + 1)

    def years(self) -> list[int]:
        """List the years whose first day is written: each one, or every second of many."""
        step = 1 if self.last - self.first < MOST_YEARS else 2
        return list(range(self.first, self.last + 2, step))


def span_of(days: Iterable[str], as_of: str) -> Span:
    """Choose the years that hold the days, at most five before and five after the day on which they stand.

    >>> span_of(["2024-02-01", "2027-06-30", "", "2099-12-31"], "2026-05-14")
    Span(first=2024, last=2031)
    """
    now = int(as_of[:4])
    years = [now, *(int(day[:4]) for day in days if day)]
    return Span(max(min(years), now - REACH), min(max(years), now + REACH))


def place_day(day: str) -> float:
    """Place a day on the axis, in years.

    >>> place_day("2026-01-01"), round(place_day("2026-07-02"), 2)
    (2026.0, 2026.5)
    """
    found = date.fromisoformat(day)
    start, end = date(found.year, 1, 1).toordinal(), date(found.year + 1, 1, 1).toordinal()
    return found.year + (found.toordinal() - start) / (end - start)
