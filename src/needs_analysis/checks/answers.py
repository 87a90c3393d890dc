"""Answers become the codes of their scale or choice list."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.choice_list import ChoiceList, choice_lists
from needs_analysis.checks.distinct import Distinct
from needs_analysis.checks.findings import Findings
from needs_analysis.checks.outside_choices import answered_by_choice
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
        subject.field(question.field).changes(_codes(answers, lists[question.choices], many=question.many))
        for question in answered_by_choice(subject)
        if (answers := subject.distinct(question.field)).texts
    ]
    rows = pd.concat(parts) if parts else LOG.frame([])
    return Findings(LOG.frame(rows.assign(rule="answer_codes", status="applied")), ISSUES.frame([]))


def _codes(answers: Distinct, choices: ChoiceList, *, many: bool) -> pd.Series:
    """Give the code to each row whose answer is not written as one."""
    codes = [choices.many(text) if many else choices.one(text) for text in answers.texts]
    return answers.spread([code if code != text else None for code, text in zip(codes, answers.texts, strict=True)])
