"""Any content as passages: what kind it is, what it says, and what is packed or written as letters within it."""

from __future__ import annotations

import gzip
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from needs_analysis.scanning.archives import EMPTY_ZIP, ZIP, archive_passages
from needs_analysis.scanning.compressed import GZIP, ZLIB, Packed, unpack
from needs_analysis.scanning.encoded import LONG, Run, goes_over_blanks, runs_of, without_runs
from needs_analysis.scanning.letters import texts_of, texts_within
from needs_analysis.scanning.markup import LOOKS_LIKE, markup_passages
from needs_analysis.scanning.parquet import PARQUET, parquet_passages
from needs_analysis.scanning.pdf.objects import PDF
from needs_analysis.scanning.pdf.passages import pdf_passages
from needs_analysis.scanning.pictures import JPEG, PNG, jpeg_passages, png_passages
from needs_analysis.scanning.places import Closed, Found, Passage, Piece, Place
from needs_analysis.scanning.structure import json_of, json_passages, structures_within

_BEGINNINGS = (ZIP, PDF, PNG, JPEG, PARQUET, GZIP, *ZLIB)
MOST_UNPACKED = 1 << 28
DEEPEST = 8
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, RuntimeError)
BUNDLES = Path(__file__).parents[1] / "reporting" / "bundles"


def read_content(content: bytes, place: Place = (), *, declared: bool = True, depth: int = 0) -> Iterator[Found]:
    """Give all that a content says, as passages with their places.

    Args:
        content: a file, or what was packed in one.
        place: where it stands.
        declared: whether it is known to be content; else bytes that make no sense are none, and are left out.
        depth: how many wrappings it was taken out of.

    >>> import gzip
    >>> [(str(found.place[0]), found.text) for found in read_content(gzip.compress(b"Anna"))]
    [('compressed part', 'Anna')]
    """
    if depth > DEEPEST:
        yield from [Closed(place)] if declared else []
        return
    try:
        yield from _read(content, place, declared, depth)
    except UNREADABLE:
        if declared:
            yield Closed(place)


def _read(content: bytes, place: Place, declared: bool, depth: int) -> Iterator[Found]:
    def further(inner: bytes, where: Place) -> Iterator[Found]:
        return read_content(inner, where, depth=depth + 1)

    if content.startswith((ZIP, EMPTY_ZIP)):
        yield from archive_passages(content, place, further, MOST_UNPACKED)
    elif content.startswith((GZIP, *ZLIB)) and (packed := _unpack(content, declared)) is not None:
        yield from _unpacked(packed, (*place, Piece("compressed")), further)
    elif content.startswith(PDF):
        yield from pdf_passages(content, place, MOST_UNPACKED)
    elif content.startswith(PNG):
        yield from png_passages(content, place, MOST_UNPACKED)
    elif content.startswith(JPEG):
        yield from jpeg_passages(content, place)
    elif content.startswith(PARQUET):
        yield from parquet_passages(content, place)
    elif texts := texts_of(content, modern=not declared):
        for text in texts:
            yield from read_text(text, place, depth=depth)
    elif declared and content:
        yield Closed(place)


def read_text(text: str, place: Place = (), *, depth: int = 0, first: int = 1) -> Iterator[Found]:
    """Give what a text says: as JSON, as markup, or as it stands; and what is written as letters within it."""
    value = json_of(text) if depth <= DEEPEST else None
    if value is not None:
        passages: Iterable[Found] = json_passages(value, place)
    elif depth <= DEEPEST and LOOKS_LIKE.search(text):
        passages = markup_passages(text, place, first)
    else:
        yield from _plainly(Passage(text, place, "line", first), depth)
        return
    for found in passages:
        if isinstance(found, Closed):
            yield found
        elif not found.bare and (LOOKS_LIKE.search(found.text) or json_of(found.text) is not None):
            yield from read_text(found.text, found.place, depth=depth + 1, first=found.first)
        else:
            yield from _plainly(found, depth)


def _plainly(passage: Passage, depth: int) -> Iterator[Found]:
    """Yield a passage, and what is encoded in it."""
    yield Passage(without_runs(passage.text), passage.place, passage.counts, passage.first)
    if len(passage.text) <= LONG and _says_no_more(passage.text):
        return
    for value, offset in structures_within(passage.text):
        yield from json_passages(value, passage.place_of(offset))
    for run in _runs_read(passage.text):
        here = (*passage.place_of(run.offset), Piece("base64"))
        yield from read_content(run.content, here, declared=run.declared, depth=depth + 1)


@lru_cache(maxsize=100_000)
def _says_no_more(text: str) -> bool:
    """Say whether nothing is encoded in a text too short for a long run; most of these stand in a file many times."""
    return not any(True for _ in structures_within(text)) and not any(True for _ in _runs_read(text))


def _runs_read(text: str) -> Iterator[Run]:
    """Give the runs that are read; where the pieces between blanks hold none, and none goes over a blank, none does."""
    pieces = set(text.split())
    if goes_over_blanks(text, pieces) or not all(map(_holds_none, pieces)):
        yield from filter(_is_read, runs_of(text))


@lru_cache(maxsize=100_000)
def _holds_none(piece: str) -> bool:
    """Say whether no run that is read stands in a piece between blanks; most pieces stand in other texts too."""
    return not any(map(_is_read, runs_of(piece)))


def _is_read(run: Run) -> bool:
    """Say whether what is written as letters is read: what is declared as data, and what could be a file or a text."""
    return run.declared or (_makes_sense(run.content) and not is_known_run(run.content))


def _makes_sense(content: bytes) -> bool:
    """Say at a glance whether bytes could be a file or a text."""
    return content.startswith(_BEGINNINGS) or bool(texts_of(content, modern=True))


def is_known(content: bytes) -> bool:
    """Say whether a content is plotly.js as it comes with the package: it is in every page and holds nobody's name."""
    return hashlib.sha256(content).digest() in _known_digests()


@lru_cache(maxsize=8)
def is_known_run(content: bytes) -> bool:
    """Say whether packed content is plotly.js."""
    packed = _unpack(content, False) if content.startswith(GZIP) else None
    return packed is not None and is_known(packed.content) and not packed.headers + packed.behind


def _unpack(content: bytes, declared: bool) -> Packed | None:
    """Unpack gzip or zlib; None where it is none, for two letters may look like its beginning."""
    try:
        return unpack(content, MOST_UNPACKED)
    except zlib.error:
        if declared and content.startswith(GZIP):
            raise
        return None


def _unpacked(packed: Packed, place: Place, read: Callable[[bytes, Place], Iterator[Found]]) -> Iterator[Found]:
    """Yield what was packed, what the headers say, and what stands behind it."""
    if packed.headers:
        yield Passage(texts_within(packed.headers), (*place, Piece("properties")))
    if packed.behind:
        yield from read(packed.behind, place)
    if not is_known(packed.content):
        for part in dict.fromkeys([packed.content, *packed.members]):
            yield from read(part, place)


@lru_cache(maxsize=1)
def _known_digests() -> frozenset[bytes]:
    spec = find_spec("plotly")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    whole = [path.read_bytes() for path in [folder / "package_data" / "plotly.min.js"] if path.is_file()]
    bundles = [gzip.decompress(path.read_bytes()) for path in sorted(BUNDLES.glob("*.js.gz"))]
    return frozenset(hashlib.sha256(script).digest() for script in (*whole, *bundles))
