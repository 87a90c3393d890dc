"""The cleaning log, counted: which rule changed what, how often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needs_analysis.columns import records
from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.account import say_table_name
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.table import PresentationTable, Row

NAMED = ("", "country", "agency", "agency_type")


def table_changes(release: Release, language: str) -> PresentationTable:
    """Count the lines of the cleaning log by table, field and rule; no value of anyone's answer is in it.

    Questions that a rule changed in the same way are one line, however many they are.

    >>> [cell.text for cell in table_changes(release, "en").rows[0]]
    ['Participants', 'Country', 'Register of countries', 'value changed', 'done', '21']
    """
    lines = [_folded(rows) for rows in _alike(release)]
    nothing = say("The cleaning log is empty: nothing was changed.", language=language)
    meaning = say("Numbers are lines of the cleaning log.", language=language)
    return PresentationTable(
        caption=say("What was changed, and by which rule", language=language),
        headings=_say_headings(language),
        rows=tuple(_row(release, line, language) for line in lines),
        notes=(meaning if lines else nothing,),
    )


def say_field(release: Release, field: str, language: str) -> str:
    """Name a field; a question of the survey keeps its code, and no field means that they are counted together.

    >>> say_field(release, "", "en")
    'all fields'
    """
    if not field:
        return say("all fields", language=language)
    if field == "country":
        return say("Country", language=language)
    if field == "agency":
        return say("Agency", language=language)
    if field == "agency_type":
        return say("Type of agency", language=language)
    return say_label(release, "field", field, language)


def say_action(action: str, language: str) -> str:
    """Say what a line of the cleaning log does.

    >>> say_action("drop", "en")
    'row dropped'
    """
    if action == "set":
        return say("value changed", language=language)
    if action == "blank":
        return say("value emptied", language=language)
    if action == "drop":
        return say("row dropped", language=language)
    return say("kept as it is", language=language)


def say_status(status: str, language: str) -> str:
    """Say whether a line of the cleaning log is done.

    >>> say_status("needs_review", "en")
    'waits for a person'
    """
    if status == "applied":
        return say("done", language=language)
    if status == "needs_review":
        return say("waits for a person", language=language)
    return say("rejected", language=language)


def _alike(release: Release) -> Iterator[list[dict[str, Any]]]:
    """Yield the lines that are told as one: each named field's own, and those of all questions that changed alike."""
    told: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for line in records(release.changes.fillna({"field": ""})):
        named = line["field"] if line["field"] in NAMED else "questions"
        told.setdefault((named, line["table"], line["rule"], line["action"], line["status"]), []).append(line)
    yield from told.values()


def _folded(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {**lines[0], "count": sum(line["count"] for line in lines), "fields": len(lines)}


def _row(release: Release, line: dict[str, Any], language: str) -> Row:
    field, fields = str(line["field"]), line["fields"]
    questions = say_count("{n} question", "{n} questions", fields, language=language)
    return (
        Cell(say_table_name(release, str(line["table"]), language)),
        Cell(questions if fields > 1 else say_field(release, field, language)),
        Cell(say_label(release, "rule", str(line["rule"]), language)),
        Cell(say_action(str(line["action"]), language)),
        Cell(say_status(str(line["status"]), language)),
        whole_cell(float(str(line["count"])), language),
    )


def _say_headings(language: str) -> tuple[str, ...]:
    return (
        say("Table", language=language),
        say("Field", language=language),
        say("Rule", language=language),
        say("Action", language=language),
        say("State", language=language),
        say("Lines", language=language),
    )
