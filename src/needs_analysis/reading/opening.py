"""A received file, opened: its sheets by name, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.content import read_content
from needs_analysis.reading.sheet import Sheet
from needs_analysis.reading.statistics_files import SPSS, STATA, read_labelled
from needs_analysis.reading.texts.text import read_text_sheet
from needs_analysis.reading.workbooks.workbook import Workbook

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class OpenFile:
    """A file that was opened.

    Attributes:
        shown: how messages name it.
        names: its sheets in order; a text file has one without a name.
        read: reads the sheet of a name (blank: the first), given the row of its headings.
    """

    shown: str
    names: tuple[str, ...]
    read: Callable[[str, int], Sheet]


def open_file(path: Path, *, shown: str = "", encoding: str = "") -> OpenFile:
    """Open a file by its ending.

    Args:
        path: the file.
        shown: how messages name it; blank means by its name.
        encoding: encoding of a text file; blank means to look.

    Raises:
        InputError: it is missing, empty, damaged, protected, or of a kind that cannot be read.
    """
    shown, ending = shown or path.name, path.suffix.lower()
    if ending in STATA + SPSS:
        labelled = read_labelled(path, shown=shown)
        return OpenFile(shown, ("",), lambda *_: labelled.sheet)
    if ending not in WORKBOOKS + TEXTS:
        raise InputError(_unreadable(path.suffix, shown))
    content = read_content(path, shown)
    if ending in WORKBOOKS:
        workbook = Workbook(content, shown)
        return OpenFile(shown, tuple(workbook.names), lambda sheet, _: workbook.read(sheet))
    return OpenFile(
        shown,
        ("",),
        lambda _, header_row: read_text_sheet(content, shown, header_row=header_row, encoding=encoding),
    )


def _unreadable(ending: str, shown: str) -> Problem:
    remedy = say("Save it as one of: {kinds}.", kinds=" ".join(WORKBOOKS + TEXTS + STATA + SPSS))
    return Problem(say("Files named {suffix} cannot be read.", suffix=ending or "…"), file=shown, remedy=remedy)
