"""The effect of an issue is what the estimator itself gives when the answer is changed, emptied or left out."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from needs_analysis.assessment.effects import Published, effects_of
from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.ratings import long_ratings
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach, Name
from needs_analysis.columns import CHOICES, ISSUES, QUESTIONS

NEEDS = pd.DataFrame({"need_id": ["A", "B", "C"], "theme_id": ["T", "T", "U"]})
FIELDS = [f"{need}_{measure}" for need in "ABC" for measure in ("importance", "capacity")]
ASKED = QUESTIONS.frame(
    [
        {"table": "responses", "field": field, "type": "select_one", "choices": "five", "need": field[0]}
        | {"measure": field[2:]}
        for field in FIELDS
    ]
)
FIVE = CHOICES.frame([{"choices": "five", "code": str(n), "value": n, "label": str(n)} for n in range(1, 6)])
SCALES = {"importance": (1.0, 5.0), "capacity": (1.0, 5.0), "gap": (-4.0, 4.0)}
BYS = ("", "country", "agency_type", "delegation")
PLAN = pd.DataFrame(
    [{"statistic": "mean", "measure": m, "item": "all", "by": by} for m, by in itertools.product(SCALES, BYS)]
)


def forms(answers: list[list[int | None]], countries: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Clean responses, and who gave them."""
    names = [f"r{at}" for at in range(len(answers))]
    cells = {field: [None if row[at] is None else str(row[at]) for row in answers] for at, field in enumerate(FIELDS)}
    types = ["customs" if at % 3 else "border_service" for at in range(len(names))]
    people = pd.DataFrame({"row_id": names, "country": countries, "agency_type": types, "delegation": "national"})
    return pd.DataFrame({"row_id": names, **cells}).astype(dict.fromkeys(FIELDS, "str")), people


def rate(responses: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The ratings of these forms."""
    there = people[people["row_id"].isin(responses["row_id"])]
    return long_ratings(responses, there, ASKED, choices=FIVE, needs=NEEDS)


def means(ratings: pd.DataFrame, weighting: Name) -> pd.Series:
    """Every published mean as a share of its scale, by what it is of."""
    found = estimate_plan(PLAN, Survey(ratings, SCALES, {}, Approach(weighting), pd.DataFrame()))
    keys = ["measure", "item", "by", "group", "weighting"]
    width = found["measure"].map({measure: high - low for measure, (low, high) in SCALES.items()})
    return found.assign(share=found["value"] / width).set_index([found[key].fillna("") for key in keys])["share"]


def moved(before: pd.Series, after: pd.Series) -> float:
    """The most that a mean which is there before and after has moved."""
    both = before.dropna().index.intersection(after.dropna().index)
    return float((after[both] - before[both]).abs().max())


def brute(responses: pd.DataFrame, people: pd.DataFrame, row: int, field: str, weighting: Name) -> float:
    """The most that any other answer to a question, or none, moves any mean."""
    before = means(rate(responses, people), weighting)
    worst = 0.0
    for answer in ("1", "5", None):
        other = responses.copy()
        other.loc[row, field] = answer
        worst = max(worst, moved(before, means(rate(other, people), weighting)))
    return worst


def effects(
    responses: pd.DataFrame, people: pd.DataFrame, weighting: Name, *issues: tuple[str, str | None], smallest: int = 1
) -> pd.Series:
    """What the library says of issues about these rows and fields."""
    rows = [
        {"table": "responses", "row_id": row, "field": field, "check": "x", "severity": "review"}
        for row, field in issues
    ]
    ratings = rate(responses, people)
    return effects_of(ISSUES.frame(rows), ASKED, Published(ratings, SCALES, BYS, weighting, smallest))


@pytest.mark.parametrize("weighting", ["equal_country", "each_person", "equal_country_type"])
def test_every_rating_has_the_effect_that_the_estimator_shows(weighting: Name) -> None:
    """Six forms of three countries, one of them alone in its: every fifth answer is changed and emptied."""
    random = np.random.default_rng(3)
    answers = [[int(n) if n else None for n in random.integers(0, 6, 6)] for _ in range(6)]
    responses, people = forms(answers, ["KAZ"] * 3 + ["UZB"] * 2 + ["TJK"])
    given_ = [(row, field) for row in range(6) for field in FIELDS if answers[row][FIELDS.index(field)]][::5]
    found = effects(responses, people, weighting, *((f"r{row}", field) for row, field in given_))
    expected = [brute(responses, people, row, field, weighting) for row, field in given_]
    assert found.to_numpy() == pytest.approx(expected, abs=1e-12)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=6, max_size=6), min_size=5, max_size=8))
def test_leaving_a_form_out_has_the_effect_that_the_estimator_shows(answers: list[list[int | None]]) -> None:
    """The most that any mean moves without the form, for any forms of two countries that both rate something."""
    responses, people = forms(answers, [("KAZ", "UZB")[at % 2] for at in range(len(answers))])
    assume(any(map(any, answers[2::2])) and any(map(any, answers[1::2])))
    assume(any(answers[0]))
    before, after = (means(rate(each, people), "equal_country") for each in (responses, responses.drop(index=0)))
    found = effects(responses, people, "equal_country", ("r0", None))
    assert found.iloc[0] == pytest.approx(moved(before, after), abs=1e-12)


def test_a_field_that_no_mean_uses_moves_nothing_and_an_unknown_row_cannot_be_said() -> None:
    """A comment has the effect 0; a row that is not there, or another table's, none that is known."""
    responses, people = forms([[1, 2, 3, 4, 5, 1]] * 3 + [[5, 4, 3, 2, 1, 5]] * 3, ["KAZ"] * 3 + ["UZB"] * 3)
    found = effects(responses, people, "equal_country", ("r0", "comment"), ("gone", "comment"), ("r0", "country"))
    assert found.iloc[0] == 0.0
    assert np.isnan(found.iloc[1])
    assert found.iloc[2] > effects(responses, people, "equal_country", ("r0", None)).iloc[0]


def test_an_answer_not_given_yet_can_move_its_need() -> None:
    """All have answered 1: a first 5 makes a second stratum of the border services, whose mean moves from 1 to 3.

    Where only groups of three are published, it is the country that moves most, by a quarter of 4 with four people.
    """
    answers: list[list[int | None]] = [[1, 1, 1, 1, 1, 1] for _ in range(6)]
    answers[0][0] = None
    responses, people = forms(answers, ["KAZ"] * 3 + ["UZB"] * 3)
    assert effects(responses, people, "equal_country", ("r0", "A_importance")).iloc[0] == pytest.approx(2 / 4)
    more = forms([*answers, [1] * 6], ["KAZ"] * 3 + ["UZB"] * 3 + ["KAZ"])
    found = effects(*more, "equal_country", ("r0", "A_importance"), smallest=3)
    assert found.iloc[0] == pytest.approx(4 / 4 / 4)


def test_where_nobody_rated_yet_no_answer_moves_anything() -> None:
    """A survey without a rating has no mean: an issue about a comment has the effect 0, and no check stops."""
    responses, people = forms([[None] * 6] * 3, ["KAZ", "UZB", "TJK"])
    assert effects(responses, people, "equal_country", ("r0", "comment")).iloc[0] == 0.0
