"""Krippendorff's alpha equals its author's example and another program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from needs_analysis.methods.krippendorff import krippendorff_alpha
from tests.methods.experts import experts65


@pytest.fixture(scope="module")
def agreement(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "agreement.json").read_text())
    return found


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_the_example_of_its_author_is_exact(agreement: dict[str, Any], level: Any) -> None:
    """Four observers, twelve units, blanks."""
    example = agreement["krippendorff_canonical"]
    assert krippendorff_alpha(example["data"], level) == pytest.approx(example["alpha"][level], abs=1e-12)


def test_alphas_of_the_experts_equal_the_other_program(agreement: dict[str, Any], conformance: Path) -> None:
    """People are the raters and needs the units, by importance; each type of agency among itself."""
    _, rated, _, _ = experts65(conformance)
    known = agreement["experts_alpha"]
    assert krippendorff_alpha(rated) == pytest.approx(known["all"], abs=1e-10)
    assert krippendorff_alpha(rated, "interval") == pytest.approx(known["all_interval"], abs=1e-10)
    agency = pd.read_csv(conformance / "methods" / "experts65.csv")["agency"]
    for name in ("border", "customs", "health", "police"):
        assert krippendorff_alpha(rated[agency.eq(name)]) == pytest.approx(known[name], abs=1e-10)


@pytest.mark.parametrize(
    "ratings",
    [[[3, 3, 3], [3, 3, 3]], [[1, 2, 3]], [[1, np.nan], [np.nan, 2]], [[np.nan], [np.nan]]],
)
def test_there_is_no_alpha_where_nothing_differs_or_nothing_is_rated_twice(ratings: Any) -> None:
    """All equal, one rater, no unit with two ratings, no answers: no value, and not one."""
    assert krippendorff_alpha(ratings) is None


def test_a_rescaled_interval_and_a_recoded_order_change_nothing() -> None:
    """Interval alpha does not depend on unit and origin, ordinal alpha only on the order."""
    random = np.random.default_rng(3)
    ratings = random.integers(1, 6, (8, 20)).astype(float)
    recoded = np.array([0, 1, 2, 3, 4, 7.0])[ratings.astype(int)]
    assert krippendorff_alpha(10 * ratings + 3, "interval") == pytest.approx(krippendorff_alpha(ratings, "interval"))
    assert krippendorff_alpha(recoded) == pytest.approx(krippendorff_alpha(ratings))
