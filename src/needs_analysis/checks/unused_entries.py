"""Entries of a workshop's own register that nothing received used: a name may be wrong, or somebody did not come."""

from __future__ import annotations

from collections.abc import Sequence

from needs_analysis.checks.findings import Findings
from needs_analysis.columns import ISSUES, LOG


def list_unused(unused: Sequence[str], *, of: int, check: str, file: str, column: str) -> Findings:
    """List the entries of a register that nothing used: one note for all of them, since none of them is a mistake.

    Args:
        unused: the ids that nothing used.
        of: how many ids the register has.
        check: code of the check in the register of rules.
        file: the register, as messages name it.
        column: the heading of its ids.

    >>> found = list_unused(["A", "C"], of=3, check="agencies_unused", file="agencies.csv", column="agency_id")
    >>> found.issues[["value", "severity", "evidence"]].values.tolist()
    [['A; C', 'note', 'entries=3; unused=2']]
    """
    row = {"table": "responses", "value": "; ".join(unused), "check": check, "severity": "note", "file": file}
    row |= {"column": column, "evidence": f"entries={of}; unused={len(unused)}"}
    return Findings(LOG.frame([]), ISSUES.frame([dict[str, object](row)] if unused else []))
