"""What a questionnaire must be so that its questions can rate needs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.form.form import Form
from needs_analysis.reading.form.sheets import SURVEY

MEASURES = ("importance", "capacity")


def refuse_unusable(form: Form, needs: pd.DataFrame, *, shown: str) -> None:
    """Refuse a questionnaire that asks about needs in a way that no rating can be made of.

    Args:
        form: the questionnaire.
        needs: the register of needs.
        shown: how messages name it.

    Raises:
        InputError: needs that the register does not have; ratings without a scale, or on several; a need that two
            questions rate by one measure.
    """
    for wrong in (_unknown_needs, _rated_twice):
        if problems := list(wrong(form.questions, needs, shown)):
            raise InputError(problems)
    if problems := [*_without_scale(form, shown)]:
        raise InputError(problems)


def _unknown_needs(questions: pd.DataFrame, needs: pd.DataFrame, shown: str) -> Iterator[Problem]:
    known = {*needs["need_id"], *needs["theme_id"], ""}
    remedy = say("Correct the column «need» of the form, or add the need to the register.")
    for row in records(questions[~questions["need"].fillna("").isin(known)]):
        what = say("Need «{need}» of the question «{question}» is not in the register.", **_named(row))
        yield Problem(what, shown, SURVEY, column="need", remedy=remedy)


def _named(row: dict[str, str]) -> dict[str, str]:
    return {"need": row["need"], "question": row["field"]}


def _rated_twice(questions: pd.DataFrame, needs: pd.DataFrame, shown: str) -> Iterator[Problem]:
    rated = questions[questions["need"].isin(needs["need_id"]) & questions["measure"].notna()]
    remedy = say("If one is the other's older name, say so under «renamed» in workshop.toml; else keep one of them.")
    for (need, measure), asked in rated.groupby(["need", "measure"]):
        if len(asked) > 1:
            what = say("Need «{need}» is rated by several questions for its {measure}.", need=need, measure=measure)
            yield Problem(what, shown, SURVEY, column=", ".join(asked["field"]), remedy=remedy)


def _without_scale(form: Form, shown: str) -> Iterator[Problem]:
    """Yield questions that rate a need without a scale of numbers, and measures that are asked on several scales."""
    rated = form.questions[form.questions["measure"].isin(MEASURES)]
    numbers = form.choices.dropna(subset=["value"]).groupby("choices")["value"].agg(["min", "max"])
    remedy = say("Ask it with select_one from a list whose names are the numbers of the scale.")
    for field in rated.loc[~rated["choices"].isin(numbers.index), "field"]:
        yield Problem(say("A rating needs a scale of numbers."), shown, SURVEY, column=field, remedy=remedy)
    remedy = say("Use one scale for one measure.")
    for measure, asked in rated[rated["choices"].isin(numbers.index)].groupby("measure"):
        ends = numbers.loc[asked["choices"].unique()].drop_duplicates()
        if len(ends) > 1:
            scales = ", ".join(f"{low:g}–{high:g}" for low, high in ends.itertuples(index=False))
            what = say("{measure} is asked on several scales: {scales}.", measure=measure, scales=scales)
            yield Problem(what, shown, SURVEY, remedy=remedy)
