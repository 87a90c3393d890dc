"""Numbers that one or two answers make up are noted as such, and leave with the organiser alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.questionnaire import Rules, estimate_questions
from needs_analysis.columns import PLAN
from needs_analysis.disclosure.suppression import NUMBERS, Limits, suppress_small
from needs_analysis.methods.designs import survey_design
from tests.assessment.surveys import survey_of

POSTS = {"AAA": [900, 30, 20, 10, 5], "BBB": [60, 50, 40, 50, 60], "CCC": [70, 65, 60, 55, 50, 45]}


def staff(**answers: list[str]) -> FormAnswers:
    """Answers to how many people work at one's post, by country: one post of the first has nearly all its people."""
    values = [str(value) for found in POSTS.values() for value in found]
    country = [name for name, found in POSTS.items() for _ in found]
    form = dict.fromkeys(["staff", *answers], "integer")
    return survey_of(form, {"staff": values, **answers}, people={"country": country})


def lines(*statistics: str, over: str = "") -> pd.DataFrame:
    return PLAN.frame(
        [
            {"statistic": each, "measure": "question", "item": "staff", "over": over, "by": by}
            for each in statistics
            for by in ("", "country")
        ]
    )


def notes(found: pd.DataFrame, statistic: str) -> dict[str, str]:
    rows = found[found["statistic"].eq(statistic)]
    return dict(zip(rows["group"].fillna(""), rows["note"].fillna(""), strict=True))


@pytest.mark.parametrize("statistic", ["mean", "total"])
def test_the_note_stands_where_two_answers_are_nearly_all(statistic: str) -> None:
    """Of 965 people 900 work at one post and 30 at the next: the other 35 are less than a tenth of 900."""
    found = estimate_questions(lines(statistic), staff())
    assert notes(found, statistic) == {"": "", "AAA": "dominated", "BBB": "", "CCC": ""}


def test_weights_are_a_part_of_what_an_answer_adds() -> None:
    """A post that stands for forty others makes up as much of the total as they do."""
    weights = np.where(np.arange(16) == 5, 1000.0, 1.0)
    found = estimate_questions(lines("total"), staff(), design=survey_design(weights))
    assert notes(found, "total") == {"": "dominated", "AAA": "dominated", "BBB": "dominated", "CCC": ""}


def test_a_ratio_is_dominated_at_either_end() -> None:
    """A ratio to a number that one answer makes up, or of one, gives that answer away."""
    few = ["1"] * 5 + ["2"] * 5 + ["500", *["3"] * 5]
    found = estimate_questions(lines("ratio", over="women"), staff(women=few))
    assert notes(found, "ratio") == {"": "dominated", "AAA": "dominated", "BBB": "", "CCC": "dominated"}


def test_a_place_on_a_scale_dominates_nothing() -> None:
    """One five among ones and zeros is an opinion beside others, and no part of a sum."""
    answers, countries = {"staff": ["5", *["0"] * 5]}, {"country": ["AAA"] * 6}
    survey = survey_of({"staff": "select_one scale"}, answers, lists={"scale": ["0", "1", "5"]}, people=countries)
    found = estimate_questions(lines("mean", "median"), survey)
    assert found["note"].isna().all()


def test_two_answers_are_too_few_for_the_note() -> None:
    """Of two people the number of them tells it, and it says so itself."""
    survey = survey_of({"staff": "integer"}, {"staff": ["900", "1"]}, people={"country": ["AAA", "AAA"]})
    assert estimate_questions(lines("mean"), survey)["note"].isna().all()


def test_a_dominated_group_takes_its_split_with_it() -> None:
    """Two groups that are hidden might be dominated together; all of them together are the whole, which is not."""
    found = estimate_questions(lines("mean", "median", "total"), staff())
    shown = suppress_small(found, limits=Limits(5), edition="donor")
    hidden = shown["note"].eq("too_few")
    assert hidden.tolist() == shown["by"].eq("country").tolist()
    assert shown.loc[hidden, NUMBERS].isna().all(axis=None)
    assert shown.loc[~hidden, "value"].notna().all()
    organiser = suppress_small(found, limits=Limits(3), edition="organiser")
    assert organiser["value"].notna().all()


def test_a_dominated_whole_is_hidden_too() -> None:
    """Of everybody's total one answer is nearly all, so neither it nor any split of it is shown."""
    survey = survey_of({"staff": "integer"}, {"staff": ["9000", *["7", "8", "9"] * 5]})
    shown = suppress_small(estimate_questions(lines("total").head(1), survey), limits=Limits(5), edition="donor")
    assert shown[NUMBERS].isna().all(axis=None)
    assert shown["note"].tolist() == ["too_few"]


def test_another_question_stays() -> None:
    """What dominates one question says nothing of another."""
    plan = pd.concat([lines("mean"), lines("mean").assign(item="cars")])
    cars = [str(each) for each in [3, 4, 5, 4, 3] * 3 + [4]]
    shown = suppress_small(estimate_questions(plan, staff(cars=cars)), limits=Limits(5), edition="donor")
    assert shown.loc[shown["item"].eq("cars"), "value"].notna().all()


def test_a_median_stays_without_ends_that_are_somebodys_answer() -> None:
    """Of five the interval of the median reaches from the lowest to the highest answer: a donor sees neither."""
    survey = survey_of({"staff": "integer"}, {"staff": ["60", "52", "44", "57", "66"]})
    found = estimate_questions(lines("median").head(1), survey)
    assert found[["value", "low", "high", "note"]].to_numpy().tolist() == [[57.0, 44.0, 66.0, "ends_of_few"]]
    donor, organiser = (suppress_small(found, limits=Limits(limit), edition=name).iloc[0] for limit, name in EDITIONS)
    assert donor["value"] == 57.0
    assert donor[["se", "low", "high"]].isna().all()
    assert organiser[["low", "high"]].tolist() == [44.0, 66.0]


EDITIONS = ((5, "donor"), (3, "organiser"))


def test_ends_that_many_gave_are_nobodys() -> None:
    """Where five or more gave the lowest and the highest answer, the interval that ends there stays."""
    survey = survey_of({"staff": "integer"}, {"staff": ["1"] * 5 + ["2"] * 2 + ["3"] * 5})
    found = estimate_questions(lines("median").head(1), survey, rules=Rules(freedom="design"))
    assert found[["low", "high"]].to_numpy().tolist() == [[1.0, 3.0]]
    assert found["note"].isna().all()
