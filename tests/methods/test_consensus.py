"""Agreement on one question equals hand examples and another program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.methods.consensus import consensus, ordinal_agreement
from tests.methods.experts import experts65

COUNTS = st.lists(st.integers(0, 30), min_size=3, max_size=7).filter(any)


@pytest.fixture(scope="module")
def priority(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "priority.json").read_text())
    return found


@pytest.mark.parametrize(("name", "measure"), [("E4_consensus", consensus), ("E4_vanderEijk", ordinal_agreement)])
def test_hand_examples_are_exact(priority: dict[str, Any], name: str, measure: Any) -> None:
    """All on one point, half at each end, even, skewed, and seven points."""
    for counts, known in priority[name].items():
        assert measure(json.loads(counts)) == pytest.approx(known, abs=1e-12), counts


def test_the_hand_example_of_four_needs_is_exact(priority: dict[str, Any]) -> None:
    for need, ratings in priority["E1"]["I"].items():
        found = consensus(np.bincount(ratings, minlength=6)[1:])
        assert found == pytest.approx(priority["E1"]["needs"][need]["consensus_I"], abs=1e-12)


def test_thirty_needs_equal_the_other_program(priority: dict[str, Any], conformance: Path) -> None:
    """Importance and capacity of 65 experts, each with its own blanks."""
    needs, rated, able, _ = experts65(conformance)
    for values, name in ((rated, "consensus_imp"), (able, "consensus_cap")):
        for need, column in zip(needs, values.T, strict=True):
            counts = np.bincount(column[~np.isnan(column)].astype(int), minlength=6)[1:]
            assert consensus(counts) == pytest.approx(priority["experts65"]["needs"][need][name], abs=1e-12)


@given(COUNTS)
def test_agreement_keeps_its_bounds_and_does_not_depend_on_the_end_or_the_number_of_people(counts: list[int]) -> None:
    """The scale reversed and everybody counted three times give the same; bounds as published."""
    for measure, least in ((consensus, 0), (ordinal_agreement, -1)):
        found = measure(counts)
        assert found is not None
        assert least - 1e-12 <= found <= 1 + 1e-12
        assert measure(counts[::-1]) == pytest.approx(found, abs=1e-9)
        assert measure([3 * count for count in counts]) == pytest.approx(found, abs=1e-9)


def test_nobody_agrees_on_nothing() -> None:
    """No answers, one point, and for van der Eijk's measure two points: no value."""
    assert (consensus([0, 0, 0]), consensus([4]), ordinal_agreement([0, 0, 0]), ordinal_agreement([5, 5])) == (
        None,
    ) * 4
