"""Where a file comes from, as the ledger knows it: by its SHA-256, or else by the release that it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePath
from typing import Literal

from needs_analysis.disclosure.ledger import Entry, standing_releases

Verdict = Literal["altered", "unknown", "recalled", "unsure", "none", "unaltered"]


@dataclass(frozen=True)
class Origin:
    """What the ledger says of a file.

    Attributes:
        verdict: unaltered: as it was released or handed over; recalled: that too, but the release was taken back;
            altered: it names a release of the ledger and is none of its files; unsure: the same, where the ledger was
            written without the sums of all files; unknown: it names a release that the ledger does not know; none: it
            names none, or several.
        release: that it belongs to, or names.
        edition: of it: donor, organiser, national/KAZ.
        line: of the ledger, in which the file stands.
        recall: the line in which the release was taken back.
    """

    verdict: Verdict
    release: str = ""
    edition: str = ""
    line: Entry | None = None
    recall: Entry | None = None


def trace_file(sha256: str, path: PurePath, named: Collection[str], entries: Sequence[Entry]) -> Origin:
    """Say where a file comes from.

    Args:
        sha256: of the file.
        path: of the file: where the ledger has the same content twice, the one whose place is most like it is meant.
        named: the releases that it names.
        entries: of the ledger.

    >>> line = {"event": "release", "release": "r", "edition": "donor", "reports": {"en/a.html": "12"}, "tables": {}}
    >>> [trace_file(sha256, PurePath("a.html"), ["r"], [line]).verdict for sha256 in ("12", "13")]
    ['unaltered', 'altered']
    >>> [trace_file("13", PurePath("a.html"), named, [line]).verdict for named in (["q"], [])]
    ['unknown', 'none']
    """
    standing = standing_releases(entries)
    found = [
        (entry["release"] in named, _likeness(path, f"{entry['edition']}/{each}"), entry["release"] in standing, place)
        for place, entry in enumerate(entries)
        for each, sum_of_it in _files(entry).items()
        if sum_of_it == sha256
    ]
    if found:
        line = entries[max(found)[-1]]
        return _origin("unaltered" if line["release"] in standing else "recalled", line["release"], entries, line)
    releases = set(named)
    return _unlike(releases.pop(), entries) if len(releases) == 1 else Origin("none")


def _likeness(path: PurePath, place: str) -> int:
    """Count the steps from the end in which a path and a place are the same.

    >>> _likeness(PurePath("reports/national/KAZ/en/a.html"), "national/KAZ/en/a.html")
    4
    """
    steps = zip(reversed(path.parts), reversed(place.split("/")), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], steps))


def _files(entry: Entry) -> dict[str, str]:
    """Give the files that a line of the ledger speaks of: name → SHA-256."""
    if entry["event"] == "release":
        return {**entry.get("reports", {}), **entry.get("tables", {})}
    if entry["event"] == "share":
        return {str(entry["archive"]): str(entry["sha256"]), **entry.get("contents", {})}
    return {}


def _unlike(release: str, entries: Sequence[Entry]) -> Origin:
    """Say what is to be thought of a file that names a release and is none of the files that the ledger speaks of."""
    lines = [entry for entry in entries if entry.get("release") == release]
    if not any(entry["event"] == "release" for entry in lines):
        return Origin("unknown", release)
    without = {"release": "tables", "share": "contents"}
    whole = all(without[entry["event"]] in entry for entry in lines if entry["event"] in without)
    return _origin("altered" if whole else "unsure", release, entries)


def _origin(verdict: Verdict, release: str, entries: Sequence[Entry], line: Entry | None = None) -> Origin:
    lines = [entry for entry in entries if entry.get("release") == release]
    edition = next((str(entry["edition"]) for entry in lines if entry["event"] == "release"), "")
    recall = next((entry for entry in reversed(lines) if entry["event"] == "recall"), None)
    taken_back = recall if release not in standing_releases(entries) else None
    return Origin(verdict, release, edition, line, taken_back)
