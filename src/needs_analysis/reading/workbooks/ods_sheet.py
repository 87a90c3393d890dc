"""Looking through the XML of an .ods workbook for what its values do not say: errors are stored there as 0 or blanks.

Rows and cells are stored once with the number of times that they are repeated, so a few bytes can stand for billions of
cells; they are counted here without being made.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.archive import refuse_entities
from needs_analysis.reading.sheet import Area
from needs_analysis.reading.workbooks.cell import column_letters
from needs_analysis.reading.workbooks.seen import Seen

CONTENT = "content.xml"
ERROR_TEXT = re.compile(r"#(?:N/A|REF!|NAME\?|DIV/0!|VALUE!|NUM!|NULL!)|(?:Err|Ошибка):\d{3}")
HIDDEN = ("collapse", "filter")


@dataclass
class Table:
    """One sheet, as far as it has been walked through."""

    seen: Seen = field(default_factory=Seen)
    merged: list[Area] = field(default_factory=list)
    row: int = 0
    rows: int = 1
    column: int = 0
    columns: int = 0


def scan_ods(content: bytes, shown: str) -> dict[str, Table]:
    """Look through every sheet, since all of them are unpacked together.

    Args:
        content: the workbook.
        shown: how messages name the file.

    Raises:
        InputError: the XML is damaged or declares entities.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if CONTENT not in archive.namelist():
            return {}
        xml = archive.read(CONTENT)
    refuse_entities(xml, shown)
    walk = _Walk()
    try:
        walk.parser.Parse(xml, True)
    except expat.ExpatError as error:
        what = say("The workbook is damaged or was cut off: {error}", error=error)
        raise InputError(Problem(what, file=shown, remedy=say("Export or copy it again."))) from error
    return walk.tables


class _Walk:
    """The way through the XML: which cell it is at, and whether that cell holds an error."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.table = Table()
        self.cell: dict[str, str] | None = None
        self.text = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._letters

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.cell, self.text = attributes, ""
        elif tag == "table:table-row":
            table = self.table
            table.row, table.column = table.row + table.rows, 0
            table.rows = _times(attributes, "table:number-rows-repeated")
            if attributes.get("table:visibility") in HIDDEN:
                table.seen.hidden_rows += range(table.row, table.row + min(table.rows, 1 << 10))
        elif tag == "table:table-column":
            self._column(attributes)
        elif tag == "table:table":
            self.table = self.tables[attributes.get("table:name", "")] = Table(row=1, rows=0)

    def _column(self, attributes: dict[str, str]) -> None:
        table, times = self.table, _times(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in HIDDEN:
            table.seen.hidden_columns += range(table.columns + 1, table.columns + 1 + min(times, 1 << 10))
        table.columns += times

    def _letters(self, text: str) -> None:
        if self.cell is not None:
            self.text += text

    def _end(self, tag: str) -> None:
        if tag not in ("table:table-cell", "table:covered-table-cell") or self.cell is None:
            return
        cell, table = self.cell, self.table
        times = _times(cell, "table:number-columns-repeated")
        if "office:value-type" in cell or "calcext:value-type" in cell or self.text:
            self._filled(cell, times)
        table.column += times
        self.cell = None

    def _filled(self, cell: dict[str, str], times: int) -> None:
        table, seen = self.table, self.table.seen
        seen.filled += times * table.rows
        seen.reaches(column_letters(table.column + times), table.row + table.rows - 1)
        name = (column_letters(table.column + 1), table.row)
        formula = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (formula and ERROR_TEXT.fullmatch(self.text)):
            seen.errors.append((name, self.text))
        wide = _times(cell, "table:number-columns-spanned")
        high = _times(cell, "table:number-rows-spanned")
        if wide > 1 or high > 1:
            first = (table.row - 1, table.column)
            table.merged.append((first, (first[0] + high - 1, first[1] + wide - 1)))


def _times(attributes: dict[str, str], name: str) -> int:
    times = attributes.get(name, "1")
    return int(times) if times.isdigit() else 1
