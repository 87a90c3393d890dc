"""The first sheets of the workbook: what it holds, with links, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from needs_analysis.documents.document import Document, Table
from needs_analysis.documents.workbook.style import lines_of, link_to, look, print_on, raise_row, say_across, say_in
from needs_analysis.language import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = [10.0, 90.0]
NOTES = [24.0, 90.0]
Line = tuple[str, str]


def fill_contents(sheet: Worksheet, document: Document, names: Mapping[Table, str], *, notes: str) -> None:
    """List the tables with links to their sheets; a table without rows is listed with what is said of it."""
    language = document.language
    _set_widths(sheet, WIDTHS)
    say_across(sheet, 1, document.cover.title, name="title", widths=WIDTHS)
    say_across(sheet, 2, f"{document.cover.kind} · {document.edition}", name="note", widths=WIDTHS)
    say_in(sheet, (3, 1), say("Table", language=language), "head")
    say_in(sheet, (3, 2), say("What it shows", language=language), "head")
    say_in(sheet, (4, 2), say("How to read these tables", language=language), "text")
    link_to(sheet, (4, 2), notes)
    line = 4
    for number, (table, name) in enumerate(names.items(), start=1):
        line += 1
        sheet.cell(line, 1, number)
        look(sheet, (line, 1), "number")
        say_in(sheet, (line, 2), table.caption, "link")
        raise_row(sheet, line, lines_of([table.caption], WIDTHS[1:]))
        link_to(sheet, (line, 2), name)
    for table in dict.fromkeys(table for table in document.tables() if not table.rows):
        line += 1
        said = " ".join([f"{table.caption}.", *table.notes])
        say_in(sheet, (line, 2), said, "note")
        raise_row(sheet, line, lines_of([said], WIDTHS[1:]))
    sheet.freeze_panes = "A4"
    print_on(sheet, head=3, release=document.release)


def fill_notes(sheet: Worksheet, document: Document) -> None:
    """Say where the numbers are from, who may read them, and how they are written."""
    _set_widths(sheet, NOTES)
    language = document.language
    say_across(sheet, 1, say("How to read these tables", language=language), name="title", widths=NOTES)
    for line, (what, words) in enumerate(_notes(document), start=3):
        say_in(sheet, (line, 1), what, "named")
        say_in(sheet, (line, 2), words, "text")
        raise_row(sheet, line, lines_of([what, words], NOTES))
    print_on(sheet, head=0, release=document.release)


def _notes(document: Document) -> Sequence[Line]:
    language, cover = document.language, document.cover
    release = say("Release", language=language), document.release
    edition = say("Edition", language=language), document.edition
    facts = [fact for fact in cover.facts if fact not in (release, edition)]
    notice = [(say("Notice", language=language), cover.notice)] if cover.notice else []
    return [release, edition, *facts, *notice, *_how_to_read(language)]


def _how_to_read(language: str) -> list[Line]:
    return [
        (
            say("Numbers", language=language),
            say(
                "Each number is what participants reported, rounded as in the report, and no measurement of a country. "
                "A cell with words instead of a number says why there is none; it is not zero.",
                language=language,
            ),
        ),
        (
            say("Too few to report", language=language),
            say(
                "The number would show what single people answered, or would let it be computed from other numbers.",
                language=language,
            ),
        ),
        (
            say("Low and high", language=language),
            say(
                "The ends of the 95 % interval: how far the number might move if other people from the same services "
                "had answered.",
                language=language,
            ),
        ),
        (
            say("Units", language=language),
            say(
                "Cells with a percent sign are shares. What the other numbers count or measure stands in the notes "
                "below each table.",
                language=language,
            ),
        ),
    ]


def _set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
