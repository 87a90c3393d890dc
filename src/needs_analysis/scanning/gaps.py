"""Bytes of a ZIP archive that none of its members owns: before, between and behind them, and behind its end."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

_LOCAL, _LISTED, _END, _SIZES = 30, 46, 22, b"PK\x07\x08"
_DESCRIBED, _LARGE = 0x8, (b"PK\x06\x06", b"PK\x06\x07")
_LONGEST_DESCRIPTION = 24


def packed_bytes(content: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return a member as it is packed."""
    begins = _begins(content, member)
    return content[begins : begins + member.compress_size]


def further_fields(content: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return what a member's two headers hold beside its name, size and time."""
    name, extra = struct.unpack_from("<HH", content, member.header_offset + 26)
    start = member.header_offset + _LOCAL + name
    return member.extra + b"\n" + content[start : start + extra]


def unowned_bytes(content: bytes, archive: zipfile.ZipFile) -> Iterator[bytes]:
    r"""Yield the bytes that belong to no member and to no list of members.

    Raises:
        struct.error, ValueError: the archive is damaged.

    >>> import io
    >>> file = io.BytesIO()
    >>> with zipfile.ZipFile(file, "w") as archive:
    ...     archive.writestr("a.txt", "hello")
    >>> with zipfile.ZipFile(file) as archive:
    ...     list(unowned_bytes(file.getvalue() + b"Anna", archive))
    [b'Anna']
    """
    at = 0
    for member in sorted(archive.infolist(), key=lambda each: each.header_offset):
        yield from filter(None, [content[at : member.header_offset]])
        at = _begins(content, member) + member.compress_size
        at += _description(content[at : at + _LONGEST_DESCRIPTION], member)
    yield from filter(None, [content[at : archive.start_dir]])
    listed = _listed(content, archive)
    end = content.index(b"PK\x05\x06", listed)
    if not content[listed:end].startswith(_LARGE):
        yield from filter(None, [content[listed:end]])
    yield from filter(None, [content[end + _END + len(archive.comment) :]])


def _begins(content: bytes, member: zipfile.ZipInfo) -> int:
    """Say where the bytes of a member begin."""
    name, extra = struct.unpack_from("<HH", content, member.header_offset + 26)
    return int(member.header_offset + _LOCAL + name + extra)


def _listed(content: bytes, archive: zipfile.ZipFile) -> int:
    """Say where the list of members ends."""
    at = archive.start_dir
    for _ in archive.infolist():
        at += _LISTED + sum(struct.unpack_from("<HHH", content, at + 28))
    return at


def _description(behind: bytes, member: zipfile.ZipInfo) -> int:
    """Say how many bytes behind a member repeat its check and sizes, where its header leaves them open."""
    if not member.flag_bits & _DESCRIBED:
        return 0
    for size in ("<LL", "<QQ"):
        said = struct.pack("<L", member.CRC) + struct.pack(size, member.compress_size, member.file_size)
        for begin in (_SIZES, b""):
            if behind.startswith(begin + said):
                return len(begin + said)
    return 0
