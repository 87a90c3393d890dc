"""The edge cases that packages get wrong: stated rules, no standard error where there is none, clear errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from needs_analysis.errors import EstimateError
from needs_analysis.methods.designs import survey_design
from needs_analysis.methods.estimators import Estimate, estimate_mean, estimate_total
from needs_analysis.methods.proportions import proportion_interval, wilson_interval
from tests.methods.test_survey_conformance import close


@pytest.fixture(scope="module")
def edges(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "survey_designs" / "edge_cases_R.json").read_text())
    return found


def test_a_stratum_with_one_unit_is_refused_by_name(edges: dict[str, Any]) -> None:
    data = pd.DataFrame(edges["singleton_stratum"]["data"])
    with pytest.raises(EstimateError, match=r"a single unit.*: C"):
        survey_design(data["w"], strata=data["str"], clusters=data["psu"])


@pytest.mark.parametrize("rule", ["certainty", "adjust", "average"])
def test_a_stratum_with_one_unit_follows_the_rule_that_is_named(edges: dict[str, Any], rule: Any) -> None:
    """Mean, total and domain means by each rule, equal to R's."""
    case = edges["singleton_stratum"]
    data = pd.DataFrame(case["data"])
    design = survey_design(data["w"], strata=data["str"], clusters=data["psu"], singleton=rule)
    mean, total = estimate_mean(design, data["y"]), estimate_total(design, data["y"])
    assert (mean.value, mean.se) == (close(case[rule]["mean"]["est"]), close(case[rule]["mean"]["se"]))
    assert mean.interval() == close(case[rule]["mean"]["ci_t"])
    assert total.se == close(case[rule]["total"]["se"])
    by = case[rule]["by_g"]
    for group, est, se in zip(by["g"], by["est"], by["se"], strict=True):
        found = estimate_mean(design, data["y"], data["g"] == group)
        assert (found.value, found.se) == (close(est), close(se))


def test_a_domain_with_one_unit_in_a_stratum_keeps_the_design(edges: dict[str, Any]) -> None:
    case = edges["domain_singleton"]
    data, known = pd.DataFrame(case["data"]), case["adjust_domain_lonely_FALSE"]
    design = survey_design(data["w"], strata=data["str"], clusters=data["psu"])
    for domain, est, se in zip(known["dom"], known["est"], known["se"], strict=True):
        found = estimate_mean(design, data["y"], data["dom"] == domain)
        assert (found.value, found.se) == (close(est), close(se))
        if domain == "x":
            assert found.freedom_inside == known["degf_subset_x"]
            assert found.interval(inside=True) == close(known["subset_x"]["ci_t"])


def test_an_empty_domain_has_no_number(edges: dict[str, Any]) -> None:
    """R gives 0 ± 0; nobody answered is not zero."""
    data = pd.DataFrame(edges["zero_domain"]["data"])
    design = survey_design(data["w"])
    for found in (
        estimate_mean(design, data["y"], data["dom"] == "c"),
        estimate_total(design, data["y"], data["dom"] == "c"),
    ):
        assert (found.value, found.se, found.n, found.note) == (None, None, 0, "no_answers")
    nobody = estimate_mean(design, data["z"].eq("v").astype(float), data["dom"] == "b")
    assert (nobody.value, nobody.se, nobody.note) == (0.0, None, "no_variation")
    assert proportion_interval(nobody) is None


def test_blank_answers_stay_in_the_design(edges: dict[str, Any]) -> None:
    """To delete their rows gives another standard error, and wrongly few degrees of freedom."""
    case = edges["na"]
    data = pd.DataFrame(case["data"])
    design = survey_design(data["w"], strata=data["st"])
    found = estimate_mean(design, data["y"])
    assert (found.value, found.se, found.freedom) == (
        close(case["mean_na_rm"]["est"]),
        close(case["mean_na_rm"]["se"]),
        case["mean_na_rm"]["df"],
    )
    assert found.se != close(case["mean_naive_drop"]["se"])
    assert estimate_total(design, data["y"]).se == close(case["total_na_rm"]["se"])


def test_answers_that_are_all_equal_show_no_variation(edges: dict[str, Any]) -> None:
    case = edges["all_equal"]
    data = pd.DataFrame(case["data"])
    design = survey_design(data["w"], strata=data["st"])
    found = estimate_mean(design, data["y"])
    assert (found.value, found.se, found.note) == (case["mean"]["est"], None, "no_variation")
    assert estimate_total(design, data["y"]).se == close(case["total"]["se"])


def test_one_respondent_has_a_value_and_nothing_else() -> None:
    found = estimate_mean(survey_design([2.0], singleton="certainty"), [4.0])
    assert (found.value, found.se, found.note) == (4.0, None, "single_respondent")


def test_a_whole_population_leaves_nothing_to_chance(edges: dict[str, Any]) -> None:
    """With every unit sampled the standard error is zero, and that is true."""
    found = estimate_mean(survey_design([1.0] * 4, population=[4] * 4), [2.0, 3.0, 4.0, 5.0])
    assert (found.value, found.se) == (edges["census_fpc"]["mean"]["est"], 0.0)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ([1.0, 0.0], "zero in rows 2"),
        ([-1.0, 1.0], "negative in rows 1"),
        ([1.0, float("nan")], "blank or infinite in rows 2"),
        ([], "nobody"),
    ],
)
def test_weights_that_count_nobody_are_refused(weights: list[float], said: str) -> None:
    with pytest.raises(EstimateError, match=said):
        survey_design(weights)


def test_wilson_stays_within_its_bounds_and_meets_a_hand_computation() -> None:
    """8 of 10: (0.8 + z²/20 ± z √(0.016 + z²/400)) / (1 + z²/10) with z = 1.959964."""
    assert wilson_interval(0.8, 10) == pytest.approx((0.490162, 0.943318), abs=1e-6)
    assert wilson_interval(0.0, 5)[0] == 0.0
    assert wilson_interval(1.0, 5)[1] == 1.0


def test_korn_and_graubard_is_clopper_and_pearson_for_a_simple_sample() -> None:
    """3 of 12, whose exact interval is (0.0549, 0.5719)."""
    se = (0.25 * 0.75 / 12) ** 0.5
    found = proportion_interval(Estimate(0.25, se, 11, 12, 12.0))
    assert found == pytest.approx((0.05486, 0.57186), abs=1e-5)
