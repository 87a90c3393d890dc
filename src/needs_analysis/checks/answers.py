"""Answers become the codes of their scale or choice list."""

from __future__ import annotations

from typing import Any

from needs_analysis.checks.choice_list import ChoiceList, choice_lists
from needs_analysis.checks.distinct import Distinct
from needs_analysis.checks.findings import Findings, gathered
from needs_analysis.checks.outside_choices import Choosing, answered_by_choice
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG


def propose_codes(subject: Subject) -> Findings:
    """Propose the code for each answer that is not written as one: a label, 5.0, «5 – Important», TRUE for yes.

    Several answers in one cell are parted by blanks, commas, semicolons, bars or line breaks, where that reads in one
    way only. What could be two answers is left as it is.

    Args:
        subject: a table with its questions and choices.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> choices = [{"choices": "five", "code": "5", "label": "Important"}]
    >>> asked = QUESTIONS.frame([{"table": "t", "field": "q", "type": "select_one", "choices": "five"}])
    >>> rows = [{"row_id": "r1", "q": "5.0"}, {"row_id": "r2", "q": "5"}, {"row_id": "r3", "q": "important"}]
    >>> propose_codes(Subject("t", RECEIVED.frame(rows), asked, CHOICES.frame(choices))).log["row_id"].tolist()
    ['r1', 'r3']
    """
    lists = choice_lists(subject.choices)
    parts = [
        _coded(question, answers, lists[question.choices])
        for question in answered_by_choice(subject)
        if (answers := subject.distinct(question.field)).texts
    ]
    if not parts:
        return Findings(LOG.frame([]), ISSUES.frame([]))
    rows = gathered(subject.frame, parts, places=["row_id"])
    told = {"table": subject.table, "action": "set", "rule": "answer_codes", "status": "applied"}
    return Findings(LOG.frame(rows.assign(**told)), ISSUES.frame([]))


def _coded(question: Choosing, answers: Distinct, choices: ChoiceList) -> dict[str, Any]:
    """Give the code to each row whose answer is not written as one."""
    codes = [choices.many(text) if question.many else choices.one(text) for text in answers.texts]
    others = [code if code != text else None for code, text in zip(codes, answers.texts, strict=True)]
    at, new = answers.picked(others)
    return {"at": at, "field": question.field, "old_value": answers.at(at), "new_value": new}
