"""The strings that a PDF file shows or keeps, with the breaks that the operators between them mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from needs_analysis.scanning.pdf.fonts import Letters

_TOKEN = re.compile(
    rb"\((?P<text>(?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*)\)"
    rb"|<(?P<digits>[0-9A-Fa-f\s]*)>(?!>)"
    rb"|(?P<number>[-+]?\d*\.?\d+)(?=[\s\[\]()<>/])"
    rb"|(?P<operator>[A-Za-z'\"*]+)"
    rb"|(?P<list>[\[\]])",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_BLANK = -180.0
_STAYS = {b"Tj", b"TJ", b"Tf", b"Tc", b"Tw", b"Tr", b"Ts", b"Tz", b"g", b"rg", b"k", b"gs", b"scn", b"cs"}
Piece = bytes | str


def pieces_of(stream: bytes) -> Iterator[Piece]:
    r"""Yield strings as bytes, and between them blanks where a wide step or an operator of position stands.

    >>> list(pieces_of(b"[(An) 20 (na) -300 (B\\145rg)] TJ 0 -12 Td <416E> Tj"))
    [b'An', b'na', ' ', b'Berg', ' ', b'An']
    """
    inside = False
    for found in _TOKEN.finditer(stream):
        if found["text"] is not None:
            yield _ESCAPE.sub(_escaped, found["text"])
        elif found["digits"] is not None:
            digits = re.sub(rb"\s", b"", found["digits"])
            yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        elif found["list"]:
            inside = found["list"] == b"["
        elif (inside and found["number"] and float(found["number"]) < _BLANK) or (
            found["operator"] and found["operator"] not in _STAYS
        ):
            yield " "


def say_pieces(pieces: Sequence[Piece], letters: Letters | None, *, breaks: bool) -> str:
    r"""Write pieces as text: through a font's letters, else by the mark of their encoding or as Latin and Cyrillic.

    >>> say_pieces([b"An", " ", b"na"], None, breaks=False)
    'Anna'
    >>> say_pieces([b"\x01", b"\x02"], {b"\x01": "Я"}, breaks=True)
    'Я'
    """
    said = (_read(piece, letters) if isinstance(piece, bytes) else (piece if breaks else "") for piece in pieces)
    return "".join(said)


def _read(piece: bytes, letters: Letters | None) -> str:
    if letters is not None:
        return _through(piece, letters)
    if piece.startswith((b"\xfe\xff", b"\xff\xfe")):
        return piece.decode("utf-16", "replace")
    try:
        return piece.decode("utf-8-sig")
    except UnicodeDecodeError:
        return piece.decode("cp1251", "replace")


def _through(piece: bytes, letters: Letters) -> str:
    sizes = {len(code) for code in letters} or {1}
    size = max(sizes)
    return "".join(letters.get(piece[at : at + size], "") for at in range(0, len(piece), size))


def _escaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return _ESCAPED.get(found[2], found[2])
