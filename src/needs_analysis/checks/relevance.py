"""Which forms were asked which question: by its own condition with its groups', and by the form's version."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd

from needs_analysis.checks.conditions import Condition, Conditions
from needs_analysis.checks.distinct import distinct
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import records

NOT_ANSWERED = (
    "calculate",
    "note",
    "hidden",
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "email",
    "phonenumber",
    "simserial",
    "subscriberid",
    "audit",
    "start-geopoint",
    "background-audio",
    "background-geopoint",
    "xml-external",
    "csv-external",
)
VERSION = "__version__"


@dataclass(frozen=True)
class Question:
    """A question that people answer: what the form says of it, and the condition under which it is asked."""

    field: str
    required: bool
    asked: Condition


class Relevance:
    """The questions of one table that people answer, each with the forms that were asked it."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.conditions = Conditions(subject)
        self._everyone = Condition(pd.Series(True, index=subject.frame.index, dtype="boolean"))
        self._versions: dict[str, pd.Series] = {}

    def questions(self) -> list[Question]:
        """Give every question in the order of the form.

        >>> from needs_analysis.columns import QUESTIONS, RECEIVED
        >>> question = {"table": "t", "field": "dogs", "type": "integer", "relevant": "${has} = 'yes'"}
        >>> rows = [{"row_id": "r1", "has": "yes", "dogs": None}, {"row_id": "r2", "has": "no", "dogs": None}]
        >>> relevance = Relevance(Subject("t", RECEIVED.frame(rows), QUESTIONS.frame([question])))
        >>> [question.asked.holds.tolist() for question in relevance.questions()]
        [[True, False]]
        """
        asked = self.subject.asked
        answered = asked[~asked["type"].isin(NOT_ANSWERED)].fillna("")
        return [
            Question(row["field"], row["required"].strip().lower() in ("yes", "true", "true()"), self._asked(row))
            for row in records(answered[["field", "required", "relevant", "versions"]])
        ]

    def _asked(self, row: dict[str, str]) -> Condition:
        condition = self.conditions.of(row["relevant"]) if row["relevant"].strip() else self._everyone
        if not row["versions"] or self.subject.column(VERSION) is None:
            return condition
        return dataclasses.replace(condition, holds=condition.holds & self._of_versions(row["versions"]))

    def _of_versions(self, versions: str) -> pd.Series:
        if versions not in self._versions:
            column, known = self.subject.column(VERSION), versions.split()
            held = distinct(self.subject.frame["row_id"] if column is None else column)
            asked = held.where(lambda version: version.strip() in known, blank=True)
            self._versions[versions] = asked.astype("boolean")
        return self._versions[versions]
