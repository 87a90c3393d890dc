"""The files of a release, searched one after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

from needs_analysis.scanning.content import read_content
from needs_analysis.scanning.hits import Hit
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.places import Passage, Piece, Place
from needs_analysis.scanning.plain import versions
from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Kind, Secrets
from needs_analysis.scanning.verdicts import Verdicts

HIDDEN = "…"
MUCH = 20_000_000  # bytes, for which it pays to start processes
BETWEEN = "\n"
Wanted = tuple[Path, Secrets]
Asked = tuple[Path, int]  # with the place of its search among those that are ready
Searched = tuple[str, list[Hit]]
_ready: list[Search] = []  # in a process that searches files of a large run


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
        BrokenProcessPool: a process died, so that a file was not searched.
    """
    lines = [_line(path, secrets, root, verdicts) for path, secrets in wanted]
    known = [bool(verdicts and verdicts.holds_nothing(line)) for line in lines]
    left = [each for each, kept in zip(wanted, known, strict=True) if not kept]
    hits: list[Hit] = []
    with _searched(left, root) as searched:
        for (path, _), line, kept in zip(wanted, lines, known, strict=True):
            name = _name(path, root)
            shown, found = (name, []) if kept else next(searched)
            hits += found
            if verdicts and not found and shown == name:
                verdicts.found.add(line)
            if on_file:
                on_file(shown)
    return hits


def _line(path: Path, secrets: Secrets, root: Path, verdicts: Verdicts | None) -> str:
    return verdicts.line_of(path.read_bytes(), _name(path, root), secrets) if verdicts else ""


@contextmanager
def _searched(wanted: Sequence[Wanted], root: Path) -> Iterator[Iterator[Searched]]:
    """Search files, here or in processes; what is looked for is made ready once, and each process gets it whole."""
    searches = {secrets: _search_for(secrets) for secrets in dict.fromkeys(secrets for _, secrets in wanted)}
    if sum(path.stat().st_size for path, _ in wanted) < MUCH:
        yield map(partial(_scan_file, root=root), wanted)
        return
    places = {secrets: place for place, secrets in enumerate(searches)}
    asked = [(path, places[secrets]) for path, secrets in wanted]
    ready = (list(searches.values()),)
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_make_ready, initargs=ready) as pool:
        yield _largest_first(pool, partial(_scan_prepared, root=root), asked)


def _make_ready(searches: list[Search]) -> None:
    """Take in what a process looks for."""
    _ready[:] = searches


def _largest_first(
    pool: ProcessPoolExecutor, scan: Callable[[Asked], Searched], asked: Sequence[Asked]
) -> Iterator[Searched]:
    """Begin with the largest files, so that no process is left with one at the end; give what is found in order."""
    begun: dict[int, Future[Searched]] = {}
    for at in sorted(range(len(asked)), key=lambda at: asked[at][0].stat().st_size, reverse=True):
        begun[at] = pool.submit(scan, asked[at])
    for at in range(len(asked)):
        yield begun[at].result()


def _scan_prepared(asked: Asked, *, root: Path) -> Searched:
    path, place = asked
    return _scan(path, _ready[place], root)


def _scan_file(wanted: Wanted, *, root: Path) -> Searched:
    return _scan(wanted[0], _search_for(wanted[1]), root)


def _scan(path: Path, search: Search, root: Path) -> Searched:
    name = _name(path, root)
    shown = _hidden_path(name, search)
    return shown, scan_content(path.read_bytes(), shown, search, name=name)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


@lru_cache(maxsize=4)
def _search_for(secrets: Secrets) -> Search:
    return Search(secrets)


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
