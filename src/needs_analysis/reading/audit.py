"""The audit files of ODK and KoboToolbox: when each screen of each form was opened and left."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath

import pandas as pd

from needs_analysis.columns import Column, Table
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest

MOST_BYTES = 64 << 20
MOST_TOGETHER = 2 << 30
NO_TIME = ("", "NA")
AUDIT = Table(
    "audit",
    "events of audit files, an event a row; a file that cannot be read is one row that says why",
    (
        Column("uuid", "text", "form, by the folder its audit file stands in", blank=False),
        Column("event", "text", "question, group questions, form start, form save, jump, …"),
        Column("node", "text", "path of the question on the screen; blank where there was none"),
        Column("start", "integer", "when it began, in milliseconds since 1970"),
        Column("end", "integer", "when it ended; blank for a moment"),
        Column(
            "problem",
            "text",
            "why the file cannot be read",
            ("encoding", "csv", "header", "times", "large", "locked", "repeated"),
        ),
    ),
)


def read_audit(path: Path, *, shown: str = "") -> pd.DataFrame:
    """Read every `…/<uuid>/audit.csv` of an archive as one declared table; the answers in it are left out.

    A damaged file does not spoil the others: it becomes a row of its own, whose `problem` says what is wrong.

    Args:
        path: the archive, a ZIP file.
        shown: how messages name it.

    Raises:
        InputError: the file is missing or no archive, holds no audit.csv, or more of them than is read.
    """
    shown = shown or path.name
    with _open(path, shown) as archive:
        files = _audit_files(archive, shown)
        forms = [PurePosixPath(info.filename).parent.name or info.filename for info in files]
        times = Counter(forms)
        parts = [
            _problem(uuid, "repeated") if times[uuid] > 1 else _read_one(archive, info, uuid)
            for uuid, info in zip(forms, files, strict=True)
        ]
    return AUDIT.frame(pd.concat(parts))


def _audit_files(archive: zipfile.ZipFile, shown: str) -> list[zipfile.ZipInfo]:
    """Find the audit files; photos and recordings may stand beside them and are never unpacked."""
    files = [info for info in archive.infolist() if PurePosixPath(info.filename).name == "audit.csv"]
    if not files:
        what = say("The archive holds no audit.csv.")
        raise InputError(Problem(what, file=shown, remedy=say("Export the media files of the form as a ZIP.")))
    size = sum(info.file_size for info in files)
    if size > MOST_TOGETHER:
        what = say("The archive unpacks to {size} MB, more than is read.", size=size >> 20)
        raise InputError(Problem(what, file=shown, remedy=say("Split it into several, or ask where it comes from.")))
    return files


def _open(path: Path, shown: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        there = sorted(other.name for other in path.parent.glob("*.zip")) if path.parent.is_dir() else []
        what = say("The file does not exist{hint}", hint=nearest(path.name, there) or ".")
        raise InputError(
            Problem(what, file=shown, remedy=say("Put it there, or correct its name in workshop.toml."))
        ) from error
    except (zipfile.BadZipFile, OSError) as error:
        what = say("The file is no ZIP archive, or it is damaged.")
        raise InputError(Problem(what, file=shown, remedy=say("Export or copy it again."))) from error


def _read_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, uuid: str) -> pd.DataFrame:
    if info.flag_bits & 0x1:
        return _problem(uuid, "locked")
    try:
        with archive.open(info) as stream:
            content = stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return _problem(uuid, "csv")
    if len(content) > MOST_BYTES:
        return _problem(uuid, "large")
    try:
        return _events(content.decode("utf-8-sig"), uuid)
    except UnicodeDecodeError:
        return _problem(uuid, "encoding")
    except csv.Error:
        return _problem(uuid, "csv")


def _events(text: str, uuid: str) -> pd.DataFrame:
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    header = [cell.strip() for cell in rows[0]] if rows else []
    if not {"event", "node", "start", "end"} <= set(header):
        return _problem(uuid, "header")
    if any(len(row) != len(header) for row in rows):
        return _problem(uuid, "csv")
    frame = pd.DataFrame(rows[1:], columns=header, dtype="str")[["event", "node", "start", "end"]]
    for name in ("start", "end"):
        cells = frame[name].fillna("").str.strip()
        if not (cells.isin(NO_TIME) | cells.str.fullmatch(r"[0-9]{1,15}")).all():
            return _problem(uuid, "times")
        frame[name] = cells.where(~cells.isin(NO_TIME)).astype("float64")
    return frame.assign(uuid=uuid)


def _problem(uuid: str, problem: str) -> pd.DataFrame:
    return pd.DataFrame({"uuid": [uuid], "problem": [problem]})
