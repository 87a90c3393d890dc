"""Weightings by name, what countries stand for, and how far people agree, through the plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.errors import EstimateError
from needs_analysis.methods.designs import survey_design
from tests.assessment.experts_survey import experts_survey, plan_of


def wide(conformance: Path) -> pd.DataFrame:
    return pd.read_csv(conformance / "methods" / "experts65.csv")


def test_each_agency_type_of_each_country_counts_once(conformance: Path) -> None:
    """The mean of the means of country and agency type, by plain pandas, with its effective sample size."""
    found = estimate_plan(plan_of("mean,importance,need,,equal_country_type"), experts_survey(conformance))
    for _, row in found.iterrows():
        cells = wide(conformance).dropna(subset=[f"{row['item']}_imp"]).groupby(["country", "agency"])
        rated = cells[f"{row['item']}_imp"]
        assert row["value"] == pytest.approx(rated.mean().mean(), rel=1e-12)
        assert row["n_eff"] == pytest.approx(len(rated) ** 2 / (1 / rated.size()).sum(), rel=1e-12)
        assert row["weighting"] == "equal_country_type"


def test_countries_as_a_sample_vary_between_each_other(conformance: Path) -> None:
    """t interval on the country means, a degree of freedom less than there are countries, cut at the scale's end."""
    found = estimate_plan(plan_of("mean,importance,need"), experts_survey(conformance, countries="sample"))
    for _, row in found.iterrows():
        means = wide(conformance).groupby("country")[f"{row['item']}_imp"].mean().dropna()
        se = means.std() / np.sqrt(len(means))
        half = stats.t.ppf(0.975, len(means) - 1) * se
        if means.nunique() == 1:
            one_answer = wide(conformance)[f"{row['item']}_imp"].nunique() == 1
            note = "no_variation" if one_answer else "equal_countries"
            assert (row["value"], row["note"]) == (means.iloc[0], note)
            continue
        assert [row["value"], row["se"]] == pytest.approx([means.mean(), se], rel=1e-10)
        assert row["high"] == pytest.approx(min(5, means.mean() + half), rel=1e-10)
        assert row["method"] == "equal_country_sample_t"


def test_weights_of_the_data_give_the_mean_of_a_weighted_sample(conformance: Path) -> None:
    """Equal weights are each person once but for the design effect; a doubled weight counts twice."""
    survey = experts_survey(conformance)
    forms = tuple(wide(conformance)["id"])
    weights = np.where(np.arange(len(forms)) % 3 == 0, 2.0, 1.0)
    approach = replace(survey.approach, design=survey_design(weights), forms=forms, weighting="design")
    found = estimate_plan(plan_of("mean,importance,need,,design"), replace(survey, approach=approach))
    rated = wide(conformance)["N01_imp"]
    known = rated.notna()
    row = found[found["item"].eq("N01")].iloc[0]
    assert row["value"] == pytest.approx(np.average(rated[known], weights=weights[known]), rel=1e-12)
    assert row["n_eff"] == pytest.approx(weights[known].sum() ** 2 / (weights[known] ** 2).sum(), rel=1e-12)
    assert row["deff"] > 0


def test_a_weighting_that_the_data_do_not_have_is_refused(conformance: Path) -> None:
    with pytest.raises(EstimateError, match="design"):
        estimate_plan(plan_of("mean,importance,need,,design"), experts_survey(conformance))


def test_agreement_equals_the_other_programs(conformance: Path) -> None:
    """Consensus of 30 needs, Kendall's W of the 24 complete forms, Krippendorff's ordinal alpha of all forms."""
    survey = experts_survey(conformance)
    lines = [f"consensus,{measure},need" for measure in ("importance", "capacity")]
    found = estimate_plan(plan_of(*lines, "kendall_w,importance,", "krippendorff,importance,"), survey)
    folder = conformance / "methods"
    known = json.loads((folder / "priority.json").read_text())["experts65"]
    for measure, name in (("importance", "imp"), ("capacity", "cap")):
        rows = found[found["statistic"].eq("consensus") & found["measure"].eq(measure)]
        varied = rows[rows["note"].isna()]
        wanted = [known["needs"][need][f"consensus_{name}"] for need in varied["item"]]
        assert varied["value"].tolist() == pytest.approx(wanted, rel=1e-10)
        same = rows[rows["note"].eq("no_variation")]
        assert [known["needs"][need][f"consensus_{name}"] for need in same["item"]] == [1.0] * len(same)
        assert len(varied) + len(same) == 30
    w = found[found["statistic"].eq("kendall_w")].iloc[0]
    assert (w["value"], w["n"]) == (pytest.approx(known["kendall_w_importance_complete"]["W"], rel=1e-10), 24)
    alpha = json.loads((folder / "agreement.json").read_text())["experts_alpha"]["all"]
    assert found[found["statistic"].eq("krippendorff")]["value"].tolist() == pytest.approx([alpha], rel=1e-9)


def test_shrunken_means_equal_the_other_program(conformance: Path) -> None:
    """REML by country beside the raw means, each item that is stored."""
    survey = experts_survey(conformance)
    found = estimate_plan(
        plan_of("shrunken_mean,importance,need,country", "shrunken_mean,capacity,need,country"), survey
    )
    stored = json.loads((conformance / "methods" / "shrinkage_reml.json").read_text())
    compared = 0
    for known in stored:
        need, end = known["item"].split("_")
        measure = {"imp": "importance", "cap": "capacity"}.get(end)
        if known["group"] == "country" and measure:
            rows = found[found["item"].eq(need) & found["measure"].eq(measure)].set_index("group")
            if len(set(known["raw"])) == 1:
                assert rows["note"].eq("no_variation").all()
                continue
            assert rows.loc[known["groups"], "value"].tolist() == pytest.approx(known["blup"], abs=1e-5)
            compared += 1
    assert compared


def test_too_few_raters_have_no_agreement(conformance: Path) -> None:
    """Countries of three, two and one people: no value, and the reason."""
    found = estimate_plan(plan_of("agreement,importance,need,country"), experts_survey(conformance))
    small = found[found["n"].lt(5)]
    assert len(small)
    assert small["value"].isna().all()
    assert small["note"].isin(["too_few_raters", "no_answers"]).all()


def test_the_share_of_a_theme_is_each_persons_share_of_its_needs(conformance: Path) -> None:
    """All 30 needs are one theme: mean over people of how many of the needs they rated they rated 4 or 5."""
    survey = experts_survey(conformance, weighting="each_person")
    found = estimate_plan(plan_of("share,importance,theme"), survey)
    rated = wide(conformance).filter(like="_imp")
    each = rated.ge(4).where(rated.notna()).mean(axis=1)
    row = found[found["choice"].eq("high")].iloc[0]
    assert (row["item"], row["n"]) == ("T", each.notna().sum())
    assert row["value"] == pytest.approx(each.mean(), rel=1e-12)
    assert row["se"] == pytest.approx(each.std() / np.sqrt(each.count()), rel=1e-12)
    assert row["method"] == "mean_korn_graubard"


def test_numbers_of_needs_by_a_question_of_the_form(conformance: Path) -> None:
    """Any question can group: here the shift that each form names, each country counting once within it."""
    answers = pd.DataFrame({"row_id": wide(conformance)["id"]})
    answers["shift"] = np.where(np.arange(len(answers)) % 2, "night", "day")
    survey = replace(experts_survey(conformance, draws=100), answers=answers)
    lines = ("mean,gap,need,shift", "borich,gap,need,shift", "share,gap,need,shift", "quadrant,gap,need,shift")
    found = estimate_plan(plan_of(*lines), survey)
    assert set(found["group"]) == {"day", "night"}
    assert set(found["statistic"]) == {"mean", "borich", "share", "quadrant"}
    frame = wide(conformance)[answers["shift"].eq("night").to_numpy()]
    both = (frame["N02_imp"] - frame["N02_cap"]).groupby(frame["country"]).mean().dropna()
    row = found[found["statistic"].eq("mean") & found["item"].eq("N02") & found["group"].eq("night")].iloc[0]
    assert (row["value"], row["n_countries"]) == (pytest.approx(both.mean(), rel=1e-12), len(both))


def test_every_estimate_says_how_it_is_weighted_and_how_many_people_that_is_worth(conformance: Path) -> None:
    """Of all statistics of needs, each row with a number names its weighting and its effective sample size."""
    lines = ["mean,gap,all", "share,gap,need", "borich,gap,need", "rds,gap,theme", "quadrant_share,gap,need"]
    lines += ["rank,gap,need", "tier,gap,need", "top_share,gap,need", "rank,kemeny,need", "rank_change,gap,need"]
    lines += ["consensus,importance,need", "kendall_w,importance,", "shrunken_mean,gap,need,country"]
    found = estimate_plan(plan_of(*lines), experts_survey(conformance, draws=200))
    known = found.dropna(subset=["value"])
    assert set(known["statistic"]) == {line.split(",")[0] for line in lines}
    assert known["weighting"].notna().all()
    assert known["n_eff"].gt(0).all()
    assert (known["n_eff"] <= known["n"].astype(float) + 1e-9).all()
