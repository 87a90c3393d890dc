"""What a change to a question with several answers brings with it: its other columns.

Exports hold such a question as one text of codes, as a column of yes and no for each choice, or as both. A change to
one side reaches the other, in the words the column already uses, and each such row of the log names its cause.
"""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.equivalence import YES_AND_NO, words_for_yes_and_no
from needs_analysis.columns import LOG

SEPARATORS = ("/", ".")
RULE = "follows_from_change"


def follow_choices(clean: pd.DataFrame, changes: pd.DataFrame, questions: pd.DataFrame, *, table: str) -> pd.DataFrame:
    """Propose the rows of the log that bring the text of such a question and the columns of its choices together.

    Args:
        clean: the table as the log made it.
        changes: rows of the log that changed cells of it.
        questions: what each field asks.
        table: name of the table.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> clean = RECEIVED.frame([{"row_id": "7", "needs": "dogs", "needs/radios": "1", "needs/dogs": "0"}])
    >>> change = {"table": "responses", "row_id": "7", "field": "needs", "old_value": "radios", "new_value": "dogs"}
    >>> changes = LOG.frame([change | {"action": "set", "rule": "hand", "status": "applied"}])
    >>> asked = QUESTIONS.frame([{"table": "responses", "field": "needs", "type": "select_multiple"}])
    >>> follows = follow_choices(clean, changes, asked, table="responses")
    >>> follows[["field", "old_value", "new_value", "cause"]].values.tolist()
    [['needs/radios', '1', '0', 'needs'], ['needs/dogs', '0', '1', 'needs']]
    """
    many = questions[questions["table"].eq(table) & questions["type"].eq("select_multiple")]
    parts = [_question(clean, changes, parent, table) for parent in many["field"] if parent in clean]
    return LOG.frame(pd.concat([LOG.frame([]), *parts]))


def _question(clean: pd.DataFrame, changes: pd.DataFrame, parent: str, table: str) -> pd.DataFrame:
    """Give the rows that follow within one question: from its text to its choices, or from them to the text."""
    starts = tuple(parent + separator for separator in SEPARATORS)
    children = {name[len(parent) + 1 :]: name for name in map(str, clean) if name.startswith(starts)}
    changes = changes[changes["field"].isin([parent, *children.values()])]
    if changes.empty:
        return changes
    causes = changes["cause"].fillna("").str.split(" ").str[0]
    own = causes.isin(list(children.values()))  # the text only followed its choices
    changed = changes.loc[changes["field"].eq(parent) & ~own, "row_id"]
    down = clean[clean["row_id"].isin(changed)]
    parts = [_child(clean, down, parent, (choice, name)) for choice, name in children.items()]
    above = changes[changes["field"].isin(children.values()) & ~changes["row_id"].isin(changed)]
    parts.append(_parent(clean, above, parent, children))
    fixed = {"table": table, "rule": RULE, "status": "applied"}
    return pd.concat([LOG.frame([]), *(part.assign(**fixed) for part in parts if len(part))])


def _child(clean: pd.DataFrame, down: pd.DataFrame, parent: str, child: tuple[str, str]) -> pd.DataFrame:
    choice, name = child
    yes, no = words_for_yes_and_no(clean[name]) or YES_AND_NO[0]
    chosen = down[parent].fillna("").str.split().map(lambda codes: choice in codes)
    wanted = chosen.map({True: yes, False: no}).astype("str").where(down[parent].notna())
    return _rows(down, name, wanted, cause=parent)


def _parent(clean: pd.DataFrame, above: pd.DataFrame, parent: str, children: dict[str, str]) -> pd.DataFrame:
    rows = clean[clean["row_id"].isin(above["row_id"])]
    words = {choice: words_for_yes_and_no(clean[name]) or YES_AND_NO[0] for choice, name in children.items()}
    chosen = pd.DataFrame({choice: rows[name].eq(words[choice][0]) for choice, name in children.items()})
    wanted = chosen.apply(lambda row: " ".join(choice for choice in children if row[choice]), axis=1).astype("str")
    cause = rows["row_id"].map(above.groupby("row_id")["field"].agg(" ".join))
    return _rows(rows, parent, wanted.where(wanted != ""), cause=cause)


def _rows(frame: pd.DataFrame, field: str, wanted: pd.Series, *, cause: pd.Series | str) -> pd.DataFrame:
    old = frame[field]
    rows = pd.DataFrame({"row_id": frame["row_id"], "old_value": old, "new_value": wanted}).assign(cause=cause)
    rows = rows[~(old.eq(wanted) | (old.isna() & wanted.isna())).fillna(False).to_numpy(dtype=bool)]
    return rows.assign(field=field, action=rows["new_value"].isna().map({True: "blank", False: "set"}))
