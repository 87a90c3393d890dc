"""Columns of an export that no version of the form knows: perhaps added by hand, or asked under an older name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from needs_analysis.checks.choice_columns import choice_columns
from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note
from needs_analysis.columns import records

METADATA = re.compile(
    r"_.*|X_.*|parent_row_id|index|start|end|today|audit|deviceid|username|subscriberid|simserial|phonenumber|(?:meta|formhub)/.*"
    r"|instanceID|instanceName|SubmissionDate|SubmitterID|SubmitterName|KEY|PARENT_KEY|ReviewState|FormVersion"
)


def check_not_in_form(subject: Subject, *, severity: Severity = "note", known: Sequence[str] = ()) -> Findings:
    """Note each column that is neither a question, nor a choice of one, nor what collection tools add.

    A question that the export lacks and the column resembles is suggested.

    Args:
        subject: a table with its questions and choices; without questions, nothing is noted.
        severity: whether such a column stops the run, asks for an answer or is only to know.
        known: other fields that are expected, such as those that `workshop.toml` names.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> asked = QUESTIONS.frame([{"table": "t", "field": "age", "type": "integer"}])
    >>> frame = RECEIVED.frame([{"row_id": "r1", "age": "41", "_uuid": "u1", "age_corrected": "14"}])
    >>> check_not_in_form(Subject("t", frame, asked)).issues["field"].tolist()
    ['age_corrected']
    """
    mine = subject.questions[subject.questions["table"].eq(subject.table)]
    expected = {*mine["field"], *_choices(subject), *known}
    unknown = [name for name in subject.names if name not in expected and not METADATA.fullmatch(name)]
    missing = [name for name in mine["field"] if name not in subject.frame]
    filled = {name: int(subject.frame[name].notna().sum()) for name in unknown if len(mine)}
    return together(
        [
            note(
                subject,
                check="not_in_form",
                field=name,
                severity=severity,
                evidence=f"filled={count}",
                suggestion=_meant(name, missing),
            )
            for name, count in filled.items()
        ]
    )


def _meant(name: str, missing: list[str]) -> str:
    """Name the question that the export lacks and this column may be, under a longer or a misspelt name."""
    ends = [question for question in missing if name.endswith((f".{question}", f"/{question}", f"\ufeff{question}"))]
    return ", ".join((ends or get_close_matches(name, missing, n=1, cutoff=0.8))[:1])


def _choices(subject: Subject) -> set[str]:
    """Return the columns that hold yes or no for a choice of a question with several answers."""
    mine = subject.questions["table"].eq(subject.table) & subject.questions["type"].eq("select_multiple")
    codes = subject.choices.groupby("choices")["code"].unique()
    return {
        column
        for question in records(subject.questions[mine & subject.questions["choices"].isin(codes.index)])
        for column in choice_columns(subject.names, question["field"], codes[question["choices"]]).values()
    }
