"""Writing so that a killed run leaves the last good output: everything appears whole, or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import say

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONG_AGO = (1980, 1, 1, 0, 0, 0)
LONGEST_NAME = 60
# Names that Windows keeps for itself, whatever their ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

# openpyxl writes other bytes where lxml happens to be installed; it reads this when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"


def plain_name(text: str, *, taken: Collection[str] = ()) -> str:
    """Name a file after a text, whatever it says: letters, digits, _ and - alone, no device's name, not too long.

    A text that is no such name by itself gives its letters and a fingerprint, so that two texts never share a file.

    Args:
        text: a group's code, a sheet's name, …
        taken: names that belong to other files, in small letters.

    >>> plain_name("KAZ"), plain_name("../KAZ"), plain_name("nul")
    ('KAZ', '_KAZ-20f5881c', 'nul-99e62427')
    """
    letters = re.sub(r"[^\w-]+", "_", text)[:LONGEST_NAME]
    if letters == text and text and text.casefold() not in {*DEVICES, *taken}:
        return text
    fingerprint = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{letters}-{fingerprint[:8]}"


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn the system's word on a failed write into one that says what to do."""
    remedies = {
        errno.ENOSPC: say("The disk is full: free some space and run again."),
        errno.EFBIG: say("The file is larger than the system allows: raise the limit or free some space."),
        errno.EACCES: say("The folder may not be written to: choose another or ask for the right."),
        errno.EPERM: say("The folder may not be written to: choose another or ask for the right."),
        errno.EROFS: say("The folder is read-only: choose another."),
    }
    try:
        yield
    except OSError as error:
        what = say("Cannot write: {reason}. What stood there before is unchanged.", reason=error.strerror or error)
        remedy = remedies.get(error.errno or 0, "")
        raise OutputError(Problem(what, file=path.as_posix(), remedy=remedy)) from error


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give an open file that takes the place at `path` in one step, once it is written; its folder is made."""
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> Path:
    """Put `content` at `path` in one step, making its folder."""
    with _replacing(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def write_text(path: Path, content: str) -> Path:
    """Put UTF-8 text at `path` in one step; lines end in a line feed on every system."""
    return write_bytes(path, content.encode("utf-8"))


def keep_file(path: Path, into: Path) -> Path:
    """Put a copy of a file at a second place: no link, as whoever may write to the one could change the other."""
    with _replacing(into) as file, path.open("rb") as source:
        shutil.copyfileobj(source, file)
    return into


def write_csv(path: Path, frame: pd.DataFrame) -> Path:
    """Write a declared table: UTF-8, commas, blanks for missing, numbers so that they read back the same.

    Texts are guarded, so that a spreadsheet runs none of them; whoever reads the file back takes `unguarded`.
    """
    from needs_analysis.columns.guarded import guarded

    safe, buffer = guarded(frame), io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if _has_carriage_return(safe) else csv.QUOTE_MINIMAL
    safe.to_csv(buffer, index=False, lineterminator="\n", quoting=quoting)
    return write_text(path, buffer.getvalue())


def _has_carriage_return(frame: pd.DataFrame) -> bool:
    """Whether a text holds a carriage return, which the writer of CSV leaves bare and readers take for a line's end."""
    from needs_analysis.columns.guarded import texts_with

    named = any("\r" in str(name) for name in frame.columns)
    return named or any(texts_with(frame.iloc[:, place], "\r").any() for place in range(frame.shape[1]))


def put_text(sheet: Worksheet, place: tuple[int, int], text: str) -> None:
    """Put a text into a workbook's cell, so that it is text whatever it begins with, and stays so when it is edited.

    Nothing in it reads as an escape either: workbooks write letters as _x0041_.

    Args:
        sheet: where.
        place: row and column, from 1.
        text: what stands there then, as far as a workbook can hold it.
    """
    from needs_analysis.columns.guarded import guard

    cell = sheet.cell(*place, _LOOKS_ESCAPED.sub("_x005F_", in_workbook(text)))
    cell.data_type, cell.quotePrefix = "s", guard(text) != text


def in_workbook(text: str) -> str:
    r"""Give a text as a workbook holds it: lines end in a line feed, and a sign stands for each letter it cannot hold.

    >>> in_workbook("a\r\nb\x1b")
    'a\nb\ufffd'
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def write_workbook(path: Path, workbook: Workbook) -> Path:
    """Write an .xlsx whose bytes depend on its cells alone, not on the clock."""
    made, stable = io.BytesIO(), io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _without_dates(content)
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return write_bytes(path, stable.getvalue())


def _mend(path: Path) -> None:
    """Put back a folder that a run was killed in the middle of replacing, and sweep away what such runs left."""
    left = sorted(path.parent.glob(f".{path.name}.*"))
    if not path.exists():
        for old in (folder for folder in left if folder.suffix == ".old"):
            old.rename(path)
            break
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _without_dates(core: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", core)


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_hashes(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each table of a folder, CSV or Parquet, so that one that is damaged or gone is found out."""
    tables = sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".parquet"))
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in tables}


@contextmanager
def replaced_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `path` only if the block ends without an error."""
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _mend(path)
        new = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield new
        with output_errors(path):
            new.chmod(0o777 & ~_umask())
            old = new.with_name(new.name + ".old")
            if path.exists():
                path.rename(old)
            try:
                new.rename(path)
            except OSError:
                if old.exists():
                    old.rename(path)
                raise
            shutil.rmtree(old, ignore_errors=True)
    finally:
        with suppress(OSError):
            shutil.rmtree(new, ignore_errors=True)
