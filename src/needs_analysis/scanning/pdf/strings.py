"""The strings that a PDF file shows or keeps, each with its font, and how far the operators between them move."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from needs_analysis.scanning.pdf.fonts import Letters

_TEXT = rb"\((?P<text>(?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*)\)"
_HEX = rb"<(?P<digits>[0-9A-Fa-f\s]*)>(?!>)"
_NUMBER, _NAME, _END = rb"[-+]?\d*\.?\d+", rb"[^\s/<>\[\](){}%]+", rb"(?![A-Za-z'\"*])"
_STEP = rb"(?:(?P<step>" + _NUMBER + rb")(?=[(\]]))?"
# What pages say most often comes as one token too: a font that is chosen, a place, the beginning of a marked part.
_CHOSEN = rb"/(?P<font>" + _NAME + rb")\s+(?P<size>" + _NUMBER + rb")\s+Tf" + _END
_PLACED = rb"(?P<before>(?:" + _NUMBER + rb"\s+){1,5})(?P<last>" + _NUMBER + rb")\s+(?P<by>T[dDm])" + _END
_MARKED = rb"/" + _NAME + rb"\s*<<\s*/(?P<key>" + _NAME + rb")\s+(?P<id>" + _NUMBER + rb")\s*>>\s*BDC" + _END
_STRING = re.compile(_TEXT + rb"|" + _HEX, re.DOTALL)
# Lines, colours and places, which are most of a page, come first, and as one token: nothing of them is read.
_TOKEN = re.compile(
    rb"(?:\s*+(?:/[^\s/<>\[\](){}%]++\s++)?+(?:[-+.\d]++\s++){0,6}+"
    rb"(?:[lmcvygGkKwhdiMjJqQSfnWB]|re|rg|RG|cm|scn?|SCN?|cs|CS|gs|Tr|ET)(?=[\s/\[(<]))++"
    rb"|" + _TEXT + _STEP + rb"|" + rb"|".join((_HEX, _CHOSEN, _PLACED, _MARKED)) + rb"|"
    rb"(?P<number>" + _NUMBER + rb")(?=[\s\[\]()<>/])"
    rb"|/(?P<name>" + _NAME + rb")"
    rb"|(?P<operator>[A-Za-z'\"*]+)"
    rb"|(?P<list>[\[\]])",
    re.DOTALL,
)
# Which groups of a token are its numbers, by the group that ends it; the last one is what counts.
_NUMBERS = {each: (each,) for each in ("number", "step", "size", "id")} | {"by": ("before", "last")}
_NAMES = {"name": "name", "size": "font", "id": "key"}
_STRINGS = frozenset(("text", "digits", "step"))
_ENDS = {"size": b"Tf", "id": b"BDC"}  # the operator with which a token ends that does not name it
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_WIDE = -180.0
_NO_HYPHEN = re.compile(r"(?<![-\u2010\u2011\u00ad])(?<![-\u2010\u2011\u00ad] )\n")
SHORT = 200  # bytes of a string that is remembered
_MARKS = (b"\xfe\xff", b"\xff\xfe")


class Move(IntEnum):
    """How far a string begins from the one before: a step, another place on the line, another line or marked part."""

    STEP = 1
    PLACE = 2
    LINE = 3
    PART = 4


_MOVES = {
    **dict.fromkeys((b"T*", b"'", b'"'), Move.LINE),
    b"BT": Move.PLACE,
    **dict.fromkeys((b"BDC", b"BMC", b"EMC"), Move.PART),
}
# Which moves may stand for a blank: all; no steps; lines alone, as a word may be half in bold; parts alone, as a word
# may go on in the next line.
READINGS = (frozenset(Move), frozenset(Move) - {Move.STEP}, frozenset({Move.LINE}), frozenset({Move.PART}))


class Shown(NamedTuple):
    """A string and the name of the font that was chosen last."""

    content: bytes
    font: bytes = b""


def pieces_of(stream: bytes) -> Iterator[Shown | Move]:
    r"""Yield strings and the moves between them; a wide step between the parts of a string is a move to another line.

    >>> [piece if isinstance(piece, Move) else piece.content for piece in pieces_of(b"[(A) 20 (n) -300 (B\145rg)] TJ")]
    [b'A', b'n', <Move.LINE: 3>, b'Berg']
    >>> list(pieces_of(b"/F1 12 Tf (An) Tj 9.5 0 Td <6E61> Tj"))
    [Shown(content=b'An', font=b'F1'), <Move.STEP: 1>, Shown(content=b'na', font=b'F1')]
    """
    font, name, height, number, inside = b"", b"", None, 0.0, False
    for found in _TOKEN.finditer(stream):
        kind = found.lastgroup
        if kind is None:
            continue
        operator = _ENDS.get(kind, b"")
        if kind in _STRINGS:
            yield Shown(_string(found), font)
        elif kind in ("operator", "by"):
            operator = found[kind]
        elif kind == "list":
            inside = found[0] == b"["
        if groups := _NUMBERS.get(kind):
            if inside:
                yield from (Move.LINE for group in groups for each in found[group].split() if float(each) < _WIDE)
            number = float(found[groups[-1]])
        if name_group := _NAMES.get(kind):
            name = found[name_group]
        if operator == b"Tf":
            font = name
        elif operator and (move := _move(operator, number, height)):
            height = number if operator == b"Tm" else height
            yield move


def strings_of(content: bytes) -> list[bytes]:
    r"""Give the strings alone, whatever stands between them; no other token holds a bracket that begins one.

    >>> strings_of(b"<</Title (An\\(na) /ID <42> /K 3>> % (B)")
    [b'An(na', b'B', b'B']
    """
    return [_string(found) for found in _STRING.finditer(content)]


def say_pieces(pieces: Iterable[Shown | Move], written: Mapping[Shown, str], blanks: Collection[Move]) -> str:
    r"""Write pieces as text, with a blank for each move of these kinds.

    The end of a line behind a hyphen stays one, as the rest of a word may stand in the next.

    Args:
        pieces: strings and moves.
        written: what each string says.
        blanks: the moves that stand for a blank.

    >>> pieces = [Shown(b"An"), Move.STEP, Shown(b"na"), Move.LINE, Shown(b"\xfe\xff\x04\x2f")]
    >>> written = {piece: read_string(piece.content) for piece in pieces if isinstance(piece, Shown)}
    >>> say_pieces(pieces, written, {Move.LINE})
    'Anna Я'
    """
    moves = {move: " " if move in blanks else "" for move in Move}
    if Move.LINE in blanks:
        moves[Move.LINE] = "\n"
    said = "".join(moves[piece] if isinstance(piece, Move) else written[piece] for piece in pieces)
    return _NO_HYPHEN.sub(" ", said)


def read_string(content: bytes, letters: Letters | None = None) -> str:
    """Read a string by its font's table of letters; without one, the bytes are letters themselves."""
    if content.startswith(_MARKS):
        return content.decode("utf-16", "replace")
    if letters:
        size = letters.size
        return "".join(letters.get(content[at : at + size], "") for at in range(0, len(content), size))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", "replace")


def _move(operator: bytes, number: float, height: float | None) -> Move | None:
    if operator in (b"Td", b"TD"):
        return Move.LINE if number else Move.STEP
    if operator == b"Tm":
        return Move.PLACE if number == height else Move.LINE
    return _MOVES.get(operator)


def _string(found: re.Match[bytes]) -> bytes:
    if (text := found["text"]) is not None:
        if b"\\" not in text:
            return text
        return _unescaped(text) if len(text) <= SHORT else _ESCAPE.sub(_escaped, text)
    digits = re.sub(rb"\s", b"", found["digits"])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


@lru_cache(maxsize=50_000)
def _unescaped(text: bytes) -> bytes:
    """Undo the escapes of a short string; most of these stand on many pages."""
    return _ESCAPE.sub(_escaped, text)


def _escaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return _ESCAPED.get(found[2], found[2])
