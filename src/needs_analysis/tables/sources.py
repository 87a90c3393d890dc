"""What was received: the files, their sheets, and how many rows each held; and what was noted while they were read."""

from __future__ import annotations

from needs_analysis.columns import records
from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.account import say_table_name
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import tame
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.place import say_place
from needs_analysis.tables.table import PresentationTable


def table_sources(release: Release, language: str) -> PresentationTable:
    """List the files and sheets that were received, with their rows and columns.

    >>> [cell.text for cell in table_sources(release, "en").rows[0]]
    ['Participants', 'list.xlsx', 'Day 1', '21', '6']
    """
    lines = records(release.sources.fillna({"file": "", "sheet": ""}))
    rows = tuple(
        (
            Cell(say_table_name(release, line["table"], language)),
            Cell(tame(line["file"])),
            Cell(tame(line["sheet"])),
            *(whole_cell(line[name], language) for name in ("rows", "columns")),
        )
        for line in lines
    )
    headings = (
        say("Table", language=language),
        say("File", language=language),
        say("Sheet", language=language),
        say("Rows", language=language),
        say("Columns", language=language),
    )
    meaning = say("Blank rows, headings and rows of hashtags are not counted.", language=language)
    return PresentationTable(say("Files received", language=language), headings, rows, notes=(meaning,))


def table_reading_notes(release: Release, language: str) -> PresentationTable:
    """List what a person should know about how the files were read; nothing of it waits for an answer.

    >>> table_reading_notes(release, "en").notes
    ('Nothing unusual was noted.',)
    """
    noted = release.issues[release.issues["severity"].eq("note")]
    texts = ["table", "file", "sheet", "column", "evidence", "suggestion"]
    lines = records(noted.fillna(dict.fromkeys(texts, "")))
    rows = tuple(
        (Cell(say_place(line, language)), Cell(tame(line["evidence"])), Cell(tame(line["suggestion"])))
        for line in lines
    )
    headings = (
        say("Place", language=language),
        say("What was noted", language=language),
        say("What can be done", language=language),
    )
    nothing = () if lines else (say("Nothing unusual was noted.", language=language),)
    return PresentationTable(say("Noted while reading", language=language), headings, rows, notes=nothing)
