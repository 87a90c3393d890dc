"""The items of two rows matched with one another, whatever their order: the matching worth most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd

from needs_analysis.people.facts import Items
from needs_analysis.people.levels import DIFFERENT, INITIAL, NEAR, SAME, compare_items
from needs_analysis.people.weights import Weights

ABSENT, PARTLY = -1, 4
_SIZES = 100


@dataclass(frozen=True)
class Matched:
    """What a fact of each pair is worth, and how many of its items are on each level; none where a side is blank."""

    bits: np.ndarray
    counts: np.ndarray

    @property
    def verdicts(self) -> np.ndarray:
        """The level of the worst item of each; PARTLY where others agree, ABSENT where a side is blank."""
        worst = np.full(len(self.bits), ABSENT)
        for level in (SAME, NEAR, INITIAL, DIFFERENT):
            worst[self.counts[:, level] > 0] = level
        worst[(worst == DIFFERENT) & (self.counts[:, SAME] + self.counts[:, NEAR] > 0)] = PARTLY
        return worst


def match_items(kind: str, weights: Weights, rows: Sequence[Items], pairs: np.ndarray) -> Matched:
    """Match the items of each pair of rows so that their bits add up to most.

    Where one row has fewer items, each of them is matched, and the other's surplus says nothing.

    Args:
        kind: the kind of fact.
        weights: what its levels are worth.
        rows: the items of each row.
        pairs: positions of two rows, a line a pair.

    >>> from needs_analysis.people.weights import weigh
    >>> names = [("aziz", "karimov"), ("aziz", "karimova"), ("bobur", "nazarov")]
    >>> match_items("name", weigh("name", names), names, np.array([[0, 1], [0, 2]])).verdicts.tolist()
    [1, 3]
    """
    held = np.array([len(row) for row in rows], dtype=np.int64)
    codes, known = _coded(rows, held)
    sizes = held[pairs]
    few, many = sizes.min(axis=1), sizes.max(axis=1)
    shorter = np.where(sizes[:, 0] <= sizes[:, 1], pairs[:, 0], pairs[:, 1])
    longer = pairs.sum(axis=1) - shorter
    bits, counts = np.zeros(len(pairs)), np.zeros((len(pairs), 4), dtype=np.int64)
    for one, other in sorted({divmod(int(code), _SIZES) for code in np.unique(few * _SIZES + many)}):
        where = np.flatnonzero((few == one) & (many == other)) if one else np.arange(0)
        if len(where):
            crossed = codes[shorter[where], :one, None] * len(known) + codes[longer[where], None, :other]
            bits[where], counts[where] = _best(*_worth(kind, weights, known, crossed))
    return Matched(np.round(bits, 6), counts)


def _coded(rows: Sequence[Items], held: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the items: a line a row, filled up on the right; and the items by their number."""
    numbers, known = pd.factorize(np.array([item for row in rows for item in row], dtype=object))
    codes = np.zeros((len(rows), max(held.max(initial=0), 1)), dtype=np.int64)
    codes[np.arange(codes.shape[1]) < held[:, None]] = numbers
    return codes, np.asarray(known, dtype=object)


def _worth(kind: str, weights: Weights, known: np.ndarray, crossed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give level and bits of each item of one row with each of the other; each two texts are compared once."""
    unique, places = np.unique(crossed, return_inverse=True)
    one, other = known[unique // len(known)], known[unique % len(known)]
    levels = compare_items(kind, one, other)
    return levels[places].reshape(crossed.shape), weights.bits(one, levels)[places].reshape(crossed.shape)


def _best(levels: np.ndarray, worth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Choose the matching worth most: its bits, and how many items it has on each level."""
    _, few, many = worth.shape
    ways = np.array(list(permutations(range(many), few)))
    totals = np.sum([worth[:, place, ways[:, place]] for place in range(few)], axis=0)
    best = ways[totals.argmax(axis=1)]
    chosen = np.take_along_axis(levels, best[:, :, None], axis=2)[:, :, 0]
    return totals.max(axis=1), np.stack([(chosen == level).sum(axis=1) for level in range(4)], axis=1)
