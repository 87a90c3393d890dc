"""What agreement on a fact is worth, in bits: how much likelier it is for one person than for two.

Fellegi and Sunter, «A theory for record linkage», Journal of the American Statistical Association 64 (1969), 1183-1210:
the weight of an outcome is log2(m / u), with m its probability for two rows of one person and u for rows of two. m is
fixed here, by kind of fact; u comes from the lists themselves, as the share of rows that hold the same item (Winkler's
adjustment for frequency, 1989) or as the share of unrelated items that are near or different. A rare item is worth
more, and a short list, which cannot show how rare, is filled up with what is usual for the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from needs_analysis.people.facts import Items, Kind
from needs_analysis.people.levels import DIFFERENT, INITIAL, NEAR, SAME, compare_items

USUAL_ROWS = 100
USUAL_PAIRS = 1000
MOST_PAIRS = 100_000
SHIFTS = 50
USUAL_NEAR = 0.01
SAME_INITIAL = (0.9, 0.1)


@dataclass(frozen=True)
class Chances:
    """For two rows of one person: how often a fact is the same, near, different; and how often two people share it."""

    same: float
    near: float
    different: float
    shared: float


CHANCES: dict[Kind, Chances] = {
    "name": Chances(0.85, 0.12, 0.03, shared=0.005),
    "patronymic": Chances(0.85, 0.13, 0.02, shared=0.01),
    "email": Chances(0.70, 0.10, 0.20, shared=0.0001),
    "phone": Chances(0.60, 0.10, 0.30, shared=0.001),
    "date": Chances(0.75, 0.20, 0.05, shared=0.0001),
    "number": Chances(0.80, 0.10, 0.10, shared=0.001),
    "code": Chances(0.90, 0.00, 0.10, shared=0.1),
    "text": Chances(0.70, 0.20, 0.10, shared=0.005),
}


@dataclass(frozen=True)
class Weights:
    """The bits of one fact: of each item where both rows hold it, and of the other levels."""

    same: dict[str, float]
    levels: np.ndarray

    def bits(self, items: Sequence[str], levels: np.ndarray) -> np.ndarray:
        """Give the bits of pairs of items: `items` are the left ones, of which those that are the same count."""
        exact = np.array([self.same.get(item, 0.0) for item in items], dtype="float64")
        return np.where(levels == SAME, exact, self.levels[levels])


def weigh(kind: Kind, rows: Sequence[Items]) -> Weights:
    """Estimate the bits of a fact from the rows that hold it; what two rows share does not count as common.

    >>> weights = weigh("name", [("aziz", "karimov"), ("aziz", "rahimov"), ("aziz", "karimov"), ("bobur", "nazarov")])
    >>> round(weights.same["karimov"], 1), round(weights.same["aziz"], 1), weights.levels[DIFFERENT].round(1)
    (7.4, 5.9, np.float64(-5.0))
    """
    chances, held = CHANCES[kind], [row for row in rows if row]
    times = Counter(item for row in held for item in set(row))
    n = max(len(held) - 2, 0) + USUAL_ROWS
    shares = {item: (max(count - 2, 0) + USUAL_ROWS * chances.shared) / n for item, count in times.items()}
    near, different = _unrelated(kind, [item for row in held for item in row])
    levels = np.zeros(4)
    levels[NEAR] = np.log2(chances.near / near) if chances.near else 0.0
    levels[INITIAL] = np.log2(SAME_INITIAL[0] / SAME_INITIAL[1])
    levels[DIFFERENT] = np.log2(chances.different / different)
    return Weights({item: float(np.log2(chances.same / min(share, 1))) for item, share in shares.items()}, levels)


def _unrelated(kind: Kind, items: Sequence[str]) -> tuple[float, float]:
    """Share of pairs of items that are near and different; a short list leans on the usual.

    The pairs are items far apart in an order that is as good as random, and the same whatever the order of the rows.
    """
    n, items = len(items), sorted(items, key=lambda item: (crc32(item.encode()), item))
    apart = np.unique(np.linspace(n / 4, 3 * n / 4, min(SHIFTS, max(MOST_PAIRS // max(n, 1), 1))).astype(np.int64))
    pairs = [compare_items(kind, items, [*items[-shift:], *items[:-shift]]) for shift in apart if 0 < shift < n]
    levels = np.concatenate([np.zeros(0, dtype=np.int8), *pairs])
    near = (np.sum(levels == NEAR) + USUAL_NEAR * USUAL_PAIRS) / (len(levels) + USUAL_PAIRS)
    different = (np.sum(levels == DIFFERENT) + (1 - USUAL_NEAR) * USUAL_PAIRS) / (len(levels) + USUAL_PAIRS)
    return float(near), float(different)
