"""The account: what was received, what was changed, what is left."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.table import PresentationTable

COUNTS = ("rows_received", "rows_dropped", "rows_clean", "cells_set", "cells_blanked", "cells_unchanged")


def table_account(release: Release, language: str) -> PresentationTable:
    """Show, a table a line, that every row received is either kept or dropped by name.

    >>> [cell.text for cell in table_account(release, "en").rows[0]]
    ['Participants', '21', '1', '20', '30', '2', '88']
    """
    rows = [
        (
            Cell(say_table_name(release, line["table"], language)),
            *(whole_cell(line[name], language) for name in COUNTS),
        )
        for line in release.account.to_dict("records")
    ]
    return PresentationTable(
        caption=say("Rows and cells received, changed and kept", language=language),
        headings=_say_headings(language),
        rows=tuple(rows),
        notes=(
            say(
                "Rows received are rows dropped plus rows kept. Every change is a line of the cleaning log, "
                "which says what stood there before.",
                language=language,
            ),
        ),
    )


def say_table_name(release: Release, table: str, language: str) -> str:
    """Name a table of the workspace.

    >>> say_table_name(release, "responses", "en")
    'Responses'
    """
    if table == "participants":
        return say("Participants", language=language)
    if table == "responses":
        return say("Responses", language=language)
    if table == "activities":
        return say("Recorded assistance", language=language)
    if table == "evaluation":
        return say("Evaluation", language=language)
    return say_label(release, "table", table, language)


def _say_headings(language: str) -> tuple[str, ...]:
    return (
        say("Table", language=language),
        say("Rows received", language=language),
        say("Rows dropped", language=language),
        say("Rows kept", language=language),
        say("Cells changed", language=language),
        say("Cells emptied", language=language),
        say("Cells unchanged", language=language),
    )
