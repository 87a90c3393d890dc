"""Answers to questions that were not asked, and required questions that were asked and left without an answer."""

from __future__ import annotations

from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.relevance import Question, Relevance
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note_unchecked
from needs_analysis.columns import LOG


def check_skip_logic(subject: Subject, *, severity: Severity = "review") -> Findings:
    """List each answer whose question the form does not ask, and each required question asked and left blank.

    Where it cannot be said whether a question is asked, nothing is claimed; such questions are noted with the reason.

    Args:
        subject: a table with its questions.
        severity: whether such an answer stops the run.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> question = {"table": "t", "field": "dogs", "type": "integer", "relevant": "${has} = 'yes'", "required": "yes"}
    >>> answers = [("yes", None), ("no", "3"), ("no", None)]
    >>> rows = [{"row_id": f"r{i}", "has": has, "dogs": dogs} for i, (has, dogs) in enumerate(answers)]
    >>> found = check_skip_logic(Subject("t", RECEIVED.frame(rows), QUESTIONS.frame([question])))
    >>> found.issues[["row_id", "check", "suggestion"]].fillna("").values.tolist()
    [['r1', 'answered_though_not_asked', 'blank'], ['r0', 'required_unanswered', '']]
    """
    questions = Relevance(subject).questions()
    parts = [part for question in questions for part in _check(subject, question, severity)]
    reasons = {question.field: question.asked.reason for question in questions}
    return together([*parts, note_unchecked(subject, reasons, check="skip_logic_unchecked")])


def _check(subject: Subject, question: Question, severity: Severity) -> list[Findings]:
    field = subject.field(question.field)
    blank = subject.is_blank(field.name)
    parts = []
    if (needless := question.asked.fails & ~blank).any():
        issues = field.issues(needless, check="answered_though_not_asked", severity=severity, suggestions="blank")
        parts.append(Findings(LOG.frame([]), issues))
    if question.required and (lacking := question.asked.holds.fillna(False).astype(bool) & blank).any():
        issues = field.issues(lacking, check="required_unanswered", severity=severity)
        parts.append(Findings(LOG.frame([]), issues))
    return parts
