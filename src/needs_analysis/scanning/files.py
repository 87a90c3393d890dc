"""Files searched for secrets, on all cores where there is much to read."""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from needs_analysis.parallel import Workers
from needs_analysis.scanning.content import read_content
from needs_analysis.scanning.hits import Hit
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.places import Passage, Piece, Place
from needs_analysis.scanning.plain import versions
from needs_analysis.scanning.search import Search, search_for
from needs_analysis.scanning.secrets import Kind, Secrets
from needs_analysis.scanning.verdicts import Verdicts, named

HIDDEN = "…"
MUCH = 20_000_000  # bytes, for which it pays to start processes
BETWEEN = "\n"
Wanted = tuple[Path, Secrets]


class Searched(NamedTuple):
    """A file as it may be shown, the name and the bytes that were searched, and what was found."""

    shown: str
    named: str
    hits: list[Hit]


def scan_each(
    wanted: Sequence[Wanted], *, root: Path, verdicts: Verdicts, on_file: Callable[[str], None] | None = None
) -> list[Hit]:
    """Search files, each for secrets of its own.

    Args:
        wanted: files, each with what may not stand in it.
        root: folder that files are named from.
        verdicts: of earlier searches; the same file is not searched for the same again.
        on_file: told of each file as it is done.

    Returns:
        kind, file and place of each secret found, never the secret; a part of a file that cannot be read is a hit too.

    Raises:
        WorkerError: processes died twice, so that a file was not searched.
    """
    found: dict[int, list[Hit]] = {}
    for at, shown, hits in _searched(wanted, root, verdicts):
        found[at] = hits
        if on_file:
            on_file(shown)
    return [hit for at in range(len(wanted)) for hit in found[at]]


def _searched(wanted: Sequence[Wanted], root: Path, verdicts: Verdicts) -> Iterator[tuple[int, str, list[Hit]]]:
    """Search what was not searched before, the largest files first, so that no process is left with one at the end."""
    sizes: dict[int, int] = {}
    for at, (path, secrets) in enumerate(wanted):
        content, name = path.read_bytes(), _name(path, root)
        if verdicts.take_over(named(content, name), secrets):
            yield at, name, []
        else:
            sizes[at] = len(content)
    left = sorted(sizes, key=sizes.__getitem__, reverse=True)
    found = _scanned([wanted[at] for at in left], root, much=sum(sizes.values()) >= MUCH)
    for at, searched in zip(left, found, strict=True):
        path, secrets = wanted[at]
        if not searched.hits and searched.shown == _name(path, root):
            verdicts.held_nothing(searched.named, secrets)
        yield at, searched.shown, searched.hits


def _scanned(wanted: Sequence[Wanted], root: Path, *, much: bool) -> Iterator[Searched]:
    """Search files, here or in processes; what is looked for is made ready once, and each process gets it whole."""
    if not much:
        return map(partial(_scan_file, root=root), wanted)
    ready = {secrets: pickle.dumps(search_for(secrets)) for secrets in dict.fromkeys(secrets for _, secrets in wanted)}
    return Workers().each(partial(_scan_with, root=root), [(path, ready[secrets]) for path, secrets in wanted])


def _scan_with(asked: tuple[Path, bytes], *, root: Path) -> Searched:
    path, ready = asked
    return _scan(path, _unpacked(ready), root)


@lru_cache(maxsize=4)
def _unpacked(ready: bytes) -> Search:
    search: Search = pickle.loads(ready)  # noqa: S301 - from whoever started this process
    return search


def _scan_file(wanted: Wanted, *, root: Path) -> Searched:
    return _scan(wanted[0], search_for(wanted[1]), root)


def _scan(path: Path, search: Search, root: Path) -> Searched:
    name, content = _name(path, root), path.read_bytes()
    shown = _hidden_path(name, search)
    return Searched(shown, named(content, name), scan_content(content, shown, search, name=name))


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def scan_content(content: bytes, file: str, search: Search, *, name: str = "") -> list[Hit]:
    """Search one content.

    >>> scan_content(b"<p>by <b>An</b>na Berg</p>", "r.html", Search(Secrets(names=("Anna Berg",))))
    [Hit(kind='name', file='r.html', place='line 1')]
    """
    passages: list[Passage] = [Passage(name, (Piece("file name"),))]
    closed: list[Place] = []
    for found in read_content(content):
        if isinstance(found, Passage):
            passages.append(found)
        else:
            closed.append(found.place)
    hits: list[tuple[Kind, Place]] = [*_search(passages, search), *(("unsearchable", place) for place in closed)]
    return [Hit(kind, file, _hidden_place(place, search)) for kind, place in dict.fromkeys(hits)]


def _search(passages: Collection[Passage], search: Search) -> Iterator[tuple[Kind, Place]]:
    """Search passages as one text, so that a name is found which one cell begins and the next one ends."""
    parts = [(passage, version) for passage in passages for version in versions(passage.text)]
    begins = [0, *accumulate(len(version) + len(BETWEEN) for _, version in parts)]
    for kind, offset in search.find(Page(BETWEEN.join(version for _, version in parts))):
        at = bisect_right(begins, offset) - 1
        passage, version = parts[at]
        lines = Passage(version, passage.place, passage.counts, passage.first)
        yield kind, lines.place_of(offset - begins[at])


def _hidden_place(place: Place, search: Search) -> str:
    """Write a place without the secrets that stand in it itself, such as a sheet that is called after a person."""
    said = [HIDDEN if search.holds(piece.name) else piece.name for piece in place]
    words = ", ".join(str(Piece(piece.where, name)) for piece, name in zip(place, said, strict=True))
    return HIDDEN if search.holds(words) else words


def _hidden_path(name: str, search: Search) -> str:
    parts = [HIDDEN + Path(part).suffix if search.holds(part) else part for part in name.split("/")]
    shown = "/".join(parts)
    return HIDDEN + Path(name).suffix if search.holds(shown) else shown
