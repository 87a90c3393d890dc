"""Workbooks (.xlsx, .xlsm, .xls, .ods) through calamine, which reads stored values and executes nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.reading.archive import refuse_bomb
from needs_analysis.reading.content import OLE, ZIP
from needs_analysis.reading.sheet import Area, Sheet
from needs_analysis.reading.workbooks.cell import as_text
from needs_analysis.reading.workbooks.ods_sheet import scan_ods
from needs_analysis.reading.workbooks.seen import Seen, notes_on, refuse_far, refuse_seen
from needs_analysis.reading.workbooks.xls_sheet import scan_xls, stream_of
from needs_analysis.reading.workbooks.xlsx_sheet import scan_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ROWS_AT_ONCE = 4096


class Workbook:
    """A workbook, opened once; a sheet is read when it is asked for.

    Args:
        content: the workbook.
        shown: how messages name it.

    Raises:
        InputError: it is no workbook, is damaged, protected or hostile.
    """

    def __init__(self, content: bytes, shown: str) -> None:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        _refuse_unreadable(content, shown)
        self.content, self.shown = content, shown
        self.ods = scan_ods(content, shown) if content.startswith(ZIP) else {}
        for name, table in self.ods.items():
            refuse_far(table.seen, name, shown)
        with _damaged(shown):
            self.book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [sheet for sheet in self.book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.names = [sheet.name for sheet in sheets]
        self.hidden = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}

    def read(self, wanted: str = "") -> Sheet:
        """Read one sheet; blank means the first.

        Raises:
            InputError: there is no such sheet, it is too large, or cells of it are in error.
        """
        name = self._name(wanted)
        seen = self._seen(name)
        refuse_seen(seen, name, self.shown)
        with _damaged(self.shown):
            table = self.book.get_sheet_by_name(name)
            cells = _cells(table)
        what = say("The sheet is hidden; it was read like any other.")
        notes = [Problem(what, self.shown, name)] if name in self.hidden else []
        return Sheet(name, cells, merged=self._merged(table), notes=(*notes, *notes_on(seen, name, self.shown)))

    def _name(self, wanted: str) -> str:
        if not self.names:
            raise InputError(Problem(say("The workbook has no sheet."), file=self.shown))
        if wanted and wanted not in self.names:
            what = say("There is no sheet «{sheet}»{hint}", sheet=wanted, hint=nearest(wanted, self.names))
            raise InputError(Problem(what, file=self.shown, remedy=say("Correct «sheet» in workshop.toml.")))
        return wanted or self.names[0]

    def _seen(self, name: str) -> Seen:
        if name in self.ods:
            return self.ods[name].seen
        scan = scan_xlsx if self.content.startswith(ZIP) else scan_xls
        return scan(self.content, name, self.shown)

    def _merged(self, table: CalamineSheet) -> tuple[Area, ...] | None:
        if table.name in self.ods:
            return tuple(self.ods[table.name].merged)
        return None if table.merged_cell_ranges is None else tuple(table.merged_cell_ranges)


def _cells(table: CalamineSheet) -> pd.DataFrame:
    """Turn the values into text, some thousand rows at a time; equal values share one text."""
    if table.start is None or table.end is None:
        return pd.DataFrame()
    left, height = table.start[1], table.end[0] + 1
    rows, texts = table.iter_rows(), dict[tuple[type, object], str]()
    columns: list[list[str | None]] = [[] for _ in range(table.width)]
    while some := list(islice(rows, ROWS_AT_ONCE)):
        for column, values in zip(columns, zip(*some, strict=True), strict=True):
            column += [value or None if type(value) is str else _text(value, texts) for value in values]
    above: list[str | None] = [None] * (height - len(columns[0]))
    blank = pd.array([None] * height, dtype="str")
    made = [pd.array(above + column, dtype="str") for column in columns]
    return pd.DataFrame(dict(enumerate([blank] * left + made)), index=pd.RangeIndex(1, height + 1))


def _text(value: object, texts: dict[tuple[type, object], str]) -> str:
    key = (type(value), value)
    if key not in texts:
        texts[key] = as_text(value)
    return texts[key]


def _refuse_unreadable(content: bytes, shown: str) -> None:
    if not content.startswith((ZIP, OLE)):
        what = say("The file is named like a workbook but is none.")
        raise InputError(
            Problem(what, file=shown, remedy=say("If it is text, rename it to .csv; else export it again."))
        )
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise InputError(_protected(shown))
    if content.startswith(ZIP):
        refuse_bomb(content, shown)
    else:
        stream_of(content, shown)


@contextmanager
def _damaged(shown: str) -> Iterator[None]:
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise InputError(_protected(shown)) from error
    except (CalamineError, OSError) as error:
        what = say("The workbook is damaged or was cut off: {error}", error=error)
        raise InputError(Problem(what, file=shown, remedy=say("Export or copy it again."))) from error


def _protected(shown: str) -> Problem:
    what = say("The workbook is protected by a password.")
    return Problem(what, file=shown, remedy=say("Open it, remove the password, and save it again."))
