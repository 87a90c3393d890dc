"""Bytes written as letters within a text: base64, also over several lines and in addresses that hold data; digits."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Collection, Iterator
from typing import NamedTuple

LONG, LINE = 200, 60  # letters of a long run, and of a line in one
SHORTEST = 7  # letters, the shortest that `_BASE64` finds
_BASE64 = re.compile(
    r"(?P<data>data:[\w.+/;=-]{0,80}?;base64,\s*)?"
    rf"(?P<run>(?:[A-Za-z0-9+/]{{{LINE},80}}\r?\n)+"
    r"[A-Za-z0-9+/]*={0,2}|[A-Za-z0-9+/_-]{8,}={0,2}|[A-Za-z0-9+/_-]{6,7}={1,2})"
)
# Begins with a character, so that it is looked for where that stands, and not everywhere.
_HEX = re.compile(r"[0-9A-Fa-f](?<![0-9A-Za-z].)[0-9A-Fa-f][ :]?(?:[0-9A-Fa-f]{2}[ :]?){7,}(?![0-9A-Za-z])")
_LONG_RUN = re.compile(rf"[A-Za-z0-9+/]{{{LONG},}}={{0,2}}")


class Run(NamedTuple):
    """Bytes that stand in a text, where, and whether the text itself says that they are data."""

    content: bytes
    offset: int
    declared: bool


def runs_of(text: str) -> Iterator[Run]:
    """Yield what could be bytes written as letters; most ordinary words of such a length come out as nothing sensible.

    >>> [run.content for run in runs_of("QW5uYSBCZXJn, 41 6e 6e 61 20 42 65 72 67")]
    [b'Anna Berg', b'Anna Berg']
    """
    if len(text) < SHORTEST:
        return
    seen = set()
    for found in _BASE64.finditer(text):
        if found["run"] not in seen and (content := _decoded(found["run"])):
            seen.add(found["run"])
            yield Run(content, found.start(), bool(found["data"]))
    for found in _HEX.finditer(text):
        digits = re.sub(r"[ :]", "", found[0])
        yield Run(bytes.fromhex(digits[: len(digits) // 2 * 2]), found.start(), False)


def goes_over_blanks(text: str, pieces: Collection[str]) -> bool:
    """Say whether a run may go over blanks: digits in pairs, lines as long as those of base64, and what is declared.

    Args:
        text: where runs may stand.
        pieces: what stands in it between blanks.

    >>> texts = ["41 6e 6e 61 20 42 65 72 67", "QW5uYSBCZXJn 416e6e612042657267"]
    >>> [goes_over_blanks(text, text.split()) for text in texts]
    [True, False]
    """
    if "base64," in text or max(map(len, pieces), default=0) >= LINE:
        return True
    return any(" " in found[0].rstrip() for found in _HEX.finditer(text))


def without_runs(text: str) -> str:
    """Leave long runs of base64 out of a text, as they are read apart.

    >>> len(without_runs("A" * 5000 + " Anna"))
    6
    """
    return _LONG_RUN.sub(" ", text) if len(text) > LONG else text


def _decoded(run: str) -> bytes:
    letters = "".join(run.split()).rstrip("=").replace("-", "+").replace("_", "/")
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
