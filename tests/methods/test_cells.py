"""Many cells at once give what one cell at a time gives."""

from __future__ import annotations

import numpy as np
import pytest

from needs_analysis.methods.cells import stratified_cells
from needs_analysis.methods.strata import stratified_means


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
