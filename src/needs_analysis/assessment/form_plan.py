"""The analysis plan that a form makes by itself: each type of question its statistic, by each disaggregation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.columns import PLAN

STATISTICS = {
    "one": ("share",),
    "several": ("share",),
    "number": ("mean", "median"),
    "counted": ("count",),
}
WHO = ("country", "agency", "agency_type", "delegation")
IDENTIFYING = ("id", "uuid", "guid", "code", "index", "key")
HARMLESS = ("geopoint", "geotrace", "geoshape", "image", "audio", "video", "file")


def plan_from_form(survey: FormAnswers, *, bys: Sequence[str] = (), personal: Collection[str] = ()) -> pd.DataFrame:
    """Plan every question of a form that may be tabulated, as a whole and by each disaggregation.

    Shares of the choices; mean and median of numbers; and of everything else only how many answered it, as a whole.
    A question is never split by itself. `left_out` says which questions are none of these, and why.

    Args:
        survey: the form and its answers.
        bys: country, agency_type, delegation, or fields of questions with one choice.
        personal: fields that ask for personal data.

    >>> questions = [{"table": "responses", "field": "age", "type": "integer", "choices": ""}]
    >>> answers = pd.DataFrame({"age": ["40"]})
    >>> choices = pd.DataFrame({"choices": [], "code": [], "value": []})
    >>> survey = FormAnswers(answers, pd.DataFrame(), pd.DataFrame(questions).assign(need="", measure=""), choices)
    >>> plan_from_form(survey, bys=["agency"])[["statistic", "item", "by"]].fillna("").values.tolist()
    [['mean', 'age', ''], ['median', 'age', ''], ['mean', 'age', 'agency'], ['median', 'age', 'agency']]
    """
    left = left_out(survey, personal)
    rows: list[dict[str, object]] = [
        {"statistic": statistic, "measure": "question", "item": field, "by": by}
        for field in survey.asked
        if field not in left
        for by in _splits(survey, field, bys)
        for statistic in STATISTICS[survey.kind(field)]
    ]
    return PLAN.frame(rows)


def left_out(survey: FormAnswers, personal: Collection[str] = ()) -> dict[str, str]:
    """Say which questions are not tabulated, and why.

    Returns:
        Field → need (it rates one), who (country, agency and its type are counted among the people), personal,
        identifier, technical (start, device, hidden and calculated texts), not_received (the answers lack it).
    """
    return {field: reason for field in survey.asked if (reason := next(_reasons(survey, field, personal), ""))}


def _reasons(survey: FormAnswers, field: str, personal: Collection[str]) -> Iterator[str]:
    question, kind = survey.asked[field], survey.kind(field)
    if question["need"] and question["measure"]:
        yield "need"
    if field in WHO:
        yield "who"
    if field in personal and question["type"] not in HARMLESS:
        yield "personal"
    if field not in survey.answers:
        yield "not_received"
    if kind == "left":
        yield "technical"
    if kind in ("number", "counted") and _is_identifier(field):
        yield "identifier"


def _is_identifier(field: str) -> bool:
    """Whether the last word of a name says that its values name something: `household_id`, never `paid` or `decoded`.

    >>> [_is_identifier(field) for field in ("household_id", "respondentCode", "paid", "age", "agency")]
    [True, True, False, False, False]
    """
    words = re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+", field)
    return bool(words) and words[-1].lower() in IDENTIFYING


def _splits(survey: FormAnswers, field: str, bys: Sequence[str]) -> list[str]:
    return ["", *(by for by in bys if by != field)] if survey.kind(field) != "counted" else [""]
