"""Archives (.xlsx, .ods, .zip) are measured before anything unpacks them: a small file may hold a very large one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say

MOST_UNPACKED = 1 << 30
MOST_TIMES_LARGER = 200
SMALL_ENOUGH = 64 << 20
BLOCK = 1 << 20
LOCAL_HEADER = 30


def refuse_bomb(content: bytes, shown: str) -> None:
    """Refuse an archive that unpacks to more than a table ever needs, or to more than it says.

    Args:
        content: the archive.
        shown: how messages name it.

    Raises:
        InputError: it is damaged, larger than 1 GB unpacked, 200 times larger than packed, or not what it declares.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            declared = sum(member.file_size for member in members)
            if declared > MOST_UNPACKED or (declared > SMALL_ENOUGH and declared > MOST_TIMES_LARGER * len(content)):
                raise InputError(_bomb(declared, shown))
            for member in members:
                _refuse_lie(content, member, shown)
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError) as error:
        what = say("The archive is damaged or was cut off: {error}", error=error)
        raise InputError(Problem(what, file=shown, remedy=say("Export or copy it again."))) from error


def refuse_entities(part: bytes, shown: str) -> None:
    """Refuse XML that declares entities of its own: no spreadsheet needs them, and a few lines can grow to gigabytes.

    Raises:
        InputError: there is such a declaration, or the XML is not UTF-8.
    """
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = say("The workbook declares XML entities, which no spreadsheet program writes.")
        raise InputError(Problem(what, file=shown, remedy=say("Ask where it comes from, and do not open it.")))


def _bomb(size: int, shown: str) -> Problem:
    what = say("The archive unpacks to {size} MB, more than is read.", size=size >> 20)
    return Problem(what, file=shown, remedy=say("Ask where it comes from; export large tables as CSV."))


def _refuse_lie(content: bytes, member: zipfile.ZipInfo, shown: str) -> None:
    """Unpack a member block by block, and stop as soon as it is larger than it declares to be."""
    if member.compress_type == zipfile.ZIP_STORED:
        if member.compress_size > member.file_size:
            raise InputError(_bomb(member.compress_size, shown))
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(member.filename)
    inflater, size, left = zlib.decompressobj(-zlib.MAX_WBITS), 0, _packed(content, member)
    while left and not inflater.eof:
        size += len(inflater.decompress(left, BLOCK))
        left = inflater.unconsumed_tail
        if size > member.file_size:
            raise InputError(_bomb(max(size, member.file_size), shown))


def _packed(content: bytes, member: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<HH", content, member.header_offset + LOCAL_HEADER - 4)
    start = member.header_offset + LOCAL_HEADER + name + extra
    return content[start : start + member.compress_size]
