"""Answers to number questions that are no plain numbers: 1 200,5 becomes 1200.5; «about forty» is listed."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.findings import Field, Findings, Severity, map_unique, together
from needs_analysis.checks.numbers import NUMBER_TYPES, PLAIN, numbers, plain_number, readings
from needs_analysis.checks.subject import Subject

LONGEST_SUGGESTION = 3


def check_numbers_as_text(subject: Subject, *, severity: Severity = "review") -> Findings:
    """Propose the plain number where only its writing is at fault; list what is no number, or may mean two.

    Args:
        subject: a table with its questions.
        severity: whether an answer that is no number stops the run.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> questions = QUESTIONS.frame([{"table": "responses", "field": "paid", "type": "decimal"}])
    >>> paid = [{"row_id": "r1", "paid": "1 200,5"}, {"row_id": "r2", "paid": "1,200"}, {"row_id": "r3", "paid": "5"}]
    >>> found = check_numbers_as_text(Subject("responses", RECEIVED.frame(paid), questions))
    >>> found.log["new_value"].tolist(), found.issues[["value", "suggestion"]].values.tolist()
    (['1200.5'], [['1,200', '1.200; 1200']])
    """
    fields = [subject.field(name) for name in subject.of_type(*NUMBER_TYPES)]
    return together([_check(field, severity) for field in fields if not _all_plain(field.values)])


def _all_plain(values: pd.Series) -> bool:
    distinct = pd.Series(values.dropna().unique(), dtype="str")
    return all(map(PLAIN.fullmatch, distinct)) and bool(numbers(distinct).notna().all())


def _check(field: Field, severity: Severity) -> Findings:
    read = numbers(field.values)
    wrong = read.isna() & field.values.fillna("").str.strip().ne("")
    plain = map_unique(field.values, plain_number).where(read.notna())
    suggestions = map_unique(field.values[wrong], lambda text: "; ".join(readings(text)[:LONGEST_SUGGESTION]))
    issues = field.issues(wrong, check="not_a_number", severity=severity, suggestions=suggestions)
    return Findings(field.proposals(plain, rule="number_format"), issues)
