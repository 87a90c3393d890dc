"""The objects of a PDF file: their dictionaries, and their streams unpacked."""

from __future__ import annotations

import re
from base64 import a85decode
from collections.abc import Iterator
from dataclasses import dataclass

from needs_analysis.scanning.compressed import PackedError, inflate

PDF = b"%PDF-"
_OBJECT = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b")
_ENDS = re.compile(rb"\bendobj\b|(?<!\d)\d+\s+\d+\s+obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_END_OF_LINE = re.compile(rb"\r?\n?\Z")
_OBJ, _END_OF_STREAM = b"obj", b"endstream"
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_NAME = re.compile(rb"/(\w+)")
_WITHOUT_LETTERS = re.compile(
    rb"/Type\s*/XRef|/Subtype\s*/(?:CIDFontType0C|OpenType|Type1C)|/Length[123]\b|/FunctionType|/N\s+[134]\s*/(?:Alternate|Range)"
)
_DOTS = {b"DCTDecode", b"JPXDecode", b"CCITTFaxDecode", b"JBIG2Decode"}
_IMAGE = re.compile(rb"/Subtype\s*/Image")


@dataclass(frozen=True)
class Thing:
    """One object: its number, what stands outside its stream, and the stream unpacked (empty where it has none)."""

    number: int
    head: bytes
    stream: bytes = b""


def things_of(content: bytes, most: int) -> Iterator[Thing]:
    r"""Yield the objects of a file, those packed into others too.

    Streams without letters of their own (pictures, fonts, colours, cross references) are left empty.

    Args:
        content: the file.
        most: bytes that a stream may unpack to.

    Raises:
        PackedError: a stream is encrypted, or packed in a way that is not read.
        zlib.error: a stream is damaged.

    >>> [thing.stream for thing in things_of(b"%PDF-1.4 1 0 obj <</Length 4>> stream\nAnna\nendstream endobj", 10)]
    [b'Anna']
    """
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", content):
        raise PackedError
    at = 0
    while found := _OBJECT.search(content, at):
        thing, at = _thing(content, found, most)
        yield from _unwrapped(thing)


def _thing(content: bytes, found: re.Match[bytes], most: int) -> tuple[Thing, int]:
    """Read an object, and say where the next may begin; a stream may hold anything, so it is looked for by itself."""
    number, start, end = int(found[1]), found.end(), _end_of_object(content, found.end())
    begins = content.find(b"stream", start, end)
    stream = _STREAM.search(content, begins) if begins >= 0 else None
    if stream is None or stream.start() > begins + len(_END_OF_STREAM):
        return Thing(number, content[start:end]), end
    head, last = content[start : stream.start()], content.find(_END_OF_STREAM, stream.end())
    closed = last >= 0
    data = _without_end(content[stream.end() : last if closed else len(content)])
    thing = Thing(number, head, _unpacked(head, _whole(content, head, stream.end(), data), most))
    return thing, last + len(_END_OF_STREAM) if closed else len(content)


def _end_of_object(content: bytes, start: int) -> int:
    """Say where an object ends: at its last word, or where the next begins; both have `obj`, which is found fast."""
    at = content.find(_OBJ, start)
    while at >= 0:
        if at - 3 >= start and content.startswith(b"endobj", at - 3) and _ENDS.match(content, at - 3):
            return at - 3
        if content[at - 1 : at].isspace():
            found = _ENDS.search(content, start)
            return found.start() if found else len(content)
        at = content.find(_OBJ, at + 1)
    return len(content)


def _without_end(data: bytes) -> bytes:
    """Take the end of its last line off a stream."""
    tail = _END_OF_LINE.search(data, max(0, len(data) - 2))
    return data[: tail.start()] if tail else data


def _unwrapped(thing: Thing) -> Iterator[Thing]:
    """Yield the objects that are packed into a stream, or the object itself where it is none of that kind."""
    first = re.search(rb"/First\s+(\d+)", thing.head)
    if not first or not re.search(rb"/Type\s*/ObjStm", thing.head):
        yield thing
        return
    begins = int(first[1])
    numbers = [int(number) for number in thing.stream[:begins].split()]
    ends = [*numbers[3::2], len(thing.stream)]
    for number, start, end in zip(numbers[::2], numbers[1::2], ends, strict=False):
        yield Thing(number, thing.stream[begins + start : begins + end])


def _whole(content: bytes, head: bytes, begins: int, data: bytes) -> bytes:
    """Return a stream by its length where that is said, as it may hold the word that ends it."""
    length = re.search(rb"/Length\s+(\d+)(?!\s+\d+\s+R)", head)
    said = content[begins : begins + int(length[1])] if length else b""
    return said if length and len(said) > len(data) else data


def _unpacked(head: bytes, data: bytes, most: int) -> bytes:
    filters = _FILTER.search(head)
    names = _NAME.findall(filters[1]) if filters else []
    if _WITHOUT_LETTERS.search(head) or _IMAGE.search(head) or _DOTS & set(names):
        return b""
    for name in names:
        data = _UNPACK[name](data, most) if name in _UNPACK else _refuse()
    return data


def _inflate(data: bytes, most: int) -> bytes:
    return inflate(data, most).content


def _from_digits(data: bytes, most: int) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _from_85(data: bytes, most: int) -> bytes:
    return a85decode(data.partition(b"~>")[0].removeprefix(b"<~"))


def _refuse() -> bytes:
    raise PackedError


_UNPACK = {
    b"FlateDecode": _inflate,
    b"Fl": _inflate,
    b"ASCIIHexDecode": _from_digits,
    b"AHx": _from_digits,
    b"ASCII85Decode": _from_85,
    b"A85": _from_85,
}
