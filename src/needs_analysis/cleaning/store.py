"""The clean data on disk: tables, dropped rows, log, issues, account; written together or not at all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from needs_analysis.columns import (
    ACCOUNT,
    ANSWERS_IN_WORDS,
    CHOICE_LABELS,
    CHOICES,
    ISSUES,
    LINKS,
    LOG,
    QUESTION_LABELS,
    QUESTIONS,
    RECEIVED,
    RESPONSE_RATES,
    SOURCES,
    Table,
    unguarded,
)
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.writing import folder_hashes, plain_name, replaced_folder, write_csv, write_text

DROPPED = "_dropped"
PARTS: dict[str, Table] = {
    "cleaning_log": LOG,
    "issues": ISSUES,
    "sources": SOURCES,
    "account": ACCOUNT,
    "questions": QUESTIONS,
    "question_labels": QUESTION_LABELS,
    "choices": CHOICES,
    "choice_labels": CHOICE_LABELS,
    "answers_in_words": ANSWERS_IN_WORDS,
    "links": LINKS,
    "response_rates": RESPONSE_RATES,
}


@dataclass(frozen=True)
class CleanData:
    """Clean tables and rows dropped, by table; the parts that explain them; the inputs' hashes."""

    tables: dict[str, pd.DataFrame]
    dropped: dict[str, pd.DataFrame]
    parts: dict[str, pd.DataFrame]
    inputs: dict[str, str] = field(default_factory=dict)


def write_clean(folder: Path, data: CleanData) -> None:
    """Write clean data to a folder, in the place of what it held."""
    with replaced_folder(folder) as new:
        fill_clean(new, data)


def fill_clean(folder: Path, data: CleanData) -> None:
    """Write clean data into a new folder; the tables of a large survey lie there in parts already."""
    for name, table in data.tables.items():
        write_csv(folder / f"{_file_of(name)}.csv", table)
        write_csv(folder / f"{_file_of(name)}{DROPPED}.csv", data.dropped[name])
    for name in PARTS:
        write_csv(folder / f"{name}.csv", data.parts[name])
    said = {"tables": list(data.tables), "inputs": data.inputs, "files": folder_hashes(folder)}
    write_text(folder / "manifest.json", json.dumps(said, indent=1, ensure_ascii=False) + "\n")


def seal_of(folder: Path) -> str:
    """Give a secret that whoever has the clean data can make again, and nobody else: no sum of it is told anywhere.

    It is made of the list of participants where there is one, so that a changed answer leaves it as it is.
    """
    listed, digest = folder / "participants.csv", hashlib.sha256(b"seal")
    for path in [listed] if listed.is_file() else sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_clean(folder: Path) -> CleanData:
    """Read clean data back.

    Raises:
        InputError: the folder holds no clean data.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        what = say("There are no clean data yet.")
        raise InputError(Problem(what, remedy=say("Make them with: needs-analysis clean")))
    said = json.loads(manifest.read_text(encoding="utf-8"))
    refuse_damaged(folder, said.get("files", {}), made_with="clean")
    return CleanData(
        tables={name: read_frame(folder / f"{_file_of(name)}.csv", RECEIVED) for name in said["tables"]},
        dropped={name: read_frame(folder / f"{_file_of(name)}{DROPPED}.csv", RECEIVED) for name in said["tables"]},
        parts={name: read_frame(folder / f"{name}.csv", table) for name, table in PARTS.items()},
        inputs=said["inputs"],
    )


def _file_of(table: str) -> str:
    """Name the file of a table after it; a repeat group may be called as anything, also as one of the parts."""
    return plain_name(table, taken={*PARTS, *([table.casefold()] if table.endswith(DROPPED) else [])})


def refuse_damaged(folder: Path, files: dict[str, str], *, made_with: str) -> None:
    """Refuse a folder whose tables are not those that were written.

    Raises:
        InputError: naming every table that is gone or changed.
    """
    now = folder_hashes(folder)
    wrong = sorted(name for name in files.keys() | now.keys() if files.get(name) != now.get(name))
    if wrong:
        remedy = say("Run again: needs-analysis {command}", command=made_with)
        raise InputError(
            [Problem(say("The file is not as it was written."), file=name, remedy=remedy) for name in wrong]
        )


def read_frame(path: Path, table: Table) -> pd.DataFrame:
    """Read a declared table that `write_csv` wrote; only an empty cell is a blank."""
    raw = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    return table.frame(unguarded(raw))
