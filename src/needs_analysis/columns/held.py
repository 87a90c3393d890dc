"""Which texts a column holds, told by the objects in its cells: those of one text are mostly one object.

Reading shares them, so that a column of a hundred thousand cells holds as many objects as it has different texts. Where
an object lies is a number; numbers are sorted out and compared several times faster than the texts they stand for.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.intp]
BELOW = 64  # cells; so few are looked at one by one


def different(values: pd.Series) -> tuple[Ints, pd.Index]:
    """Find a column's different texts in the order they appear, and which of them each cell holds; -1 is a blank.

    >>> codes, texts = different(pd.Series(["yes", None, "no", "yes"], dtype="str"))
    >>> codes.tolist(), texts.tolist()
    ([0, -1, 1, 0], ['yes', 'no'])
    """
    if len(values) < BELOW or not isinstance(values.dtype, pd.StringDtype):
        codes, texts = pd.factorize(values)
        return codes, pd.Index(texts)
    cells = values.to_numpy(dtype=object)
    places, objects = pd.factorize(_lying(cells))
    first = np.empty(len(objects), dtype=np.intp)
    first[places] = np.arange(len(cells))  # any cell of each object will do
    codes, texts = pd.factorize(values.array.take(first))
    return codes[places], pd.Index(texts)


def same_objects(left: NDArray[np.object_], right: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which cells of two columns hold one and the same object; two objects may still hold the same text.

    >>> text = "".join(["a", "b"])
    >>> same_objects(np.array([text, None], dtype=object), np.array([text, 1], dtype=object)).tolist()
    [True, False]
    """
    return np.asarray(_lying(left) == _lying(right))


def _lying(cells: NDArray[np.object_]) -> Ints:
    """Say where the object of each cell lies; it lies there as long as the cells hold it."""
    return np.asarray(_Lying(cells))


class _Lying:
    """The cells of an array of objects as the whole numbers they are kept as."""

    def __init__(self, cells: NDArray[np.object_]) -> None:
        held = cells.__array_interface__
        kept = {name: held[name] for name in ("shape", "strides", "data", "version")}
        self.cells, self.__array_interface__ = cells, {**kept, "typestr": np.dtype(np.intp).str}
