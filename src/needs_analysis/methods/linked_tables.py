"""Tables that are linked by sums: their cells, and what everybody knows of a cell beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class LinkedTables:
    """The cells of tables that are linked by sums.

    Attributes:
        values: of each cell.
        links: one row a sum, one column a cell; each row times the values is zero.
        low: what everybody knows beforehand that a cell is at least: a count is not negative.
        high: what everybody knows beforehand that it is at most: a mean lies on its scale. Finite.
    """

    values: Floats
    links: sparse.csr_array
    low: Floats
    high: Floats

    @cached_property
    def down(self) -> Floats:
        """How far each cell can be below its value."""
        return np.maximum(self.values - self.low, 0)

    @cached_property
    def up(self) -> Floats:
        """How far each cell can be above its value."""
        return np.maximum(self.high - self.values, 0)

    @cached_property
    def is_linked(self) -> Mask:
        """Whether each cell is in any sum."""
        return np.asarray(np.diff(self.links.tocsc().indptr) > 0)


def cross_tables(counts: ArrayLike) -> LinkedTables:
    """Link the cells of a table of any number of dimensions with all its totals.

    Args:
        counts: non-negative counts, without totals.

    Returns:
        The cells in the order of the table with a total appended to each dimension, the last index fastest.

    >>> cross_tables([[1, 2], [3, 4]]).values.tolist()
    [1.0, 2.0, 3.0, 3.0, 4.0, 7.0, 4.0, 6.0, 10.0]
    """
    table = np.asarray(counts, dtype=np.float64)
    for axis in range(table.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    places = np.arange(table.size).reshape(table.shape)
    lines = [line for axis, size in enumerate(table.shape) for line in np.moveaxis(places, axis, -1).reshape(-1, size)]
    signs = [np.r_[np.ones(len(line) - 1), -1] for line in lines]
    ends = np.r_[0, np.cumsum([len(line) for line in lines])]
    links = sparse.csr_array((np.concatenate(signs), np.concatenate(lines), ends), shape=(len(lines), table.size))
    return LinkedTables(table.ravel(), links, np.zeros(table.size), np.full(table.size, table.max()))


def parts_of(links: sparse.csr_array, cells: Places) -> list[Places]:
    """Part cells into those that are linked with each other, directly or by way of others among them.

    >>> [part.tolist() for part in parts_of(cross_tables([[1, 2], [3, 4]]).links, np.array([0, 1, 8]))]
    [[0, 1], [8]]
    """
    labels = labels_of(sparse.csr_array(links[:, cells]))
    return [cells[labels == label] for label in range(labels.max(initial=-1) + 1)]


def labels_of(links: sparse.csr_array) -> Places:
    """Give cells that are linked with each other, directly or by way of others, the same number.

    >>> labels_of(cross_tables([1, 2]).links).tolist()
    [0, 0, 0]
    """
    from scipy.sparse.csgraph import connected_components

    return np.asarray(connected_components(links.T @ links, directed=False)[1], dtype=np.int64)
