"""What a picture says beside its dots: texts in PNG chunks and JPEG segments. Letters that are drawn are not read."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from needs_analysis.scanning.compressed import inflate
from needs_analysis.scanning.letters import texts_within
from needs_analysis.scanning.places import Closed, Found, Passage, Piece, Place

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOVING = (b"acTL", b"fcTL", b"fdAT")
_SCAN, _END = 0xDA, 0xD9
_WITHOUT_LENGTH = (0x01, *range(0xD0, 0xDA))


def png_passages(content: bytes, place: Place, most: int) -> Iterator[Found]:
    """Give the texts of a PNG file, packed ones too, and whatever follows its dots or its end.

    Raises:
        EOFError, struct.error, zlib.error: the file is damaged.
    """
    at, here, dots = len(PNG), (*place, Piece("properties")), []
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        if kind in _MOVING:
            yield Closed(place)
        elif kind == b"IDAT":
            dots.append(data)
        else:
            yield Passage(texts_within(_unpacked(kind, data, most)), here)
        at += 12 + length
        if kind == b"IEND":
            yield Passage(texts_within(inflate(b"".join(dots), most).behind + b"\n" + content[at:]), here)
            return
    raise EOFError


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
    """Unpack the text of a chunk, or its table of colours, where it is packed."""
    if kind in (b"zTXt", b"iCCP"):
        name, _, packed = data.partition(b"\0")
        return name + b"\n" + _whole(packed[1:], most)
    if kind == b"iTXt" and data.partition(b"\0")[2][:1] == b"\1":
        name, _, rest = data.partition(b"\0")
        language, translated, packed = rest[2:].split(b"\0", 2)
        return b"\n".join((name, language, translated, _whole(packed, most)))
    return data


def _whole(packed: bytes, most: int) -> bytes:
    found = inflate(packed, most)
    return found.content + b"\n" + found.behind
