"""All groups at once give what the estimators give one by one."""

from __future__ import annotations

import numpy as np
import pytest

from needs_analysis.methods.designs import Design, survey_design
from needs_analysis.methods.domains import domain_ratios
from needs_analysis.methods.estimators import Estimate, design_effect, estimate_mean, estimate_ratio
from needs_analysis.methods.medians import domain_medians
from needs_analysis.methods.quantiles import estimate_quantile

ROWS, GROUPS = 240, 5


def _random() -> np.random.Generator:
    """Chance that is the same for a test whatever ran before it."""
    return np.random.default_rng(7)


def _designs() -> dict[str, Design]:
    weights = _random().uniform(0.5, 4.0, ROWS)
    strata = np.arange(ROWS) % 4
    clusters = np.arange(ROWS) // 6
    lone = np.where(np.arange(ROWS) == 3, 99, strata)
    return {
        "plain": survey_design(np.ones(ROWS)),
        "weights": survey_design(weights),
        "strata": survey_design(weights, strata=strata),
        "clusters": survey_design(weights, clusters=clusters),
        "both, with a known population": survey_design(
            weights * 40, strata=clusters // 10, clusters=clusters, population=np.full(ROWS, 60.0)
        ),
        **{rule: survey_design(weights, strata=lone, singleton=rule) for rule in ("certainty", "adjust", "average")},
    }


DESIGNS = _designs()


def _same(one: Estimate, other: Estimate) -> None:
    assert (one.n, one.note, one.freedom_inside) == (other.n, other.note, other.freedom_inside)
    assert one.freedom == other.freedom or other.value is None
    for name in ("value", "se", "n_eff"):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert (mine is None) == (theirs is None), name
        if mine is not None:
            assert mine == pytest.approx(theirs, rel=1e-9), name


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_every_group_is_a_domain_of_the_design(design: Design) -> None:
    """Means, with their standard errors, are those of `estimate_mean`; blanks and rows of no group are outside."""
    random = _random()
    values = random.normal(1e6, 3.0, (ROWS, 1))
    values[random.random(ROWS) < 0.2] = np.nan
    groups = random.integers(-1, GROUPS - 1, ROWS)
    groups[10] = GROUPS - 1
    values[10] = 5.0
    found = domain_ratios(design, values, np.ones(ROWS), groups, size=GROUPS)
    for group in range(GROUPS):
        _same(found.estimate(group, 0), estimate_mean(design, values[:, 0], groups == group))


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_ratios_and_shares_too(design: Design) -> None:
    """Several variables at once, over another one."""
    random = _random()
    above = (random.random((ROWS, 3)) < [0.1, 0.5, 0.0]).astype(float)
    below, groups = random.uniform(0, 5, ROWS), random.integers(0, 3, ROWS)
    found = domain_ratios(design, above, below, groups, size=GROUPS)
    for group in range(GROUPS):
        for column in range(3):
            _same(found.estimate(group, column), estimate_ratio(design, above[:, column], below, groups == group))


@pytest.mark.parametrize("name", ["plain", "strata", "clusters"])
def test_design_effects_too(name: str) -> None:
    """The design effect is that of `design_effect`, against a sample with replacement."""
    random = _random()
    values, groups = random.normal(3.0, 1.0, (ROWS, 1)), random.integers(0, 3, ROWS)
    found = domain_ratios(DESIGNS[name], values, np.ones(ROWS), groups, size=3)
    for group in range(3):
        alone = design_effect(DESIGNS[name], values[:, 0], groups == group, replacement=True)
        assert found.deff[group, 0] == pytest.approx(alone)


def test_nobody_and_equal_answers_have_no_error() -> None:
    """A group without answers has no value; one person, or equal answers, no standard error: never zero."""
    values = np.array([[2.0], [2.0], [7.0], [1.0], [2.0]])
    found = domain_ratios(survey_design(np.ones(5)), values, np.ones(5), np.array([0, 0, 1, 2, 2]), size=4)
    notes = [found.estimate(group, 0).note for group in range(4)]
    assert notes == ["no_variation", "single_respondent", "", "no_answers"]
    assert [found.estimate(group, 0).value for group in range(4)] == [2.0, 7.0, 1.5, None]
    assert np.isnan(found.se[[0, 1, 3]]).all()


def test_weights_of_mean_one_are_no_census() -> None:
    """Weights scaled to the sample's size say nothing of the population's: design effects stay near one."""
    weights = np.tile([0.5, 1.5], 30)
    values = _random().normal(3.0, 1.0, (60, 1))
    found = domain_ratios(survey_design(weights), values, np.ones(60), np.arange(60) % 3, size=3)
    assert (found.deff > 0.5).all()
    assert (found.deff < 2.0).all()


@pytest.mark.parametrize("design", [DESIGNS["plain"], DESIGNS["weights"], DESIGNS["clusters"]])
def test_medians_of_groups_are_those_one_by_one(design: Design) -> None:
    """Groups whose median is in the middle, at the bottom and at the top of the scale."""
    groups = np.arange(ROWS) % 3
    values = np.choose(
        groups, [_random().integers(1, 6, ROWS), 5 - (np.arange(ROWS) % 8 == 0), 1 + (np.arange(ROWS) % 7 == 0)]
    )
    found = domain_medians(design, values.astype(float), groups, 3)
    for group, (median, interval) in enumerate(found):
        one, ends = estimate_quantile(design, values.astype(float), 0.5, groups == group)
        assert (median.value, median.note) == (one.value, one.note)
        assert median.se == pytest.approx(one.se)
        assert interval == pytest.approx(ends)
