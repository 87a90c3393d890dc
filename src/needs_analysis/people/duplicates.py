"""Candidates: rows of a list, or of two lists, that may be one person; for a person to judge, never merged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from needs_analysis.columns import PAIRS
from needs_analysis.people.facts import Fact, usual_facts
from needs_analysis.people.pairs import compare_people

LEAST_CHANCE = 0.1


def suggest_duplicates(
    people: pd.DataFrame, table: str, *, facts: Sequence[Fact] | None = None, least: float = LEAST_CHANCE
) -> pd.DataFrame:
    """List the pairs of rows of one list that may be one person, the likeliest first; the later row comes first.

    Args:
        people: a row a person, with `row_id`.
        table: the list's name.
        facts: which columns hold what; those that lists usually have where it is left out.
        least: smallest chance that is listed.

    >>> people = pd.DataFrame({"row_id": ["1", "2"], "name": ["Aziz Karimov", "Каримов Азиз"], "email": ["a@b", "a@b"]})
    >>> suggest_duplicates(people, "participants")[["row_id", "other_row_id"]].values.tolist()
    [['2', '1']]
    """
    found = compare_people(people, facts or usual_facts(list(people.columns)), least=least)
    ids = people["row_id"].to_numpy()
    later, earlier = ids[found["right"]], ids[found["left"]]
    return _pairs(found, (later, earlier), (table, table))


def suggest_across(
    people: pd.DataFrame, others: pd.DataFrame, *, tables: tuple[str, str], least: float = LEAST_CHANCE
) -> pd.DataFrame:
    """List the pairs of rows of two lists that may be one person, by the facts that both lists hold.

    Args:
        people: the list whose rows come first in a pair.
        others: the other list.
        tables: the names of both.
        least: smallest chance that is listed.

    >>> forms = pd.DataFrame({"row_id": ["f1"], "name": ["А. Каримов"], "email": ["karimov@b.org"]})
    >>> people = pd.DataFrame({"row_id": ["p1"], "name": ["Aziz Karimov"], "email": ["karimov@b.org"]})
    >>> suggest_across(forms, people, tables=("responses", "participants"))["evidence"].tolist()
    ['name=initial ...; email=same ...']
    """
    facts = usual_facts([name for name in people.columns if name in others])
    fields = ["row_id", *dict.fromkeys(field for fact in facts for field in fact.fields)]
    both = pd.concat([people[fields], others[fields]], ignore_index=True)
    lists = [0] * len(people) + [1] * len(others)
    found = compare_people(both, facts, lists=lists, least=least)
    ids = both["row_id"].to_numpy()
    mine, theirs = ids[found["left"]], ids[found["right"]]
    return _pairs(found, (mine, theirs), tables)


def _pairs(found: pd.DataFrame, ids: tuple[np.ndarray, np.ndarray], tables: tuple[str, str]) -> pd.DataFrame:
    named = found[["chance", "bits", "evidence"]].assign(row_id=ids[0], other_row_id=ids[1])
    return PAIRS.frame(named.assign(table=tables[0], other_table=tables[1]))
