"""ZIP archives, and the workbooks, documents and slides that are such: members, names, notes; cells by name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape

from needs_analysis.scanning.compressed import without_header
from needs_analysis.scanning.gaps import further_fields, packed_bytes, unowned_bytes
from needs_analysis.scanning.letters import texts_within
from needs_analysis.scanning.places import Closed, Found, Passage, Piece, Place

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
Read = Callable[[bytes, Place], Iterator[Found]]
_ENCRYPTED, _READ = 0x1, (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\bname=\"([^\"]*)\"[^>]*?\bid=\"([^\"]*)\"")
_LINK = re.compile(r"<Relationship\b[^>]*>")
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_SHARED = re.compile(r"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TAG, _VALUE = re.compile(r"<[^>]*>"), re.compile(r"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)


def archive_passages(content: bytes, place: Place, read: Read, most: int) -> Iterator[Found]:
    """Give all that an archive holds; of a workbook the cells first, by sheet and name.

    Args:
        content: the archive.
        place: where it stands.
        read: reads a member.
        most: bytes that an archive may unpack to.

    Raises:
        zipfile.BadZipFile: it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > most:
            yield Closed(place)
            return
        if "xl/workbook.xml" in archive.namelist():
            yield from _cells(archive, place)
        yield Passage(texts_within(archive.comment), (*place, Piece("comment")))
        for apart in unowned_bytes(content, archive):
            yield from read(apart, place)
        for member in members:
            yield from _labels(content, member, place)
            yield from _member(archive, member, (content, place), read)


def _labels(content: bytes, member: zipfile.ZipInfo, place: Place) -> Iterator[Found]:
    """Yield a member's name and what its headers say beside it."""
    yield Passage(f"{member.filename}\n{texts_within(member.comment)}", (*place, Piece("file name")))
    if (further := further_fields(content, member)).strip():
        yield Passage(texts_within(further), (*place, Piece("properties")))


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, within: tuple[bytes, Place], read: Read
) -> Iterator[Found]:
    name, (content, place) = member.filename, within
    here = (*place, Piece("properties") if name.startswith("docProps/") else Piece("part", name))
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _READ:
        yield Closed(here)
    elif unpacked := archive.read(member):
        yield from read(unpacked, here)
    if member.compress_type == zipfile.ZIP_DEFLATED and not member.flag_bits & _ENCRYPTED:
        behind = without_header(packed_bytes(content, member), member.file_size + 1).behind
        yield from read(behind, here) if behind else ()


def _cells(archive: zipfile.ZipFile, place: Place) -> Iterator[Found]:
    """Yield the cells of a workbook, a row after the other, and the names of its sheets."""
    shared = [_seen(found[1] or "") for found in _SHARED.finditer(_part(archive, "xl/sharedStrings.xml"))]
    links = {_of(tag, "Id"): _of(tag, "Target") for tag in _LINK.findall(_part(archive, "xl/_rels/workbook.xml.rels"))}
    for name, link in _SHEET.findall(_part(archive, "xl/workbook.xml")):
        target, sheet = links.get(link, ""), (*place, Piece("sheet", unescape(name)))
        yield Passage(unescape(name), sheet)
        for found in _CELL.finditer(_part(archive, target.lstrip("/") if target[:1] == "/" else f"xl/{target}")):
            if text := _text(found[1], found[2] or "", shared):
                yield Passage(text, (*sheet, Piece("cell", _of(found[1], "r"))))


def _text(attributes: str, inner: str, shared: list[str]) -> str:
    if _of(attributes, "t") != "s":
        return _seen(inner)
    number = _VALUE.search(inner)
    at = int(number[1]) if number and number[1].isdigit() else len(shared)
    return shared[at] if at < len(shared) else ""


def _seen(inner: str) -> str:
    return unescape(_TAG.sub("", inner))


def _of(tag: str, attribute: str) -> str:
    found = re.search(rf'(?<![\w:]){attribute}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _part(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace") if name in archive.namelist() else ""
