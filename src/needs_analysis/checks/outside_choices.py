"""Answers that are none of the form's choices, or that the form did not offer beside the other answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from needs_analysis.checks.choice_filters import check_choice_filters
from needs_analysis.checks.choice_list import ChoiceList, choice_lists
from needs_analysis.checks.distinct import Distinct
from needs_analysis.checks.findings import MOST_SUGGESTED, Field, Findings, Severity, gathered, shown, together
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
    rows = gathered(subject.frame, parts, places=["row_id", "file", "sheet", "row"]) if parts else ISSUES.frame([])
    told = {"table": subject.table, "check": "outside_scale", "severity": severity, "evidence": None}
    outside = Findings(LOG.frame([]), ISSUES.frame(rows.assign(**told)))
    return together([outside, check_choice_filters(subject, lists, "review")])


def answered_by_choice(subject: Subject) -> Iterator[Choosing]:
    """Yield the questions whose answers come from a list that the form holds."""
    lists = set(subject.choices["choices"])
    for question in records(subject.asked[subject.asked["choices"].isin(lists)]):
        if question["field"] not in RESOLVED_ELSEWHERE:
            yield Choosing(question["field"], question["choices"], question["type"] in SEVERAL)


def _outside(field: Field, answers: Distinct, choices: ChoiceList, *, many: bool) -> dict[str, Any]:
    """Find the answers outside of the list, with near misses for the first hundred different ones."""
    read = choices.many if many else choices.one
    wrong = [text if text.strip() and read(text) is None else None for text in answers.texts]
    asked = [text for text in wrong if text is not None][:MOST_SUGGESTED]
    near = {text: shown(choices.suggest(text, many=many)) for text in asked}
    at, values = answers.picked(wrong)
    suggestions = [near.get(text) for text in values]
    return {"at": at, "field": field.name, "column": field.heading, "value": values, "suggestion": suggestions}
