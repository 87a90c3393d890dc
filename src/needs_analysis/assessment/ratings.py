"""The clean responses as ratings: one answer of one person to one question about one need a row."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from needs_analysis.columns import RATINGS, different, records
from needs_analysis.methods.moments import Floats

OUTSIDE = "outside_scale"
WHO = ["response_id", "country", "agency_type", "delegation"]


def long_ratings(
    responses: pd.DataFrame,
    people: pd.DataFrame,
    questions: pd.DataFrame,
    *,
    choices: pd.DataFrame,
    needs: pd.DataFrame,
    gaps: bool = True,
) -> pd.DataFrame:
    """Reshape clean responses into the declared table of ratings, and add the gap.

    The gap is importance minus capacity, for people who rated both; it is asked only where both are.

    Args:
        responses: clean responses, one form a row.
        people: what `describe_people` says of them.
        questions: which field asks for which measure of which need.
        choices: the scales; a code without a value is a non-answer.
        needs: the register, for the themes.
        gaps: whether importance and capacity are rated alike, so that their difference means something.
    """
    asked, scale = asked_of(responses, questions, needs), scale_values(choices)
    who = people.rename(columns={"row_id": "response_id"})[WHO]
    parts = [_question(responses, who, question, scale) for question in records(asked)]
    ratings = pd.concat([RATINGS.frame([]), *parts])
    ratings["theme"] = ratings["need"].map(needs.set_index("need_id")["theme_id"])
    return RATINGS.frame(pd.concat([ratings, _gaps(ratings)]) if gaps else ratings)


def asked_of(responses: pd.DataFrame, questions: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """Keep the questions that rate a known need and that the responses hold."""
    return questions[questions["need"].isin(needs["need_id"]) & questions["field"].isin(responses.columns)]


def scale_values(choices: pd.DataFrame) -> pd.Series:
    """Give the value of each code of each scale."""
    return choices.drop_duplicates(["choices", "code"]).set_index(["choices", "code"])["value"]


def _question(responses: pd.DataFrame, who: pd.DataFrame, question: dict[str, str], scale: pd.Series) -> pd.DataFrame:
    given = read_answers(responses[question["field"]], scale.loc[question["choices"]])
    answers, values = given.kinds[given.codes], given.values[given.codes]
    return who.assign(need=question["need"], measure=question["measure"], answer=answers, value=values)


def gaps_of(importance: Floats, capacity: Floats) -> Floats:
    """Say how far each person's rating of importance is above that of capacity; none for who did not rate both."""
    return importance - capacity


def answers_of_gaps(gaps: Floats) -> np.ndarray:
    """Say of gaps what `answer` says of ratings: rated, or blank."""
    return np.where(np.isnan(gaps), "blank", "rated")


class Answers(NamedTuple):
    """The different answers to a question, each with its kind and its value; and which each form gave."""

    kinds: np.ndarray
    values: np.ndarray
    codes: np.ndarray


def read_answers(cells: pd.Series, points: pd.Series) -> Answers:
    """Tell ratings from other answers, each different text once.

    Args:
        cells: clean answers.
        points: code → value on the scale; none for a non-answer.

    >>> given = read_answers(pd.Series(["5", "dont_know", None, "6"]), pd.Series({"5": 5.0, "dont_know": None}))
    >>> given.kinds[given.codes].tolist(), given.values[given.codes].tolist()
    (['rated', 'dont_know', 'blank', 'outside_scale'], [5.0, nan, nan, nan])
    """
    codes, texts = different(cells)
    words = [str(text).strip() for text in texts] + [""]
    values = np.array([points.get(word, np.nan) for word in words], dtype=float)
    named = [word if word in points.index else OUTSIDE if word else "blank" for word in words]
    kinds = np.where(np.isnan(values), np.array(named, dtype=object), "rated")
    return Answers(kinds, values, codes)


def _gaps(ratings: pd.DataFrame) -> pd.DataFrame:
    if not {"importance", "capacity"} <= set(ratings["measure"]):
        return RATINGS.frame([])
    importance, capacity = (
        ratings[ratings["measure"] == name].set_index(["response_id", "need"]) for name in ("importance", "capacity")
    )
    both = importance.join(capacity["value"].rename("capacity"), how="inner")
    gap = gaps_of(both["value"].to_numpy(dtype=float), both["capacity"].to_numpy(dtype=float))
    return both.assign(measure="gap", value=gap, answer=answers_of_gaps(gap)).drop(columns="capacity").reset_index()
