"""What a person still has to look at; only the organiser's edition holds it."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.account import say_table_name
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label, tame
from needs_analysis.tables.table import PresentationTable, Row


def table_issues(release: Release, language: str) -> PresentationTable:
    """List the open issues with their places, those that stop a report first.

    >>> [cell.text for cell in table_issues(release, "en").rows[0]][:3]
    ['Participants', 'list.xlsx, sheet Day 1, row 7, column Organisation', 'Min. of Border']
    """
    asking = release.issues[release.issues["severity"] != "note"]
    found = asking.sort_values("severity", key=lambda severity: severity != "stop", kind="stable")
    lines = [{str(key): value for key, value in line.items()} for line in found.to_dict("records")]
    return PresentationTable(
        caption=say("Open issues", language=language),
        headings=_say_headings(language),
        rows=tuple(_row(release, line, language) for line in lines),
        notes=() if lines else (_say_none(release, language),),
    )


def _row(release: Release, line: dict[str, object], language: str) -> Row:
    known = {name: tame(value) if isinstance(value, str) else "" for name, value in line.items()}
    stop = line["severity"] == "stop"
    return (
        Cell(say_table_name(release, known["table"], language)),
        Cell(_say_place(line, known, language)),
        Cell(known["value"]),
        Cell(say_label(release, "check", known["check"], language)),
        Cell(known["suggestion"]),
        Cell(say("stops the report", language=language) if stop else say("to be reviewed", language=language)),
    )


def _say_place(line: dict[str, object], known: dict[str, str], language: str) -> str:
    row = line["row"]
    parts = [
        known["file"],
        say("sheet {sheet}", language=language, sheet=known["sheet"]) if known["sheet"] else "",
        say("row {row}", language=language, row=row) if isinstance(row, int) else "",
        say("column {column}", language=language, column=known["column"]) if known["column"] else "",
    ]
    return ", ".join(part for part in parts if part)


def _say_none(release: Release, language: str) -> str:
    if release.edition == "organiser":
        return say("No issue is open.", language=language)
    return say("Issues are listed in the organiser's edition only.", language=language)


def _say_headings(language: str) -> tuple[str, ...]:
    return (
        say("Table", language=language),
        say("Place", language=language),
        say("What stands there", language=language),
        say("What is wrong", language=language),
        say("Near misses", language=language),
        say("Weight", language=language),
    )
