"""A survey reduced in parts gives the numbers of the whole."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.ratings import long_ratings
from needs_analysis.assessment.reduced import ReducedSurvey, combine_reduced, reduce_ratings
from needs_analysis.assessment.respondents import describe_people
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach
from needs_analysis.columns import CHOICES, ESTIMATES, PLAN, QUESTIONS, RECEIVED
from needs_analysis.registers.needs import read_needs

NEEDS = read_needs()[["need_id", "theme_id"]].iloc[:6]
SCALES = dict.fromkeys(("importance", "capacity"), (1.0, 5.0)) | {"gap": (-4.0, 4.0)}
POINTS = {measure: [1.0, 2.0, 3.0, 4.0, 5.0] for measure in ("importance", "capacity")}
CHOICE_ROWS = [
    *({"choices": "five", "code": str(point), "value": point, "label": str(point)} for point in range(1, 6)),
    {"choices": "five", "code": "dont_know", "label": "Don't know"},
]
PLANNED = [
    *(("mean", measure, "all", by, "") for measure in SCALES for by in ("", "country", "agency_type", "delegation")),
    *(("mean", "gap", "all", "", weighting) for weighting in ("each_person", "equal_country_type")),
    *(("share", measure, "need", by, way) for measure in SCALES for by, way in (("", ""), ("country", "each_person"))),
    ("mean", "importance", "need", "sex", ""),
    ("count", "responses", "", "country", ""),
    ("count", "responses", "agency_type", "country", ""),
    ("count", "answers", "need", "", ""),
]
PLAN_ROWS = PLAN.frame(
    [dict(zip(("statistic", "measure", "item", "by", "weighting"), line, strict=True)) for line in PLANNED]
)


@pytest.fixture(scope="module")
def made() -> dict[str, pd.DataFrame]:
    """Forty forms from four countries and an organisation, with blanks and non-answers."""
    answers = ["1", "2", "3", "4", "5", "dont_know", None, "6"]
    countries, types = ["KAZ", "UZB", "TJK", None, "XIO"], ["customs", "border_service", None]
    fields = [(need, measure) for need in NEEDS["need_id"] for measure in POINTS]
    rows = [
        {"row_id": f"f{n}", "row": n + 2, "country": countries[n % 5], "agency_type": types[n % 3], "sex": "mf"[n % 2]}
        | {f"{need} {measure}": answers[(n * 7 + at * at + n // 3) % 8] for at, (need, measure) in enumerate(fields)}
        for n in range(40)
    ]
    asked = [
        {"table": "responses", "field": f"{need} {measure}", "type": "select_one", "choices": "five"}
        | {"need": need, "measure": measure}
        for need, measure in fields
    ]
    responses = RECEIVED.frame(rows)
    people = describe_people(responses, national=["KAZ", "UZB", "TJK"])
    return {
        "responses": responses,
        "people": people,
        "questions": QUESTIONS.frame(asked),
        "choices": CHOICES.frame(CHOICE_ROWS),
    }


def whole(made: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The estimates of all forms at once."""
    ratings = long_ratings(made["responses"], made["people"], made["questions"], choices=made["choices"], needs=NEEDS)
    survey = Survey(ratings, SCALES, POINTS, Approach(), made["responses"])
    return estimate_plan(PLAN_ROWS, survey, {"responses": made["people"]})


def in_parts(made: dict[str, pd.DataFrame], size: int) -> pd.DataFrame:
    """The estimates of parts of so many forms, each reduced alone."""
    parts = [
        reduce_ratings(
            made["responses"].iloc[start : start + size].reset_index(drop=True),
            made["people"].iloc[start : start + size].reset_index(drop=True),
            made["questions"],
            choices=made["choices"],
            needs=NEEDS,
            by=["sex"],
        )
        for start in range(0, len(made["responses"]), size)
    ]
    total = parts[0]
    for part in parts[1:]:
        total = combine_reduced([total, part])
    survey = ReducedSurvey(total.tally, SCALES, POINTS, Approach(), pd.DataFrame(), reduced=total.moments)
    return estimate_plan(PLAN_ROWS, survey, {"responses": total.people})


@pytest.mark.parametrize("size", [1, 3, 17, 40])
def test_parts_give_the_numbers_of_the_whole(made: dict[str, pd.DataFrame], size: int) -> None:
    """Rows, notes, methods and counts are the same, and every number to 1e-9."""
    one, many = whole(made), in_parts(made, size)
    numbers = ["value", "se", "low", "high", "n_eff"]
    exact = [name for name in ESTIMATES.names if name not in numbers]
    pd.testing.assert_frame_equal(many[exact], one[exact])
    pd.testing.assert_frame_equal(many[numbers], one[numbers], rtol=1e-9, atol=1e-9)
