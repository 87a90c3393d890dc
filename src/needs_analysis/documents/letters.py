"""Texts as documents can hold them: nothing that XML forbids, and a word on which way they run."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def in_xml(text: str) -> str:
    r"""Give a text with a sign for each character that XML cannot hold; lines end in a line feed.

    >>> in_xml("a\r\nb\x1bc\ud800")
    'a\nb\ufffdc\ufffd'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", lines)


def in_line(text: str) -> str:
    r"""Give a text that stands on one line, as in a name, a heading or a property.

    >>> in_line("a\nb\tc ")
    'a b c'
    """
    return " ".join(in_xml(text).split())


def in_presentation(text: str) -> str:
    r"""Give a text as slides hold it: they write control characters as _x001B_, so what looks so is a letter apart.

    >>> in_presentation("_x0041_ and \x1b")
    '_\u200bx0041_ and \ufffd'
    """
    return _ESCAPE.sub("_\N{ZERO WIDTH SPACE}", in_xml(text))


def runs_from_right(text: str) -> bool:
    """Say whether a text begins with letters that are read from right to left.

    >>> runs_from_right("(مرکز) Dari"), runs_from_right("Dari")
    (True, False)
    """
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in ways if way in ("L", "R", "AL")), False)


def cut_text(text: str, most: int) -> str:
    """Give a text of at most so many characters, cut behind a word where one ends there.

    >>> cut_text("Joint risk assessment", 12), cut_text("Unbreakable", 5), cut_text("Short", 9)
    ('Joint risk…', 'Unbr…', 'Short')
    """
    line = in_line(text)
    if len(line) <= most:
        return line
    head, _, _ = line[:most].rpartition(" ")
    kept = head if len(head) > most // 2 else line[: most - 1]
    return kept.rstrip(" ,;:–-(“«") + "…"
