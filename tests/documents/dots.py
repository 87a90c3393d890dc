"""PNG files written and read by hand after the PNG specification (3rd edition), for tests of pictures."""

from __future__ import annotations

import struct
import zlib

from needs_analysis.documents.cuts import with_cuts

Dot = tuple[int, int, int]


def picture(width: int, height: int, *, cuts: tuple[int, ...] = ()) -> bytes:
    """Write a grey picture with lines at its cuts."""
    rows = b"".join(b"\0" + (b"\x20" if y in cuts else b"\xd0") * width for y in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    made = b"".join(_chunk(name, content) for name, content in chunks)
    return with_cuts(b"\x89PNG\r\n\x1a\n" + made, cuts)


def dots_of(png: bytes) -> list[list[Dot]]:
    """Read the rows of a picture of eight bits a colour; transparent ones as their colour."""
    chunks = dict[bytes, bytes]()
    at = 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        chunks[name] = chunks.get(name, b"") + png[at + 8 : at + 8 + length]
        at += 12 + length
    width, _, bits, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (bits, kind) in ((8, 2), (8, 6))
    size = 4 if kind == 6 else 3
    rows = _unfiltered(zlib.decompress(chunks[b"IDAT"]), width * size, size)
    return [[(row[x], row[x + 1], row[x + 2]) for x in range(0, width * size, size)] for row in rows]


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _unfiltered(raw: bytes, length: int, size: int) -> list[bytearray]:
    rows = [bytearray(length)]
    for at in range(0, len(raw), length + 1):
        above, row = rows[-1], bytearray(raw[at + 1 : at + 1 + length])
        for x in range(length):
            left, corner = (row[x - size], above[x - size]) if x >= size else (0, 0)
            row[x] = (row[x] + _predicted(raw[at], left, above[x], corner)) & 0xFF
        rows.append(row)
    return rows[1:]


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    nearest = min((left, above, corner), key=lambda each: abs(guess - each))
    return (0, left, above, (left + above) // 2, nearest)[kind]
