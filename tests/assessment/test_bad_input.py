"""Whatever comes in gives a number marked as what it is, or no number and the reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.opinions import Opinions
from needs_analysis.assessment.places import stand
from needs_analysis.assessment.plan import read_plan
from needs_analysis.assessment.ratings import long_ratings
from needs_analysis.assessment.robustness import estimate_ruled
from needs_analysis.assessment.scales import are_alike, points_of, scales_of
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach, Name
from needs_analysis.columns import CHOICES, QUESTIONS
from needs_analysis.errors import EstimateError
from tests.assessment.experts_survey import plan_of

NEEDS = pd.DataFrame({"need_id": ["A", "B"], "theme_id": ["T", "T"]})
SCALE = {"five": range(1, 6), "three": range(1, 4)}
CHOSEN = CHOICES.frame(
    [{"choices": name, "code": str(n), "value": n, "label": str(n)} for name, points in SCALE.items() for n in points]
)
Answers = list[tuple[str, list[str | None]]]


def survey_of(
    answers: Answers,
    *,
    weighting: Name = "each_person",
    scales: tuple[str, str] = ("five", "five"),
    mixed: bool = False,
) -> Survey:
    """Forms: country, then importance and capacity of A, importance and capacity of B."""
    ends = dict(zip(("importance", "capacity"), scales, strict=True))
    fields = [(need, end) for need in "AB" for end in ends]
    asked = QUESTIONS.frame(
        [
            {"table": "responses", "field": f"{need}_{end}", "type": "select_one", "need": need, "measure": end}
            | {"choices": "three" if mixed and need == "B" else ends[end]}
            for need, end in fields
        ]
    )
    rows = [
        {"row_id": f"f{at}"} | {f"{need}_{end}": cell for (need, end), cell in zip(fields, cells, strict=True)}
        for at, (_, cells) in enumerate(answers)
    ]
    responses = pd.DataFrame(rows).astype(dict.fromkeys([f"{need}_{end}" for need, end in fields], "str"))
    people = pd.DataFrame(
        {"row_id": responses["row_id"], "country": [c for c, _ in answers], "agency_type": "customs"}
    ).assign(delegation="national")
    points = points_of(asked, CHOSEN)
    ratings = long_ratings(responses, people, asked, choices=CHOSEN, needs=NEEDS, gaps=are_alike(points))
    return Survey(ratings, scales_of(points), points, Approach(weighting, draws=50), responses)


def estimated(survey: Survey) -> pd.DataFrame:
    """The package's own plan; never a hole without a reason."""
    found = estimate_plan(read_plan(), survey)
    blank = found["value"].isna()
    assert found.loc[blank, "note"].notna().all()
    without = found["se"].isna() & found["statistic"].isin(["mean", "borich", "rds"]) & ~blank
    assert found.loc[without, "note"].notna().all()
    return found


def test_one_respondent_has_values_and_no_intervals() -> None:
    found = estimated(survey_of([("KAZ", ["5", "2", "4", "3"])]))
    means = found[found["statistic"].eq("mean")]
    assert means["se"].isna().all()
    assert set(means["note"]) == {"single_respondent"}
    assert found[found["statistic"].isin(["consensus", "krippendorff", "kendall_w"])]["value"].isna().all()


def test_one_country_cannot_be_weighed_against_others() -> None:
    answers: Answers = [("KAZ", ["5", "2", "4", "3"]), ("KAZ", ["4", "2", "4", "1"])]
    with pytest.raises(EstimateError, match="Only 1 national delegation"):
        estimate_plan(read_plan(), survey_of(answers, weighting="equal_country"))
    assert estimated(survey_of(answers)).query("statistic == 'rank' and method == 'rank_sets'")["value"].notna().all()


def test_people_without_a_country_are_ordered_where_each_counts_once() -> None:
    """Weightings that countries make count nobody: they give no place, and the rest stands."""
    answers: Answers = [("", ["5", "2", "4", "3"]), ("", ["4", "2", "4", "1"]), ("", ["5", "1", "3", "3"])]
    survey = survey_of(answers)
    ratings = survey.ratings.assign(country=pd.NA, delegation=pd.NA).astype({"country": "str", "delegation": "str"})
    found = estimated(replace(survey, ratings=ratings))
    places = found[found["statistic"].eq("rank")].set_index(["method", "item"])["value"]
    assert places["rank_sets"].to_dict() == {"A": 1, "B": 2}
    assert set(found.loc[found["statistic"].eq("rank"), "weighting"]) == {"each_person"}


def test_means_are_shrunken_by_any_question_of_the_form() -> None:
    """As by country: the same people in the same groups have the same means."""
    cells = {"KAZ": ["5234", "4243", "5122"], "UZB": ["3344", "2435", "3353"], "TJK": ["4414", "5424", "1143"]}
    answers: Answers = [(country, list(line)) for country, lines in cells.items() for line in lines]
    survey = survey_of(answers)
    asked = replace(survey, answers=survey.answers.assign(post=[country for country, _ in answers]))
    found = estimate_plan(plan_of(*(f"shrunken_mean,importance,need,{by}" for by in ("country", "post"))), asked)
    by_country, by_post = (found[found["by"].eq(by)].drop(columns="by") for by in ("country", "post"))
    assert len(by_country) == 6
    assert by_country["value"].notna().all()
    pd.testing.assert_frame_equal(by_country.reset_index(drop=True), by_post.reset_index(drop=True))


def test_all_answers_equal_are_marked_and_never_plus_minus_nothing() -> None:
    same: Answers = [(country, ["4", "2", "4", "2"]) for country in ("KAZ", "KAZ", "UZB", "UZB", "UZB")]
    found = estimated(survey_of(same, weighting="equal_country"))
    means = found[found["statistic"].eq("mean")]
    assert means[["se", "low", "high"]].isna().all(axis=None)
    assert set(means["note"]) == {"no_variation"}
    places = found[found["method"].eq("rank_sets") & found["statistic"].eq("rank")]
    assert places[["low", "high"]].values.tolist() == [[1, 2], [1, 2]]
    assert found[found["statistic"].eq("shrunken_mean")]["value"].isna().all()


def test_a_need_that_nobody_rated_has_no_number_and_no_place() -> None:
    found = estimated(survey_of([("KAZ", ["5", "2", None, None]), ("UZB", ["4", "3", None, None])]))
    means = found[found["statistic"].eq("mean") & found["item"].eq("B")]
    assert means["value"].isna().all()
    assert set(means["note"]) == {"no_answers"}
    assert "B" not in set(found.loc[found["statistic"].eq("rank"), "item"])


def test_importance_by_some_and_capacity_by_others_makes_no_gap() -> None:
    """Nobody rated both: the order is that of importance, and every gap says that nobody answered."""
    survey = survey_of(
        [("KAZ", ["5", None, "3", None]), ("UZB", [None, "2", None, "4"]), ("UZB", ["4", None, "2", None])]
    )
    found = estimated(survey)
    gaps = found[found["statistic"].eq("mean") & found["measure"].eq("gap")]
    assert set(gaps["note"]) == {"no_answers"}
    places = found[found["method"].eq("rank_sets") & found["statistic"].eq("rank")]
    assert set(places["measure"]) == {"importance"}


def test_importance_and_capacity_on_different_scales_have_no_gap() -> None:
    """5 of 5 and 2 of 3 have no difference: the reason stands where the number would."""
    answers: Answers = [("KAZ", ["5", "2", "3", "1"]), ("UZB", ["4", "3", "2", "3"]), ("UZB", ["1", "1", "5", "2"])]
    found = estimated(survey_of(answers, scales=("five", "three")))
    gaps = found[found["measure"].eq("gap")]
    assert set(gaps["note"]) == {"scales_differ"}
    assert gaps["value"].isna().all()
    assert found[found["statistic"].eq("mean") & found["measure"].eq("capacity")]["value"].notna().any()


def test_one_measure_on_two_scales_is_refused_with_both() -> None:
    with pytest.raises(EstimateError, match="five: 1–5; three: 1–3"):
        survey_of([("KAZ", ["5", "2", "3", "1"])], mixed=True)


def test_a_floor_above_the_scale_leaves_no_need_a_place() -> None:
    """Every need is named as below it, and nothing is ordered."""
    answers: Answers = [("KAZ", ["5", "2", "4", "3"]), ("KAZ", ["4", "2", "4", "1"]), ("UZB", ["4", "2", "3", "1"])]
    survey = survey_of(answers, weighting="equal_country")
    high = replace(survey, approach=replace(survey.approach, floor=9.0))
    found = estimated(high)
    assert set(found.loc[found["statistic"].eq("rank"), "note"]) == {"below_floor"}
    assert not found["statistic"].isin(["tier", "top_share", "rank_change"]).any()


def test_countries_as_a_sample_spread_the_places_too() -> None:
    """Three countries that differ on B: with two degrees of freedom nothing is told apart."""
    rows = [("KAZ", "1"), ("UZB", "3"), ("TJK", "5")]
    answers: Answers = [(country, [point, "1", "3", "1"]) for country, point in rows for _ in range(12)]
    answers += [(country, [point, "2", "4", "2"]) for country, point in rows]
    survey = survey_of(answers, weighting="equal_country")
    found = estimated(replace(survey, approach=replace(survey.approach, countries="sample", floor=0.0)))
    places = found[found["method"].eq("rank_sets") & found["statistic"].eq("rank")]
    assert places[["low", "high"]].values.tolist() == [[1, 2], [1, 2]]


def test_too_many_needs_are_not_ordered_by_kemeny() -> None:
    """No number, and the reason, in place of minutes of waiting."""
    rated = np.random.default_rng(1).integers(1, 6, (5, 61)).astype(float)
    needs = tuple(f"N{at:02}" for at in range(61))
    people = pd.DataFrame({"response_id": list("abcde"), "country": "KAZ", "agency_type": "", "delegation": "national"})
    opinions = Opinions(people, needs, {"importance": rated})
    standing = stand(opinions, 0.0, Approach("each_person"))
    found = estimate_ruled(standing, "kemeny", opinions)
    assert found["value"].isna().all()
    assert set(found["note"]) == {"too_many_needs"}
