"""What a step of an earlier run wrote, left standing where all that it follows from is the same, and it is untouched.

Steps before a release follow from the files that `workshop.toml` names, from the folder of corrections, from the
language in which they speak, and from the programs. What they wrote lies with the data, and so does the record of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from needs_analysis.language import interface
from needs_analysis.programs import programs
from needs_analysis.reporting.keeping import drawn_by
from needs_analysis.workshop import SETTINGS, Workshop
from needs_analysis.writing import file_hash, write_text


def followed(workshop: Workshop) -> str:
    """Name all that the steps before a release follow from, by one sum."""
    named = {SETTINGS, *_named(workshop.settings.model_dump(mode="json"))}
    files = [path for name in sorted(named) if (path := _file(workshop, name))]
    corrections = workshop.path(workshop.settings.cleaning.corrections)
    beside = sorted(corrections.iterdir()) if corrections.is_dir() else []
    return _sum([programs(), interface(), _sums(workshop, [*files, *(path for path in beside if path.is_file())])])


def followed_by_reports(workshop: Workshop, browser: Path | None) -> str:
    """Name all that releases and reports follow from as well: notebooks, the browser that draws, and the day."""
    notebooks = [path for path in _within(workshop.notebooks) if path.suffix == ".ipynb"]
    return _sum([followed(workshop), _sums(workshop, notebooks), drawn_by(browser), date.today().isoformat()])


def stands(workshop: Workshop, step: str, key: str, written: Sequence[Path]) -> bool:
    """Say whether a step was last made from just this, and nobody has touched since what it wrote.

    Args:
        workshop: the workspace.
        step: its name.
        key: what it follows from.
        written: the files and folders that it writes.
    """
    return told_of(workshop, step, key, written) is not None


def told_of(workshop: Workshop, step: str, key: str, written: Sequence[Path]) -> dict[str, list[str]] | None:
    """Give what was told of a step that stands; None where it does not."""
    try:
        record = json.loads(_record(workshop, step).read_text(encoding="utf-8"))
        told: dict[str, list[str]] = record["told"]
        return told if record["sum"] == _sum_of(workshop, key, written, told) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_down(
    workshop: Workshop, step: str, key: str, written: Sequence[Path], *, told: Mapping[str, list[str]] | None = None
) -> None:
    """Write down what a step was made from, what it wrote, and what was told of it."""
    record = {"sum": _sum_of(workshop, key, written, told or {}), "told": told or {}}
    write_text(_record(workshop, step), json.dumps(record, indent=1, ensure_ascii=False) + "\n")


def _record(workshop: Workshop, step: str) -> Path:
    return workshop.kept / "steps" / f"{step}.json"


def _sum_of(workshop: Workshop, key: str, written: Iterable[Path], told: Mapping[str, list[str]]) -> str:
    """Sum up a step; a link in a file's place is no file that was left there."""
    files = [[path] if path.is_file() else [*_within(path)] for path in written]
    links = [workshop.relative(path) for each in files for path in each if path.is_symlink()]
    return _sum([key, [_sums(workshop, each) for each in files], links, told])


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
