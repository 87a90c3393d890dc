"""Borda, Copeland and Kemeny equal hand examples, an exhaustive search and another program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.methods.preferences import borda, cheapest_orders, copeland, kemeny, preferences
from tests.methods.experts import experts65


@pytest.fixture(scope="module")
def priority(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "priority.json").read_text())
    return found


def test_the_hand_example_is_exact(priority: dict[str, Any]) -> None:
    """Four needs, six raters with ties."""
    example = priority["E1"]
    ratings = np.array(list(example["I"].values())).T
    wins = preferences(ratings)
    assert wins.tolist() == example["pairwise"]
    assert borda(ratings).tolist() == example["borda"]
    assert copeland(wins).tolist() == example["copeland"]
    best = kemeny(wins)
    assert [best.cost, [list(best.order)]] == example["kemeny"]
    assert best.unique


def test_a_cycle_has_three_best_orders_and_says_so(priority: dict[str, Any]) -> None:
    """Three raters who prefer in a circle."""
    example = priority["E3_cycle"]
    wins = preferences(example["M"])
    cost, orders = example["kemeny"]
    best = kemeny(wins)
    assert (best.cost, best.unique) == (cost, False)
    assert list(best.order) in orders
    assert cheapest_orders(wins) == (cost, [tuple(order) for order in orders])
    assert borda(example["M"]).tolist() == example["borda"]
    assert copeland(wins).tolist() == example["copeland"]


def test_thirty_needs_equal_the_other_program(priority: dict[str, Any], conformance: Path) -> None:
    """Complete forms for Borda and Copeland, all 65 raters with blanks for Copeland and Kemeny's least cost."""
    needs, rated, _, _ = experts65(conformance)
    complete = rated[~np.isnan(rated).any(axis=1)]
    known = priority["experts65"]
    assert borda(complete).tolist() == list(known["borda_complete"].values())
    assert copeland(preferences(complete)).tolist() == list(known["copeland_complete"].values())
    other = json.loads((conformance / "methods" / "kemeny_experts65.json").read_text())
    wins = preferences(rated)
    assert wins.tolist() == other["pairwise"]
    assert copeland(wins).tolist() == [other["copeland_all65"][need] for need in needs]
    stored = [needs.index(need) for need in other["order"]]
    assert np.triu(wins[np.ix_(stored, stored)].T, 1).sum() == other["cost"]
    assert kemeny(wins).cost == other["cost"]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda needs: st.lists(st.lists(st.integers(1, 5), min_size=needs, max_size=needs), min_size=1, max_size=6)
    )
)
def test_the_exact_order_is_that_of_an_exhaustive_search(ratings: list[list[int]]) -> None:
    """Least cost, one of the best orders, and unique exactly where no other order is as cheap."""
    wins = preferences(ratings)
    cost, orders = cheapest_orders(wins)
    best = kemeny(wins)
    assert best.cost == cost
    assert best.order in orders
    assert best.unique == (len(orders) == 1)


def test_one_need_has_one_order() -> None:
    assert kemeny(np.zeros((1, 1))).order == (0,)
