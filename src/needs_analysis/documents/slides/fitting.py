"""How large a text may be set so that it stays within its box; widths are estimated on the wide side."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

LINE = 1.22  # of the size of type
NARROW, USUAL, WIDE, WIDEST = 0.32, 0.6, 0.8, 1.1  # of the size of type


class Fitted(NamedTuple):
    """A text, and the size in points at which it fits; the text is cut where it fits at none."""

    text: str
    size: int


def fit_text(text: str, width: float, height: float, sizes: Sequence[int]) -> Fitted:
    """Find the largest size at which a text stays within a box; at the smallest, cut what does not.

    Args:
        text: the words.
        width: of the box inside, in points.
        height: of the box inside, in points.
        sizes: in points, the largest first.

    >>> fit_text("Short", 400, 40, [28, 24]), fit_text("word " * 60, 100, 40, [28, 14])
    (Fitted(text='Short', size=28), Fitted(text='word word word word…', size=14))
    """
    for size in sizes:
        if height_of(text, size, width) <= height and widest_word(text, size) <= width:
            return Fitted(text, size)
    size, words = sizes[-1], text.split(" ")
    if height_of(text, size, width) <= height:
        return Fitted(text, size)
    fits = partial(_fits, size=size, width=width, height=height)
    behind = bisect_left(range(1, len(words) + 1), x=True, key=lambda n: not fits(" ".join(words[:n]) + "…"))
    if behind:
        return Fitted(" ".join(words[:behind]) + "…", size)
    letters = bisect_left(range(1, len(words[0]) + 1), x=True, key=lambda n: not fits(words[0][:n] + "…"))
    return Fitted(words[0][: max(letters, 1)] + "…", size)


def _fits(text: str, *, size: float, width: float, height: float) -> bool:
    return height_of(text, size, width) <= height


def height_of(text: str, size: float, width: float) -> float:
    """Estimate the height of a text set in lines of a width."""
    return sum(_lines(line, size, width) for line in text.split("\n")) * size * LINE


def widest_word(text: str, size: float) -> float:
    """Estimate the width of the widest word, which is broken where its box is narrower."""
    return max((width_of(word, size) for word in text.split()), default=0.0)


def width_of(text: str, size: float) -> float:
    """Estimate the width of a text on one line.

    >>> width_of("il", 10) < width_of("no", 10) < width_of("MW", 10)
    True
    """
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in " .,;:!|'ijltfr()[]":
        return NARROW
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return WIDEST
    return WIDE if letter in "MWmwШЩЖЮФшщжюф—…%" or letter.isupper() else USUAL


def _lines(line: str, size: float, width: float) -> int:
    lines, used = 1, 0.0
    for word in line.split(" "):
        wide = width_of(word, size)
        if used and used + size * NARROW + wide > width:
            lines, used = lines + 1, 0.0
        more = max(0, -int(-wide // width) - 1)  # a word longer than a line goes on
        lines += more
        used += wide - more * width + (size * NARROW if used else 0)
    return lines
