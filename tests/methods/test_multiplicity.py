"""Adjusted p-values equal R's; blank ones are no tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from needs_analysis.methods.multiplicity import benjamini_hochberg, holm, holm_is_reachable


@pytest.fixture(scope="module")
def known(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "prepost_R.json").read_text())["padjust"]
    return found


def test_adjusted_values_equal_those_of_r(known: dict[str, Any]) -> None:
    """25 p-values, in any order."""
    order = np.random.default_rng(1).permutation(len(known["p"]))
    for adjust, name in ((holm, "holm"), (benjamini_hochberg, "BH")):
        assert adjust(known["p"]) == pytest.approx(known[name], abs=1e-12)
        assert adjust(np.array(known["p"])[order]) == pytest.approx(np.array(known[name])[order], abs=1e-12)
    assert (benjamini_hochberg(known["p"]) <= 0.05).sum() == 1


def test_blank_values_stay_blank_and_are_not_counted(known: dict[str, Any]) -> None:
    expected = [np.nan if each is None else each for each in known["with_na"]]
    assert holm([0.01, np.nan, 0.03]) == pytest.approx(expected, nan_ok=True, abs=1e-12)
    assert holm([np.nan]) == pytest.approx([np.nan], nan_ok=True)
    assert holm([]).size == benjamini_hochberg([]).size == 0


@pytest.mark.parametrize(
    ("changed", "reachable"),
    [
        ([10] * 30, False),
        ([11] + [2] * 29, True),
        ([10] * 25, True),
        ([10] * 25 + [0] * 5, True),
        ([5], False),
        ([6], True),
        ([0, 0], False),
        ([], False),
    ],
)
def test_too_few_pairs_cannot_pass_whatever_they_say(changed: list[int], reachable: bool) -> None:
    """Items × 2 / 2ᵏ against 0.05: 30 · 2 / 1024 = 0.059, 25 · 2 / 1024 = 0.049; an item without change is no test."""
    assert holm_is_reachable(changed) is reachable
