"""Equal-country means equal other programs, and items that share people are correlated."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from needs_analysis.methods.strata import stratified_means
from tests.methods.experts import experts65


def test_equal_country_means_equal_the_other_program(conformance: Path) -> None:
    """Importance, capacity and gap of 30 needs, a country with one person included; and the order by gap."""
    needs, rated, able, country = experts65(conformance)
    known = json.loads((conformance / "methods" / "priority.json").read_text())["experts65"]
    for values, name in ((rated, "imp"), (able, "cap"), (rated - able, "gap")):
        found = stratified_means(values, country).mean
        assert found == pytest.approx([known["needs"][need][f"{name}_eqcountry"] for need in needs], rel=1e-12)
    gaps = stratified_means(rated - able, country).mean
    assert [needs[at] for at in np.argsort(-gaps)] == known["order_gap_eqc"]


def test_one_stratum_gives_the_covariance_of_pairwise_complete_answers(conformance: Path) -> None:
    """The covariance of unweighted gaps is the pairwise one, as R computed it, scaled by n_ij / (n_i n_j)."""
    _, rated, able, country = experts65(conformance)
    known = json.loads((conformance / "methods" / "ranks_shrinkage_R.json").read_text())["csranks"]
    found = stratified_means(rated - able, np.zeros_like(country))
    assert found.mean == pytest.approx(known["mean_gap"], rel=1e-12)
    assert np.sqrt(found.covariance.diagonal()) == pytest.approx(known["se"], rel=1e-10)
    assert found.covariance == pytest.approx(np.array(known["Sigma"]), rel=0.05, abs=4e-4)


def test_the_pooled_variance_is_that_of_a_hand_computation() -> None:
    """Strata (1, 3), (2, 2, 5) and (4): s² = (2 + 6) / (6 − 3), SE² = s² / 9 · (1/2 + 1/3 + 1), n_eff its share."""
    found = stratified_means([[1.0], [3.0], [2.0], [2.0], [5.0], [4.0]], [0, 0, 1, 1, 1, 2])
    weight = 1 / 2 + 1 / 3 + 1
    assert found.mean[0] == pytest.approx((2 + 3 + 4) / 3)
    assert found.covariance[0, 0] == pytest.approx(8 / 3 / 9 * weight)
    assert (found.freedom[0], found.n[0]) == (3, 6)
    assert found.n_eff[0] == pytest.approx(9 / weight)


def test_strata_weights_are_scaled_to_the_strata_that_answered() -> None:
    """With weights 3 and 1 and a blank stratum of weight 96 the mean is three quarters of the way."""
    found = stratified_means([[1.0], [5.0], [np.nan]], [0, 1, 2], [3, 1, 96])
    assert found.mean[0] == pytest.approx(2.0)


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    """An item that nobody answered has no mean; one answer a stratum gives a mean without variance."""
    found = stratified_means([[np.nan, 1.0], [np.nan, 2.0]], [0, 1])
    assert np.isnan(found.mean[0])
    assert found.mean[1] == 1.5
    assert np.isnan(found.covariance.diagonal()).all()
