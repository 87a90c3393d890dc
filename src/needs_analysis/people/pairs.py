"""Pairs of rows that may be one person: their facts compared, the bits added up, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from needs_analysis.errors import NeedsAnalysisError, Problem
from needs_analysis.language import say
from needs_analysis.people.assignment import PARTLY, Matched, match_items
from needs_analysis.people.blocks import pair_blocks
from needs_analysis.people.facts import Fact, items_of
from needs_analysis.people.levels import DIFFERENT, INITIAL, NEAR, SAME
from needs_analysis.people.weights import weigh

ROWS_TWICE = 0.05
ROWS_IN_BOTH = 0.5
WORDS = {SAME: "same", NEAR: "near", INITIAL: "initial", PARTLY: "partly", DIFFERENT: "different"}


def compare_people(
    people: pd.DataFrame, facts: Sequence[Fact], *, lists: Sequence[int] | None = None, least: float = 0.0
) -> pd.DataFrame:
    """Give the pairs of rows that share something, the likeliest first: left, right, bits, chance and evidence.

    `left` and `right` are positions in `people`, left the smaller. Bits are the sum of those of the facts (see
    `weights`) and of the odds before any fact is seen: one row in twenty is taken to stand twice in a list, and half of
    the longer list in the other.

    Args:
        people: a row a person.
        facts: which columns hold what.
        lists: the list each row is from, to compare rows of different lists only.
        least: leave out pairs with a smaller chance.

    Raises:
        NeedsAnalysisError: a fact names a column that is not there.

    >>> people = pd.DataFrame({"name": ["Каримов Азиз", "Bobur Nazarov", "Aziz KARIMOV"], "email": ["a@b", "", "a@b"]})
    >>> found = compare_people(people, [Fact("name", ("name",)), Fact("email", ("email",))], least=0.5)
    >>> found[["left", "right"]].values.tolist(), found["chance"].round(2).tolist()
    ([[0, 2]], [1.0])
    """
    _refuse_unknown(people, facts)
    items = {fact: items_of(people, fact) for fact in facts}
    pairs = pair_blocks(items, lists) if facts else np.zeros((0, 2), dtype=np.int64)
    matched: dict[str, Matched] = {}
    for fact in facts:
        rows = items[fact]
        found = match_items(fact.kind, weigh(fact.kind, rows), rows, pairs)
        matched[fact.name] = _without_echo(found, fact, matched)
    bits = _odds_before(len(people), lists) + sum(each.bits for each in matched.values())
    chances = 1 / (1 + np.exp2(-np.asarray(bits)))
    made = pd.DataFrame({"left": pairs[:, 0], "right": pairs[:, 1], "bits": bits, "chance": chances})
    kept = np.flatnonzero(chances >= least)
    made = made.iloc[kept].assign(evidence=_evidence(matched, kept))
    return made.sort_values(["bits", "left", "right"], ascending=[False, True, True]).reset_index(drop=True)


def _without_echo(found: Matched, fact: Fact, before: dict[str, Matched]) -> Matched:
    """Take the bits from a fact that follows from one that agrees already; the same e-mail counts beside any name."""
    if fact.follows not in before:
        return found
    agrees = np.isin(before[fact.follows].verdicts, (SAME, NEAR))
    echo = agrees & (found.verdicts == NEAR) if fact.kind == "email" else agrees
    return Matched(np.where(echo, 0.0, found.bits), found.counts)


def _odds_before(n: int, lists: Sequence[int] | None) -> float:
    if lists is None:
        share = 2 * ROWS_TWICE / max(n - 1, 1)
    else:
        share = ROWS_IN_BOTH / max(np.bincount(np.asarray(lists)).max(initial=1), 1)
    return float(np.log2(share / (1 - share)))


def _evidence(matched: dict[str, Matched], kept: np.ndarray) -> pd.Series:
    """Say of each pair which fact is on which level and what that is worth; facts that a side lacks are left out."""
    parts: list[list[str]] = [[] for _ in kept]
    for name, found in matched.items():
        levels, bits = found.verdicts[kept], found.bits[kept]
        for place in np.flatnonzero(levels >= 0):
            parts[place].append(f"{name}={WORDS[int(levels[place])]} {bits[place]:+.1f}")
    return pd.Series(["; ".join(each) for each in parts], index=kept, dtype="str")


def _refuse_unknown(people: pd.DataFrame, facts: Sequence[Fact]) -> None:
    missing = [field for fact in facts for field in fact.fields if field not in people]
    if missing:
        what = say("The list of people has no such column.")
        raise NeedsAnalysisError([Problem(what, column=field) for field in dict.fromkeys(missing)])
