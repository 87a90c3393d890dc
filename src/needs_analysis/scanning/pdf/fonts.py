"""The fonts of a PDF file, and which letters their codes stand for by their `ToUnicode` tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from needs_analysis.scanning.pdf.objects import Thing

Letters = Mapping[bytes, str]
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
MOST_IN_A_RANGE = 0x10000


def letters_of_table(table: bytes) -> Letters:
    r"""Read a table: code → letters.

    >>> letters_of_table(b"1 beginbfchar <0001> <0410> endbfchar 1 beginbfrange <02> <03> <0041> endbfrange")
    {b'\x00\x01': 'А', b'\x02': 'A', b'\x03': 'B'}
    """
    found: dict[bytes, str] = {}
    for block in _SINGLE.findall(table):
        found |= {_bytes(code): _text(letter) for code, letter in _PAIR.findall(block)}
    for block in _RANGE.findall(table):
        for first, last, begins, listed in _TRIPLE.findall(block):
            found |= _range(_bytes(first), _bytes(last), begins, listed)
    return found


class Fonts:
    """The fonts of a file: by the name that pages call them, the tables of letters that may be meant."""

    def __init__(self, things: Iterable[Thing]) -> None:
        known = {thing.number: thing for thing in things}
        self.tables: dict[bytes, list[Letters | None]] = {}
        read = {number: letters_of_table(known[number].stream) for number in _tables(known)}
        for thing in known.values():
            for name, number in _NAMED.findall(thing.head):
                font = known.get(int(number))
                if font and _FONT.search(font.head):
                    table = _TABLE.search(font.head)
                    letters = read.get(int(table[1])) if table else None
                    self.tables.setdefault(name, []).append(letters)
        self.tables = {name: _different(tables) for name, tables in self.tables.items()}
        self.lacking = any(_lacks_letters(thing.head, known) for thing in known.values())

    @property
    def most(self) -> int:
        """How many fonts one name may mean, for pages call theirs by the same names."""
        return max(map(len, self.tables.values()), default=1)

    def choose(self, choice: int) -> Callable[[bytes], Letters | None]:
        """Give what says each font's letters, where several may be meant the one at this position."""
        return lambda name: found[choice % len(found)] if (found := self.tables.get(name)) else None


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
