"""The register files: read as text, blanks as blanks, once."""

from __future__ import annotations

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
        header = path.read_text(encoding="utf-8-sig").partition("\n")[0]
        delimiter = max(",;", key=header.count)
        frame = pd.read_csv(path, sep=delimiter, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(Problem(say("The file does not exist{hint}", hint="."), file=path.name)) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise InputError(
            Problem(
                say("This is not a UTF-8 CSV table: {error}", error=error),
                file=path.name,
                remedy=say("Save it as CSV UTF-8."),
            )
        ) from error
    missing = [column for column in required if column not in frame]
    if missing:
        raise InputError([Problem(say("The file lacks this column."), file=path.name, column=name) for name in missing])
    return frame


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
