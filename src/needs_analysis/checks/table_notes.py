"""Notes about a whole table or column: what could not be checked, and why; they concern no row."""

from __future__ import annotations

from collections.abc import Mapping

from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG


def note(
    subject: Subject,
    *,
    check: str,
    evidence: str = "",
    field: str = "",
    suggestion: str = "",
    severity: Severity = "note",
) -> Findings:
    """List a table, or one column of it, as a whole.

    Args:
        subject: the table.
        check: code of the check in the register of rules.
        evidence: what was found, as name=value; name=value.
        field: the column, where it is one.
        suggestion: what may have been meant.
        severity: whether the run stops.
    """
    place = {name: subject.frame[name].iloc[0] if len(subject.frame) else None for name in ("file", "sheet")}
    issue = {"table": subject.table, "field": field, "check": check, "severity": severity, "evidence": evidence}
    issue["suggestion"] = suggestion
    column = subject.headings.get(field, field)
    return Findings(LOG.frame([]), ISSUES.frame([{**issue, **place, "column": column}]))


def note_unchecked(
    subject: Subject, reasons: Mapping[str, str], *, check: str, severity: Severity = "note"
) -> Findings:
    """List what could not be checked: one note a reason, with the fields it concerns.

    Args:
        subject: the table.
        reasons: field → why, as name=value; blank where it could be checked.
        check: code of the check in the register of rules.
        severity: whether the run stops.

    >>> from needs_analysis.columns import RECEIVED
    >>> forms = Subject("responses", RECEIVED.frame([{"row_id": "r1"}]))
    >>> why = {"a": "unsupported=pulldata", "b": "", "c": "unsupported=pulldata"}
    >>> note_unchecked(forms, why, check="skip_logic_unchecked").issues["evidence"].tolist()
    ['unsupported=pulldata; n=2; fields=a+c']
    """
    parts = []
    for reason in dict.fromkeys(reasons.values()):
        fields = [field for field, why in reasons.items() if why == reason]
        evidence = f"{reason}; n={len(fields)}; fields={'+'.join(fields)}"
        parts += [note(subject, check=check, evidence=evidence, severity=severity)] if reason else []
    return together(parts)
