"""The rules of dominance decide as the truth table does, whose cells were judged outside this program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.methods.dominance import holds_most, is_dominated, p_of_two

RULES = {
    "p10": lambda x: is_dominated(x, 10),
    "p25": lambda x: is_dominated(x, 25),
    "nk_1_85": lambda x: holds_most(x, 1, 85),
    "nk_2_80": lambda x: holds_most(x, 2, 80),
    "nk_2_90": lambda x: holds_most(x, 2, 90),
}


@pytest.fixture
def table(conformance: Path) -> dict[str, Any]:
    """Cells with what each rule says of them, and the p that belongs to a k."""
    found: dict[str, Any] = json.loads((conformance / "methods" / "table_suppression.json").read_text())
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_cell_is_judged_as_in_the_table(rule: str, table: dict[str, Any]) -> None:
    """Each rule says of each cell what the table says; of an empty total the (n, k) rule says nothing."""
    assert [RULES[rule](cell["x"]) for cell in table["concentration"]] == [
        cell[rule] for cell in table["concentration"]
    ]


def test_a_k_has_its_p(table: dict[str, Any]) -> None:
    """The p for each k is the table's."""
    assert {k: p_of_two(float(k)) for k in table["p_from_2k"]} == pytest.approx(table["p_from_2k"])


@given(st.lists(st.integers(1, 100), min_size=3, max_size=12), st.floats(50, 99))
def test_what_two_hold_the_second_can_say(contributions: list[int], k: float) -> None:
    """What the p % rule finds with the p of a k, the (2, k) rule finds too."""
    if is_dominated(contributions, p_of_two(k)):
        assert holds_most(contributions, 2, k)


def test_blanks_and_signs_do_not_count() -> None:
    """Who said nothing contributed nothing; a debt tells as much as a gain."""
    assert is_dominated([300, np.nan, -20, 10])
    assert not is_dominated([np.nan])
