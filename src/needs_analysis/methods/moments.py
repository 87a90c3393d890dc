"""Sufficient statistics of means: how many values, their mean, and their squares about it; of parts, put together.

Parts are put together without looking at a value again (Chan, Golub and LeVeque 1979; Pébay 2008, for many at once):

    n = Σ nᵢ,   ȳ = Σ nᵢ ȳᵢ / n,   S = Σ Sᵢ + Σ nᵢ (ȳᵢ − ȳ)²

A single value is a part like any other, with n = 1 and S = 0, so that one formula serves values and parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Moments:
    """Some parts, a number each.

    Attributes:
        n: values.
        mean: of the values; NaN where there is none.
        squares: sum of the squares of the values about their mean.
        low: the lowest value.
        high: the highest value.
    """

    n: Floats
    mean: Floats
    squares: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, values: ArrayLike | Moments) -> Moments:
        """Take each value as a part of its own; parts stay what they are."""
        if isinstance(values, Moments):
            return values
        data = np.asarray(values, dtype=float)
        return cls(np.ones(len(data)), data, np.zeros(len(data)), data, data)

    def combine(self, at: ArrayLike, *, size: int) -> Moments:
        """Put the parts of each cell together, in the order they stand in.

        Args:
            at: each part's cell, 0 to size − 1.
            size: how many cells there are; the one without a part has n = 0.

        >>> halves = Moments.of([1.0, 3.0, 5.0, 7.0]).combine([0, 0, 1, 1], size=2)
        >>> whole = halves.combine([0, 0], size=1)
        >>> whole.n.tolist(), whole.mean.tolist(), whole.squares.tolist()
        ([4.0], [4.0], [20.0])
        """
        of = np.asarray(at, dtype=np.int64)
        n = np.asarray(np.bincount(of, self.n, size), dtype=float)
        with np.errstate(invalid="ignore"):
            mean = np.bincount(of, self.n * self.mean, size) / n
        squares = np.bincount(of, self.squares + self.n * (self.mean - mean[of]) ** 2, size)
        low, high = np.full(size, np.inf), np.full(size, -np.inf)
        np.minimum.at(low, of, self.low)
        np.maximum.at(high, of, self.high)
        return Moments(n, mean, np.asarray(squares, dtype=float), low, high)
