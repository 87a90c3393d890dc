"""The copies of open releases that later ones are held against: written before their line, named after it.

A copy waits under a hidden name until the ledger speaks of it. A run that is killed between the two leaves a line whose
copy is only waiting, and that is put in its place by whoever wants it next.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from needs_analysis.disclosure.ledger import Entry
from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.writing import output_errors

PENDING = ".pending"


def waiting(folder: Path, name: str) -> Path:
    """Say where the copy of a release waits for its line."""
    return folder / f".{name}{PENDING}"


def keep_waiting(folder: Path, release: Release, *, audit: pd.DataFrame) -> None:
    """Write the copy of a release that the ledger does not speak of yet; one that is kept already stays as it is."""
    name = str(release.manifest["id"])
    if not (folder / name).is_dir():
        write_release(waiting(folder, name), release, audit=audit)


def kept_copy(folder: Path, name: str) -> Path:
    """Find the copy of a release of which the ledger speaks.

    Args:
        folder: of the releases and their ledger.
        name: the release's id.

    Raises:
        ReleaseError: there is none.
    """
    place = folder / name
    if not place.is_dir() and waiting(folder, name).is_dir():
        with output_errors(place):
            waiting(folder, name).rename(place)
    if not place.is_dir():
        what = say("The copy of an earlier release is missing, so no other can be held against it.")
        remedy = say("Put the folder back, or say that it never left: {command}", command=recalling(name))
        raise ReleaseError(Problem(what, file=f"{folder.parent.name}/{folder.name}/{name}", remedy=remedy))
    return place


def recalling(name: str) -> str:
    """Give the command that takes a release back."""
    return f'needs-analysis recall --release {name} --because "{say("REASON")}"'


def left_waiting(folder: Path, entries: Sequence[Entry]) -> list[Path]:
    """Name the copies that wait for a line that never came: the run that wrote them was killed."""
    spoken = {waiting(folder, str(entry["kept"])).name for entry in entries if entry.get("kept")}
    return sorted(path for path in folder.glob(f".*{PENDING}") if path.name not in spoken)
