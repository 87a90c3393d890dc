"""Kendall's W equals hand examples, another program, and R's Friedman test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from needs_analysis.methods.concordance import Concordance, kendall_w
from tests.methods.experts import experts65


@pytest.fixture(scope="module")
def priority(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "priority.json").read_text())
    return found


def assert_equal(found: Concordance, known: dict[str, Any]) -> None:
    got = (found.raters, found.items, found.squares, found.ties, found.w, found.chi2, found.freedom)
    names = ("m", "n", "S", "T", "W", "chi2", "df")
    assert got == pytest.approx(tuple(known[name] for name in names), rel=1e-12)


def test_hand_examples_are_exact(priority: dict[str, Any]) -> None:
    """Four needs and six raters with ties; three raters in a circle, who agree on nothing."""
    assert_equal(kendall_w(np.array(list(priority["E1"]["I"].values())).T), priority["E1"]["kendall_w_importance"])
    assert_equal(kendall_w(priority["E3_cycle"]["M"]), priority["E3_cycle"]["W"])


def test_thirty_needs_equal_the_other_programs(priority: dict[str, Any], conformance: Path) -> None:
    """24 of 65 forms are complete; R's Friedman test of the same forms has the same statistic and p-value."""
    _, rated, _, _ = experts65(conformance)
    found = kendall_w(rated)
    assert found.raters == priority["experts65"]["n_complete_importance"]
    assert_equal(found, priority["experts65"]["kendall_w_importance_complete"])
    known = json.loads((conformance / "methods" / "ranks_shrinkage_R.json").read_text())["friedman"]
    expected = (known["W"], known["chi2"], known["df"], known["p"])
    assert (found.w, found.chi2, found.freedom, found.p) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(
    "ratings",
    [
        [[3, 2, 1]],
        [[3, 3, 3], [2, 2, 2]],
        [[3], [2]],
        [[3, np.nan], [np.nan, 2]],
        np.empty((0, 3)),
    ],
)
def test_there_is_no_concordance_where_nothing_can_be_compared(ratings: Any) -> None:
    """One rater, all equal, one item, no complete form, nobody: no value, and not one."""
    found = kendall_w(ratings)
    assert (found.w, found.chi2, found.p) == (None, None, None)


def test_one_rater_who_ties_everything_does_not_undo_the_others() -> None:
    """Two who agree and one who is indifferent: S = 8, T = 24, W = 96 / (9 · 24 − 72) = 2/3 by hand."""
    found = kendall_w([[1, 2, 3], [1, 2, 3], [2, 2, 2]])
    assert (found.squares, found.ties, found.w) == (8, 24, pytest.approx(2 / 3))
