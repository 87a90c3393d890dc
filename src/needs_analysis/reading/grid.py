"""A file as a grid of text: workbooks through calamine, CSV through the standard library; nothing is executed."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from pathlib import Path

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.error_cells import refuse_error_cells
from needs_analysis.workshop import nearest

Grid = list[list[str]]
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_grid(path: Path, *, sheet: str = "", header_row: int = 1, shown: str = "") -> tuple[Grid, str]:
    """Read one sheet as text, and say which sheet it was; blank cells are empty strings.

    Args:
        path: the file.
        sheet: name of the sheet; blank means the first.
        header_row: the row whose separators a text file goes by.
        shown: how messages name the file.

    Raises:
        InputError: the file is missing, empty, damaged, protected, or not what its name says; the sheet is missing.
    """
    shown = shown or path.name
    content = _content(path, shown)
    if path.suffix.lower() in WORKBOOKS:
        return _read_workbook(content, sheet=sheet, shown=shown)
    if path.suffix.lower() in TEXTS:
        return _read_text(content, header_row, shown), ""
    raise InputError(
        Problem(
            say("Files named {suffix} cannot be read.", suffix=path.suffix or "…"),
            file=shown,
            remedy=say("Save it as one of: {kinds}.", kinds=" ".join(WORKBOOKS + TEXTS)),
        )
    )


def as_text(value: object) -> str:
    """Give a cell's value as the text that a person sees in a plain cell; whole numbers have no decimal point.

    >>> as_text(9.0), as_text(2.5), as_text(" A "), as_text(datetime(2026, 5, 12, 9, 30))
    ('9', '2.5', ' A ', '2026-05-12 09:30:00')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _content(path: Path, shown: str) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        there = sorted(other.name for other in path.parent.glob("*") if other.is_file()) if path.parent.is_dir() else []
        what = say("The file does not exist{hint}", hint=nearest(path.name, there) or ".")
        raise InputError(
            Problem(what, file=shown, remedy=say("Put it there, or correct its name in workshop.toml."))
        ) from error
    except OSError as error:
        raise InputError(
            Problem(say("The file cannot be opened: {reason}", reason=error.strerror), file=shown)
        ) from error
    if not content.strip():
        raise InputError(Problem(say("The file is empty."), file=shown, remedy=say("Export or copy it again.")))
    return content


def _read_workbook(content: bytes, *, sheet: str, shown: str) -> tuple[Grid, str]:
    from python_calamine import CalamineError, CalamineWorkbook

    if not content.startswith((ZIP, OLE)):
        what = say("The file is named like a workbook but is none.")
        raise InputError(
            Problem(what, file=shown, remedy=say("If it is text, rename it to .csv; else export it again."))
        )
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        what = say("The workbook is protected by a password.")
        raise InputError(Problem(what, file=shown, remedy=say("Open it, remove the password, and save it again.")))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = _sheet_name(workbook.sheet_names, sheet, shown)
        table = workbook.get_sheet_by_name(name)
        cells = table.to_python(skip_empty_area=False)
        if content.startswith(ZIP):
            refuse_error_cells(content, name, shown)
    except (CalamineError, OSError) as error:
        what = say("The workbook is damaged or was cut off: {error}", error=error)
        raise InputError(Problem(what, file=shown, remedy=say("Export or copy it again."))) from error
    return [[as_text(cell) for cell in row] for row in cells], name


def _sheet_name(names: list[str], wanted: str, shown: str) -> str:
    if not names:
        raise InputError(Problem(say("The workbook has no sheet."), file=shown))
    if not wanted:
        return names[0]
    if wanted not in names:
        what = say("There is no sheet «{sheet}»{hint}", sheet=wanted, hint=nearest(wanted, names))
        raise InputError(Problem(what, file=shown, remedy=say("Correct «sheet» in workshop.toml.")))
    return wanted


def _read_text(content: bytes, header_row: int, shown: str) -> Grid:
    if content.startswith((ZIP, OLE)):
        what = say("The file is named like text but is a workbook or archive.")
        raise InputError(Problem(what, file=shown, remedy=say("Rename it to .xlsx, or export it as CSV.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        what = say("The text is not UTF-8.")
        raise InputError(Problem(what, file=shown, row=row, remedy=say("Save it as CSV UTF-8."))) from error
    header = (text.splitlines()[:header_row] or [""])[-1]
    delimiter = max(",;\t", key=header.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(Problem(say("The CSV is damaged: {error}", error=error), file=shown)) from error
