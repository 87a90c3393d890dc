"""Which form is nearest to each, however far: every pair is counted, a block at a time; meant for a few thousand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NONE = -1
BLOCK_CELLS = 1 << 22


@dataclass(frozen=True)
class Nearest:
    """The nearest form of each, by its position, and in how many answers the two differ; -1 where none was found."""

    form: np.ndarray
    differing: np.ndarray

    @classmethod
    def none(cls, n: int) -> Nearest:
        """Start with nothing found for n forms."""
        return cls(np.full(n, NONE), np.full(n, NONE))


def nearest_forms(codes: np.ndarray) -> Nearest:
    """Find each form's nearest; the earliest where several are as near.

    Args:
        codes: forms in rows, answers in columns, as numbers.

    >>> found = nearest_forms(np.array([[1, 2, 3], [1, 2, 9], [8, 2, 9]]))
    >>> found.form.tolist(), found.differing.tolist()
    ([1, 0, 1], [1, 1, 1])
    """
    n, questions = codes.shape
    found = Nearest.none(n)
    if n < 2 or questions == 0:
        return found
    columns = np.ascontiguousarray(codes.T)
    block = max(1, BLOCK_CELLS // n)
    for start in range(0, n, block):
        rows = np.arange(start, min(start + block, n))
        differing = np.zeros((len(rows), n), dtype=np.min_scalar_type(questions + 1))
        for column in columns:
            differing += column[rows, None] != column[None, :]
        differing[np.arange(len(rows)), rows] = questions + 1
        found.form[rows] = differing.argmin(axis=1)
        found.differing[rows] = differing.min(axis=1)
    return found
