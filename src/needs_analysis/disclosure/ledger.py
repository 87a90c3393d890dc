"""The release ledger: one line for each release, what was handed over and what was taken back, chained by hashes.

Each line holds the hash of the line before it and its own, so that a line edited, taken out or put in is found out by
everyone who reads the file. A line cut off the end is found out only if it spoke of a release of which a copy is kept
beside the ledger, and no other line speaks of that copy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.locking import locked
from needs_analysis.writing import output_errors, write_text

LEDGER = "ledger.jsonl"
LOCK = ".ledger.lock"
PATIENCE = 10.0
BEGINNING = "0" * 64
Event = Literal["release", "share", "recall", "purge"]
Entry = dict[str, Any]


def read_ledger(folder: Path) -> list[Entry]:
    """Read the ledger of a folder of releases, the oldest line first; without a ledger there are no lines.

    Raises:
        ReleaseError: a line was edited, taken out or put in; or a release lies there that no line speaks of.

    >>> read_ledger(Path("no-such-folder"))
    []
    """
    path = folder / LEDGER
    lines = path.read_bytes().splitlines() if path.is_file() else []
    entries, before = list[Entry](), BEGINNING
    for number, line in enumerate(lines, 1):
        entry = _parsed(line)
        if entry is None or entry.get("before") != before or entry.get("hash") != _hash(entry):
            raise ReleaseError(_edited(path, number))
        entries.append(entry)
        before = str(entry["hash"])
    _refuse_unknown(folder, entries)
    return entries


def append_entry(folder: Path, event: Event, **facts: Any) -> Entry:
    """Add a line to the ledger of a folder of releases: the event, today's date and what else is known of it.

    Args:
        folder: of the releases and their ledger.
        event: release, share, recall or purge.
        facts: edition, release (its id) and what else the event has; everything that JSON can hold.

    Raises:
        ReleaseError: the ledger so far was edited.
        OutputError: another process is writing into it.
    """
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / LOCK, event, wait=PATIENCE):
        return _appended(folder, event, facts)


def _appended(folder: Path, event: Event, facts: dict[str, Any]) -> Entry:
    entries = read_ledger(folder)
    entry = {"number": len(entries) + 1, "date": date.today().isoformat(), "event": event, **facts}
    entry["before"] = entries[-1]["hash"] if entries else BEGINNING
    entry["hash"] = _hash(entry)
    lines = [json.dumps(each, ensure_ascii=False, sort_keys=True) for each in (*entries, entry)]
    write_text(folder / LEDGER, "\n".join(lines) + "\n")
    return entry


def standing_releases(entries: Sequence[Entry]) -> list[str]:
    """Name the releases that may be in somebody's hands: all that were not taken back, the oldest first.

    >>> standing_releases([{"event": "release", "release": "a"}, {"event": "release", "release": "b"},
    ...     {"event": "recall", "release": "a"}])
    ['b']
    """
    return list(dict.fromkeys(str(line["release"]) for line in standing_lines(entries)))


def standing_lines(entries: Sequence[Entry]) -> list[Entry]:
    """Give the lines of all releases that stand, the oldest first; what was taken back since is none of them.

    >>> standing_lines([{"event": "release", "release": "a", "kept": "x"}, {"event": "recall", "release": "a"},
    ...     {"event": "release", "release": "a", "kept": "y"}])
    [{'event': 'release', 'release': 'a', 'kept': 'y'}]
    """
    standing = list[Entry]()
    for entry in entries:
        if entry["event"] == "release":
            standing.append(entry)
        elif entry["event"] == "recall":
            standing = [line for line in standing if line["release"] != entry["release"]]
    return standing


def standing_copies(entries: Sequence[Entry]) -> list[str]:
    """Name the copies that later releases are held against: those of all releases that stand, the oldest first.

    >>> standing_copies([{"event": "release", "release": "a", "kept": "x"}, {"event": "recall", "release": "a"},
    ...     {"event": "release", "release": "a", "kept": "y"}, {"event": "release", "release": "b", "kept": ""}])
    ['y']
    """
    return list(dict.fromkeys(str(line["kept"]) for line in standing_lines(entries) if line.get("kept")))


def _parsed(line: bytes) -> Entry | None:
    try:
        entry = json.loads(line.decode("utf-8"))
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _hash(entry: Entry) -> str:
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _edited(path: Path, number: int) -> Problem:
    what = say("The release ledger was edited: this line does not follow from the one before it.")
    remedy = say("Put the file back from a copy. Until then it cannot be said what others already hold.")
    return Problem(what, file=path.name, row=number, remedy=remedy)


def _refuse_unknown(folder: Path, entries: Sequence[Entry]) -> None:
    """Refuse a release of which the ledger says nothing, and a folder that is none of a release's."""
    known = {str(entry.get(name, "")) for entry in entries for name in ("release", "kept")}
    found = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    other = [path for path in found if path.name not in known and not path.name.startswith(".")]
    if lost := [path.name for path in other if (path / "manifest.json").is_file()]:
        what = say("The release ledger says nothing of these releases: {names}.", names=", ".join(lost))
        remedy = say("Put the file back from a copy; lines were taken out at its end.")
        raise ReleaseError(Problem(what, file=LEDGER, remedy=remedy))
    if other:
        what = say("This folder is none of a release's.")
        remedy = say("Move it to another place: here lie releases and their ledger alone.")
        raise ReleaseError([Problem(what, file=f"{folder.name}/{path.name}", remedy=remedy) for path in other])
