"""Issues of a group of rows, where no single row is at fault."""

from __future__ import annotations

from collections.abc import Sequence

from needs_analysis.checks.findings import Findings, Severity
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG


def list_groups(
    subject: Subject, field: str, found: Sequence[tuple[str, str]], *, check: str, severity: Severity
) -> Findings:
    """List groups, one issue each, without a row.

    Args:
        subject: the table.
        field: the field, or fields joined by +, that part its rows into groups.
        found: the group's value and what was measured, as name=value; name=value.
        check: code of the check in the register of rules.
        severity: whether the run stops.

    >>> from needs_analysis.columns import RECEIVED
    >>> people = Subject("people", RECEIVED.frame([{"row_id": "r1", "country": "KAZ"}]))
    >>> found = list_groups(people, "country", [("KAZ", "n=1")], check="under_collected", severity="review")
    >>> found.issues[["field", "value", "evidence"]].values.tolist()
    [['country', 'KAZ', 'n=1']]
    """
    place = subject.frame[["file", "sheet"]].head(1).to_dict("records")
    fixed = {"table": subject.table, "field": field, "column": subject.headings.get(field, field)}
    rows = [
        {**(place[0] if place else {}), **fixed, "value": value, "evidence": evidence}
        | {"check": check, "severity": severity}
        for value, evidence in found
    ]
    return Findings(LOG.frame([]), ISSUES.frame([{str(k): v for k, v in row.items()} for row in rows]))
