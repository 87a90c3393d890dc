"""The files of a release, searched one after the other."""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

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
Searched = tuple[str, list[Hit]]


def scan_files(
    paths: Iterable[Path], secrets: Secrets, *, root: Path, on_file: Callable[[str], None] | None = None
) -> list[Hit]:
    """Search files for secrets.

    Args:
        paths: files of a release.
        secrets: what may stand in none of them.
        root: folder that files are named from.
        on_file: told of each file as it is done.

    Returns:
        kind, file and place of each secret found, never the secret; a part of a file that cannot be read is a hit too.
    """
    return scan_each([(path, secrets) for path in paths], root=root, on_file=on_file)


def scan_each(
    wanted: Sequence[Wanted],
    *,
    root: Path,
    on_file: Callable[[str], None] | None = None,
    verdicts: Verdicts | None = None,
) -> list[Hit]:
    """Search files, each for secrets of its own, on all cores where there is much to read; else as `scan_files` does.

    Args:
        wanted: files, each with what may not stand in it.
        root: folder that files are named from.
        on_file: told of each file as it is done.
        verdicts: of earlier searches; the same file is not searched for the same again.

    Raises:
        WorkerError: processes died twice, so that a file was not searched.
    """
    found: dict[int, list[Hit]] = {}
    for at, (shown, hits) in _searched(wanted, root, verdicts):
        found[at] = hits
        if on_file:
            on_file(shown)
    return [hit for at in range(len(wanted)) for hit in found[at]]


def _searched(wanted: Sequence[Wanted], root: Path, verdicts: Verdicts | None) -> Iterator[tuple[int, Searched]]:
    """Search what was not searched before, the largest files first, so that no process is left with one at the end."""
    files = [named(path.read_bytes(), _name(path, root)) if verdicts else "" for path, _ in wanted]
    left = []
    for at, (path, secrets) in enumerate(wanted):
        if verdicts and verdicts.holds_nothing(files[at], secrets):
            yield at, (_name(path, root), [])
        else:
            left.append(at)
    sizes = {at: wanted[at][0].stat().st_size for at in left}
    left.sort(key=sizes.__getitem__, reverse=True)
    asked = [wanted[at] for at in left]
    for at, (shown, hits) in zip(left, _scanned(asked, root, much=sum(sizes.values()) >= MUCH), strict=True):
        path, secrets = wanted[at]
        if verdicts and not hits and shown == _name(path, root):
            verdicts.held_nothing(files[at], secrets)
        yield at, (shown, hits)


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
    name = _name(path, root)
    shown = _hidden_path(name, search)
    return shown, scan_content(path.read_bytes(), shown, search, name=name)


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
