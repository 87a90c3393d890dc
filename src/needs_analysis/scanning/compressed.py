"""What is packed by gzip or zlib: every member, what their headers say, and whatever stands behind them."""

from __future__ import annotations

import zlib
from typing import NamedTuple

GZIP, ZLIB = b"\x1f\x8b", (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_FIXED, _EXTRA, _TEXTS = 10, 0x04, (0x08, 0x10)


class PackedError(ValueError):
    """Something is packed in a way that is not read."""


class Packed(NamedTuple):
    """What was packed, member by member, what the headers say beside it, and what stands behind the last one."""

    members: tuple[bytes, ...]
    headers: bytes = b""
    behind: bytes = b""

    @property
    def content(self) -> bytes:
        """What was packed, as a program gives it out: one member after the other."""
        return b"".join(self.members)


def inflate(content: bytes, most: int) -> Packed:
    r"""Unpack a stream of zlib.

    Raises:
        zlib.error: it is none, or damaged.
        PackedError: it ends too soon, or unpacks to more than `most` bytes.

    >>> inflate(zlib.compress(b"Anna") + b"Berg", 100)
    Packed(members=(b'Anna',), headers=b'', behind=b'Berg')
    """
    return _inflate(content, most, zlib.MAX_WBITS)


def unpack(content: bytes, most: int) -> Packed:
    r"""Unpack gzip, all members one after the other, or zlib.

    Raises:
        zlib.error: it is none, or damaged.
        PackedError: it ends too soon, or unpacks to more than `most` bytes.

    >>> import gzip
    >>> packed = b"".join(gzip.compress(part, mtime=0) for part in (b"An", b"na"))
    >>> unpack(packed + b"Berg", 100)
    Packed(members=(b'An', b'na'), headers=b'', behind=b'Berg')
    """
    if not content.startswith(GZIP):
        return inflate(content, most)
    parts, headers = [], []
    while content.startswith(GZIP):
        part = _inflate(content, most, zlib.MAX_WBITS | 16)
        parts.append(part.content)
        headers.append(_header(content))
        content, most = part.behind, most - len(part.content)
    return Packed(tuple(parts), b"\n".join(filter(None, headers)), content.strip(b"\0"))


def without_header(content: bytes, most: int) -> Packed:
    """Unpack what an archive holds, which has neither header nor check."""
    return _inflate(content, most, -zlib.MAX_WBITS)


def _inflate(content: bytes, most: int, bits: int) -> Packed:
    inflater = zlib.decompressobj(wbits=bits)
    unpacked = inflater.decompress(content, max(1, most))
    if not inflater.eof:
        raise PackedError
    return Packed((unpacked,), behind=inflater.unused_data)


def _header(content: bytes) -> bytes:
    """Return what a header of gzip says: further fields, the file's name, a comment (RFC 1952, 2.3.1)."""
    flags, end = content[3], _FIXED
    if flags & _EXTRA:
        end += 2 + int.from_bytes(content[end : end + 2], "little")
    for flag in _TEXTS:
        end = content.index(b"\0", end) + 1 if flags & flag else end
    return content[_FIXED:end]
