"""Whether what two rows say of a person contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from needs_analysis.people.assignment import match_items
from needs_analysis.people.facts import Fact, Kind, items_of
from needs_analysis.people.levels import DIFFERENT
from needs_analysis.people.weights import weigh

KINDS: dict[str, Kind] = {"name": "name", "patronymic": "patronymic", "country": "code", "agency": "code"}
COLUMNS = {"patronymic": "name"}


def contradicted(
    people: pd.DataFrame, forms: pd.DataFrame, pairs: Sequence[tuple[int, int]], *, facts: Sequence[str]
) -> set[tuple[int, int]]:
    """Give the pairs (row of people, row of forms) of which a fact says that they are two persons.

    A name does where no word of the one is like any of the other, or both have a patronymic and these differ; a code
    does where it is another. What is blank on a side contradicts nothing.

    >>> people = pd.DataFrame({"name": ["Aziz Karimov"]})
    >>> forms = pd.DataFrame({"name": ["А. Каримов", "Bobur Nazarov"]})
    >>> contradicted(people, forms, [(0, 0), (0, 1)], facts=["name"])
    {(0, 1)}
    """
    asked = [*facts, *(["patronymic"] if "name" in facts else [])]
    wrong = np.zeros(len(pairs), dtype=bool)
    places = np.array(pairs, dtype=np.int64).reshape(-1, 2) + np.array([0, len(people)])
    for name in asked:
        field = COLUMNS.get(name, name)
        if field in people and field in forms:
            fact = Fact(KINDS[name], (field,))
            rows = [*items_of(people, fact), *items_of(forms, fact)]
            wrong |= match_items(fact.kind, weigh(fact.kind, rows), rows, places).verdicts == DIFFERENT
    return {pair for pair, is_wrong in zip(pairs, wrong, strict=True) if is_wrong}
