"""What a person still has to look at, the weightiest first; only the organiser's edition holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from needs_analysis.columns import SAME_PROBLEM, records
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.account import say_table_name
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label, tame
from needs_analysis.tables.place import say_place
from needs_analysis.tables.table import PresentationTable, Row

MOST_SHOWN = 50


def table_issues(release: Release, language: str) -> PresentationTable:
    """List the open issues with their places: those that stop a report first, then by what they could move.

    Rows with one problem are one line. Past the fiftieth line they are only counted.

    >>> [cell.text for cell in table_issues(release, "en").rows[0]][:3]
    ['Participants: list.xlsx, sheet Day 1, row 7, column Organisation', 'Min. of Border', 'Agency not in the register']
    """
    problems = sorted(_problems(release.issues), key=_worst_first)
    return PresentationTable(
        caption=say("Open issues", language=language),
        headings=_say_headings(language),
        rows=tuple(_row(release, line, language) for line in problems[:MOST_SHOWN]),
        notes=tuple(_say_notes(release, len(problems), language)),
    )


def open_issues(issues: pd.DataFrame) -> pd.DataFrame:
    """Give the issues that ask for an answer; notes do not."""
    return issues[issues["severity"].ne("note")]


def _problems(issues: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give each problem once, with the place of its first row, the number of its rows, and its largest effect."""
    asking = open_issues(issues)
    texts = asking.fillna(dict.fromkeys([*SAME_PROBLEM, "row_id", "file", "sheet", "column"], ""))
    for _, rows in texts.groupby([*SAME_PROBLEM], sort=False):
        yield records(rows.head(1))[0] | {"rows": len(rows), "effect": rows["effect"].max()}


def _worst_first(line: dict[str, Any]) -> tuple[bool, float, int]:
    effect = line["effect"]
    return line["severity"] != "stop", -effect if pd.notna(effect) else 0.0, -line["rows"]


def _row(release: Release, line: dict[str, Any], language: str) -> Row:
    more = line["rows"] - 1
    others = say_count(" and {n} more row", " and {n} more rows", more, language=language) if more else ""
    table, place = say_table_name(release, line["table"], language), say_place(line, language)
    found = say_label(release, "check", line["check"], language)
    stop = line["severity"] == "stop"
    return (
        Cell((f"{table}: {place}" if place else table) + others),
        Cell(tame(line["value"])),
        Cell(f"{found} ({tame(line['evidence'])})" if line["evidence"] else found),
        Cell(tame(line["suggestion"])),
        Cell(_say_effect(line["effect"], language), "num"),
        Cell(say("stops the report", language=language) if stop else say("to be reviewed", language=language)),
    )


def _say_effect(effect: float, language: str) -> str:
    """Say how far a result could move; a blank means that it cannot be said."""
    return "" if pd.isna(effect) else say_number(100 * effect, language, digits=1)


def _say_notes(release: Release, problems: int, language: str) -> Iterator[str]:
    if not problems:
        yield _say_none(release, language)
        return
    yield say(
        "How far an issue could move a result: the most that any published mean would move, in percent of its scale, "
        "if the answer were another one, were empty, or the row were left out. Where nothing stands, this cannot be "
        "said.",
        language=language,
    )
    if (left := problems - MOST_SHOWN) > 0:
        yield say_count(
            "{n} more problem is listed in data/review.xlsx.",
            "{n} more problems are listed in data/review.xlsx.",
            left,
            language=language,
        )


def _say_none(release: Release, language: str) -> str:
    if release.edition == "organiser":
        return say("No issue is open.", language=language)
    return say("Issues are listed in the organiser's edition only.", language=language)


def _say_headings(language: str) -> tuple[str, ...]:
    return (
        say("Place", language=language),
        say("What stands there", language=language),
        say("What is wrong", language=language),
        say("Near misses", language=language),
        say("Could move a result by, %", language=language),
        say("Weight", language=language),
    )
