"""The sheets of a questionnaire as XLSForm takes them: rows of heading and text, other sheets left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.opening import TEXTS, open_file
from needs_analysis.reading.sheet import Sheet

SURVEY, CHOICES, SETTINGS, EXTERNAL = "survey", "choices", "settings", "external_choices"
KNOWN = (SURVEY, CHOICES, SETTINGS, EXTERNAL, "entities", "osm")
ROW = "__row_in_sheet"
FIRST_ROW = 2

Row = dict[str, str]
Line = tuple[object, ...]

_STRAIGHT = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'}
_CURLED = re.compile("[‘’“”]")
_BLANKS = re.compile(" +")


class _Cell(NamedTuple):
    value: str


@dataclass(frozen=True)
class Sheets:
    """The sheets of a questionnaire.

    Attributes:
        names: every sheet of the file, as it is written there.
        headings: sheet in small letters → its headings.
        rows: sheet in small letters → its rows; the first stands in row 2, and blank ones between others are kept.
    """

    names: tuple[str, ...]
    headings: dict[str, list[str]]
    rows: dict[str, list[Row]]

    def numbered_survey(self) -> list[Row]:
        """Give the rows of the survey, those with a type together with the number of their row."""
        return [
            {**row, ROW: str(number)} if _has_type(row) else dict(row)
            for number, row in enumerate(self.rows.get(SURVEY, []), start=FIRST_ROW)
        ]

    def rows_with(self, sheet: str, *texts: str) -> list[int]:
        """Give the numbers of the rows of a sheet in which each of these texts fills a cell."""
        rows = enumerate(self.rows.get(sheet, []), start=FIRST_ROW)
        return [number for number, row in rows if set(texts) <= {" ".join(cell.split()) for cell in row.values()}]

    @property
    def as_written(self) -> dict[str, str]:
        """Text with straight quotes, as pyxform writes it → the text in the sheets, where that has curled ones."""
        cells = (cell for rows in self.rows.values() for row in rows for cell in row.values())
        curled = {cell for cell in cells if _CURLED.search(cell)}
        return {_BLANKS.sub(" ", cell.translate(_STRAIGHT)): cell for cell in curled}


def read_sheets(path: Path, *, shown: str) -> Sheets:
    """Read the sheets that XLSForm knows, whatever the case of their names; a single sheet is the survey.

    A text file holds all of them, each below a line with its name in the first column. As in the programs that collect
    answers, a sheet ends where twenty headings or sixty rows are blank.

    Raises:
        InputError: what `open_file` raises; two headings of one sheet are the same.
    """
    file = open_file(path, shown=shown)
    if path.suffix.lower() in TEXTS:
        found = _parts_of(file.read("", 1))
    else:
        wanted = [name for name in file.names if name.lower() in KNOWN or len(file.names) == 1]
        found = ((name, _lines_of(file.read(name, 1))) for name in wanted)
    names, headings, rows = list(file.names), dict[str, list[str]](), dict[str, list[Row]]()
    for name, lines in found:
        known = name.lower() if name.lower() in KNOWN else SURVEY
        headings[known], rows[known] = _table(lines, sheet=name, shown=shown)
        names += [name] if name not in names else []
    return Sheets(tuple(filter(None, names)), headings, rows)


def _has_type(row: Row) -> bool:
    return any("".join(heading.split()).lower() in ("type", "command") for heading in row)


def _lines_of(sheet: Sheet) -> Iterator[Line]:
    return sheet.cells.itertuples(index=False, name=None)


def _parts_of(sheet: Sheet) -> Iterator[tuple[str, Iterator[Line]]]:
    """Divide a text file at the lines whose first cell names a sheet."""
    parts: list[tuple[str, list[Line]]] = []
    for first, *rest in _lines_of(sheet):
        if _text(first):
            parts.append((_text(first), []))
        if parts and any(map(_text, rest)):
            parts[-1][1].append(tuple(rest))
    yield from ((name, iter(lines)) for name, lines in parts)


def _table(lines: Iterator[Line], *, sheet: str, shown: str) -> tuple[list[str], list[Row]]:
    """Make rows of lines; the first holds the headings, and no cell behind the last of them is looked at."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_excel_column_headers, get_excel_rows

    try:
        headings = get_excel_column_headers(map(_text, next(lines, ())))
    except PyXFormError as error:
        what = say("The questionnaire is not a valid XLSForm: {message}", message=error)
        raise InputError(Problem(what, file=shown, sheet=sheet, row=1)) from error
    cells = (tuple(_Cell(_text(cell)) for cell in line[: len(headings)]) for line in lines)
    rows = get_excel_rows(headings, cells, lambda cell, _row, _heading: cell.value)
    return [heading for heading in headings if heading], rows


def _text(cell: object) -> str:
    return cell.replace("\N{NO-BREAK SPACE}", " ").strip() if isinstance(cell, str) else ""
