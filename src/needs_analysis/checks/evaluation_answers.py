"""Answers to an evaluation that are no number of its scale, and rows that are neither before nor after."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import LOG
from needs_analysis.registers.spelling import normal
from needs_analysis.workshop import Evaluation


def check_evaluation_answers(subject: Subject, asked: Evaluation, *, severity: Severity = "stop") -> Findings:
    """List what an evaluation could not be computed from; blank answers are none.

    Args:
        subject: the table `evaluation`.
        asked: `[evaluation]` of the workshop.
        severity: whether such a cell stops the run.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r2", "when": "before", "q": "7"}, {"row_id": "r3", "when": "later", "q": "2"}]
    >>> item = {"field": "q", "asks": "knowledge", "text": {"en": "I know"}}
    >>> asked = Evaluation(design="paired", lowest=1, highest=5, items=[item])
    >>> found = check_evaluation_answers(Subject("evaluation", RECEIVED.frame(rows)), asked)
    >>> found.issues[["row_id", "field", "value"]].values.tolist()
    [['r2', 'q', '7'], ['r3', 'when', 'later']]
    """
    wrong = {name: _outside(subject.frame[name], asked) for name in asked.fields}
    if asked.design == "paired":
        known = {normal(spelling) for spelling in (*asked.before, *asked.after)}
        wrong["when"] = ~subject.frame["when"].fillna("").map(normal).isin(known)
    fields = [(subject.field(name), where) for name, where in wrong.items() if where.any()]
    issues = [field.issues(where, check="outside_scale", severity=severity) for field, where in fields]
    return together([Findings(LOG.frame([]), found) for found in issues])


def _outside(answers: pd.Series, asked: Evaluation) -> pd.Series:
    numbers = pd.to_numeric(answers, errors="coerce")
    return answers.notna() & ~numbers.between(asked.lowest, asked.highest)
