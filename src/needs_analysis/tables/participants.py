"""Who was in the room: participants and responses by country, kind of delegation and type of agency."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.groups import (
    GROUPINGS,
    Counts,
    count_groups,
    list_counted,
    list_groups,
    say_counted,
    say_group,
    say_grouping,
    say_merged,
    say_people,
)
from needs_analysis.tables.notes import say_too_few
from needs_analysis.tables.numbers import count_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row


def table_participants(release: Release, language: str) -> PresentationTable:
    """Count participants and responses in each group; a blank is words, never a zero.

    >>> table_participants(release, "en").caption
    'Who took part and who answered. Ashgabat, 12–14 May 2026'
    """
    rows = [_row(say("All", language=language), "", count_groups(release, ""), language)]
    for by in GROUPINGS:
        rows += _section(release, by, language)
    return PresentationTable(
        caption=f"{say_people(release, language)}. {say_event(release, language)}",
        headings=(
            say("Group", language=language),
            *(say_counted(measure, language) for measure in list_counted(release)),
        ),
        rows=tuple(rows),
        notes=_explain(release, language),
    )


def _section(release: Release, by: str, language: str) -> list[Row]:
    counts = count_groups(release, by)
    groups = list_groups(release, by, language)
    rows = [_row(say_group(release, by, code, language), code, counts, language) for code in groups]
    return [(Cell(say_grouping(by, language)),), *rows] if rows else []


def _row(name: str, code: str, counts: Counts, language: str) -> Row:
    return (Cell(name), *(count_cell(found.get(code), language) for found in counts.values()))


def _explain(release: Release, language: str) -> tuple[str, ...]:
    meaning = say("Numbers are people (participants) and filled-in forms (responses), unweighted.", language=language)
    shown = [count for by in GROUPINGS for found in count_groups(release, by).values() for count in found.values()]
    hidden = any(count.note == "too_few" for count in shown)
    too_few = (say_too_few(release, language),) if hidden else ()
    return (meaning, *say_merged(release, language), *too_few)
