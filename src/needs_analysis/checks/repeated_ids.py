"""An id that stands twice: one of the rows must be dropped, or given its own id, by a person."""

from __future__ import annotations

from needs_analysis.checks.findings import Field, Findings
from needs_analysis.columns import LOG
from needs_analysis.language import say


def check_repeated_ids(field: Field) -> Findings:
    """List every row whose id repeats an earlier row's.

    Args:
        field: the field that holds the ids, before reading made them unique with `#2`, `#3`, …
    """
    values = field.values.str.strip()
    repeated = values.notna() & values.duplicated(keep="first")
    first = values[values.notna()].drop_duplicates()
    rows = dict(zip(first, field.frame.loc[first.index, "row"], strict=True))
    messages = values[repeated].map(
        lambda own: say("Id «{id}» stands in row {row} already; drop one of the two.", id=own, row=rows[own])
    )
    return Findings(LOG.frame([]), field.issues(repeated, check="repeated_id", severity="stop", messages=messages))
