"""Tests of matched pairs equal R and another program wherever those are exact."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from needs_analysis.errors import EstimateError
from needs_analysis.methods.paired import hake_gain, paired_change

CASES = ["likert20", "likert8", "noties10", "allzero", "n1", "n2", "allup5", "ceiling"]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, conformance: Path) -> dict[str, Any]:
    """One set of pairs with what R, and in `other` what another program, makes of it."""
    known, other = (
        json.loads((conformance / "methods" / f"prepost_{name}.json").read_text())[request.param]
        for name in ("R", "python")
    )
    ends = {name: np.atleast_1d(known[name]) for name in ("pre", "post")}
    return known | ends | {"name": request.param, "other": other}


def test_counts_and_effect_sizes_equal_those_of_r(case: dict[str, Any]) -> None:
    found = paired_change(case["pre"], case["post"])
    assert (found.pairs, found.improved + found.lower) == (case["n"], case["n_nonzero"])
    assert found.same == case["n"] - case["n_nonzero"]
    assert (case["post"] > case["pre"]).sum() == found.improved
    if case["rank_biserial"] is None:
        assert found.rank_biserial is None
    else:
        assert found.rank_biserial == pytest.approx(case["rank_biserial"], abs=1e-12)


def test_p_values_equal_every_exact_one(case: dict[str, Any]) -> None:
    """R's sign-flip; R's and the other program's exact tests with zeros dropped; never the normal approximation."""
    found = paired_change(case["pre"], case["post"]).p
    if case["name"] == "allzero":
        assert found is None
        return
    exact = [case["exact_signflip_p"], *(case["other"][f"wilcox/exact/corr={corr}"][1] for corr in (False, True))]
    if "warnings" not in case["wilcox_exact"]:
        exact.append(case["wilcox_exact"]["p"])
    assert [found] * len(exact) == pytest.approx(exact, abs=1e-12)


def test_five_who_all_gain_one_are_not_significant() -> None:
    """2 / 2⁵ by hand; the normal approximation gives 0.037."""
    assert paired_change([1, 2, 3, 2, 1], [2, 3, 4, 3, 2]).p == 0.0625


def test_gains_equal_those_of_r(case: dict[str, Any]) -> None:
    """On group means with a highest point of 5; the scores around 50 are no answers on that scale."""
    before, after = float(case["pre"].mean()), float(case["post"].mean())
    if case["name"] == "noties10":
        with pytest.raises(EstimateError, match="above the scale's highest point, 5"):
            hake_gain(before, after, 5)
    else:
        assert hake_gain(before, after, 5) == pytest.approx(case["hake_class_max5"], abs=1e-12)


def test_nothing_can_be_gained_from_the_highest_point() -> None:
    assert hake_gain(5.0, 5.0, 5.0) is None
    assert hake_gain(5.0, 4.0, 5.0) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
def test_the_p_value_is_that_of_all_ways_to_sign_the_ranks(differences: list[int]) -> None:
    """Every one of 2ᵏ ways, written out."""
    found = paired_change(np.zeros(len(differences)), differences).p
    changed = np.array([each for each in differences if each])
    if not changed.size:
        assert found is None
        return
    ranks = rankdata(np.abs(changed))
    observed = abs(ranks @ np.sign(changed))
    ways = [abs(ranks @ np.array(signs)) >= observed for signs in product((-1, 1), repeat=len(changed))]
    assert found == np.mean(ways)


def test_hundreds_of_pairs_stay_exact() -> None:
    """300 who all gain: 2 / 2³⁰⁰; and half of them lose as much as the other half gains: 1."""
    assert paired_change(np.zeros(300), np.arange(1, 301)).p == pytest.approx(2.0**-299, rel=1e-12)
    assert paired_change(np.zeros(300), np.tile([1, -1], 150)).p == 1.0


def test_blanks_are_no_pairs_and_decimals_tie() -> None:
    """0.3 − 0.2 and 0.2 − 0.1 differ in the sixteenth digit; as ranks they are one."""
    found = paired_change([0.2, 0.1, 0.5, np.nan, 1.0], [0.3, 0.2, 0.4, 1.0, np.nan])
    assert (found.pairs, found.improved, found.lower) == (3, 2, 1)
    assert found.rank_biserial == pytest.approx(1 / 3)
    assert paired_change([], []).p is None
