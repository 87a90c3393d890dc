"""Which pairs are worth comparing: those that share a key, so that no list is compared with all of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from needs_analysis.people.facts import Fact, Items

MOST_IN_A_BLOCK = 60
LETTERS_OF_A_WORD, LETTERS_OF_A_FACT = 3, 4
NAMES_NOBODY = ("code", "patronymic")


def pair_blocks(items: Mapping[Fact, Sequence[Items]], lists: Sequence[int] | None = None) -> np.ndarray:
    """Give the pairs of rows that share a key: a whole fact, or the beginnings of two facts.

    A key that more than 60 rows share pairs none: rows that are alike share a rarer one too.

    Args:
        items: fact → the items of each row.
        lists: the list each row is from, to pair rows of different lists only.

    >>> pair_blocks({Fact("email", ("email",)): [("a@b.org",), ("c@b.org",), ("a@b.org",)]}).tolist()
    [[0, 2]]
    """
    keyed = [(f"{place}:{key}", row) for place, row, key in _keys(items)]
    codes = pd.factorize(np.array([key for key, _ in keyed], dtype=object))[0] if keyed else np.arange(0)
    rows = np.array([row for _, row in keyed], dtype=np.int64)
    order = np.lexsort((rows, codes))
    pairs = _within(codes[order], rows[order])
    if lists is not None:
        origin = np.asarray(lists)
        pairs = pairs[origin[pairs[:, 0]] != origin[pairs[:, 1]]]
    return pairs


def _within(codes: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Pair the rows of each block; codes are sorted."""
    small = np.bincount(codes)[codes] <= MOST_IN_A_BLOCK if len(codes) else np.zeros(0, dtype=bool)
    codes, rows = codes[small], rows[small]
    n = int(rows.max()) + 1 if len(rows) else 1
    found = [np.zeros(0, dtype=np.int64)]
    for apart in range(1, MOST_IN_A_BLOCK):
        together = np.flatnonzero(codes[apart:] == codes[:-apart]) if apart < len(codes) else np.arange(0)
        if not len(together):
            break
        found.append(np.unique(rows[together] * n + rows[together + apart]))
    pairs = np.unique(np.concatenate(found))
    left, right = pairs // n, pairs % n
    return np.asarray(np.column_stack([left, right])[left != right], dtype=np.int64)


def _keys(items: Mapping[Fact, Sequence[Items]]) -> Iterator[tuple[int, int, str]]:
    """Yield what a row may share with another: (0 for a whole fact and 1 for two beginnings, row, key)."""
    facts = list(items)
    for row in range(len(items[facts[0]])):
        held = [(fact, item) for fact in facts for item in items[fact][row]]
        yield from ((0, row, f"{fact.name}={item}") for fact, item in held if fact.kind not in NAMES_NOBODY)
        starts = sorted((fact.kind, fact.name, _start(fact, item)) for fact, item in held)
        for (kind, *one), (other_kind, *other) in combinations(starts, 2):
            if "name" in (kind, other_kind) or not {kind, other_kind} & set(NAMES_NOBODY):
                yield 1, row, "|".join((*one, *other))


def _start(fact: Fact, item: str) -> str:
    return item[: LETTERS_OF_A_WORD if fact.kind == "name" else LETTERS_OF_A_FACT]
