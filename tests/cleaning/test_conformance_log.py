"""A household survey and its cleaning log, made by others: our log gives their clean data, and explains each trap."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.cleaning.account import account_for
from needs_analysis.cleaning.equivalence import alike, as_written
from needs_analysis.cleaning.log import apply_log, undo_log
from needs_analysis.cleaning.reconciliation import Reconciled, reconcile_decisions
from needs_analysis.columns import DECISIONS, RECEIVED

ACTIONS = {"change_response": "set", "blank_response": "blank", "remove_survey": "drop", "no_action": "keep"}


@dataclass(frozen=True)
class Survey:
    """The received table, the others' clean one, their log as decisions, and what fits of it."""

    received: pd.DataFrame
    clean: pd.DataFrame
    decisions: pd.DataFrame
    reconciled: Reconciled


@pytest.fixture(scope="module")
def survey(conformance: Path) -> Survey:
    """Read the files as they are, every cell as text."""
    folder = conformance / "cleaning_log"
    read = {"dtype": "str", "keep_default_na": False, "na_values": [""], "encoding": "utf-8-sig"}
    raw, clean, log = (
        pd.read_csv(folder / f"{name}.csv", **read) for name in ("raw_data", "clean_data", "cleaning_log")
    )
    log = log[log["questions"].notna() | log["change_type"].ne("no_action")]
    received = RECEIVED.frame(raw.assign(row_id=raw["X_uuid"], row=range(2, len(raw) + 2)))
    decisions = DECISIONS.frame(
        pd.DataFrame(
            {
                "table": "survey",
                "row_id": log["X_uuid"],
                "field": log["questions"].where(log["change_type"] != "remove_survey"),
                "old_value": log["old_value"].where(log["change_type"] != "remove_survey"),
                "new_value": log["new_value"].where(log["change_type"] == "change_response"),
                "action": log["change_type"].map(ACTIONS),
                "rule": "hand",
                "status": "applied",
                "file": "cleaning_log.csv",
                "row": log.index + 2,
            }
        )
    )
    return Survey(received, clean, decisions, reconcile_decisions(decisions, {"survey": received}))


def test_the_log_gives_the_clean_data(survey: Survey) -> None:
    """In all common cells, once the person who keeps the log has confirmed the old values that it leaves blank."""
    confirmed = _confirmed(survey)
    reconciled = reconcile_decisions(confirmed, {"survey": survey.received})
    applied = apply_log(survey.received, reconciled.log, table="survey")
    assert sorted(applied.clean["row_id"]) == sorted(survey.clean["X_uuid"])
    ours = applied.clean.set_index("row_id").loc[survey.clean["X_uuid"]].reset_index()
    common = [name for name in survey.clean if name in ours]
    wrong = {name: int((~alike(_as_words(ours[name]), _as_words(survey.clean[name]))).sum()) for name in common}
    assert (len(applied.clean), len(common)) == (578, 348)
    # The published file writes 0 litres bought as False in eight cells; our clean data keep the number.
    assert {name: n for name, n in wrong.items() if n} == {}
    assert int((survey.clean["spend_tap"] == "False").sum()) == 8
    assert undo_log(applied, reconciled.log, table="survey").equals(survey.received)
    account = account_for(survey.received, applied, reconciled.log, table="survey").iloc[0]
    assert account[["rows_received", "rows_dropped", "rows_clean"]].tolist() == [632, 54, 578]
    assert account[["cells_set", "cells_blanked"]].tolist() == [44, 3]


def test_a_blank_old_value_is_not_taken_for_any_value(survey: Survey) -> None:
    """A change whose old value the log does not record is listed as stale, with what stands there, and not applied."""
    changes = survey.decisions[survey.decisions["action"].isin(("set", "blank")) & survey.decisions["old_value"].isna()]
    gone = survey.decisions.loc[survey.decisions["action"] == "drop", "row_id"]
    waiting = changes[~changes["row_id"].isin(gone)]
    stale = survey.reconciled.issues.query("check == 'decision_stale' and severity == 'stop'")
    assert len(waiting) > 30
    assert stale[["row_id", "field"]].values.tolist() == waiting[["row_id", "field"]].values.tolist()
    assert stale["value"].notna().all()


def test_each_trap_is_explained_by_an_issue(survey: Survey) -> None:
    """Forms removed twice, changes on removed forms and repeated rows are listed with the line they stand in."""
    drops = survey.decisions[survey.decisions["action"] == "drop"]
    twice = drops[drops.duplicated("row_id")]
    issues = survey.reconciled.issues.set_index("row")
    assert len(twice) == 1
    assert issues.loc[twice["row"], "check"].tolist() == ["decision_repeated"]
    changed = survey.decisions[survey.decisions["action"].isin(("set", "blank"))]
    on_dropped = changed[
        changed["row_id"].isin(drops["row_id"]) & ~changed.duplicated(["row_id", "field", "new_value"])
    ]
    assert len(on_dropped) > 0
    assert set(issues.loc[on_dropped["row"], "check"]) == {"decision_on_dropped_row"}


def test_zero_and_one_are_false_and_true_where_the_column_says_so(survey: Survey) -> None:
    """The log writes 0 and 1 where the export writes False and True; the log that we keep writes as the export does."""
    rows = survey.reconciled.log.query("field == 'water_sources.borehole' and action == 'set'")
    assert rows[["old_value", "new_value"]].values.tolist() == [["False", "True"], ["False", "True"]]


def _confirmed(survey: Survey) -> pd.DataFrame:
    """Fill the old values that the log leaves blank with what stands in the export."""
    known = survey.decisions.set_index("row")
    stale = survey.reconciled.issues.query("check == 'decision_stale' and severity == 'stop'").set_index("row")
    known.loc[stale.index, "old_value"] = stale["value"]
    return DECISIONS.frame(known.reset_index())


def _as_words(values: pd.Series) -> pd.Series:
    return as_written(values, ("1", "0"))
