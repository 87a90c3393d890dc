"""Calibrated weights and estimates equal R's; impossible margins are refused and named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from needs_analysis.errors import EstimateError
from needs_analysis.methods.calibration import (
    Calibrated,
    calibrate,
    calibrated_mean,
    calibrated_total,
    post_stratify,
    rake,
)
from needs_analysis.methods.designs import survey_design
from needs_analysis.methods.estimators import estimate_mean, estimate_variance
from tests.methods.test_survey_conformance import close, known, sample

TYPES = {"E": 4421, "H": 755, "M": 1018}
WIDE = {"No": 1072, "Yes": 5122}
LEVELS = [*(("stype", level) for level in TYPES), *(("sch.wide", level) for level in WIDE)]


def assert_same(found: Calibrated, frame: pd.DataFrame, expected: dict[str, Any]) -> None:
    """Total enrolment and mean score, with standard errors and t intervals."""
    for estimate, row in (
        (calibrated_total(found, frame["enroll"]), expected["total_enroll"][0]),
        (calibrated_mean(found, frame["api00"]), expected["mean_api00"][0]),
    ):
        assert (estimate.value, estimate.se) == (close(row["est"]), close(row["se"]))
        assert estimate.interval() == close(row["ci_t"])


def test_raking_equals_r(conformance: Path) -> None:
    """Each row's weight, every margin, and the estimates."""
    frame, design = sample(conformance, "clus1")
    found = rake(design, frame[["stype", "sch.wide"]], {"stype": TYPES, "sch.wide": WIDE})
    weights = pd.read_csv(conformance / "survey_designs" / "rake_clus1_weights.csv")["raked"]
    assert found.design.weights == close(weights.to_numpy())
    for name, sizes in (("stype", TYPES), ("sch.wide", WIDE)):
        reached = pd.Series(found.design.weights).groupby(frame[name]).sum()
        assert reached.to_dict() == pytest.approx(sizes, rel=1e-10)
    expected = known(conformance)["rake_clus1"]
    assert_same(found, frame, expected)
    assert len(frame) / found.design.n_eff == close(expected["deff_kish"])
    for row, (name, level) in zip(expected["prop"], LEVELS, strict=True):
        share = calibrated_mean(found, frame[name].eq(level).astype(float))
        assert (share.value, share.se, share.note) == (close(row["est"]), None, "no_variation")


def test_the_design_effect_of_a_raked_mean_equals_r(conformance: Path) -> None:
    """Its variance over that of a simple random sample without replacement under the raked weights."""
    frame, design = sample(conformance, "clus1")
    found = rake(design, frame[["stype", "sch.wide"]], {"stype": TYPES, "sch.wide": WIDE})
    n, size = len(frame), float(found.design.weights.sum())
    simple = (1 - n / size) * float(estimate_variance(found.design, frame["api00"]).value or 0) / n
    effect = float(calibrated_mean(found, frame["api00"]).se or 0) ** 2 / simple
    assert effect == close(known(conformance)["rake_clus1"]["mean_api00"][0]["deff"])


def test_post_stratification_equals_r(conformance: Path) -> None:
    frame, design = sample(conformance, "clus1")
    found = post_stratify(design, frame["stype"], TYPES)
    expected = known(conformance)["poststrat_clus1"]
    weights = pd.Series(found.design.weights).groupby(frame["stype"]).first()
    assert weights.to_dict() == close(expected["w_by_stype"])
    assert_same(found, frame, expected)


@pytest.mark.parametrize("distance", ["linear", "logit"])
def test_calibration_equals_r(conformance: Path, distance: Any) -> None:
    """To the schools of each type and the total score of the year before; factors of log-odds within 0.4 and 3."""
    frame, design = sample(conformance, "clus1")
    variables = np.column_stack([np.ones(len(frame)), frame["stype"] == "H", frame["stype"] == "M", frame["api99"]])
    totals = [6194, 755, 1018, 3914069]
    found = calibrate(design, variables, totals, distance=distance, bounds=(0.4, 3.0))
    expected = known(conformance)[f"calib_clus1_{distance}"]
    assert found.design.weights[:5] == close(expected["w_first5"])
    assert [found.factors.min(), found.factors.max()] == close(expected["g_range"])
    assert_same(found, frame, expected)


def test_the_regression_estimator_equals_r(conformance: Path) -> None:
    frame, design = sample(conformance, "strat")
    variables = np.column_stack([np.ones(len(frame)), frame["stype"] == "H", frame["stype"] == "M", frame["api99"]])
    found = calibrate(design, variables, [6194, 755, 1018, 3914069])
    assert_same(found, frame, known(conformance)["greg_strat"])


def test_margins_that_contradict_each_other_are_refused(conformance: Path) -> None:
    """R returns its weights unchanged; here each margin that is missed is named with what it came to."""
    edge = json.loads((conformance / "survey_designs" / "edge_cases_R.json").read_text())["rake_infeasible"]
    data = pd.DataFrame(edge["data"])
    with pytest.raises(EstimateError) as error:
        rake(survey_design(data["w"]), data[["a", "b"]], {"a": {"x": 70, "y": 30}, "b": {"p": 30, "q": 70}})
    assert "«a = x» should be 70" in str(error.value)


def test_all_that_is_wrong_with_margins_is_named_at_once() -> None:
    """Blank and unknown groups, groups without a row, sizes of zero."""
    groups = pd.DataFrame({"sex": ["f", "m", None], "age": ["young", "old", "old"]})
    with pytest.raises(EstimateError) as error:
        rake(survey_design([1.0, 1.0, 1.0]), groups, {"sex": {"f": 5, "x": 5}, "age": {"young": 0, "old": 10}})
    for words in ("Rows without «sex»: 1", "without a known size: m", "nobody is in: x", "not above zero: young"):
        assert words in str(error.value)


def test_margins_of_different_populations_are_refused() -> None:
    groups = pd.DataFrame({"sex": ["f", "m"], "age": ["young", "old"]})
    with pytest.raises(EstimateError, match="different populations"):
        rake(survey_design([1.0, 1.0]), groups, {"sex": {"f": 5, "m": 5}, "age": {"young": 5, "old": 6}})


def test_a_small_total_that_is_missed_is_not_hidden_by_a_large_one() -> None:
    """Factors within 0.5 and 2 cannot bring one person's weight to 2.05, next to nothing beside the rest."""
    weights, variables = np.array([1.0, 1e9, 1e9]), np.array([[1.0, 0], [0, 1], [0, 1]])
    with pytest.raises(EstimateError, match=r"«1» should be 2\.05"):
        calibrate(survey_design(weights), variables, [2.05, 2.2e9], distance="logit", bounds=(0.5, 2.0))


def test_negative_weights_of_linear_calibration_keep_every_cluster() -> None:
    """Where the totals ask for it a weight turns negative, as documented; its cluster still counts."""
    found = calibrate(survey_design([1.0] * 4), np.column_stack([np.ones(4), [0.0, 1, 2, 9]]), [4, 1])
    assert (found.design.weights < 0).any()
    plain = estimate_mean(found.design, [1.0, 2.0, 4.0, 3.0], [True] * 3 + [True])
    part = estimate_mean(found.design, [1.0, 2.0, np.nan, 3.0])
    assert (plain.freedom_inside, part.freedom_inside, part.n) == (3, 2, 3)


def test_a_blank_calibration_variable_is_refused() -> None:
    with pytest.raises(EstimateError, match="blank"):
        calibrate(survey_design([1.0, 1.0]), [[1.0], [np.nan]], [2.0])
