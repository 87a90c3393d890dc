"""Where a picture may be parted when it is taller than a page: kept in the PNG itself, in a chunk of our own.

A chunk is a length, four letters, content and a checksum; readers of pictures pass over those that they do not know
(PNG specification, 3rd edition, sections 5.3 and 5.4).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
OURS, END = b"naCt", b"IEND"
HEAD, TAIL = 8, 4


def with_cuts(png: bytes, cuts: Sequence[int]) -> bytes:
    """Add the heights, in dots from the top, at which a picture may be parted."""
    content = struct.pack(f">{len(cuts)}I", *cuts)
    chunk = struct.pack(">I", len(content)) + OURS + content + struct.pack(">I", zlib.crc32(OURS + content))
    last = len(png) - HEAD - TAIL
    return png[:last] + chunk + png[last:]


def cuts_of(png: bytes) -> list[int]:
    r"""Read the heights, in dots from the top, at which a picture may be parted.

    >>> empty = SIGNATURE + b"\0\0\0\0IEND\xaeB`\x82"
    >>> cuts_of(with_cuts(empty, [58, 120])), cuts_of(empty)
    ([58, 120], [])
    """
    found = [content for name, content in _chunks(png) if name == OURS]
    return [place for content in found for place in struct.unpack(f">{len(content) // 4}I", content)]


def size_of(png: bytes) -> tuple[int, int]:
    """Read the width and height of a picture, in dots."""
    width, height = struct.unpack(">II", next(_chunks(png))[1][:8])
    return width, height


def parts_of(height: float, cuts: Sequence[float], *, first: float, others: float) -> list[tuple[float, float]]:
    """Part a height into pieces that fit, each ending where it may be cut; one piece where that cannot be done.

    Args:
        height: of the whole.
        cuts: where it may be parted.
        first: room for the first piece.
        others: room for every other piece.

    >>> parts_of(100, [20, 35, 50, 80], first=40, others=60)
    [(0, 35), (35, 80), (80, 100)]
    >>> parts_of(100, [20, 90], first=40, others=60)
    [(0, 100)]
    """
    ends: list[float] = [0]
    while height - ends[-1] > (room := others if len(ends) > 1 else first):
        fitting = [cut for cut in cuts if ends[-1] < cut <= ends[-1] + room]
        if not fitting:
            return [(0, height)]
        ends.append(max(fitting))
    return list(zip(ends, [*ends[1:], height], strict=True))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + HEAD <= len(png):
        length, name = struct.unpack(">I4s", png[at : at + HEAD])
        yield name, png[at + HEAD : at + HEAD + length]
        at += HEAD + length + TAIL
