"""The clean responses as ratings: one answer of one person to one question about one need a row."""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import RATINGS, records

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
    asked = questions[questions["need"].isin(needs["need_id"]) & questions["field"].isin(responses.columns)]
    scale = choices.drop_duplicates(["choices", "code"]).set_index(["choices", "code"])["value"]
    who = people.rename(columns={"row_id": "response_id"})[WHO]
    parts = [_question(responses, who, question, scale) for question in records(asked)]
    ratings = pd.concat([RATINGS.frame([]), *parts])
    ratings["theme"] = ratings["need"].map(needs.set_index("need_id")["theme_id"])
    return RATINGS.frame(pd.concat([ratings, _gaps(ratings)]) if gaps else ratings)


def _question(responses: pd.DataFrame, who: pd.DataFrame, question: dict[str, str], scale: pd.Series) -> pd.DataFrame:
    points = scale.loc[question["choices"]]
    codes = responses[question["field"]].str.strip().replace("", None)
    values = codes.map(points)
    answers = codes.where(codes.isin(points.index), "outside_scale").where(values.isna(), "rated")
    answers = answers.where(codes.notna(), "blank")
    return who.assign(need=question["need"], measure=question["measure"], answer=answers, value=values)


def _gaps(ratings: pd.DataFrame) -> pd.DataFrame:
    if not {"importance", "capacity"} <= set(ratings["measure"]):
        return RATINGS.frame([])
    importance, capacity = (
        ratings[ratings["measure"] == name].set_index(["response_id", "need"]) for name in ("importance", "capacity")
    )
    both = importance.join(capacity["value"].rename("capacity"), how="inner")
    gap = both["value"] - both["capacity"]
    answer = pd.Series("rated", index=both.index).where(gap.notna(), "blank")
    return both.assign(measure="gap", value=gap, answer=answer).drop(columns="capacity").reset_index()
