"""Removing files for good as far as a program can: links themselves, never what they lead to."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.errors import Problem
from needs_analysis.language import say


@dataclass(frozen=True)
class Found:
    """What is to be removed at one place: its files and links with their sizes in bytes, and its folders."""

    place: Path
    files: dict[Path, int]
    folders: tuple[Path, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(self.files.values())

    @property
    def links(self) -> list[Path]:
        """Which of the files are links."""
        return [path for path in self.files if is_link(path)]


def find(place: Path, *, keep: Collection[Path] = ()) -> Found:
    """Find all that is at a place, a file or a folder; no link is followed.

    Args:
        place: where to look; it may be missing.
        keep: files that stay, and the folders above them.

    >>> find(Path("no-such-folder")).files
    {}
    """
    if is_link(place) or place.is_file():
        return Found(place, {} if place in keep else {place: place.lstat().st_size}, ())
    paths = [] if not place.is_dir() else [place, *_within(place)]
    files = {path: path.lstat().st_size for path in paths if is_link(path) or not path.is_dir()}
    kept = {above for path in keep for above in (path, *path.parents)}
    files = {path: size for path, size in files.items() if path not in kept}
    return Found(place, files, tuple(path for path in paths if path not in files and path not in kept))


def remove(found: Iterable[Found]) -> tuple[list[Path], list[Problem]]:
    """Remove what was found, and go on where something cannot be removed.

    Returns:
        The files that were removed, and a problem for each that was not.
    """
    gone, problems = list[Path](), list[Problem]()
    for each in found:
        for path in each.files:
            try:
                path.unlink(missing_ok=True)
                gone.append(path)
            except OSError as error:
                problems.append(_not_removed(path, error))
        for folder in reversed(each.folders):
            try:
                folder.rmdir()
            except OSError as error:
                if not any(problem.file.startswith(folder.as_posix()) for problem in problems):
                    problems.append(_not_removed(folder, error))
    return gone, problems


def is_link(path: Path) -> bool:
    """Whether a path leads elsewhere: a symbolic link, or a junction of Windows."""
    is_junction = getattr(os.path, "isjunction", None)
    return path.is_symlink() or bool(is_junction and is_junction(path))


def _within(folder: Path) -> Iterator[Path]:
    """Yield everything within a folder, each folder before what is in it."""
    for path in sorted(folder.iterdir()):
        yield path
        if path.is_dir() and not is_link(path):
            yield from _within(path)


def _not_removed(path: Path, error: OSError) -> Problem:
    what = say("This could not be removed: {reason}", reason=error.strerror or error)
    remedy = say("Close the program that holds it open, or ask for the right; then purge again.")
    return Problem(what, file=path.as_posix(), remedy=remedy)
