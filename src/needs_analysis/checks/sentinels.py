"""Numbers that may stand for no answer: 99, 999, -1 in a number question. Listed only; a person knows the form."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.numbers import number_fields, numbers, written
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import LOG
from needs_analysis.workshop.thresholds import Sentinels


def check_sentinels(
    subject: Subject, *, severity: Severity = "review", values: Iterable[int] = tuple(Sentinels().values)
) -> Findings:
    """List every number that is one of these values, with how often it stands and whether it lies beyond all others.

    A value that is a code of the question's own choice list is an answer, and not listed.

    Args:
        subject: a table with its questions.
        severity: whether such a number stops the run.
        values: numbers that may stand for no answer.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> questions = QUESTIONS.frame([{"table": "responses", "field": "age", "type": "integer"}])
    >>> rows = [{"row_id": f"r{i}", "age": age} for i, age in enumerate(["34", "999", "51"])]
    >>> found = check_sentinels(Subject("responses", RECEIVED.frame(rows), questions))
    >>> found.issues[["row_id", "evidence"]].values.tolist()
    [['r1', 'n=1; of=3; beyond=yes']]
    """
    wanted = sorted(set(values))
    parts = []
    for name in number_fields(subject):
        codes = _codes(subject, name)
        read = numbers(subject.frame[name])
        held = read.isin([value for value in wanted if value not in codes])
        if held.any():
            parts.append(_list(subject.field(name), read, held, severity))
    return together(parts)


def _list(field: Field, read: pd.Series, held: pd.Series, severity: Severity) -> Findings:
    others = read[read.notna() & ~held]
    low, high = (others.min(), others.max()) if len(others) else (float("inf"), -float("inf"))
    found = read[held]
    n = written(found.map(found.value_counts()))
    beyond = ((found < low) | (found > high)).map({True: "yes", False: "no"}).astype("str")
    evidence = "n=" + n + f"; of={read.notna().sum()}; beyond=" + beyond
    return Findings(LOG.frame([]), field.issues(held, check="sentinel", severity=severity, evidence=evidence))


def _codes(subject: Subject, name: str) -> set[float]:
    """Return the codes of the question's choice list that are numbers."""
    lists = subject.asked.loc[subject.asked["field"].eq(name), "choices"].dropna()
    codes = subject.choices.loc[subject.choices["choices"].isin(lists), "code"]
    return set(numbers(codes).dropna())
