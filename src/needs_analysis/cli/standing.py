"""What a step of an earlier run wrote, left standing where all that it follows from is the same, and it is untouched.

Steps before a release follow from the files that `workshop.toml` names, from the folder of corrections, from the
language in which they speak, and from the programs. What they wrote lies with the data, and so does the record of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from needs_analysis.language import interface
from needs_analysis.programs import programs
from needs_analysis.workshop import SETTINGS, Workshop
from needs_analysis.writing import file_hash, write_text


def followed(workshop: Workshop) -> str:
    """Name all that the steps before a release follow from, by one sum."""
    named = {SETTINGS, *_named(workshop.settings.model_dump(mode="json"))}
    files = [path for name in sorted(named) if (path := _file(workshop, name))]
    corrections = workshop.path(workshop.settings.cleaning.corrections)
    beside = sorted(corrections.iterdir()) if corrections.is_dir() else []
    return _sum([programs(), interface(), _sums(workshop, [*files, *(path for path in beside if path.is_file())])])


def stands(workshop: Workshop, step: str, key: str, written: Sequence[Path]) -> bool:
    """Say whether a step was last made from just this, and nobody has touched since what it wrote.

    Args:
        workshop: the workspace.
        step: its name.
        key: what it follows from.
        written: the files and folders that it writes.
    """
    try:
        return _record(workshop, step).read_text(encoding="ascii") == _told(workshop, key, written)
    except (OSError, ValueError):
        return False


def write_down(workshop: Workshop, step: str, key: str, written: Sequence[Path]) -> None:
    """Write down what a step was made from, and what it wrote."""
    write_text(_record(workshop, step), _told(workshop, key, written))


def _record(workshop: Workshop, step: str) -> Path:
    return workshop.kept / "steps" / f"{step}.txt"


def _told(workshop: Workshop, key: str, written: Iterable[Path]) -> str:
    return _sum([key, [_sums(workshop, [path] if path.is_file() else _within(path)) for path in written]])


def _named(settings: object) -> Iterator[str]:
    """Yield every text of the settings: whichever of them names a file, that file may be read."""
    if isinstance(settings, str):
        yield settings
    elif isinstance(settings, dict):
        for name, value in settings.items():
            yield from (*_named(name), *_named(value))
    elif isinstance(settings, list):
        for value in settings:
            yield from _named(value)


def _file(workshop: Workshop, name: str) -> Path | None:
    with suppress(OSError, ValueError):  # a text too long or too odd to name a file
        if (path := workshop.path(name)).is_file():
            return path
    return None


def _within(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _sums(workshop: Workshop, files: Iterable[Path]) -> list[tuple[str, str]]:
    return [(workshop.relative(path), file_hash(path)) for path in files]


def _sum(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
