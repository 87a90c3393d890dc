"""Answers that are none of the form's choices, or that the form did not offer beside the other answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from needs_analysis.checks.choice_filters import check_choice_filters
from needs_analysis.checks.choice_list import ChoiceList, choice_lists
from needs_analysis.checks.distinct import Distinct
from needs_analysis.checks.findings import MOST_SUGGESTED, Field, Findings, Severity, shown, together
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG, records

RESOLVED_ELSEWHERE = ("country", "agency", "agency_type")
SEVERAL = ("select_multiple", "rank")


class Choosing(NamedTuple):
    """A question that is answered by a choice, the list it offers, and whether several may be chosen."""

    field: str
    choices: str
    many: bool


def check_outside_choices(subject: Subject, *, severity: Severity = "stop") -> Findings:
    """List answers outside the form's list, with near misses, and answers that a choice filter does not offer.

    An answer that can be read as a code, however it is written, is not listed. Countries, agencies and agency types
    have checks of their own.

    Args:
        subject: a table with its questions and choices.
        severity: whether an answer outside the list stops the run; one that was only not offered never does.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> choices = [{"choices": "five", "code": "5", "label": "Important"}]
    >>> asked = QUESTIONS.frame([{"table": "t", "field": "q", "type": "select_one", "choices": "five"}])
    >>> rows = [{"row_id": "r1", "q": "5.0"}, {"row_id": "r2", "q": "importent"}, {"row_id": "r3", "q": None}]
    >>> found = check_outside_choices(Subject("t", RECEIVED.frame(rows), asked, CHOICES.frame(choices)))
    >>> found.issues[["row_id", "suggestion"]].values.tolist()
    [['r2', 'important (89)']]
    """
    lists = choice_lists(subject.choices)
    parts = []
    for question in answered_by_choice(subject):
        field = subject.field(question.field)
        answers, choices = subject.distinct(question.field), lists[question.choices]
        parts.append(_outside(field, answers, choices, many=question.many))
    rows = pd.concat(parts) if parts else ISSUES.frame([])
    outside = Findings(LOG.frame([]), ISSUES.frame(rows.assign(check="outside_scale", severity=severity)))
    return together([outside, check_choice_filters(subject, lists, "review")])


def answered_by_choice(subject: Subject) -> Iterator[Choosing]:
    """Yield the questions whose answers come from a list that the form holds."""
    lists = set(subject.choices["choices"])
    for question in records(subject.asked[subject.asked["choices"].isin(lists)]):
        if question["field"] not in RESOLVED_ELSEWHERE:
            yield Choosing(question["field"], question["choices"], question["type"] in SEVERAL)


def _outside(field: Field, answers: Distinct, choices: ChoiceList, *, many: bool) -> pd.DataFrame:
    read = choices.many if many else choices.one
    wrong = [bool(text.strip()) and read(text) is None for text in answers.texts]
    suggestions = _suggestions(answers, wrong, choices, many=many)
    return field.places(answers.rows(wrong)).assign(suggestion=suggestions, evidence=None)


def _suggestions(answers: Distinct, wrong: list[bool], choices: ChoiceList, *, many: bool) -> pd.Series:
    """Write near misses for the first hundred of the wrong answers."""
    asked = [text for text, is_wrong in zip(answers.texts, wrong, strict=True) if is_wrong][:MOST_SUGGESTED]
    near = {text: shown(choices.suggest(text, many=many)) for text in asked}
    return answers.spread([near.get(text) for text in answers.texts])
