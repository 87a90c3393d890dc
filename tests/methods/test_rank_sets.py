"""Rank sets equal the stored ones; shares of resamples do within the error of their simulation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from needs_analysis.methods.rank_sets import rank_sets, ranks, tiers
from needs_analysis.methods.resampling import resampled_means, resampled_ranks, top_shares
from tests.methods.experts import experts65


@pytest.fixture(scope="module")
def stored(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "ranks_shrinkage_R.json").read_text())
    return found


def test_rank_sets_equal_the_stored_ones(stored: dict[str, Any]) -> None:
    """30 needs: all 60 bounds at 0.95 and at 0.90."""
    known = stored["csranks"]
    for confidence in (0.95, 0.90):
        found = rank_sets(known["mean_gap"], known["Sigma"], confidence=confidence, draws=40_000)
        name = f"simul{confidence * 100:.0f}"
        assert [found.best.tolist(), found.worst.tolist()] == [known[f"{name}_L"], known[f"{name}_U"]]
    assert ranks(known["mean_gap"]).tolist() == known["rank"]


def test_the_small_example_is_exact(stored: dict[str, Any]) -> None:
    known = stored["csranks_small"]
    found = rank_sets(known["x"], known["se"] ** 2 * np.eye(4))
    assert [found.best.tolist(), found.worst.tolist()] == [known["simul_L"], known["simul_U"]]


def test_more_needs_are_told_apart_by_surer_estimates() -> None:
    """With few degrees of freedom the sets are wider; with none of the noise they are single ranks."""
    means, spread = np.array([4.0, 3.0, 2.0, 1.0]), 0.1 * np.eye(4)
    widths = [
        int((found.worst - found.best).sum())
        for found in (rank_sets(means, spread, freedom=2), rank_sets(means, spread), rank_sets(means, spread / 1e6))
    ]
    assert widths[0] > widths[1] > widths[2] == 0


def test_needs_that_do_not_vary_are_never_told_apart() -> None:
    """Nobody differs on either need: nothing says how sure their difference is."""
    found = rank_sets([5.0, 4.0], np.zeros((2, 2)))
    assert [found.best.tolist(), found.worst.tolist()] == [[1, 1], [2, 2]]
    assert tiers([5.0, 4.0], found.above).tolist() == [1, 1]


def test_a_need_that_is_below_the_head_of_its_tier_opens_the_next() -> None:
    """The second is not told from the first nor the third from the second, but the third is from the first."""
    above = np.zeros((4, 4), dtype=bool)
    above[0, 2] = above[0, 3] = above[1, 3] = True
    assert tiers([4.0, 3.5, 3.0, 2.5], above).tolist() == [1, 1, 2, 2]


@pytest.mark.parametrize("name", ["iid", "stratified_by_country", "stratified_equal_country"])
def test_shares_of_resamples_equal_the_stored_ones(conformance: Path, name: str) -> None:
    """20,000 draws of 65 people, of all or within their countries: shares of the first k, expected ranks, their spread.

    The other program makes countries equal by weighing each person with one over the size of its delegation.
    """
    needs, rated, able, country = experts65(conformance)
    known = json.loads((conformance / "methods" / "smaa_bootstrap.json").read_text())[name]
    weights = 1 / np.bincount(country)[country] if name == "stratified_equal_country" else None
    strata = np.zeros_like(country) if name == "iid" else country
    found = resampled_ranks(resampled_means(rated - able, strata, weights=weights, draws=20_000, seed=4))
    for k in (1, 5, 10):
        expected = [known[need][f"p_top{k}"] for need in needs]
        assert top_shares(found, k) == pytest.approx(expected, abs=0.015)
    assert found.mean(axis=0) == pytest.approx([known[need]["exp_rank"] for need in needs], abs=0.12)
    for share, end in ((0.025, "q025"), (0.975, "q975")):
        assert np.quantile(found, share, axis=0) == pytest.approx([known[need][end] for need in needs], abs=1)


def test_each_stratum_keeps_its_share_in_every_draw() -> None:
    """A stratum of one person and one of many, shares one half each: the draws stay around the mean of their means."""
    values = np.concatenate([[[9.0]], np.tile([[1.0], [3.0]], (20, 1))])
    draws = resampled_means(values, np.arange(41) > 0, shares=[1, 1], draws=2_000)
    assert draws.mean() == pytest.approx((9 + 2) / 2, abs=0.02)
    assert draws.std() == pytest.approx(0.5 / np.sqrt(40), rel=0.1)
