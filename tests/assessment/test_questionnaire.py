"""Questions estimated: who is in the base, what is a choice, and what is said where hardly anybody answered."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.questionnaire import Rules, estimate_questions
from needs_analysis.columns import PLAN
from needs_analysis.disclosure.suppression import Limits, suppress_small
from needs_analysis.errors import EstimateError
from needs_analysis.methods.designs import survey_design
from needs_analysis.methods.domains import domain_ratios
from needs_analysis.methods.estimators import design_effect, estimate_mean
from needs_analysis.methods.proportions import proportion_interval
from needs_analysis.methods.quantiles import estimate_quantile
from tests.assessment.surveys import survey_of

KAZ, UZB = "KAZ", "UZB"


def _line(statistic: str, item: str, by: str = "", over: str = "", weighting: str = "") -> pd.DataFrame:
    line = {"statistic": statistic, "measure": "question", "item": item, "by": by, "over": over, "weighting": weighting}
    return PLAN.frame([line])


def _one(found: pd.DataFrame, **wanted: str) -> pd.Series:
    for name, value in wanted.items():
        found = found[found[name].fillna("") == value]
    assert len(found) == 1
    return found.iloc[0]


def test_codes_are_compared_whole() -> None:
    """A choice 1.5 is never 5, and choices that end in _low or _upp are choices."""
    lists = {"rates": ["5", "1.5", "rate_low", "rate_upp"]}
    survey = survey_of(
        {"rate": "select_multiple rates"}, {"rate": ["1.5", "1.5 rate_low", "5 rate_upp", None]}, lists=lists
    )
    found = estimate_questions(_line("share", "rate"), survey)
    third = pytest.approx(1 / 3)
    assert dict(zip(found["choice"], found["value"], strict=True)) == {
        "5": third,
        "1.5": pytest.approx(2 / 3),
        "rate_low": third,
        "rate_upp": third,
    }
    assert found["n"].tolist() == [3, 3, 3, 3]


def test_no_group_is_dropped() -> None:
    """However many groups there are, and however small, each has its rows with its n; so have those who do not say."""
    countries = [*(f"C{place:02}" for place in range(30)), KAZ, KAZ, None]
    answers = {"sure": ["yes"] * 31 + ["no", "no"]}
    survey = survey_of({"sure": "select_one yn"}, answers, lists={"yn": ["yes", "no"]}, people={"country": countries})
    found = estimate_questions(_line("share", "sure", by="country"), survey)
    sizes = found.groupby(found["group"].fillna(""))["n"].agg(["size", "max"])
    assert len(sizes) == 32
    assert sizes["size"].eq(2).all()
    assert sizes.loc[[KAZ, "", "C00"], "max"].tolist() == [2, 1, 1]


def test_who_was_not_asked_is_not_in_the_base() -> None:
    """Blank answers are outside shares, means and counts."""
    survey = survey_of(
        {"dogs": "integer", "breed": "select_one breeds"},
        {"dogs": ["2", "4", None, None], "breed": ["a", None, None, " "]},
        lists={"breeds": ["a", "b"]},
    )
    assert _one(estimate_questions(_line("mean", "dogs"), survey))[["value", "n"]].tolist() == [3.0, 2]
    assert estimate_questions(_line("share", "breed"), survey)["n"].tolist() == [1, 1]
    assert _one(estimate_questions(_line("count", "dogs"), survey))["value"] == 2


def test_non_answers_are_choices_but_no_numbers() -> None:
    """«Don't know» has a share of its own beside refusing, and is no part of a mean of the scale."""
    lists = {"five": ["1", "5", "dont_know", "prefer_not_to_answer"]}
    survey = survey_of({"q": "select_one five"}, {"q": ["1", "5", "5", "dont_know"]}, lists=lists)
    assert estimate_questions(_line("share", "q"), survey)["value"].tolist() == [0.25, 0.5, 0.25, 0.0]
    mean = _one(estimate_questions(_line("mean", "q"), survey))
    assert (mean["value"], mean["n"]) == (pytest.approx(11 / 3), 3)


def test_what_the_form_does_not_offer_is_gathered_without_its_words() -> None:
    """Answers outside the list may be somebody's own words."""
    survey = survey_of({"q": "select_one yn"}, {"q": ["yes", "John Smith", "Jane"]}, lists={"yn": ["yes", "no"]})
    found = estimate_questions(_line("share", "q"), survey)
    assert found["choice"].tolist() == ["yes", "no", "outside_choices"]
    assert found["value"].tolist() == pytest.approx([1 / 3, 0, 2 / 3])


def test_of_a_long_list_only_what_was_chosen_is_shown() -> None:
    """A thousand villages that nobody named are no rows."""
    lists = {"villages": [f"v{place}" for place in range(1000)]}
    survey = survey_of({"q": "select_one villages"}, {"q": ["v7", "v7", "v900"]}, lists=lists)
    assert estimate_questions(_line("share", "q"), survey)["choice"].tolist() == ["v7", "v900"]


def test_an_interval_of_a_share_stays_a_share() -> None:
    """Wilson's interval of 0 of 10 ends, by hand, at z² / (n + z²) = 3.8415 / 13.8415 = 0.2775."""
    survey = survey_of({"q": "select_one yn"}, {"q": ["no"] * 9 + ["yes"]}, lists={"yn": ["yes", "no", "never"]})
    never = _one(estimate_questions(_line("share", "q"), survey), choice="never")
    assert (never["low"], never["high"]) == (0.0, pytest.approx(0.2775, abs=5e-5))
    assert never[["se", "note"]].isna().all()


def test_one_respondent_has_no_interval_and_nobody_no_number() -> None:
    """A group of one shows its answer's share without an interval; a group that left the question blank, nothing."""
    survey = survey_of(
        {"q": "select_one yn", "age": "integer"},
        {"q": ["yes", None, "yes", "no"], "age": ["30", None, "40", "50"]},
        lists={"yn": ["yes", "no"]},
        people={"country": ["AAA", "BBB", "CCC", "CCC"]},
    )
    for statistic, item in (("share", "q"), ("mean", "age"), ("median", "age")):
        found = estimate_questions(_line(statistic, item, by="country"), survey)
        alone, nobody = (found[found["group"].eq(group)].iloc[0] for group in ("AAA", "BBB"))
        assert alone["note"] == "single_respondent"
        assert alone[["se", "low", "high"]].isna().all()
        assert (nobody["note"], nobody["n"]) == ("no_answers", 0)
        assert nobody[["value", "se", "low", "high"]].isna().all()


def test_equal_answers_have_no_error_of_zero() -> None:
    """All the same number: a value, no standard error, and a note."""
    survey = survey_of({"age": "integer"}, {"age": ["40"] * 6})
    for statistic in ("mean", "median"):
        row = _one(estimate_questions(_line(statistic, "age"), survey))
        assert (row["value"], row["note"]) == (40.0, "no_variation")
        assert row[["se", "low", "high"]].isna().all()


def test_a_group_of_one_mind_is_noted_with_all_its_shares() -> None:
    """Where all gave one answer, every share says so, and donors see none; a zero beside others is no secret."""
    answers = ["yes"] * 5 + ["yes", "yes", "no", "no", "yes"] * 2
    countries = [KAZ] * 5 + [UZB] * 10
    lists = {"yn": ["yes", "no", "never"]}
    survey = survey_of({"q": "select_one yn"}, {"q": answers}, lists=lists, people={"country": countries})
    found = estimate_questions(_line("share", "q", by="country"), survey)
    assert found.loc[found["group"].eq(KAZ), "note"].tolist() == ["no_variation"] * 3
    assert found.loc[found["group"].eq(UZB), "note"].isna().all()
    shown = suppress_small(found, limits=Limits(5), edition="donor")
    assert shown.loc[shown["group"].eq(KAZ), "value"].isna().all()


def test_a_question_can_split_the_others() -> None:
    """Groups come in the order of the choices; those who did not answer it stand last."""
    survey = survey_of(
        {"sex": "select_one sexes", "age": "integer"},
        {"sex": ["m", "f", "f", None], "age": ["20", "30", "40", "50"]},
        lists={"sexes": ["f", "m"]},
    )
    found = estimate_questions(_line("mean", "age", by="sex"), survey)
    assert found["group"].fillna("").tolist() == ["f", "m", ""]
    assert found["value"].tolist() == [35.0, 20.0, 50.0]


def _weighted() -> tuple[FormAnswers, np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    n = 90
    weights, values = random.uniform(1, 5, n), random.integers(0, 40, n).astype(float)
    people = {"country": random.choice([KAZ, UZB], n).tolist()}
    answers = {"v": values.astype(int).astype(str).tolist(), "q": np.where(values > 15, "yes", "no").tolist()}
    form = {"v": "integer", "q": "select_one yn"}
    return survey_of(form, answers, lists={"yn": ["yes", "no"]}, people=people), weights, values


def test_a_design_reaches_every_statistic() -> None:
    """With weights, strata and clusters the numbers are those of the estimators, each country a domain of the whole."""
    survey, weights, values = _weighted()
    design = survey_design(weights, strata=np.arange(90) % 3, clusters=np.arange(90) // 5)
    inside = survey.people["country"].eq(KAZ).to_numpy()
    rules = Rules(freedom="design")
    rows = {
        statistic: _one(
            estimate_questions(_line(statistic, item, by="country"), survey, design=design, rules=rules),
            group=KAZ,
            **({"choice": "yes"} if statistic == "share" else {}),
        )
        for statistic, item in (("mean", "v"), ("share", "q"), ("median", "v"))
    }
    mean, share = estimate_mean(design, values, inside), estimate_mean(design, values > 15, inside)
    median, ends = estimate_quantile(design, values, 0.5, inside)
    assert rows["mean"][["value", "se", "low", "high"]].tolist() == pytest.approx(
        [mean.value, mean.se, *mean.interval()]
    )
    assert rows["share"][["low", "high"]].tolist() == pytest.approx(proportion_interval(share))
    assert rows["median"][["value", "se", "low", "high"]].tolist() == pytest.approx([median.value, median.se, *ends])
    assert rows["mean"]["deff"] == pytest.approx(design_effect(design, values, inside, replacement=True))
    assert {row["weighting"] for row in rows.values()} == {"design"}
    assert rows["mean"]["n_eff"] == pytest.approx(weights[inside].sum() ** 2 / (weights[inside] ** 2).sum())


def test_a_line_may_ask_for_each_person_beside_a_design() -> None:
    """Both weightings of one number stand in one table."""
    survey, weights, values = _weighted()
    plan = pd.concat([_line("mean", "v"), _line("mean", "v", weighting="each_person")])
    found = estimate_questions(plan, survey, design=survey_design(weights))
    assert found["weighting"].tolist() == ["design", "each_person"]
    assert found["value"].tolist() == pytest.approx([np.average(values, weights=weights), values.mean()])
    assert found["deff"].isna().tolist() == [False, True]


def test_totals_and_ratios() -> None:
    """By hand: a total adds up; a ratio is one total over another, over those who gave both, unless said otherwise."""
    answers = {"women": ["2", None, "1", "3"], "staff": ["4", "5", "0", "8"]}
    survey = survey_of({"women": "integer", "staff": "integer"}, answers)
    line = _line("ratio", "women", over="staff")
    assert _one(estimate_questions(_line("total", "staff"), survey))["value"] == 17
    usual = _one(estimate_questions(line, survey))
    assert (usual["value"], usual["n"], usual["choice"]) == (pytest.approx(6 / 12), 3, "staff")
    zero = _one(estimate_questions(line, survey, rules=Rules(numerator_blank="zero")))
    assert (zero["value"], zero["n"]) == (pytest.approx(6 / 17), 4)
    positive = _one(estimate_questions(line, survey, rules=Rules(denominator_zero="left_out")))
    assert (positive["value"], positive["n"]) == (pytest.approx(5 / 12), 2)


def test_small_groups_have_wider_intervals_than_the_design_alone_would_give() -> None:
    """Of three among sixty, the group's own degrees of freedom cover nine means in ten, the design's three in four."""
    values = np.random.default_rng(11).normal(10.0, 2.0, (60, 2000))
    found = domain_ratios(survey_design(np.ones(60)), values, np.ones(60), np.arange(60) // 3, size=20)
    means = [found.estimate(0, column) for column in range(2000)]
    inside, outside = (
        np.mean([low <= 10.0 <= high for mean in means for low, high in [mean.interval(inside=own) or (0, 0)]])
        for own in (True, False)
    )
    assert inside > 0.9
    assert outside < 0.8


def test_weights_that_cannot_be_are_refused() -> None:
    """The design says which rows are wrong before anything is computed."""
    with pytest.raises(EstimateError, match=r"negative in rows 2"):
        survey_design([1.0, -1.0, 2.0])
    with pytest.raises(EstimateError, match="single unit"):
        survey_design([1.0, 1.0, 1.0], strata=["a", "a", "b"])
