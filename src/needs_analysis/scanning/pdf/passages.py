"""A PDF file as passages: what its pages say, with more or fewer blanks in between, and all strings beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from needs_analysis.scanning.letters import texts_within
from needs_analysis.scanning.pdf.fonts import Fonts
from needs_analysis.scanning.pdf.objects import Thing, things_of
from needs_analysis.scanning.pdf.strings import READINGS, Shown, pieces_of, read_string, say_pieces, strings_of
from needs_analysis.scanning.places import Closed, Found, Passage, Piece, Place

_SHOWS = re.compile(rb"\b(?:Tj|TJ)\b|[)>\]]\s*['\"]")
_IS_TABLE = b"begincmap"


def pdf_passages(content: bytes, place: Place, most: int) -> Iterator[Found]:
    """Give what the pages say, and all strings beside them.

    Args:
        content: the file.
        place: where it stands.
        most: bytes that a stream may unpack to.

    Raises:
        PackedError: the file is encrypted, or packed in a way that is not read.
        zlib.error: it is damaged.
    """
    things = list(things_of(content, most))
    fonts, page, properties = Fonts(things), (*place, Piece("page")), (*place, Piece("properties"))
    if fonts.lacking:
        yield Closed(page)
    for thing in things:
        yield from _kept(thing.head, properties)
        if fonts.is_outlines(thing):  # in which bytes may look like text that is shown
            continue
        if _SHOWS.search(thing.stream):
            yield from _shown(thing, fonts, page)
        elif thing.stream and _IS_TABLE not in thing.stream:
            yield Passage(texts_within(thing.stream), properties)
            yield from _kept(thing.stream, properties)
    yield from _kept(content.rpartition(b"trailer")[2], properties)


def _shown(thing: Thing, fonts: Fonts, place: Place) -> Iterator[Passage]:
    """Yield what a page says: words may be cut by a step or a change of place, or be parted by nothing else."""
    pieces = list(pieces_of(thing.stream))
    strings = {piece for piece in pieces if isinstance(piece, Shown)}
    said: dict[str, None] = {}
    for letters in fonts.choices(thing, {string.font for string in strings}):
        written = {string: read_string(string.content, letters[string.font]) for string in strings}
        said |= dict.fromkeys(say_pieces(pieces, written, blanks) for blanks in READINGS)
    yield from (Passage(text, place) for text in said)


def _kept(content: bytes, place: Place) -> Iterator[Passage]:
    if strings := strings_of(content):
        yield Passage("\n".join(map(read_string, strings)), place)
