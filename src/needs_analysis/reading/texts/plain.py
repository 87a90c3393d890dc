"""Whether a CSV is plain, so that every parser reads the same from it; where its rows end, and how wide they are."""

from __future__ import annotations

import mmap
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLOCK = 1 << 22
QUOTE, LINE_FEED, RETURN = b'"'[0], b"\n"[0], b"\r"[0]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """The rows of a text.

    Attributes:
        ends: the byte behind each.
        widths: how many cells each has.
    """

    ends: Ints
    widths: Ints


def plain_rows(utf8: bytes | mmap.mmap, delimiter: str, *, start: int = 0) -> Rows | None:
    r"""Find the rows of a text from a byte on; nothing for a file that is not plain.

    Plain is a file whose quotation marks all stand at the edge of a cell and whose rows end in line feeds, with or
    without a carriage return before them. It is looked at in blocks, so that a large file need not fit in memory.

    >>> plain_rows(b'a,"b,\nc"\nd\n', ",")
    Rows(ends=array([ 9, 11]), widths=array([2, 1]))
    >>> plain_rows(b'5" pipe,x\n', ",") is None
    True
    """
    letters, edges = np.frombuffer(utf8, dtype=np.uint8), np.array([ord(delimiter), QUOTE, LINE_FEED, RETURN])
    inside, cells, ends, counts = False, 0, [np.zeros(0, dtype=np.int64)], [np.zeros(1, dtype=np.int64)]
    for low in range(start, len(letters), BLOCK):
        block = letters[low : low + BLOCK]
        marks, feeds, parts, returns = (
            np.flatnonzero(block == sign) for sign in (QUOTE, LINE_FEED, ord(delimiter), RETURN)
        )
        opening = (np.arange(len(marks)) % 2 == 1) if inside else (np.arange(len(marks)) % 2 == 0)
        feeds, parts, returns = (_outside(at, marks, inside=inside) for at in (feeds, parts, returns))
        if _astray(letters, marks + low, opening, edges=edges, start=start) or _alone(letters, returns + low):
            return None
        ends.append(feeds + low + 1)
        counts.append(cells + np.searchsorted(parts, feeds))
        inside, cells = inside ^ bool(len(marks) % 2), cells + len(parts)
    if inside:
        return None
    if len(letters) > start and letters[-1] != LINE_FEED:
        ends.append(np.array([len(letters)]))
        counts.append(np.array([cells]))
    before = np.concatenate(counts)
    return Rows(np.concatenate(ends), before[1:] - before[:-1] + 1)


def _outside(at: NDArray[np.intp], marks: NDArray[np.intp], *, inside: bool) -> NDArray[np.intp]:
    """Keep the places outside quotation marks."""
    if not len(marks):
        return at[:0] if inside else at
    outside: NDArray[np.intp] = at[(np.searchsorted(marks, at) + inside) % 2 == 0]
    return outside


def _astray(letters: Bytes, at: NDArray[np.intp], opening: Flags, *, edges: Ints, start: int) -> bool:
    """Whether a mark that opens a cell has no edge before it, or one that closes it has none behind it."""
    beside = np.where(opening, at - 1, at + 1)
    within = (beside >= start) & (beside < len(letters))
    return not bool(np.isin(letters[beside[within]], edges).all())


def _alone(letters: Bytes, returns: NDArray[np.intp]) -> bool:
    """Whether a carriage return is followed by anything but a line feed."""
    behind = returns + 1
    return bool((behind == len(letters)).any() or (letters[behind] != LINE_FEED).any())
