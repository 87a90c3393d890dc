"""The parts of an .xlsx archive: which one holds a sheet, and its XML in blocks of whole rows with every cell named.

A sheet of a gigabyte is never held whole. The names of cells (`r="B7"`) may be left out; then they are counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from needs_analysis.reading.archive import refuse_entities
from needs_analysis.reading.workbooks.cell import column_letters, column_number

SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
TARGET = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
ROW_OR_CELL = re.compile(rb'<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr="([A-Z]*)(\d*)")?')
UNNAMED = re.compile(rb"<(?:\w+:)?(?:c|row)(?=[\s/>])(?![^>]*\sr=)")
LAST_ROW = re.compile(rb"row\b[^>]*>")
BLOCK = 1 << 23


def sheet_blocks(content: bytes, sheet: str, shown: str) -> Iterator[bytes]:
    """Give the XML of a sheet in blocks that begin where a row begins; nothing where there is no such part.

    Raises:
        InputError: the XML declares entities.
    """
    row = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = part_of(archive, sheet)
        for block in _blocks(archive, part) if part in archive.namelist() else ():
            refuse_entities(block, shown)
            named, row = _named(block, row)
            yield named


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the file within the workbook that holds a sheet; empty where it has no such parts, as ODS has none."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    tags = SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    ids = {unescape(value_of(tag, "name")): value_of(tag, r"\w+:id") for tag in tags}
    links = TARGET.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace"))
    targets = {value_of(tag, "Id"): value_of(tag, "Target") for tag in links}
    target = targets.get(ids.get(sheet, ""), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def value_of(tag: str, attribute: str) -> str:
    """Give the value of an XML tag's attribute; empty where it has none.

    >>> value_of('<col min="2" max="3" hidden="1"/>', "max")
    '3'
    """
    found = re.search(rf'(?<![\w:]){attribute}="([^"]*)"', tag)
    return found.group(1) if found else ""


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    left = b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            left += block
            begins = [found.start() for found in ROW.finditer(left)]
            if begins and begins[-1]:
                yield left[: begins[-1]]
                left = left[begins[-1] :]
    yield left


def _named(block: bytes, row: int) -> tuple[bytes, int]:
    """Give each row and cell without a name the next one, and return the number of the last row."""
    if not UNNAMED.search(block):
        return block, _last_row(block, row)
    column = 0

    def name(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        letters, number = found[2], found[3]
        if found[1] == b"row":
            row, column = int(number) if number else row + 1, 0
            return found[0] if number else found[0] + f' r="{row}"'.encode()
        column = column_number(letters.decode()) if letters else column + 1
        return found[0] if letters else found[0] + f' r="{column_letters(column)}{row}"'.encode()

    return ROW_OR_CELL.sub(name, block), row


def _last_row(block: bytes, row: int) -> int:
    *_, tag = [b"", *LAST_ROW.findall(block[max(block.rfind(b"<row"), block.rfind(b":row "), 1) - 1 :])]
    return int(value_of(tag.decode("utf-8", "replace"), "r") or row)
