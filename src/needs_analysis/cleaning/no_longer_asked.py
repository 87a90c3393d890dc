"""Questions that a change made irrelevant: the form would not have asked them, so their answers are emptied."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.changed_rows import ChangedRows
from needs_analysis.columns import LOG, records
from needs_analysis.expressions import ExpressionError, compile_expression


def blank_unasked(changed: ChangedRows, questions: pd.DataFrame) -> pd.DataFrame:
    """Propose to empty the answers to questions that are certainly not relevant any more.

    A question whose condition did not hold before the change either is left to the check on skip logic; so is one of
    which it cannot be said whether its condition holds.

    Args:
        changed: the rows before and after the change.
        questions: what each field asks.

    Returns:
        Rows of the log with row_id, field, values, action and cause.
    """
    conditional = questions[questions["relevant"].notna()]
    types = dict(zip(questions["field"], questions["type"].fillna("text"), strict=True))
    parts = [_unasked(changed, row["field"], row["relevant"], types) for row in records(conditional)]
    return pd.concat([LOG.frame([]), *(part for part in parts if part is not None)])


def _unasked(changed: ChangedRows, field: str, relevant: str, types: dict[str, str]) -> pd.DataFrame | None:
    try:
        condition = compile_expression(relevant)
    except ExpressionError:  # the check on skip logic lists conditions that cannot be read
        return None
    if not condition.names & changed.fields:
        return None
    was, holds = (condition.holds(frame, types=types, field=field) for frame in (changed.before, changed.after))
    cause, answers = changed.cause(condition.names), changed.after[field]
    gone = cause.notna() & answers.notna() & ~holds.fillna(True) & was.fillna(True)
    rows = pd.DataFrame({"row_id": changed.after["row_id"], "old_value": answers, "cause": cause})[gone.astype(bool)]
    return rows.assign(field=field, action="blank")
