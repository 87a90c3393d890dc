"""Answers that break the form's own constraint; a blank answer breaks none."""

from __future__ import annotations

from needs_analysis.checks.conditions import Conditions
from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.relevance import NOT_ANSWERED
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note_unchecked
from needs_analysis.columns import LOG, records


def check_constraints(subject: Subject, *, severity: Severity = "review") -> Findings:
    """List each answer that breaks the constraint of its question, and note the constraints that cannot be checked.

    Args:
        subject: a table with its questions.
        severity: whether such an answer stops the run.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> question = {"table": "t", "field": "age", "type": "integer", "constraint": ". >= 18"}
    >>> rows = [{"row_id": "r1", "age": "17"}, {"row_id": "r2", "age": None}, {"row_id": "r3", "age": "18"}]
    >>> found = check_constraints(Subject("t", RECEIVED.frame(rows), QUESTIONS.frame([question])))
    >>> found.issues[["row_id", "value", "evidence"]].values.tolist()
    [['r1', '17', 'constraint=. >= 18']]
    """
    conditions, parts, reasons = Conditions(subject), [], {}
    asked = subject.asked
    for question in records(asked[asked["constraint"].notna() & ~asked["type"].isin(NOT_ANSWERED)]):
        field = subject.field(question["field"])
        condition = conditions.of(question["constraint"], dot=field.name)
        answered = ~subject.is_blank(field.name)
        unsaid = (condition.holds.isna() & answered).any()
        reasons[field.name] = condition.reason if unsaid else ""
        broken = condition.fails & answered
        if broken.any():
            evidence = f"constraint={' '.join(question['constraint'].split())}"
            issues = field.issues(broken, check="constraint_broken", severity=severity, evidence=evidence)
            parts.append(Findings(LOG.frame([]), issues))
    return together([*parts, note_unchecked(subject, reasons, check="constraint_unchecked")])
