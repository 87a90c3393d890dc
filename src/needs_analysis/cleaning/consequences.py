"""What a change brings with it in the same row: choices and their text, questions no longer asked, calculated fields.

A consequence is never stored as a decision: it is found anew in each run, and its row of the log names its cause.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from needs_analysis.cleaning.calculations import recalculate
from needs_analysis.cleaning.changed_rows import ChangedRows, put
from needs_analysis.cleaning.combine import CELL, combine_logs
from needs_analysis.cleaning.log import CHANGES_A_CELL, applied_rows
from needs_analysis.cleaning.no_longer_asked import blank_unasked
from needs_analysis.cleaning.several_answers import follow_choices
from needs_analysis.columns import ISSUES, LOG

FIXED = {"rule": "follows_from_change", "status": "applied"}


@dataclass(frozen=True)
class Consequences:
    """Rows of the log that follow from others, and calculated fields that could not be made anew."""

    log: pd.DataFrame
    issues: pd.DataFrame


def propose_consequences(
    clean: pd.DataFrame, log: pd.DataFrame, questions: pd.DataFrame, *, table: str, decisions: pd.DataFrame
) -> Consequences:
    """Propose the rows of the log that follow from those applied, and what follows from these in turn.

    Args:
        clean: the table as the log made it.
        log: the log that was applied.
        questions: what each field asks.
        table: name of the table.
        decisions: the rows of the log that people wrote. A cell that they decided follows nothing but its own
            question's choices; and only what they changed makes a question unasked or a calculation stale, since codes
            in the place of words change no answer.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> clean = RECEIVED.frame([{"row_id": "7", "dogs": "no", "how_many": "4"}])
    >>> change = {"table": "responses", "row_id": "7", "field": "dogs", "old_value": "yes", "new_value": "no"}
    >>> log = LOG.frame([change | {"action": "set", "rule": "hand", "status": "applied"}])
    >>> many = {"table": "responses", "field": "how_many", "type": "integer", "relevant": "${dogs} = 'yes'"}
    >>> follows = propose_consequences(clean, log, QUESTIONS.frame([many]), table="responses", decisions=log).log
    >>> follows[["field", "old_value", "action", "cause"]].values.tolist()
    [['how_many', '4', 'blank', 'dogs']]
    """
    asked = questions[questions["table"].eq(table) & questions["field"].isin(clean.columns)]
    applied, by_hand = applied_rows(log, table), applied_rows(decisions, table)
    settled = _cells(decisions[decisions["table"].eq(table)])
    made, issues = LOG.frame([]), ISSUES.frame([])
    for _ in range(len(asked) + 1):
        rows = follow_choices(clean, _changes(applied, made), asked, table=table)
        changed = ChangedRows.of(clean, _changes(by_hand, made))
        stale, issues = recalculate(changed, asked)
        others = LOG.frame(pd.concat([blank_unasked(changed, asked), stale]).assign(table=table, **FIXED))
        found = combine_logs(rows, others[~_cells(others).isin(settled)])
        if found.empty:
            break
        clean, made = put(clean, found), combine_logs(made, found)
    issues = ISSUES.frame(issues.assign(table=table))
    return Consequences(made, issues[~_cells(issues).isin(settled)])


def _cells(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[CELL])


def _changes(*logs: pd.DataFrame) -> pd.DataFrame:
    rows = LOG.frame(pd.concat(logs))
    return rows[rows["action"].isin(CHANGES_A_CELL)]
