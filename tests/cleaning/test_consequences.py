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
    whole = combine_logs(log, propose_consequences(clean, log, ASKED, table="t", decisions=log).log)
    applied = apply_log(RECEIVED_NOW, whole, table="t")
    account_for(RECEIVED_NOW, applied, whole, table="t")
    assert undo_log(applied, whole, table="t").equals(RECEIVED_NOW)
    assert propose_consequences(applied.clean, whole, ASKED, table="t", decisions=log).log.empty
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
    assert propose_consequences(clean, log, ASKED, table="t", decisions=log).log.empty


FORM = QUESTIONS.frame(
    [
        {"table": "t", "field": "has", "type": "select_one"},
        {"table": "t", "field": "dogs", "type": "integer", "relevant": "${has} = 'yes'"},
        {"table": "t", "field": "breed", "type": "text", "relevant": "${dogs} > 0"},
        {"table": "t", "field": "needs", "type": "select_multiple", "relevant": "${has} = 'yes'"},
        {"table": "t", "field": "cats", "type": "integer"},
        {"table": "t", "field": "animals", "type": "calculate", "calculation": "${dogs} + ${cats}"},
        {"table": "t", "field": "house", "type": "calculate", "calculation": "pulldata('a', 'b', 'c', ${cats})"},
    ]
)
FILLED = RECEIVED.frame(
    [
        {
            **{"row_id": "1", "row": 2, "file": "a.csv", "has": "yes", "dogs": "2", "breed": "Alabai"},
            **{"needs": "food", "needs/food": "1", "cats": "1", "animals": "3.0", "house": "x"},
        },
        {
            **{"row_id": "2", "row": 3, "file": "a.csv", "has": "no", "dogs": "5", "breed": None},
            **{"needs": None, "needs/food": None, "cats": "2", "animals": "6", "house": None},
        },
    ]
)


def of_form(log: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The clean table, the whole log and the issues that follow from decisions about the filled form."""
    clean = apply_log(FILLED, log, table="t").clean
    follows = propose_consequences(clean, log, FORM, table="t", decisions=log)
    whole = combine_logs(log, follows.log)
    applied = apply_log(FILLED, whole, table="t")
    account_for(FILLED, applied, whole, table="t")
    assert undo_log(applied, whole, table="t").equals(FILLED)
    assert propose_consequences(applied.clean, whole, FORM, table="t", decisions=log).log.empty
    return applied.clean.set_index("row_id"), whole, follows.issues


def test_questions_that_are_no_longer_asked_are_emptied_link_by_link() -> None:
    """No dogs any more: no number of them, then no breed, and no choice of needs; each row names its cause."""
    clean, log, _ = of_form(changed("1", "has", "yes", "no"))
    assert clean.loc["1", ["dogs", "breed", "needs", "needs/food"]].isna().all()
    assert clean.loc["2"].equals(FILLED.set_index("row_id").loc["2"])
    causes = dict(zip(log["field"], log["cause"], strict=True))
    assert {name: causes[name] for name in ("dogs", "breed", "needs", "needs/food")} == {
        **{"dogs": "has", "breed": "dogs", "needs": "has"},
        **{"needs/food": "needs"},
    }


def test_an_answer_that_was_out_of_place_before_is_left_to_the_check() -> None:
    """Only what the change made irrelevant is emptied: in form 2 the dogs were never asked about."""
    clean, log, _ = of_form(changed("2", "has", "no", "none"))
    assert clean.loc["2", "dogs"] == "5"
    assert len(log) == 1


def test_an_answer_that_a_person_decided_is_not_emptied() -> None:
    """Who keeps a number of dogs means it."""
    kept = changed("1", "dogs", "2", "4").assign(action="keep", new_value=None)
    clean, log, _ = of_form(LOG.frame(pd.concat([changed("1", "has", "yes", "no"), kept])))
    assert clean.loc["1", "dogs"] == "2"
    assert "dogs" not in set(log.loc[log["cause"].notna(), "field"])


def test_a_calculation_that_repeats_the_received_value_is_made_anew() -> None:
    """2 and 1 made 3.0; 2 and 4 make 6. In form 2, 5 and 2 made 6, so nobody knows what is meant."""
    clean, _, issues = of_form(LOG.frame(pd.concat([changed("1", "cats", "1", "4"), changed("2", "cats", "2", "3")])))
    assert clean.loc["1", "animals"] == "6"
    assert clean.loc["2", "animals"] == "6"
    listed = issues[issues["check"].eq("calculation_stale")]
    assert listed[["row_id", "field", "value"]].values.tolist() == [["2", "animals", "6"], ["1", "house", "x"]]


def test_codes_in_the_place_of_words_make_no_question_irrelevant() -> None:
    """A rule that writes a code changes no answer, so nothing follows from it."""
    coded = changed("1", "has", "yes", "ja").assign(rule="answer_codes")
    clean = apply_log(FILLED, coded, table="t").clean
    assert propose_consequences(clean, coded, FORM, table="t", decisions=LOG.frame([])).log.empty
