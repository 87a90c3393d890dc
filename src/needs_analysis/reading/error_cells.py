"""Cells that hold an error of the spreadsheet (#N/A, #DIV/0!) are refused: read as blanks they would be lost."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say

SHEET = re.compile(r"<sheet\b[^>]*>")
TARGET = re.compile(r"<Relationship\b[^>]*>")
CELL = re.compile(r'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)


def refuse_error_cells(content: bytes, sheet: str, shown: str) -> None:
    """Refuse an .xlsx whose sheet holds error cells.

    Raises:
        InputError: every such cell, with its row and column.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part_of(archive, sheet)
        cells = CELL.findall(archive.read(part).decode("utf-8", "replace")) if part in archive.namelist() else []
    remedy = say("Mend the formula, or put the value itself into the cell, in a copy that you received or made.")
    if cells:
        raise InputError(
            [
                Problem(say("The cell holds the error {error}.", error=error), shown, sheet, row, column, remedy)
                for column, row, error in cells
            ]
        )


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the file within the workbook that holds a sheet; empty where it has no such parts, as ODS has none."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    tags = SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8"))
    ids = {unescape(_value(tag, "name")): _value(tag, r"\w+:id") for tag in tags}
    links = TARGET.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8"))
    targets = {_value(tag, "Id"): _value(tag, "Target") for tag in links}
    target = targets.get(ids.get(sheet, ""), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _value(tag: str, attribute: str) -> str:
    found = re.search(rf'\b{attribute}="([^"]*)"', tag)
    return found.group(1) if found else ""
