"""An id that stands twice: one of the rows must be dropped, or given its own id, by a person."""

from __future__ import annotations

from needs_analysis.checks.findings import Field, Findings
from needs_analysis.columns import LOG


def check_repeated_ids(field: Field) -> Findings:
    """List every row whose id repeats an earlier row's.

    Args:
        field: the field that holds the ids, before reading made them unique with `#2`, `#3`, …
    """
    values = field.values.str.strip()
    repeated = values.notna() & values.duplicated(keep="first")
    return Findings(LOG.frame([]), field.issues(repeated, check="repeated_id", severity="stop"))
