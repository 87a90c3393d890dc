"""What a picture says beside its dots: texts in PNG chunks and JPEG segments. Letters that are drawn are not read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from needs_analysis.scanning.letters import texts_within
from needs_analysis.scanning.places import Passage, Piece, Place

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_DOTS = (b"IDAT", b"PLTE", b"tRNS", b"fdAT")
_SCAN, _END = 0xDA, 0xD9
_WITHOUT_LENGTH = (0x01, *range(0xD0, 0xDA))


def png_passages(content: bytes, place: Place, most: int) -> Iterator[Passage]:
    """Give the texts of a PNG file, packed ones too, and whatever follows its end.

    Raises:
        struct.error, zlib.error: the file is damaged.
    """
    at = len(PNG)
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        if kind not in _DOTS:
            yield Passage(texts_within(_unpacked(kind, data, most)), (*place, Piece("properties")))
        at += 12 + length
        if kind == b"IEND":
            yield Passage(texts_within(content[at:]), (*place, Piece("properties")))
            return


def jpeg_passages(content: bytes, place: Place) -> Iterator[Passage]:
    """Give the texts of a JPEG file: its segments before the picture itself, and whatever follows its end.

    Raises:
        struct.error: the file is damaged.
    """
    at = 2
    while at < len(content) and content[at + 1] not in (_SCAN, _END):
        if content[at + 1] in _WITHOUT_LENGTH:
            at += 2
            continue
        length = struct.unpack_from(">H", content, at + 2)[0]
        yield Passage(texts_within(content[at + 4 : at + 2 + length]), (*place, Piece("properties")))
        at += 2 + max(2, length)
    yield Passage(texts_within(content[content.rfind(b"\xff\xd9") + 2 :]), (*place, Piece("properties")))


def _unpacked(kind: bytes, data: bytes, most: int) -> bytes:
    """Unpack the text of a chunk where it is packed."""
    if kind == b"zTXt":
        name, _, packed = data.partition(b"\0")
        return name + b"\n" + zlib.decompressobj().decompress(packed[1:], most)
    if kind == b"iTXt" and data.partition(b"\0")[2][:1] == b"\1":
        name, _, rest = data.partition(b"\0")
        language, translated, packed = rest[2:].split(b"\0", 2)
        return b"\n".join((name, language, translated, zlib.decompressobj().decompress(packed, most)))
    return data
