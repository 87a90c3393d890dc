"""Many cells at once give what one cell at a time gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.methods.cells import stratified_cells
from needs_analysis.methods.design_cells import design_cells
from needs_analysis.methods.designs import Singleton, survey_design
from needs_analysis.methods.estimators import design_effect, estimate_mean
from needs_analysis.methods.strata import stratified_means

RULES: list[Singleton] = ["certainty", "adjust", "average"]


@pytest.mark.parametrize("singleton", RULES)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_domains_at_once_equal_the_survey_estimator(singleton: Singleton, seed: int) -> None:
    """Strata, clusters, populations and lonely units: mean, standard error, n, effective size and design effect."""
    random = np.random.default_rng(seed)
    size, cells = 40, 4
    strata = random.integers(0, 5, size)
    clusters = random.integers(0, 3, size) + 10 * strata
    population = 10 + strata
    design = survey_design(
        random.uniform(0.5, 3.0, size), strata=strata, clusters=clusters, population=population, singleton=singleton
    )
    values, of = random.integers(1, 6, size).astype(float), random.integers(0, cells, size)
    found = design_cells(design, values, of, rows=np.arange(size), size=cells)
    for cell in range(cells):
        one = estimate_mean(design, values, of == cell)
        assert found.cells.n[cell] == one.n
        if one.value is None:
            continue
        assert found.cells.mean[cell] == pytest.approx(one.value, rel=1e-12)
        assert found.cells.n_eff[cell] == pytest.approx(one.n_eff, rel=1e-12)
        effect = design_effect(design, values, of == cell)
        wanted = [np.nan if number is None else number for number in (one.se, effect)]
        assert [found.cells.se[cell], found.deff[cell]] == pytest.approx(wanted, rel=1e-9, nan_ok=True)


def test_cells_equal_stratified_means_of_one_item() -> None:
    """The same mean, variance, freedom and effective size as the estimator that also gives covariances."""
    random = np.random.default_rng(3)
    values, strata = random.integers(1, 6, 60).astype(float), random.integers(0, 6, 60)
    many, one = stratified_cells(values, np.zeros(60, int), strata), stratified_means(values[:, None], strata)
    assert many.mean == pytest.approx(one.mean, rel=1e-12)
    assert many.se**2 == pytest.approx(one.covariance.diagonal(), rel=1e-12)
    assert (many.freedom[0], many.n_eff[0]) == (one.freedom[0], pytest.approx(one.n_eff[0], rel=1e-12))


def test_an_empty_cell_has_nothing() -> None:
    """Cell 1 of three has no value: no mean and no error, and its n is zero."""
    found = stratified_cells([1.0, 2.0, 4.0], [0, 0, 2], [0, 0, 0], size=3)
    assert found.n.tolist() == [2, 0, 1]
    assert np.isnan(found.mean[1])
    assert np.isnan(found.se[1:]).all()
