"""A PDF file as passages. Each string is read through every table of letters in the file: one of them is its font's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from needs_analysis.scanning.letters import texts_within
from needs_analysis.scanning.pdf.fonts import Letters, lacks_letters, letters_of_table
from needs_analysis.scanning.pdf.objects import Thing, things_of
from needs_analysis.scanning.pdf.strings import pieces_of, say_pieces
from needs_analysis.scanning.places import Closed, Found, Passage, Piece, Place

_TABLE = b"begincmap"
_SHOWS = re.compile(rb"\b(?:Tj|TJ)\b|[)>\]]\s*['\"]")


def pdf_passages(content: bytes, place: Place, most: int) -> Iterator[Found]:
    """Give what the pages say, and all strings beside them.

    Raises:
        PackedError: the file is encrypted, or packed in a way that is not read.
        zlib.error: it is damaged.
    """
    things = list(things_of(content, most))
    tables = [letters_of_table(thing.stream) for thing in things if _TABLE in thing.stream]
    if any(map(_lacks_letters, things)):
        yield Closed((*place, Piece("page")))
    for thing in things:
        if _TABLE not in thing.stream:
            yield from _passages(thing, place, tables)
    yield from _of(content.rpartition(b"trailer")[2], (*place, Piece("properties")), [])


def _lacks_letters(thing: Thing) -> bool:
    packed = b"/ObjStm" in thing.head and re.split(rb"(?=<<\s*/Type)", thing.stream)
    return lacks_letters(thing.head) or any(map(lacks_letters, packed or ()))


def _passages(thing: Thing, place: Place, tables: list[Letters]) -> Iterator[Found]:
    properties = (*place, Piece("properties"))
    yield from _of(thing.head, properties, [])
    if _SHOWS.search(thing.stream):
        yield from _of(thing.stream, (*place, Piece("page")), tables)
    elif thing.stream:
        yield Passage(texts_within(thing.stream), properties)
        yield from _of(thing.stream, properties, [])


def _of(stream: bytes, place: Place, tables: list[Letters]) -> Iterator[Passage]:
    pieces = list(pieces_of(stream))
    if any(isinstance(piece, bytes) for piece in pieces):
        for letters in (None, *tables):
            yield Passage(say_pieces(pieces, letters, breaks=True), place)
            yield Passage(say_pieces(pieces, letters, breaks=False), place)
