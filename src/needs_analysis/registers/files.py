"""The register files: read as text, blanks as blanks, once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import LANGUAGES, say

FOLDER = Path(__file__).parent


@cache
def read_register(name: str) -> pd.DataFrame:
    """Read one of the package's registers.

    >>> list(read_register("themes").columns[:2])
    ['theme_id', 'label_en']
    """
    return read_register_file(FOLDER / f"{name}.csv")


def read_register_file(path: Path, required: tuple[str, ...] = ()) -> pd.DataFrame:
    """Read a register file of text; every cell that is blank is an empty string.

    Raises:
        InputError: the file is missing, is not a table, or lacks a required column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        delimiter = max(",;", key=text.partition("\n")[0].count)
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)) or [[]]
    except FileNotFoundError as error:
        raise InputError(Problem(say("The file does not exist{hint}", hint="."), file=path.name)) from error
    except OSError as error:
        what = say("The file cannot be opened: {reason}", reason=error.strerror)
        raise InputError(Problem(what, file=path.name)) from error
    except (csv.Error, UnicodeDecodeError) as error:
        what = say("This is not a UTF-8 CSV table: {error}", error=error)
        raise InputError(Problem(what, file=path.name, remedy=say("Save it as CSV UTF-8."))) from error
    if twice := [name for name, times in Counter(header).items() if name and times > 1]:
        what = say("The heading stands several times.")
        raise InputError([Problem(what, file=path.name, column=name) for name in twice])
    _refuse_wide_rows(rows, len(header), path.name)
    cells = [row + [""] * (len(header) - len(row)) for row in rows if row]
    frame = pd.DataFrame(cells, columns=header, dtype="str")
    missing = [column for column in required if column not in frame]
    if missing:
        raise InputError([Problem(say("The file lacks this column."), file=path.name, column=name) for name in missing])
    return frame


def _refuse_wide_rows(rows: list[list[str]], width: int, file: str) -> None:
    remedy = say("Put a text that holds a comma into quotation marks.")
    wide = [number for number, row in enumerate(rows, start=2) if len(row) > width]
    if wide:
        what = say("The row has more cells than the header.")
        raise InputError([Problem(what, file=file, row=number, remedy=remedy) for number in wide])


def spellings(cell: str) -> list[str]:
    """Split a register cell that lists several spellings.

    >>> spellings("KNB; КНБ; ")
    ['KNB', 'КНБ']
    """
    return [part.strip() for part in cell.split(";") if part.strip()]


def label_rows(kind: str, frame: pd.DataFrame, code: str, *, parent: str = "") -> list[dict[str, object]]:
    """Give the rows of the table of labels for a register with columns label_en, label_ru."""
    rows: list[dict[str, object]] = []
    for record in records(frame):
        for language in LANGUAGES:
            label = record.get(f"label_{language}", "")
            if label:
                above = record.get(parent, "")
                rows.append(
                    {
                        "kind": kind,
                        "code": record[code],
                        "parent": above,
                        "language": language,
                        "label": label,
                    }
                )
    return rows
