"""The fonts of a PDF file, and which letters their codes stand for by their `ToUnicode` tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from needs_analysis.scanning.pdf.objects import Thing

_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_FONT = re.compile(rb"/Type\s*/Font\b(?!D)")
_NEEDS_A_TABLE = re.compile(rb"/Subtype\s*/Type[03]\b")
_TABLE = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R")
_ENCODING = re.compile(rb"/Encoding\s+(\d+)\s+\d+\s+R")
_NAMES_OF_ITS_OWN = re.compile(rb"/Differences\s*\[[^\]]*/(?:afii\d|uni[0-9A-F]{4}|[a-zA-Z]{1,5}\d+\b)", re.DOTALL)
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_LEADS_TO_FONTS = re.compile(rb"/(?:Resources|Font)\s+(\d+)\s+\d+\s+R")
_OUTLINES = re.compile(rb"/FontFile[23]?\s+(\d+)\s+\d+\s+R")
_FONT_FILE = (b"\0\1\0\0", b"true", b"OTTO")  # how TrueType and OpenType begin
MOST_IN_A_RANGE = 0x10000


class Letters(dict[bytes, str]):
    """A table of letters: code → letters."""

    @cached_property
    def size(self) -> int:
        """How many bytes a code has."""
        return max(map(len, self), default=1)


def letters_of_table(table: bytes) -> Letters:
    r"""Read a table: code → letters.

    >>> letters_of_table(b"1 beginbfchar <0001> <0410> endbfchar 1 beginbfrange <02> <03> <0041> endbfrange")
    {b'\x00\x01': 'А', b'\x02': 'A', b'\x03': 'B'}
    """
    found = Letters()
    for block in _SINGLE.findall(table):
        found |= {_bytes(code): _text(letter) for code, letter in _PAIR.findall(block)}
    for block in _RANGE.findall(table):
        for first, last, begins, listed in _TRIPLE.findall(block):
            found |= _range(_bytes(first), _bytes(last), begins, listed)
    return found


class Fonts:
    """The fonts of a file: by the name that pages call them, the tables of letters that may be meant."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.known = {thing.number: thing for thing in things}
        self.read = {number: letters_of_table(self.known[number].stream) for number in _tables(self.known)}
        self.tables = self._named_in(thing.head for thing in self.known.values())
        self.most = max(map(len, self.tables.values()), default=1)
        self.outlines = {int(number) for thing in things for number in _OUTLINES.findall(thing.head)}
        self.lacking = any(_lacks_letters(thing.head, self.known) for thing in self.known.values())
        self.pages: dict[int, list[bytes]] = {}
        for thing in things:
            for found in _REFERENCE.findall(b" ".join(_CONTENTS.findall(thing.head))):
                self.pages.setdefault(int(found), []).append(thing.head)

    def is_outlines(self, thing: Thing) -> bool:
        """Whether an object holds the outlines of a font, which say nothing, though bytes in them look like words."""
        return thing.number in self.outlines and thing.stream.startswith(_FONT_FILE)

    def choices(self, thing: Thing, names: Collection[bytes]) -> Iterator[Mapping[bytes, Letters | None]]:
        """Give each way in which a page may mean these names: by its own resources, or by any that it could have."""
        own, seen = self._named_in(self._resources(thing)), list[Mapping[bytes, Letters | None]]()
        meant = {name: own.get(name) or self.tables.get(name) or [None] for name in names}
        for choice in range(self.most):
            chosen = {name: tables[choice % len(tables)] for name, tables in meant.items()}
            if chosen not in seen:
                seen.append(chosen)
                yield chosen

    def _resources(self, thing: Thing) -> list[bytes]:
        """List the dictionaries that name the fonts of a stream; none where a page leaves that to another object."""
        heads = [thing.head] if b"/Resources" in thing.head else self.pages.get(thing.number, [])
        if not all(b"/Resources" in head for head in heads):
            return []
        for _ in range(2):
            led = (number for head in heads for number in map(int, _LEADS_TO_FONTS.findall(head)))
            heads = [*heads, *(self.known[number].head for number in led if number in self.known)]
        return heads

    def _named_in(self, heads: Iterable[bytes]) -> dict[bytes, list[Letters | None]]:
        """Give the tables of the fonts that are named in some dictionaries."""
        tables: dict[bytes, list[Letters | None]] = {}
        for head in heads:
            for name, number in _NAMED.findall(head):
                font = self.known.get(int(number))
                if font and _FONT.search(font.head):
                    table = _TABLE.search(font.head)
                    tables.setdefault(name, []).append(self.read.get(int(table[1])) if table else None)
        return {name: _different(found) for name, found in tables.items()}


def _tables(known: Mapping[int, Thing]) -> set[int]:
    heads = (thing.head for thing in known.values())
    return {number for head in heads for found in _TABLE.findall(head) if (number := int(found)) in known}


def _different(tables: list[Letters | None]) -> list[Letters | None]:
    return [table for at, table in enumerate(tables) if table not in tables[:at]]


def _lacks_letters(head: bytes, known: Mapping[int, Thing]) -> bool:
    """Say whether an object is a font whose codes stand for letters that nothing tells."""
    if not _FONT.search(head) or _TABLE.search(head):
        return False
    named = _ENCODING.search(head)
    encoding = known[int(named[1])].head if named and int(named[1]) in known else head
    return bool(_NEEDS_A_TABLE.search(head) or _NAMES_OF_ITS_OWN.search(encoding))


def _range(first: bytes, last: bytes, begins: bytes, listed: bytes) -> dict[bytes, str]:
    low, high, size = int.from_bytes(first, "big"), int.from_bytes(last, "big"), len(first)
    codes = range(low, min(high, low + MOST_IN_A_RANGE) + 1)
    if listed:
        letters = [_text(each) for each in re.findall(rb"<([0-9A-Fa-f\s]*)>", listed)]
        return {code.to_bytes(size, "big"): letter for code, letter in zip(codes, letters, strict=False)}
    text = _text(begins)
    return {code.to_bytes(size, "big"): text[:-1] + chr(ord(text[-1]) + code - low) for code in codes if text}


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))


def _text(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", "replace")
