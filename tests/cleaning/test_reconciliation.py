"""Decisions meet the data they shall change: what fits becomes the log, and everything else is listed, never lost."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.cleaning.log import apply_log
from needs_analysis.cleaning.reconciliation import Reconciled, reconcile_decisions
from needs_analysis.columns import DECISIONS, RECEIVED

RECEIVED_NOW = RECEIVED.frame(
    [
        {"row_id": "1", "country": "Suisse", "age": "45.0", "badge": "01", "needs/dogs": "True"},
        {"row_id": "2", "country": "Suisse", "age": "7", "badge": "1", "needs/dogs": "False"},
        {"row_id": "3", "country": None, "age": None, "badge": None, "needs/dogs": None},
    ]
)


def decision(row_id: str, field: str | None, old: str | None, new: str | None, **other: object) -> dict[str, object]:
    """One line that a person wrote."""
    row = {"table": "t", "row_id": row_id, "field": field, "old_value": old, "new_value": new}
    action = "drop" if field is None else "set" if new else "blank"
    return {**row, "action": action, "rule": "hand", "status": "applied", "file": "c.csv", **other}


def held(*rows: dict[str, object]) -> Reconciled:
    """Hold decisions against the table; their lines are numbered from 2."""
    numbered = [{**row, "row": line} for line, row in enumerate(rows, start=2)]
    return reconcile_decisions(DECISIONS.frame(numbered), {"t": RECEIVED_NOW})


def test_every_cell_with_a_value_is_changed_but_those_decided_by_themselves() -> None:
    """One line for every «Suisse»; the line for row 2 alone goes before."""
    found = held(decision("*", "country", "Suisse", "CHE"), decision("2", "country", "Suisse", "FRA"))
    clean = apply_log(RECEIVED_NOW, found.log, table="t").clean
    assert clean["country"].fillna("").tolist() == ["CHE", "FRA", ""]
    assert found.issues.empty


CASES = [
    (decision("1", "country", "Schweiz", "CHE"), "decision_stale", "stop"),
    (decision("1", "country", None, "CHE"), "decision_stale", "stop"),
    (decision("1", "badge", "1", "2"), "decision_stale", "stop"),
    (decision("1", "country", "Schweiz", None, action="keep"), "decision_stale", "review"),
    (decision("1", "country", "Schweiz", "Suisse"), "decision_done_already", "review"),
    (decision("1", "land", "Suisse", "CHE"), "decision_unknown_field", "stop"),
    (decision("1", "row_id", "1", "2"), "decision_unknown_field", "stop"),
    (decision("*", "land", "Suisse", "CHE"), "decision_unknown_field", "stop"),
    (decision("9", "country", "Suisse", "CHE"), "decision_row_gone", "review"),
    (decision("9", None, None, None), "decision_row_gone", "review"),
    (decision("*", "country", "Helvetia", "CHE"), "decision_unused", "review"),
]


@pytest.mark.parametrize(("row", "check", "severity"), CASES)
def test_a_decision_that_does_not_fit_is_listed_with_its_line(
    row: dict[str, object], check: str, severity: str
) -> None:
    """It is not applied; the issue names the file and the line that the person wrote."""
    found = held(row)
    assert found.log.empty
    assert found.issues[["check", "severity", "file", "row"]].values.tolist() == [[check, severity, "c.csv", 2]]


def test_two_decisions_for_one_cell_are_never_resolved_silently() -> None:
    """Where they differ neither is applied; where they are the same the first is, and the second listed."""
    found = held(decision("1", "country", "Suisse", "CHE"), decision("1", "country", "Suisse", "FRA"))
    assert (found.log.empty, found.issues["check"].tolist()) == (True, ["decisions_conflict"] * 2)
    found = held(decision("1", "country", "Suisse", "CHE"), decision("1", "country", "Suisse", "CHE"))
    assert (len(found.log), found.issues[["check", "row"]].values.tolist()) == (1, [["decision_repeated", 3]])


def test_a_change_on_a_dropped_row_is_listed_and_the_row_dropped() -> None:
    """The row is left out; the change that a person also wrote is not forgotten."""
    found = held(decision("1", "country", "Suisse", "CHE"), decision("1", None, None, None))
    assert found.log["action"].tolist() == ["drop"]
    assert found.issues["check"].tolist() == ["decision_on_dropped_row"]


def test_another_writing_of_what_stands_there_is_no_other_value() -> None:
    """45 fits 45.0 and 1 fits True; the new value is written as the column writes; 01 and 1 stay two values."""
    found = held(decision("1", "age", "45", "54"), decision("1", "needs/dogs", "1", "0"))
    assert found.issues.empty
    clean = apply_log(RECEIVED_NOW, found.log, table="t").clean
    assert clean.loc[0, ["age", "needs/dogs"]].tolist() == ["54", "False"]


def test_decisions_rejected_or_waiting_change_nothing() -> None:
    """They are kept in the log, where proposals find them, and are no conflict with a decision that holds."""
    no = decision("1", "country", "Suisse", "FRA", status="rejected")
    found = held(no, decision("1", "country", "Suisse", "CHE"))
    assert found.log["status"].tolist() == ["rejected", "applied"]
    assert apply_log(RECEIVED_NOW, found.log, table="t").clean["country"][0] == "CHE"


def test_many_decisions_are_held_at_once() -> None:
    """A hundred thousand rows and ten thousand decisions take a moment, and none is lost."""
    many = RECEIVED.frame(pd.DataFrame({"row_id": map(str, range(100_000)), "country": "Suisse"}))
    rows = pd.DataFrame([decision("0", "country", "Suisse", "CHE")] * 10_000).assign(
        row_id=[str(n) for n in range(10_000)]
    )
    found = reconcile_decisions(DECISIONS.frame(rows), {"t": many})
    assert (len(found.log), len(found.issues)) == (10_000, 0)
