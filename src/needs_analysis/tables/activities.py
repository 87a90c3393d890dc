"""The recorded activities themselves: who does what, for which need, where, when, for whom, and who pays."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from needs_analysis.columns import STATUSES, records
from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.assistance import (
    has_list,
    say_caption,
    say_no_list,
    say_provider,
    say_provider_names,
    say_where,
)
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label, say_need, tame
from needs_analysis.tables.table import PresentationTable, Row

ORDER = ("ongoing", *STATUSES)
TEXTS = ["implementer", "funder", "title", "need", "country", "for_whom", "start", "end", "status", "stale"]
MOST_SHOWN = 100


def table_activities(release: Release, language: str) -> PresentationTable:
    """List the activities by status, ongoing and planned ones first, each with what may be out of date in its entry.

    >>> table_activities(release, "en").rows[0][0].text
    'Ongoing'
    >>> [cell.text for cell in table_activities(release, "en").rows[1]][:4]
    ['Regional exchange', 'IOM', 'not stated', 'RSK-2 Exchange of risk profiles']
    """
    lines = list_activities(release)
    whom = any(line["for_whom"] for line in lines)
    return PresentationTable(
        caption=say_caption(release, say("Recorded activities", language=language), language),
        headings=_say_headings(whom, language),
        rows=tuple(_rows(release, lines[:MOST_SHOWN], whom, language)),
        notes=(
            *_say_notes(release, len(lines), language),
            *say_provider_names(release, (line["implementer"] for line in lines[:MOST_SHOWN]), language),
        ),
    )


def say_stale(stale: str, language: str) -> str:
    """Say why an entry may be out of date.

    >>> say_stale("ended_but_ongoing", "en")
    'has ended, but is recorded as ongoing'
    """
    if stale == "ended_but_ongoing":
        return say("has ended, but is recorded as ongoing", language=language)
    if stale == "started_but_planned":
        return say("should have started, but is recorded as planned", language=language)
    if stale == "no_dates":
        return say("no dates are recorded", language=language)
    return say("no status is recorded", language=language) if stale else ""


def list_activities(release: Release) -> list[dict[str, Any]]:
    """Give each activity once, with all its needs and countries: ongoing ones first, by their first day.

    >>> [(line["activity_id"], line["country"]) for line in list_activities(release)]
    [('A3', ['']), ('A1', ['KAZ']), ('A2', ['KAZ']), ('A4', ['KGZ'])]
    """
    found: dict[str, dict[str, Any]] = {}
    for row in records(release.activities.fillna(dict.fromkeys(TEXTS, ""))):
        line = found.setdefault(row["activity_id"], {**row, "need": [], "country": []})
        for name in ("need", "country"):
            line[name] += [row[name]] if row[name] not in line[name] else []
    return sorted(found.values(), key=_current_first)


def _current_first(line: dict[str, Any]) -> tuple[int, str, str]:
    status = line["status"]
    return ORDER.index(status) if status in ORDER else len(ORDER), line["start"], line["activity_id"]


def _rows(release: Release, lines: list[dict[str, Any]], whom: bool, language: str) -> Iterator[Row]:
    for status, alike in groupby(lines, key=lambda line: line["status"]):
        yield (Cell(say_status(release, status, language)),)
        yield from (_row(release, line, whom, language) for line in alike)


def say_status(release: Release, status: str, language: str) -> str:
    """Name a status.

    >>> say_status(release, "ongoing", "en"), say_status(release, "", "en")
    ('Ongoing', 'Status not stated')
    """
    return say_label(release, "status", status, language) if status else say("Status not stated", language=language)


def _row(release: Release, line: dict[str, Any], whom: bool, language: str) -> Row:
    when = (say_period(line["start"], line["end"], language), say_stale(line["stale"], language))
    return (
        Cell(tame(line["title"]) or tame(line["activity_id"])),
        Cell(say_provider(release, line["implementer"], language)),
        Cell(tame(line["funder"]) or say("not stated", language=language)),
        Cell("; ".join(say_need(release, need, language) for need in line["need"] if need)),
        Cell(", ".join(say_where(release, country, language) for country in line["country"])),
        Cell("; ".join(filter(None, when))),
        *([Cell(tame(line["for_whom"]))] if whom else []),
    )


def say_period(start: str, end: str, language: str) -> str:
    """Write the first and the last day, as far as they are recorded.

    >>> say_period("2026-01-01", "2026-06-30", "en"), say_period("2026-01-01", "", "en")
    ('2026-01-01 – 2026-06-30', 'from 2026-01-01')
    """
    if start and end:
        return f"{start} – {end}"
    if start:
        return say("from {date}", language=language, date=start)
    return say("until {date}", language=language, date=end) if end else ""


def _say_headings(whom: bool, language: str) -> tuple[str, ...]:
    return (
        say("Activity", language=language),
        say("Organisation", language=language),
        say("Funder", language=language),
        say("Need", language=language),
        say("Where", language=language),
        say("When", language=language),
        *([say("For whom", language=language)] if whom else []),
    )


def _say_notes(release: Release, listed: int, language: str) -> Iterator[str]:
    if not has_list(release):
        yield say_no_list(language)
    elif not listed:
        yield say("The list holds no activity.", language=language)
    if (left := listed - MOST_SHOWN) > 0:
        yield say_count(
            "{n} more activity is in activities.csv of the release.",
            "{n} more activities are in activities.csv of the release.",
            left,
            language=language,
        )
    if listed:
        yield say(
            "The organisation carries the activity out, the funder pays for it. All is given as recorded; days are "
            "written year-month-day.",
            language=language,
        )
