"""Which people and answers stand behind which number."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.plan import read_plan
from needs_analysis.assessment.ratings import long_ratings
from needs_analysis.assessment.respondents import describe_people
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach, Name
from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED

NEEDS = pd.DataFrame({"need_id": ["N1", "N2"], "theme_id": ["T1", "T1"]})
QUESTIONS_ASKED = QUESTIONS.frame(
    [
        {"table": "responses", "field": f"{need}_{measure}", "type": "select_one", "choices": "five"}
        | {"need": need, "measure": measure}
        for need in ("N1", "N2")
        for measure in ("importance", "capacity")
    ]
)
FIVE = CHOICES.frame(
    [{"choices": "five", "code": str(k), "value": k, "label": str(k)} for k in range(1, 6)]
    + [{"choices": "five", "code": "dont_know", "label": "Don't know"}]
)
FORMS = [
    # country, agency type, N1 importance and capacity, N2 importance and capacity
    ("KAZ", "customs", "5", "1", "3", "3"),
    ("KAZ", "border_service", "3", "dont_know", "2", "2"),
    ("UZB", "customs", "4", "2", None, "2"),
    ("DEU", "customs", "1", "1", "1", "1"),
    ("XIO", "international_org", "2", "2", "2", "2"),
    (None, None, "1", "5", "1", "5"),
]
POINTS = dict.fromkeys(("importance", "capacity"), (1.0, 2.0, 3.0, 4.0, 5.0))
SCALES = {"importance": (1.0, 5.0), "capacity": (1.0, 5.0), "gap": (-4.0, 4.0)}


@pytest.fixture(scope="module")
def responses() -> pd.DataFrame:
    """Two national delegations, an observer, an organisation, and a form without a country."""
    fields = ["country", "agency_type", *QUESTIONS_ASKED["field"]]
    rows = [{"row_id": f"f{n}", **dict(zip(fields, form, strict=True))} for n, form in enumerate(FORMS)]
    return RECEIVED.frame(rows)


@pytest.fixture(scope="module")
def estimates(responses: pd.DataFrame) -> pd.DataFrame:
    """The default plan, countries weighted equally."""
    return _estimate(responses, "equal_country")


def _estimate(responses: pd.DataFrame, weighting: Name) -> pd.DataFrame:
    people = describe_people(responses, national=["KAZ", "UZB"], observer=["DEU"])
    ratings = long_ratings(responses, people, QUESTIONS_ASKED, choices=FIVE, needs=NEEDS)
    survey = Survey(ratings, SCALES, POINTS, Approach(weighting, draws=200), responses)
    return estimate_plan(read_plan(), survey, {"responses": people})


def _one(estimates: pd.DataFrame, **wanted: str) -> pd.Series:
    for column, value in ({"item": "N1", "by": "", "group": ""} | wanted).items():
        estimates = estimates[estimates[column].fillna("").eq(value)]
    assert len(estimates) == 1
    return estimates.iloc[0]


def test_only_national_delegations_enter_the_mean_each_counting_once(estimates: pd.DataFrame) -> None:
    """Importance of N1 is the mean of KAZ's (5 + 3) / 2 and UZB's 4; observers and organisations stay apart."""
    row = _one(estimates, statistic="mean", measure="importance")
    assert row[["value", "n", "n_countries"]].tolist() == [4.0, 3, 2]


def test_the_gap_is_over_people_who_rated_both(estimates: pd.DataFrame) -> None:
    """A don't-know on capacity takes the person out of the gap, and is none of its zeros."""
    row = _one(estimates, statistic="mean", measure="gap")
    assert row[["value", "n"]].tolist() == [((5 - 1) + (4 - 2)) / 2, 2]
    assert row["note"] == "single_respondent"


def test_a_theme_is_each_persons_mean_over_the_needs_they_rated(estimates: pd.DataFrame) -> None:
    """KAZ's people have 4 and 2.5, UZB's one person 4, for importance over the theme's two needs."""
    row = _one(estimates, statistic="mean", measure="importance", item="T1")
    assert row["value"] == pytest.approx(((4 + 2.5) / 2 + 4) / 2)


def test_groups_stand_apart(estimates: pd.DataFrame) -> None:
    """Each country, each kind of delegation and each agency type has its own people."""
    means = estimates[estimates["statistic"].eq("mean") & estimates["measure"].eq("importance")]
    assert _one(means, by="country", group="KAZ")["value"] == 4.0
    assert _one(means, by="country", group="DEU")["value"] == 1.0
    assert _one(means, by="delegation", group="organisation")["value"] == 2.0
    customs = _one(means, by="agency_type", group="customs")
    assert customs[["value", "n"]].tolist() == [(5 + 4) / 2, 2]
    assert _one(means, by="agency_type", group="international_org")["weighting"] == "each_person"
    assert means.loc[means["by"].eq("country"), "group"].isin(["KAZ", "UZB", "DEU"]).all()


def test_weighted_by_person_the_form_without_a_country_counts(responses: pd.DataFrame) -> None:
    """Each person counts once: three of the national delegations and the one whose country is unknown."""
    row = _one(_estimate(responses, "each_person"), statistic="mean", measure="importance")
    assert row[["value", "n"]].tolist() == [(5 + 3 + 4 + 1) / 4, 4]


def test_kinds_of_answers_add_up_to_the_forms(estimates: pd.DataFrame) -> None:
    """For each need the rated, the blank and each kind of non-answer add up to all forms."""
    answers = estimates[estimates["measure"].eq("answers")]
    assert answers.groupby("item")["value"].sum().tolist() == [6, 6]
    assert _one(answers, item="N2", choice="blank")["value"] == 1


def test_responses_are_counted_by_group(estimates: pd.DataFrame) -> None:
    """Forms by country count every form, and the one without a country has a blank group."""
    counts = estimates[estimates["measure"].eq("responses") & estimates["by"].eq("country")]
    assert dict(zip(counts["group"].fillna(""), counts["value"], strict=True)) == {
        "": 1,
        "DEU": 1,
        "KAZ": 2,
        "UZB": 1,
        "XIO": 1,
    }


def test_a_need_that_nobody_rated_is_a_row_that_says_so(responses: pd.DataFrame) -> None:
    """Where no rating was given there is no number and a reason, as a whole and in every group."""
    silent = RECEIVED.frame(responses.assign(N2_importance=None, N2_capacity="dont_know"))
    estimates = _estimate(silent, "equal_country")
    for where in ({"by": "", "group": ""}, {"by": "country", "group": "KAZ"}):
        row = _one(estimates, statistic="mean", measure="importance", item="N2", **where)
        assert (row["note"], row["n"]) == ("no_answers", 0)
        assert pd.isna(row["value"])
