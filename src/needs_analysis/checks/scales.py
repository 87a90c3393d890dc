"""The questions that are answered on a scale, and the positions that their answers have on it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.checks.distinct import Distinct
from needs_analysis.checks.subject import Subject
from needs_analysis.registers.spelling import normal

FEWEST_POSITIONS = 3


def scales(subject: Subject) -> dict[str, list[str]]:
    """Name each scale's fields: by the measure they ask for, else by their choice list.

    A scale is a choice list in which at least three answers have a value; yes and no are none.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> five = CHOICES.frame([{"choices": "five", "code": str(n), "value": n, "label": str(n)} for n in range(1, 6)])
    >>> question = {"table": "responses", "field": "a", "type": "select_one", "choices": "five", "measure": "capacity"}
    >>> frame = RECEIVED.frame([{"row_id": "r1", "a": "4"}])
    >>> scales(Subject("responses", frame, QUESTIONS.frame([question]), five))
    {'capacity': ['a']}
    """
    distinct = subject.choices.groupby("choices")["value"].nunique()
    lists = distinct.index[distinct >= FEWEST_POSITIONS]
    asked = subject.asked
    asked = asked[asked["type"].eq("select_one") & asked["choices"].isin(lists)]
    names = asked["measure"].fillna(asked["choices"])
    return {str(name): fields.tolist() for name, fields in asked["field"].groupby(names, sort=False)}


def positions(subject: Subject, fields: list[str]) -> pd.DataFrame:
    """Give the position of each answer on its scale; NaN for a blank, a non-answer or anything outside the scale.

    Args:
        subject: the table with its questions and choices.
        fields: fields that are answered on a scale, in codes or in words.
    """
    lists = subject.asked.set_index("field")["choices"]
    spelled = {name: _values(rows) for name, rows in subject.choices.groupby("choices")}
    return pd.DataFrame({name: _placed(subject.distinct(name), spelled[lists[name]]) for name in fields})


def ends(subject: Subject, fields: list[str]) -> tuple[float, float]:
    """Return the lowest and the highest position that the scales of these fields have."""
    lists = subject.asked.loc[subject.asked["field"].isin(fields), "choices"]
    values = subject.choices.loc[subject.choices["choices"].isin(lists), "value"]
    return float(values.min()), float(values.max())


def _values(rows: pd.DataFrame) -> dict[str, float]:
    """Spelling → position, by label and by code."""
    words = dict(zip(rows["label"].map(normal), rows["value"], strict=True))
    return words | dict(zip(rows["code"].map(normal), rows["value"], strict=True))


def _placed(answers: Distinct, values: dict[str, float]) -> pd.Series:
    placed = np.array([values.get(normal(text), np.nan) for text in answers.texts] + [np.nan])
    return pd.Series(placed[answers.codes], index=answers.index)
