"""Rows of a list that may be one person: registered twice, in two scripts, misspelt. Listed, never merged."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.findings import Findings, Severity, shown
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG, records
from needs_analysis.people.duplicates import suggest_duplicates

NAMING = ("name", "surname", "email")


def check_repeated_people(subject: Subject, *, severity: Severity = "review", chance: float = 0.1) -> Findings:
    """List every row that may be the person of an earlier row, with that row and what speaks for and against it.

    Name, e-mail, phone, date of birth, agency and country count, as far as the table has them. The suggestion names the
    earlier rows with their chance in percent; the evidence is that of the likeliest.

    Args:
        subject: a list of people or forms.
        severity: whether such a row stops the run.
        chance: smallest chance that is listed.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "name": "Азиз Каримов"}, {"row_id": "r2", "name": "KARIMOV Aziz"}]
    >>> check_repeated_people(Subject("participants", RECEIVED.frame(rows))).issues["evidence"].tolist()
    ['with=r1; chance=1.00; name=same +14.8']
    """
    naming = subject.known(NAMING)
    if not naming:
        return Findings(LOG.frame([]), ISSUES.frame([]))
    pairs = suggest_duplicates(subject.frame, subject.table, least=chance)
    return list_pairs(subject, pairs, field=naming[0], check="repeated_person", severity=severity)


def list_pairs(subject: Subject, pairs: pd.DataFrame, *, field: str, check: str, severity: Severity) -> Findings:
    """List the rows that come first in pairs, with the others; the evidence is that of the likeliest.

    Args:
        subject: the table whose rows come first.
        pairs: as `columns.PAIRS` declares, the likeliest first.
        field: field that the issue is about.
        check: code of the check in the register of rules.
        severity: whether such a row stops the run.
    """
    others: dict[str, list[tuple[str, int]]] = {}
    evidence: dict[str, str] = {}
    for pair in records(pairs):
        others.setdefault(pair["row_id"], []).append((pair["other_row_id"], round(100 * pair["chance"])))
        said = f"with={pair['other_row_id']}; chance={pair['chance']:.2f}; {pair['evidence']}"
        evidence.setdefault(pair["row_id"], said)
    ids = subject.frame["row_id"]
    suggestions = ids.map({row: shown(found) for row, found in others.items()})
    where = ids.isin(list(others))
    said_of = ids.map(evidence)[where]
    issues = subject.field(field).issues(
        where, check=check, severity=severity, suggestions=suggestions[where], evidence=said_of
    )
    return Findings(LOG.frame([]), issues)
