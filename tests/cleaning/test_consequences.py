"""A change to a question with several answers reaches its other columns, and the log says why."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.account import account_for
from needs_analysis.cleaning.combine import combine_logs
from needs_analysis.cleaning.consequences import propose_consequences
from needs_analysis.cleaning.log import apply_log, undo_log
from needs_analysis.columns import LOG, QUESTIONS, RECEIVED

ASKED = QUESTIONS.frame(
    [
        {"table": "t", "field": "needs", "type": "select_multiple"},
        {"table": "t", "field": "need", "type": "select_multiple"},
    ]
)
RECEIVED_NOW = RECEIVED.frame(
    [
        {"row_id": "1", "needs": "dogs radios", "needs.dogs": "True", "needs.radios": "True", "needs.other": "False"},
        {"row_id": "2", "needs": "dogs", "needs.dogs": "True", "needs.radios": "False", "needs.other": "False"},
        {"row_id": "3", "needs": None, "needs.dogs": None, "needs.radios": None, "needs.other": None},
    ]
)


def changed(row_id: str, field: str, old: str | None, new: str | None) -> pd.DataFrame:
    """The log of one decision."""
    row = {"table": "t", "row_id": row_id, "field": field, "old_value": old, "new_value": new, "rule": "hand"}
    return LOG.frame([row | {"action": "set" if new else "blank", "status": "applied"}])


def followed(log: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Apply a log with all that follows from it; the account closes, and the whole can be undone."""
    clean = apply_log(RECEIVED_NOW, log, table="t").clean
    whole = combine_logs(log, propose_consequences(clean, log, ASKED, table="t"))
    applied = apply_log(RECEIVED_NOW, whole, table="t")
    account_for(RECEIVED_NOW, applied, whole, table="t")
    assert undo_log(applied, whole, table="t").equals(RECEIVED_NOW)
    assert propose_consequences(applied.clean, whole, ASKED, table="t").empty
    return applied.clean.set_index("row_id"), whole


def test_a_new_text_reaches_the_columns_of_its_choices() -> None:
    """In the words that the columns use, and only in the row that was changed."""
    clean, log = followed(changed("2", "needs", "dogs", "radios"))
    assert clean.loc["2"].tolist()[3:] == ["radios", "False", "True", "False"]
    assert clean.drop("2").equals(RECEIVED_NOW.set_index("row_id").drop("2"))
    assert log["cause"].fillna("").tolist() == ["", "needs", "needs"]


def test_a_new_choice_reaches_the_text() -> None:
    """The text is made anew in the order of the columns, and names the column that was changed as its cause."""
    clean, log = followed(changed("1", "needs.dogs", "True", "False"))
    assert clean.loc["1", "needs"] == "radios"
    assert log[["field", "cause"]].fillna("").values.tolist() == [["needs.dogs", ""], ["needs", "needs.dogs"]]


def test_an_emptied_text_empties_its_columns_and_the_last_choice_taken_away_the_text() -> None:
    """A blank is no «no»: nothing is known of choices whose question was emptied."""
    clean, _ = followed(changed("2", "needs", "dogs", None))
    assert clean.loc["2"].isna().tolist()[3:] == [True] * 4
    clean, log = followed(changed("2", "needs.dogs", "True", "False"))
    assert (pd.isna(clean.loc["2", "needs"]), log["action"].tolist()) == (True, ["set", "blank"])


def test_a_question_whose_name_begins_like_another_is_left_alone() -> None:
    """`need` is not the question of `needs.dogs`."""
    frame = RECEIVED_NOW.assign(need="dogs")
    log = changed("1", "need", "dogs", "radios")
    clean = apply_log(frame, log, table="t").clean
    assert propose_consequences(clean, log, ASKED, table="t").empty
