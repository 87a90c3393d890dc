"""Calculated fields whose sources were changed: computed anew where that can be trusted, and listed where not."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.changed_rows import ChangedRows
from needs_analysis.cleaning.equivalence import alike
from needs_analysis.columns import ISSUES, LOG, records
from needs_analysis.expressions import ExpressionError, compile_expression

PLACE = ["row_id", "file", "sheet", "row"]


def recalculate(changed: ChangedRows, questions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Propose the new values of calculated fields.

    A value is made anew only if the calculation gives what was received from what was received: then it gives from the
    corrected answers what the phone would have given.

    Args:
        changed: the rows before and after the change.
        questions: what each field asks.

    Returns:
        Rows of the log with row_id, field, values, action and cause; and an issue for each value that may be stale.
    """
    types = dict(zip(questions["field"], questions["type"].fillna("text"), strict=True))
    rows, issues = [LOG.frame([])], [ISSUES.frame([])]
    for question in records(questions[questions["calculation"].notna()]):
        found = _recalculated(changed, question["field"], question["calculation"], types)
        rows += found[:1]
        issues += found[1:]
    return pd.concat(rows), pd.concat(issues)


def _recalculated(changed: ChangedRows, field: str, calculation: str, types: dict[str, str]) -> list[pd.DataFrame]:
    try:
        made = compile_expression(calculation)
    except ExpressionError:
        return []
    if not made.names & changed.fields:
        return []
    was, now = (made.texts(frame, types=types, field=field) for frame in (changed.before, changed.after))
    cause, stands = changed.cause(made.names), changed.after[field]
    differs = cause.notna() & ~alike(now, stands.fillna(""))
    trusted = differs & now.notna() & alike(was, changed.before[field].fillna(""))
    values = now.where(now != "")
    rows = pd.DataFrame({"row_id": changed.after["row_id"], "old_value": stands, "new_value": values, "cause": cause})
    action = values.isna().map({True: "blank", False: "set"})
    unsure = differs & ~trusted & stands.notna()
    place = changed.after.loc[unsure, PLACE].assign(value=stands[unsure], evidence="cause=" + cause[unsure])
    return [
        rows.assign(field=field, action=action)[trusted],
        place.assign(field=field, check="calculation_stale", severity="review"),
    ]
