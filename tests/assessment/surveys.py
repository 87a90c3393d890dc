"""Small surveys for tests: a form in a few words, and answers to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.columns import CHOICES, QUESTIONS

Answer = str | None


def survey_of(
    form: Mapping[str, str],
    answers: Mapping[str, Sequence[Answer]],
    *,
    lists: Mapping[str, Sequence[str]] | None = None,
    people: Mapping[str, Sequence[Answer]] | None = None,
) -> FormAnswers:
    """Make a survey.

    Args:
        form: field → type, with the list of its choices behind a blank: «select_one yes_no».
        answers: field → answers, one a form.
        lists: list → its choices; a number is a place on a scale.
        people: country, agency_type and delegation of each form.
    """
    frame = pd.DataFrame(dict(answers), dtype="str")
    kinds = {field: [*kind.split(), ""][:2] for field, kind in form.items()}
    questions = [
        {"table": "responses", "field": field, "type": kind, "choices": name} for field, (kind, name) in kinds.items()
    ]
    choices = [
        {"choices": name, "code": code, "label": code, "value": float(code) if code.isdigit() else None}
        for name, codes in (lists or {}).items()
        for code in codes
    ]
    given = people or {}
    who = pd.DataFrame(
        {name: given.get(name, [None] * len(frame)) for name in ("country", "agency_type", "delegation")}
    )
    return FormAnswers(frame, who.astype("str").where(who.notna()), QUESTIONS.frame(questions), CHOICES.frame(choices))
