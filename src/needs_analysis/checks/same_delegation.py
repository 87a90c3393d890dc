"""Forms of one delegation with the same answers throughout: perhaps one was copied, perhaps they were agreed upon."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.checks.findings import Findings, Severity
from needs_analysis.checks.numbers import written
from needs_analysis.checks.scales import positions, scales
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG
from needs_analysis.registers.spelling import normal

USUAL = ("country", "agency_type")


def check_same_delegation(
    subject: Subject, *, severity: Severity = "review", by: Sequence[str] = USUAL, questions: int = 6
) -> Findings:
    """List, group by group, the forms of one delegation that rate every question alike; blanks are part of the answer.

    A form without a delegation is in none.

    Args:
        subject: a table with its questions and choices.
        severity: whether such a form stops the run.
        by: fields that together name a delegation.
        questions: fewest questions that the forms must have rated.

    Raises:
        SettingsError: `by` names a field that does not exist.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> five = CHOICES.frame([{"choices": "five", "code": str(n), "value": n, "label": str(n)} for n in range(1, 6)])
    >>> asked = [{"table": "t", "field": f, "type": "select_one", "choices": "five"} for f in "ab"]
    >>> rows = [{"row_id": f"r{i}", "country": c, "a": "5", "b": "2"} for i, c in enumerate(["KAZ", "KAZ", "TJK"])]
    >>> forms = Subject("t", RECEIVED.frame(rows), QUESTIONS.frame(asked), five)
    >>> check_same_delegation(forms, by=["country"], questions=2).issues[["row_id", "evidence"]].values.tolist()
    [['r0', 'n=2; questions=2; first=r0'], ['r1', 'n=2; questions=2; first=r0']]
    """
    subject.refuse_unknown(by, "same_delegation", usual=USUAL)
    fields = [name for names in scales(subject).values() for name in names]
    if not by or not set(by) <= set(subject.names) or len(fields) < questions:
        return Findings(LOG.frame([]), ISSUES.frame([]))
    keys, rated = _keys(subject, list(by), fields)
    keys = keys[rated >= questions]
    groups = keys.groupby(list(keys.columns), sort=False)
    ids = subject.frame.loc[keys.index, "row_id"].groupby(groups.ngroup())
    size, first = ids.transform("size"), ids.transform("first")
    evidence = "n=" + written(size) + "; questions=" + written(rated[keys.index]) + "; first=" + first
    alike = size.gt(1).reindex(subject.frame.index, fill_value=False)
    found = subject.list_rows(alike, check="same_delegation", severity=severity, evidence=evidence[size > 1])
    order = groups.ngroup()[size > 1].argsort(kind="stable")
    return Findings(found.log, found.issues.iloc[order.to_numpy()].reset_index(drop=True))


def _keys(subject: Subject, by: list[str], fields: list[str]) -> tuple[pd.DataFrame, pd.Series]:
    """Return delegation and answers of the forms that have a delegation, and how many questions each rated."""
    who = pd.DataFrame({name: subject.frame[name].fillna("").map(normal) for name in by})
    who = who[(who != "").all(axis=1)]
    ratings = positions(subject, fields).loc[who.index]
    filled = ratings.fillna(float("inf")).to_numpy(dtype="float64")
    answers = pd.Series([row.tobytes() for row in filled], index=who.index, dtype="object")
    return who.assign(**{"": pd.factorize(answers)[0]}), ratings.notna().sum(axis=1)
