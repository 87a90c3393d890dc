"""A name that an agency has or had, and on which days it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?")


@dataclass(frozen=True)
class AgencyName:
    """One name of one agency, and from when until when it held: a day, a month or a year; blank where not known."""

    agency: str
    country: str
    text: str
    since: str = ""
    until: str = ""

    @property
    def dated(self) -> bool:
        """Whether it is known when the name began or ended."""
        return bool(self.since or self.until)


@dataclass(frozen=True)
class Claims:
    """The agencies that a key names: on any day, and by dated names on some."""

    names: tuple[AgencyName, ...]
    agencies: tuple[str, ...]

    def on(self, day: str) -> tuple[str, ...]:
        """Give those who own the name on a day of ISO 8601; all of them, if it is blank."""
        if not day:
            return self.agencies
        return tuple(dict.fromkeys(name.agency for name in self.names if holds(name.since, name.until, day)))


def claims(names: Iterable[AgencyName]) -> Claims:
    """Put the owners of a key together.

    Args:
        names: the names with this key.
    """
    known = tuple(dict.fromkeys(names))
    return Claims(known, tuple(dict.fromkeys(name.agency for name in known)))


def is_date(text: str) -> bool:
    """Say whether a cell is blank, a year, a month or a day of ISO 8601.

    >>> is_date("2018"), is_date("2018-03"), is_date(""), is_date("14.03.2018")
    (True, True, True, False)
    """
    return bool(_DATE.fullmatch(text))


def holds(since: str, until: str, day: str) -> bool:
    """Say whether a day lies between two dates, both of them included; a year lasts from its first day to its last.

    >>> holds("2005", "2018", "2018-06-30"), holds("2018-03-14", "", "2018-03-13")
    (True, False)
    """
    return (not since or since <= day) and (not until or day[: len(until)] <= until)
