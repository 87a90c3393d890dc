"""Which letters the codes of a font stand for: its `ToUnicode` table."""

from __future__ import annotations

import re
from collections.abc import Mapping

Letters = Mapping[bytes, str]
_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_FONT = re.compile(rb"/Type\s*/Font\b(?!D)")
_NEEDS_A_TABLE = re.compile(rb"/Subtype\s*/Type[03]\b|/Differences\b")
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


def lacks_letters(head: bytes) -> bool:
    """Say whether an object is a font whose codes stand for letters that nothing tells.

    >>> lacks_letters(b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H>>")
    True
    >>> lacks_letters(b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
    False
    """
    return bool(_FONT.search(head) and _NEEDS_A_TABLE.search(head) and b"/ToUnicode" not in head)


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
