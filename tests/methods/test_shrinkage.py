"""Shrunken means equal two other programs; where nothing can be shrunk there is the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.methods.shrinkage import Groups, Shrunken, shrink_means

CLOSE = 1e-5
CLOSER = 1e-7


def answers(conformance: Path, item: str, group: str) -> tuple[Any, Any]:
    """One item's answers and each person's group, numbered by name."""
    frame = pd.read_csv(conformance / "methods" / "experts65.csv")
    return frame[item].to_numpy(float), np.unique(frame[group], return_inverse=True)[1]


def profile(found: Shrunken) -> float:
    """The restricted log-likelihood without its constants, as the other program gives it."""
    freedom = found.n.sum() - 1
    return float(found.log_likelihood or 0) + freedom * (1 + np.log(2 * np.pi)) / 2


def test_shrunken_means_equal_the_other_program(conformance: Path) -> None:
    """Five items by country and two by agency; three of them on the boundary, τ² = 0."""
    varying = [
        row
        for row in json.loads((conformance / "methods" / "shrinkage_reml.json").read_text())
        if row["item"] != "N30_imp"
    ]
    assert len(varying) == 6
    for row in varying:
        found = shrink_means(*answers(conformance, row["item"], row["group"]))
        assert found.n.tolist() == row["n"]
        assert found.raw == pytest.approx(row["raw"], rel=1e-12)
        assert (found.mu, found.sigma2) == pytest.approx((row["mu"], row["sigma2"]), rel=CLOSER)
        assert found.tau2 == pytest.approx(row["tau2"], rel=CLOSER, abs=1e-12)
        assert found.factor == pytest.approx(row["shrink_B"], rel=CLOSER, abs=1e-12)
        assert found.shrunken == pytest.approx(row["blup"], rel=CLOSER)
        assert profile(found) == pytest.approx(row["reml_loglik_profile"], abs=1e-10)


def test_shrunken_means_equal_those_of_r(conformance: Path) -> None:
    """lme4: variances, the overall mean and its error, predictions, and their spread given the overall mean."""
    rows = json.loads((conformance / "methods" / "ranks_shrinkage_R.json").read_text())["lmer_country"]
    for row in (row for row in rows if row["item"] != "N30_imp"):
        found = shrink_means(*answers(conformance, row["item"], "country"))
        expected = [row[name] for name in ("mu", "mu_se", "var_country", "var_resid")]
        assert [found.mu, found.mu_se, found.tau2, found.sigma2] == pytest.approx(expected, rel=CLOSE, abs=1e-12)
        assert found.shrunken == pytest.approx(row["blup"], rel=CLOSE)
        given_the_mean = np.sqrt(found.se**2 - ((1 - found.factor) * float(found.mu_se or 0)) ** 2 + 1e-30)
        assert given_the_mean == pytest.approx(row["blup_condsd"], rel=CLOSE, abs=1e-8)


def test_no_other_program_finds_a_higher_likelihood(conformance: Path) -> None:
    """At R's variances the restricted likelihood is never above ours, nor at any of a thousand others."""
    rows = json.loads((conformance / "methods" / "ranks_shrinkage_R.json").read_text())["lmer_country"]
    for row in (row for row in rows if row["item"] != "N30_imp"):
        values, country = answers(conformance, row["item"], "country")
        found = shrink_means(values, country)
        known = ~np.isnan(values)
        groups = Groups(found.n.astype(float), found.raw, float(((values - found.raw[country])[known] ** 2).sum()))
        others = [row["var_country"] / row["var_resid"], *np.geomspace(1e-6, 1e3, 1000)]
        assert max(map(groups.log_likelihood, others)) <= float(found.log_likelihood or 0) + 1e-12


def test_answers_without_variation_are_not_shrunk(conformance: Path) -> None:
    """R gives variances of 10⁻³¹ and calls it a fit; here there are the raw means and the reason."""
    found = shrink_means(*answers(conformance, "N30_imp", "country"))
    assert found.raw.tolist() == [5.0] * 8
    assert (found.mu, found.tau2, found.note) == (None, None, "no_variation")
    assert np.isnan(found.shrunken).all()


@pytest.mark.parametrize(
    ("values", "groups", "note"),
    [
        ([4.0, 2.0, 5.0], [0, 1, 2], "one_each"),
        ([4.0, 2.0, 5.0], [0, 0, 0], "one_group"),
        ([4.0, 2.0, np.nan], [0, 0, 1], "one_group"),
        ([np.nan, np.nan], [0, 1], "no_answers"),
        ([], [], "no_answers"),
        ([4.0, 4.0, 2.0, 2.0], [0, 0, 1, 1], "no_variation"),
        ([0.1, 0.1, 0.1, 0.3, 0.3], [0, 0, 0, 1, 1], "no_variation"),
    ],
)
def test_the_reason_stands_where_nothing_can_be_shrunk(values: Any, groups: Any, note: str) -> None:
    """A group each, one group, nobody, and groups that differ without any spread inside."""
    found = shrink_means(values, groups)
    assert (found.note, found.mu, found.sigma2, found.tau2, found.log_likelihood) == (note, None, None, None, None)
    assert np.isnan(found.shrunken).all()


def test_a_group_without_answers_changes_nothing_for_the_others() -> None:
    values, groups = [1.0, 3.0, 5.0, 7.0], np.array([0, 0, 2, 2])
    found = shrink_means([*values, np.nan], [*groups, 1])
    assert found.n.tolist() == [2, 0, 2]
    assert found.shrunken == pytest.approx([2.25, np.nan, 5.75], nan_ok=True)
    assert (found.sigma2, found.tau2) == pytest.approx((2, 7))


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 6), st.integers(2, 6), st.integers(0, 10_000))
def test_balanced_groups_give_the_analysis_of_variance(groups: int, each: int, seed: int) -> None:
    """With equal sizes REML is the moment estimate, cut off at zero, where the overall variance takes its place."""
    random = np.random.default_rng(seed)
    data = random.normal(size=(groups, each)) + random.normal(size=(groups, 1))
    inside = float(data.var(axis=1, ddof=1).mean())
    tau2 = (each * float(data.mean(axis=1).var(ddof=1)) - inside) / each
    found = shrink_means(data.ravel(), np.repeat(np.arange(groups), each))
    expected = (inside, tau2) if tau2 > 0 else (float(data.var(ddof=1)), 0.0)
    assert (found.sigma2, found.tau2) == pytest.approx(expected, rel=1e-8, abs=1e-10)
