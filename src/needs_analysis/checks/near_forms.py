"""Which form is nearest to each, among those that differ from it in at most so many answers; exact, in small memory.

The search widens by one answer at a time, and a form that has found its nearest is not searched for again, so that
crowds of like forms, as skipped questions make them, cost little. Memory grows with the forms, not with their pairs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from needs_analysis.checks.bands import band_keys, mixed, runs
from needs_analysis.checks.nearest_forms import NONE, Nearest, nearest_forms

MOST_PAIRS = 1 << 19
BLOCK = 1 << 14
FIRST_LOOK = 16
WORD = 64


def near_forms(codes: np.ndarray, *, differing: int) -> Nearest:
    """Find the nearest of the forms that differ in at most `differing` answers; the earliest where several are as near.

    Args:
        codes: forms in rows, answers in columns, as numbers.
        differing: most answers that may differ.

    >>> near_forms(np.array([[1, 2, 3, 4], [9, 9, 9, 9], [1, 2, 3, 5]]), differing=1).form.tolist()
    [2, -1, 0]
    """
    if min(codes.shape) == 0:
        return Nearest.none(len(codes))
    if not len(codes):
        return Nearest.none(0)
    first, group = _distinct(codes)
    forms = codes[first][:, _by_information(codes)]
    if codes.shape[1] <= differing:
        return _with_twins(nearest_forms(forms), first, group)
    found = Nearest.none(len(first))
    answers = _Answers.of(forms)
    for t in range(1, differing + 1):
        searching = found.form == NONE
        if len(forms) > 1 and searching.any():
            best = _nearest_at(forms, answers, t, searching)
            reached = best < len(forms)
            found.form[reached], found.differing[reached] = best[reached], t
    return _with_twins(found, first, group)


@dataclass(frozen=True)
class _Answers:
    """Answers ready for quick comparison: in full, padded to whole words, and two bits of each."""

    full: np.ndarray
    sketches: np.ndarray

    @classmethod
    def of(cls, forms: np.ndarray) -> _Answers:
        """Reduce each answer to two bits: equal answers have equal bits, others the same in a quarter of the cases."""
        n, questions = forms.shape
        bits = np.zeros((2, n, -(-questions // WORD) * WORD), dtype=bool)
        for column in range(questions):
            both = mixed(forms[:, column], column)
            bits[0, :, column], bits[1, :, column] = both >> np.uint64(WORD - 1), both & np.uint64(1)
        words = np.packbits(bits, axis=2).view(np.uint64)
        full = np.pad(forms, ((0, 0), (0, -questions % 8)))
        return cls(full, np.ascontiguousarray(words.transpose(2, 0, 1)))

    def near(self, mine: np.ndarray, others: np.ndarray, t: int) -> np.ndarray:
        """Tell which pairs differ in at most t answers; the bits, which never count too many, are looked at first."""
        seen, left = np.zeros(len(mine), dtype=np.uint16), np.arange(len(mine))
        for one, two in self.sketches:
            a, b = mine[left], others[left]
            seen = seen + np.bitwise_count((one[a] ^ one[b]) | (two[a] ^ two[b]))
            left, seen = left[seen <= t], seen[seen <= t]
        near = np.zeros(len(mine), dtype=bool)
        for low in range(0, len(left), BLOCK):
            some = left[low : low + BLOCK]
            unlike = (self.full[mine[some]] != self.full[others[some]]).view(np.uint64)
            near[some] = np.bitwise_count(unlike).sum(axis=1) <= t
        return near


def _nearest_at(forms: np.ndarray, answers: _Answers, t: int, searching: np.ndarray) -> np.ndarray:
    """Return, for each searching form, the earliest that differs in at most t answers; their number where none does."""
    best = np.full(len(forms), len(forms))
    for key in band_keys(forms, t, searching):
        order, starts, sizes = runs(key)
        run = np.empty(len(order), dtype=np.int64)
        run[order] = np.repeat(np.arange(len(starts)), sizes)
        mine = np.flatnonzero(searching & (sizes[run] > 1))
        low, look = 0, FIRST_LOOK
        while len(mine):
            for some, others in _members(
                mine, order, starts[run[mine]] + low, np.minimum(sizes[run[mine]] - low, look)
            ):
                near = answers.near(some, others, t)
                np.minimum.at(best, some[near], others[near])
            low, look = low + look, look * 2
            mine = mine[sizes[run[mine]] > low]
            mine = mine[order[starts[run[mine]] + low] < best[mine]]
    return best


def _members(
    mine: np.ndarray, order: np.ndarray, starts: np.ndarray, counts: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield each form with the members of its run from `starts` on, itself left out, in chunks of bounded size."""
    chunk = np.cumsum(counts) // MOST_PAIRS
    cuts = np.r_[0, np.flatnonzero(np.diff(chunk)) + 1, len(mine)]
    for low, high in itertools.pairwise(cuts):
        n = counts[low:high]
        some = np.repeat(mine[low:high], n)
        offset = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        others = order[np.repeat(starts[low:high], n) + offset]
        yield some[some != others], others[some != others]


def _with_twins(found: Nearest, first: np.ndarray, group: np.ndarray) -> Nearest:
    """Carry what was found for distinct forms over to all; forms that are the same have each other at distance 0."""
    form = np.where(found.form[group] == NONE, NONE, first[found.form[group]])
    differing = found.differing[group].copy()
    order, starts, sizes = runs(group)
    twins = np.repeat(sizes > 1, sizes)
    earliest = np.repeat(order[starts], sizes)
    second = np.repeat(order[np.minimum(starts + 1, len(order) - 1)], sizes)
    partner = np.where(earliest == order, second, earliest)
    form[order[twins]], differing[order[twins]] = partner[twins], 0
    return Nearest(form, differing)


def _by_information(codes: np.ndarray) -> np.ndarray:
    """Order the columns from the one on which two forms agree least often by chance."""
    shares = [np.unique(column, return_counts=True)[1] / max(len(column), 1) for column in codes.T]
    return np.argsort([float(share @ share) for share in shares], kind="stable")


def _distinct(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first of each set of equal forms, in their order, and which of them each form equals."""
    rows = np.ascontiguousarray(codes)
    whole = rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel()
    _, first, group = np.unique(whole, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    return np.sort(first), rank[group]
