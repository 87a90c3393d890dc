"""Forms that give one answer to every question on a scale: perhaps nobody read the questions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.numbers import written
from needs_analysis.checks.scales import positions, scales
from needs_analysis.checks.subject import Subject


def check_same_answers(
    subject: Subject, *, severity: Severity = "review", questions: int = 6, share: float = 1.0
) -> Findings:
    """List forms that answer at least this share of a scale's questions alike, each measure for itself.

    To call every need very important is an opinion, so that a form is listed with what it did, and nothing is changed.

    Args:
        subject: a table with its questions and choices.
        severity: whether such a form stops the run.
        questions: fewest questions of the scale that the form must have rated.
        share: share of those that must have the same answer.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> five = CHOICES.frame([{"choices": "five", "code": str(n), "value": n, "label": str(n)} for n in range(1, 6)])
    >>> asked = [{"table": "t", "field": f, "type": "select_one", "choices": "five", "measure": "gap"} for f in "abc"]
    >>> rows = [{"row_id": "r1", "a": "5", "b": "5", "c": "5"}, {"row_id": "r2", "a": "5", "b": "5", "c": "4"}]
    >>> forms = Subject("t", RECEIVED.frame(rows), QUESTIONS.frame(asked), five)
    >>> check_same_answers(forms, questions=3).issues[["row_id", "evidence"]].values.tolist()
    [['r1', 'measure=gap; n=3; answer=5; share=1']]
    """
    asked = {name: fields for name, fields in scales(subject).items() if len(fields) >= questions}
    return together([_check(subject, name, severity, (questions, share)) for name in asked])


def _check(subject: Subject, scale: str, severity: Severity, least: tuple[int, float]) -> Findings:
    questions, share = least
    ratings = positions(subject, scales(subject)[scale]).to_numpy()
    index, values = subject.frame.index, np.unique(ratings[~np.isnan(ratings)])
    times = pd.DataFrame({value: (ratings == value).sum(axis=1) for value in values}, index)
    n = times.sum(axis=1)
    most = times.max(axis=1) / n.where(n > 0)
    alike = (n >= questions) & (most >= share - 1e-9)
    answer = written(times[alike].idxmax(axis=1)) if alike.any() else pd.Series(dtype="str")
    evidence = f"measure={scale}; n=" + written(n[alike]) + "; answer=" + answer + "; share=" + written(most[alike])
    return subject.list_rows(alike, check="same_answers", severity=severity, evidence=evidence)
