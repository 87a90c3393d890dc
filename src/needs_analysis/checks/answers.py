"""Answers become the codes of their scale or choice list; an answer outside it stops the run."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.checks.findings import Field, Findings, map_unique, near, together
from needs_analysis.columns import records
from needs_analysis.registers.spelling import near_misses, normal

RESOLVED_ELSEWHERE = ("country", "agency", "agency_type")


def propose_answers(
    frame: pd.DataFrame, questions: pd.DataFrame, choices: pd.DataFrame, *, headings: Mapping[str, str]
) -> Findings:
    """Propose the code for each answer given in words, and list answers that are none of the choices.

    Args:
        frame: the received responses.
        questions: what each field asks.
        choices: the answers each scale or choice list allows, in every spelling.
        headings: field → heading in the source.
    """
    spelled = {name: _codes(rows) for name, rows in choices.groupby("choices")}
    parts = []
    for question in records(questions.dropna(subset=["choices"])):
        if question["field"] not in RESOLVED_ELSEWHERE and question["choices"] in spelled:
            field = Field("responses", question["field"], frame, headings.get(question["field"], ""))
            parts.append(_propose(field, spelled[question["choices"]], many=question["type"] == "select_multiple"))
    return together(parts)


def _codes(rows: pd.DataFrame) -> dict[str, str]:
    return {normal(label): code for label, code in zip(rows["label"], rows["code"], strict=True)}


def _propose(field: Field, codes: Mapping[str, str], *, many: bool) -> Findings:
    values = field.values

    def code(text: str) -> str | None:
        if not many or normal(text) in codes:
            return codes.get(normal(text))
        found = [codes.get(normal(part)) for part in text.split()]
        return " ".join(part for part in found if part) if found and all(found) else None

    answers = map_unique(values, code)
    outside = answers.isna() & values.fillna("").map(normal).ne("")
    issues = field.issues(
        outside,
        check="outside_scale",
        severity="stop",
        suggestions=near(values[outside], lambda answer: near_misses(answer, codes)),
    )
    return Findings(field.proposals(answers, rule="answer_codes"), issues)
