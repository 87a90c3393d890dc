"""What a step of an earlier run wrote, left standing where all that it follows from is the same, and it is untouched.

Steps before a release follow from the settings, from the files of the workspace, from the language in which they speak,
and from the programs. Which file a step reads is not asked: all that it could read counts, also what a folder lacks.
What they wrote lies with the data, and so does the record of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from needs_analysis.cli.telling import OPEN_ISSUES, REVIEW
from needs_analysis.errors import OutputError
from needs_analysis.language import interface
from needs_analysis.programs import programs
from needs_analysis.workshop import SETTINGS, Workshop
from needs_analysis.workshop.workspace import texts_of
from needs_analysis.writing import file_hash, write_text

CLEAN, ASSESS = "clean", "assess"  # the steps


def followed(workshop: Workshop) -> str:
    """Name all that the steps before a release follow from, by one sum."""
    said = workshop.settings.model_dump(mode="json")
    return _sum([programs(), interface(), said, _states(workshop, _readable(workshop, said))])


def stands(workshop: Workshop, step: str, key: str, left: Sequence[Path]) -> bool:
    """Say whether a step was last made from just this, and nobody has touched since what it left.

    Args:
        workshop: the workspace.
        step: its name.
        key: what it follows from.
        left: the files and folders that have to be as they were when it ended.
    """
    try:
        found = _record(workshop, step).read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return found == _sum_of(workshop, key, left)


def write_down(workshop: Workshop, step: str, key: str, left: Sequence[Path]) -> None:
    """Write down what a step was made from, and what it left; a record that cannot be written is none."""
    with suppress(OutputError):
        write_text(_record(workshop, step), _sum_of(workshop, key, left))


def _record(workshop: Workshop, step: str) -> Path:
    return workshop.kept / "steps" / f"{step}.txt"


def _sum_of(workshop: Workshop, key: str, left: Iterable[Path]) -> str:
    return _sum([key, _states(workshop, (each for path in left for each in _whole(path)))])


def _readable(workshop: Workshop, said: object) -> Iterator[Path]:
    """Yield all that a step could read: the data but for what runs leave, and what the settings name, with its folder.

    A questionnaire names files beside it, and so may others.
    """
    data = workshop.path("data")
    made = {workshop.clean, workshop.estimates, workshop.kept, workshop.releases, workshop.unfinished}
    made |= {data / OPEN_ISSUES, data / REVIEW}
    named = filter(None, (_place(workshop, name) for name in {SETTINGS, *texts_of(said)}))
    beside = (other for path in named for other in (path, *path.parent.glob("*.csv")))
    for path in {*data.glob("*"), *beside} - made - {data, workshop.reports}:
        yield from _whole(path)


def _place(workshop: Workshop, name: str) -> Path | None:
    """Give the file or folder that a text names; the workspace itself is none, nor is what lies outside of it."""
    with suppress(OSError, ValueError):  # a text too long or too odd to name a file
        path = workshop.path(name)
        if path.is_file() or (path.is_dir() and workshop.root.resolve() in path.resolve().parents):
            return path
    return None


def _whole(path: Path) -> Iterator[Path]:
    """Yield a file, or a folder with all that lies in it."""
    yield path
    yield from path.rglob("*")


def _states(workshop: Workshop, paths: Iterable[Path]) -> list[list[str]]:
    """Tell of each path what stands there: a file by its bytes."""
    return [[workshop.relative(path), *_state(path)] for path in sorted(set(paths))]


def _state(path: Path) -> list[str]:
    """Tell what stands at a path; a link is told apart from what it leads to."""
    try:
        what = file_hash(path) if path.is_file() else "folder" if path.is_dir() else "none"
    except OSError:
        what = "unreadable"
    return [what, "link"] if path.is_symlink() else [what]


def _sum(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
