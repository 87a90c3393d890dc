"""Gap, Borich, ranked discrepancy and quadrants equal independent programs and hand examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from needs_analysis.methods.discrepancies import (
    borich,
    borich_linearised,
    paired,
    quadrant,
    quadrant_shares,
    ranked,
    ranked_standard_error,
)
from needs_analysis.methods.quantiles import weighted_quantile
from needs_analysis.methods.strata import stratified_means
from tests.methods.experts import experts65

QUADRANTS = {"concentrate": "concentrate", "overkill": "overkill", "low priority": "low_priority", "keep up": "keep_up"}


@pytest.fixture(scope="module")
def priority(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "priority.json").read_text())
    return found


def one(importance: Any, capacity: Any) -> dict[str, float]:
    """Every measure of one need, each person counting once."""
    rated, able = paired(importance, capacity)
    means = (float(rated.mean()), float((rated - able).mean()))
    linear = stratified_means(borich_linearised(rated, able, means=means)[:, None], np.zeros(len(rated), int))
    scores = ranked(rated, able)
    return {
        "n": len(rated),
        "mwds": borich(*means),
        "gap": means[1],
        "delta_se": float(np.sqrt(linear.covariance[0, 0])),
        "RDS": float(scores.mean()),
        "se_multinomial_n": ranked_standard_error(scores),
    }


def assert_counts(importance: Any, capacity: Any, known: dict[str, Any]) -> None:
    """How many see less capacity than importance, more, and as much; counts and percentages are exact."""
    scores = ranked(*paired(importance, capacity))
    counts = [int((scores == score).sum()) for score in (-100, 100, 0)]
    assert counts == [known["rdm"][name] for name in ("NR", "PR", "TR")]
    shares = [known["rdm"][f"{name}_pct"] for name in ("NR", "PR", "TR")]
    assert [100 * count / scores.size for count in counts] == pytest.approx(shares, rel=1e-12)


def assert_equal(found: dict[str, float], known: dict[str, Any]) -> None:
    expected = {"n": known["mwds"]["n"], "mwds": known["mwds"]["mwds"], "delta_se": known["delta_se"]}
    expected |= {name: known["rdm"][name] for name in ("RDS", "se_multinomial_n")}
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_the_hand_example_is_exact(priority: dict[str, Any]) -> None:
    """Four needs, six people: discrepancies with standard errors, and quadrants under both cuts."""
    example = priority["E1"]
    grand = (example["grand_mean_I"], example["grand_mean_C"])
    for need, known in example["needs"].items():
        importance, capacity = example["I"][need], example["C"][need]
        found = one(importance, capacity)
        assert_equal(found, known)
        assert_counts(importance, capacity, known)
        assert np.mean(importance) / 5 == pytest.approx(known["rii_I"], rel=1e-12)
        assert found["gap"] == pytest.approx(known["gap"], abs=1e-12)
        means = (float(np.mean(importance)), float(np.mean(capacity)))
        assert quadrant(*means, cuts=grand) == QUADRANTS[known["ipa_data_centred"]]
        assert quadrant(*means, cuts=(3, 3)) == QUADRANTS[known["ipa_scale_centred_3"]]


def test_thirty_needs_equal_the_other_program(priority: dict[str, Any], conformance: Path) -> None:
    """65 experts with blanks: n, discrepancies, their standard errors, and the orders they give."""
    needs, rated, able, _ = experts65(conformance)
    found = {need: one(rated[:, at], able[:, at]) for at, need in enumerate(needs)}
    for need in needs:
        assert_equal(found[need], priority["experts65"]["needs"][need])
    for at, need in enumerate(needs):
        assert_counts(rated[:, at], able[:, at], priority["experts65"]["needs"][need])
    assert sorted(needs, key=lambda need: -found[need]["mwds"]) == priority["experts65"]["order_mwds"]
    assert sorted(needs, key=lambda need: found[need]["RDS"]) == priority["experts65"]["order_rds"]


def test_means_and_quartiles_of_thirty_needs_equal_the_other_program(
    priority: dict[str, Any], conformance: Path
) -> None:
    """Everyone who rated importance, or capacity; their orders; quartiles by interpolation, as numpy gives them."""
    needs, rated, able, _ = experts65(conformance)
    known = [priority["experts65"]["needs"][need] for need in needs]
    alone = np.zeros(len(rated), dtype=int)
    means = stratified_means(rated, alone).mean
    assert means == pytest.approx([row["imp_mean"] for row in known], rel=1e-12)
    assert means / 5 == pytest.approx([row["rii"] for row in known], rel=1e-12)
    assert stratified_means(able, alone).mean == pytest.approx([row["cap_mean"] for row in known], rel=1e-12)
    order = [needs[at] for at in np.argsort(-means, kind="stable")]
    assert order == priority["experts65"]["order_imp"] == priority["experts65"]["order_rii"]
    for column, row in zip(rated.T, known, strict=True):
        values = column[~np.isnan(column)]
        quartiles = [weighted_quantile(values, np.ones(values.size), at, rule="hf7") for at in (0.25, 0.5, 0.75)]
        assert quartiles == row["imp_quartiles"]


def test_a_recoding_that_keeps_the_order_of_answers_flips_borich_and_not_the_ranked_score(
    priority: dict[str, Any],
) -> None:
    """1 to 5 read as 1, 2, 3, 4, 7: the trap that makes Borich a measure for comparison only."""
    example = priority["E2_monotone_recoding"]
    recode = {int(point): value for point, value in example["recode"].items()}
    for need in ("P", "Q"):
        pairs = example["I"][need], example["C"][need]
        recoded = [[recode[point] for point in answers] for answers in pairs]
        assert one(*pairs)["mwds"] == example["mwds"][need]
        assert one(*recoded)["mwds"] == example["mwds_recoded"][need]
        assert one(*pairs)["RDS"] == one(*recoded)["RDS"] == example["rds"][need]


def test_quadrant_shares_add_up_to_one() -> None:
    """Every draw places each need in one quadrant."""
    random = np.random.default_rng(2)
    draws = random.uniform(1, 5, (200, 7)), random.uniform(1, 5, (200, 7))
    cuts = tuple(values.mean(axis=1, keepdims=True) for values in draws)
    shares = quadrant_shares(*draws, cuts=(cuts[0], cuts[1]))
    assert sum(shares.values()) == pytest.approx(np.ones(7))
