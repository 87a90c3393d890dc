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
from needs_analysis.methods.quantiles import estimate_quantile
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


def test_shares_and_means_of_domains_equal_those_of_r(edges: dict[str, Any]) -> None:
    """A level that nobody chose is zero, and nothing says how sure: R gives 0 ± 0."""
    data, known = pd.DataFrame(edges["zero_domain"]["data"]), edges["zero_domain"]
    design = survey_design(data["w"])
    for domain, est, se in zip(known["by"]["dom"], known["by"]["est"], known["by"]["se"], strict=True):
        found = estimate_mean(design, data["y"], data["dom"] == domain)
        assert (found.value, found.se) == (close(est), close(se))
    for name, domain in (("prop_z", data["w"] > 0), ("prop_z_in_b", data["dom"] == "b")):
        for level, est, se in zip(known[name]["level"], known[name]["est"], known[name]["se"], strict=True):
            found = estimate_mean(design, data["z"].eq(level.removeprefix("z")).astype(float), domain)
            assert found.value == close(est)
            assert found.se == (close(se) if se else None)


def test_two_answers_have_the_interval_of_one_degree_of_freedom(edges: dict[str, Any]) -> None:
    case, design = edges["n2_equal_w"], survey_design([1.0, 1.0])
    mean, total = estimate_mean(design, [2.0, 5.0]), estimate_total(design, [2.0, 5.0])
    assert (mean.value, mean.se) == (case["mean"]["est"], close(case["mean"]["se"]))
    assert mean.interval() == close(case["mean"]["ci_t"])
    assert (total.value, total.se) == (case["total"]["est"], close(case["total"]["se"]))


def test_experts_weighted_to_equal_countries_equal_r(conformance: Path, edges: dict[str, Any]) -> None:
    """Thirty needs: each person once; each country once, with countries as strata or not, a country of one included."""
    frame = pd.read_csv(conformance / "methods" / "experts65.csv")
    weights = 1 / frame.groupby("country")["id"].transform("size")
    equal = survey_design(weights, strata=frame["country"], singleton="certainty")
    designs = {
        "imp_unw": survey_design([1.0] * len(frame)),
        "imp_eqcountry_strat": equal,
        "imp_eqcountry_nostrat": survey_design(weights),
        "cap_unw": survey_design([1.0] * len(frame)),
        "cap_eqcountry_strat": equal,
    }
    assert equal.n_eff == close(edges["experts65"]["kish_neff"])
    for row in edges["experts65"]["needs"]:
        for name, design in designs.items():
            found = estimate_mean(design, frame[f"{row['need']}_{name[:3]}"])
            assert (found.value, found.freedom) == (close(row[name]["est"]), row[name]["df"])
            if row[name]["se"] > 1e-12:
                assert found.se == close(row[name]["se"])
                assert found.interval() == close(row[name]["ci_t"])
            else:
                assert (found.se, found.note) == (None, "no_variation")


@pytest.mark.parametrize("by", ["country", "agency"])
def test_groups_of_experts_equal_r(conformance: Path, edges: dict[str, Any], by: str) -> None:
    """Without strata; where R gives ± 0 for two who agree and for one alone, there is none and the reason."""
    frame = pd.read_csv(conformance / "methods" / "experts65.csv")
    design = survey_design(1 / frame.groupby("country")["id"].transform("size"))
    known = edges["experts65"][f"by_{by}_N01"]
    for group, est, se in zip(known[by], known["est"], known["se"], strict=True):
        found = estimate_mean(design, frame["N01_imp"], frame[by].eq(group))
        assert found.value == close(est)
        assert found.se == (close(se) if se else None)
        assert bool(found.note) == (se == 0)


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
    by = case["by_na_rm"]
    for domain, est, se in zip(by["dom"], by["est"], by["se"], strict=True):
        part = estimate_mean(design, data["y"], data["dom"] == domain)
        assert (part.value, part.se) == (close(est), close(se))


def test_answers_that_are_all_equal_show_no_variation(edges: dict[str, Any]) -> None:
    case = edges["all_equal"]
    data = pd.DataFrame(case["data"])
    design = survey_design(data["w"], strata=data["st"])
    found = estimate_mean(design, data["y"])
    assert (found.value, found.se, found.note) == (case["mean"]["est"], None, "no_variation")
    assert estimate_total(design, data["y"]).se == close(case["total"]["se"])
    middle, ends = estimate_quantile(design, data["y"], 0.5)
    assert (middle.value, middle.se, middle.note, ends) == (case["quantile"]["est"], None, "no_variation", None)


def test_a_median_at_the_top_of_the_scale_has_the_interval_of_its_mirror_image() -> None:
    """90 of 100 choose 5 and the rest 4: nobody is above, but not all answers are equal."""
    design = survey_design([1.0] * 100)
    top, ends = estimate_quantile(design, [5.0] * 90 + [4.0] * 10, 0.5)
    bottom, mirror = estimate_quantile(design, [1.0] * 90 + [2.0] * 10, 0.5)
    assert (top.value, bottom.value, ends, mirror, top.note) == (5.0, 1.0, (4.0, 5.0), (1.0, 2.0), "")
    assert top.se == pytest.approx(bottom.se)


def test_one_respondent_has_a_value_and_nothing_else() -> None:
    found = estimate_mean(survey_design([2.0], singleton="certainty"), [4.0])
    assert (found.value, found.se, found.note) == (4.0, None, "single_respondent")


def test_a_whole_population_leaves_nothing_to_chance(edges: dict[str, Any]) -> None:
    """With every unit sampled the standard error is zero, and that is true."""
    found = estimate_mean(survey_design([1.0] * 4, population=[4] * 4), [2.0, 3.0, 4.0, 5.0])
    assert (found.value, found.se) == (edges["census_fpc"]["mean"]["est"], 0.0)
    total = estimate_total(survey_design([1.0] * 4, population=[4] * 4), [2.0, 3.0, 4.0, 5.0])
    assert (total.value, total.se) == (edges["census_fpc"]["total"]["est"], 0.0)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ([1.0, 0.0], "zero in rows 2"),
        ([-1.0, 1.0], "negative in rows 1"),
        ([1.0, float("nan")], "blank, text or infinite in rows 2"),
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
