"""Keys that forms with few differing answers must share: the pigeonhole principle over bands of questions.

Two forms that differ in at most t answers agree wholly on at least s of any t + s bands that the questions are dealt
into, so that only forms with equal answers in some s bands need be compared. Informative questions are dealt out
evenly, so that few forms agree on a band by chance.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np

MOST_KEYS = 1000
PAIRS_A_KEY = 30_000
ENOUGH_PAIRS = 3_000_000
_STEP, _MIX, _MULTIPLY = 0x9E3779B97F4A7C15, np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def band_keys(forms: np.ndarray, t: int, searching: np.ndarray) -> Iterator[np.ndarray]:
    """Yield keys, a number for each form, such that two forms that differ in at most t answers share one.

    More bands mean more keys that each leave fewer pairs to compare; the number that means least work is taken.

    Args:
        forms: forms in rows, answers in columns, the most informative first; more columns than t.
        t: most answers that may differ.
        searching: the forms whose partners are wanted.

    >>> forms = np.array([[1, 2, 3], [1, 2, 4], [5, 6, 7]])
    >>> sorted(bool(key[0] == key[1]) for key in band_keys(forms, 1, np.array([True, True, True])))
    [False, True]
    """
    best, least, chosen = np.zeros((0, len(forms)), dtype=np.uint64), math.inf, 1
    for size in range(1, forms.shape[1] - t + 1):
        count = math.comb(t + size, size)
        if size > 1 and (count > MOST_KEYS or count * PAIRS_A_KEY > least):
            break
        bands = hash_bands(forms, t + size)
        work = count * PAIRS_A_KEY + sum(_pairs_left(key, searching) for key in _combined(bands, size))
        if work < least:
            best, least, chosen = bands, work, size
        if least < ENOUGH_PAIRS:
            break
    yield from _combined(best, chosen)


def hash_bands(forms: np.ndarray, count: int) -> np.ndarray:
    """Hash the answers of each band to 64 bits; a chance collision only adds a pair to compare."""
    hashes = np.zeros((count, len(forms)), dtype=np.uint64)
    for column in range(forms.shape[1]):
        turn, place = divmod(column, count)
        band = place if turn % 2 == 0 else count - 1 - place
        hashes[band] += mixed(forms[:, column], column)
    return hashes


def mixed(answers: np.ndarray, column: int) -> np.ndarray:
    """Mix an answer and its column into 64 bits (splitmix64: Steele, Lea and Flood 2014)."""
    bits = answers.astype(np.uint64) + np.uint64((column + 1) * _STEP % 2**64)
    bits = (bits ^ (bits >> np.uint64(30))) * _MIX
    bits = (bits ^ (bits >> np.uint64(27))) * _MULTIPLY
    return bits ^ (bits >> np.uint64(31))


def runs(key: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sort forms by their key, earlier forms first: their order, where each run of equal keys starts, and its size."""
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0])
    return order, starts, np.diff(np.r_[starts, len(order)])


def _combined(bands: np.ndarray, size: int) -> Iterator[np.ndarray]:
    for chosen in itertools.combinations(range(len(bands)), size):
        yield bands[list(chosen)].sum(axis=0, dtype=np.uint64)


def _pairs_left(key: np.ndarray, searching: np.ndarray) -> int:
    """Count the pairs of a searching form and another that a key leaves to compare."""
    _, where, sizes = np.unique(key, return_inverse=True, return_counts=True)
    return int((sizes[where[searching]] - 1).sum())
