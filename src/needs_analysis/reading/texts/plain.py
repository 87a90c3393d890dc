"""Whether a CSV is plain, so that every parser reads the same from it, and how many cells each of its rows has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 1 << 22
QUOTE, LINE_FEED, RETURN = b'"'[0], b"\n"[0], b"\r"[0]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def plain_widths(utf8: bytes, delimiter: str) -> NDArray[np.int64] | None:
    r"""Count the cells of each row; nothing for a file that is not plain.

    Plain is a file whose quotation marks all stand at the edge of a cell and whose rows end in line feeds, with or
    without a carriage return before them.

    >>> plain_widths(b'a,"b,\nc"\nd\n', ","), plain_widths(b'5" pipe,x\n', ",")
    (array([2, 1]), None)
    """
    letters, edges = np.frombuffer(utf8, dtype=np.uint8), np.array([ord(delimiter), QUOTE, LINE_FEED, RETURN])
    inside, cells, ends = False, 0, [np.zeros(1, dtype=np.int64)]
    for start in range(0, len(letters), BLOCK):
        block = letters[start : start + BLOCK]
        marks = block == QUOTE
        quoted = np.logical_xor.accumulate(np.concatenate([[inside], marks]))[1:]
        returns = np.flatnonzero((block == RETURN) & ~quoted) + start
        if _astray(letters, np.flatnonzero(marks) + start, quoted[marks], edges) or _alone(letters, returns):
            return None
        counted = cells + np.cumsum((block == ord(delimiter)) & ~quoted, dtype=np.int64)
        ends.append(counted[(block == LINE_FEED) & ~quoted])
        inside, cells = bool(quoted[-1]), int(counted[-1])
    if inside:
        return None
    if len(letters) and letters[-1] != LINE_FEED:
        ends.append(np.array([cells]))
    counts = np.concatenate(ends)
    return counts[1:] - counts[:-1] + 1


def _astray(letters: Bytes, at: NDArray[np.intp], opening: Flags, edges: NDArray[np.int64]) -> bool:
    """Whether a mark that opens a cell has no edge before it, or one that closes it has none behind it."""
    beside = np.where(opening, at - 1, at + 1)
    within = (beside >= 0) & (beside < len(letters))
    return not bool(np.isin(letters[beside[within]], edges).all())


def _alone(letters: Bytes, returns: NDArray[np.intp]) -> bool:
    """Whether a carriage return is followed by anything but a line feed."""
    behind = returns + 1
    return bool((behind == len(letters)).any() or (letters[behind] != LINE_FEED).any())
