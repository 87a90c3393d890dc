"""A whole report's tables in one workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from needs_analysis.documents.document import Document
from needs_analysis.documents.numbering import number_tables
from needs_analysis.documents.properties import STILL, properties_of
from needs_analysis.documents.workbook.front import fill_contents, fill_notes
from needs_analysis.documents.workbook.names import other_name, sheet_name
from needs_analysis.documents.workbook.sheet import Back, fill_sheet
from needs_analysis.language import say
from needs_analysis.writing import write_workbook as write_stable

if TYPE_CHECKING:
    from openpyxl import Workbook


def write_workbook(path: Path, document: Document) -> Path:
    """Write the tables of a report as a workbook; the same report gives the same bytes.

    Args:
        path: where, ending in .xlsx.
        document: the report, with the tables of its text and of its pictures.

    Raises:
        OutputError: the file cannot be written.
    """
    from openpyxl import Workbook

    workbook, language = Workbook(), document.language
    contents = workbook.active or workbook.create_sheet()
    contents.title = other_name(say("Contents", language=language))
    notes = workbook.create_sheet(other_name(say("How to read", language=language)))
    names = {table: sheet_name(number, table.caption) for table, number in number_tables(document).items()}
    fill_contents(contents, document, names, notes=notes.title)
    fill_notes(notes, document)
    back = Back(contents.title, say("Back to the contents", language=language), document.release)
    for table, name in names.items():
        fill_sheet(workbook.create_sheet(name), table, back, language)
    _describe(workbook, document)
    return write_stable(path, workbook)


def _describe(workbook: Workbook, document: Document) -> None:
    said, about = properties_of(document), workbook.properties
    about.title, about.subject, about.keywords, about.language = said
    about.creator, about.lastModifiedBy = "", ""
    about.created = about.modified = STILL
