"""The cleaning log replays, reverses, is idempotent, refuses what does not fit, and its account closes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.cleaning.account import account_for, count_changes
from needs_analysis.cleaning.combine import combine_logs
from needs_analysis.cleaning.log import Applied, apply_log, undo_log
from needs_analysis.cleaning.store import read_frame
from needs_analysis.columns import LOG, RECEIVED
from needs_analysis.errors import LogError
from needs_analysis.writing import write_csv

FIELDS = ["country", "importance", "comment"]
CELLS = st.none() | st.sampled_from(["01", "1", "", " ", "NA", "nan", "KAZ", "ё", "a\nb", "=1+1", "«x», y"]).map(
    lambda text: text or None
)
CELLS |= st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=4)


@st.composite
def tables_and_logs(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A received table, and a log that fits it: some cells changed, some rows dropped, some rows not applied."""
    cells = draw(st.lists(st.tuples(*[CELLS] * len(FIELDS)), min_size=1, max_size=6))
    rows = [{"row_id": str(n), "row": n + 2, **dict(zip(FIELDS, row, strict=True))} for n, row in enumerate(cells)]
    drops = draw(st.sets(st.integers(0, len(cells) - 1), max_size=2))
    log: list[dict[str, object]] = [_row(str(n), None, None, None, "drop") for n in drops]
    for n, row in enumerate(cells):
        for field, old in zip(FIELDS, row, strict=True):
            new = draw(CELLS)
            if new != old and n not in drops and draw(st.booleans()):
                log.append(_row(str(n), field, old, new, "blank" if new is None else "set"))
    log += [_row("0", "country", "whatever", "x", "set") | {"status": "rejected"}]
    return RECEIVED.frame(rows), LOG.frame(draw(st.permutations(log)))


def _row(row_id: str, field: object, old: object, new: object, action: str) -> dict[str, object]:
    named = {"table": "t", "row_id": row_id, "field": field, "old_value": old, "new_value": new}
    return named | {"action": action, "rule": "hand", "status": "applied"}


def _expected(received: pd.DataFrame, log: pd.DataFrame) -> list[dict[str, object]]:
    """The clean table by the plainest possible means: a mapping of cells, changed one by one."""
    rows = {row["row_id"]: row for row in received.astype(object).where(received.notna(), None).to_dict("records")}
    for row in log[log["status"] == "applied"].astype(object).where(log.notna(), None).to_dict("records"):
        if row["action"] == "drop":
            rows.pop(row["row_id"], None)
        else:
            rows[row["row_id"]][row["field"]] = row["new_value"]
    return list(rows.values())


@given(tables_and_logs())
@settings(max_examples=60, deadline=None)
def test_log_replays_reverses_and_closes(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """Received + log is what changing the cells one by one gives; it goes back; twice is once; the account closes."""
    received, log = made
    applied = apply_log(received, log, table="t")
    plain = applied.clean.astype(object).where(applied.clean.notna(), None).to_dict("records")
    assert plain == _expected(received, log)
    pd.testing.assert_frame_equal(undo_log(applied, log, table="t"), received)
    pd.testing.assert_frame_equal(apply_log(applied.clean, log, table="t", again=True).clean, applied.clean)
    account = account_for(received, applied, log, table="t").iloc[0]
    assert account["rows_received"] == account["rows_clean"] + account["rows_dropped"]
    parts = ["cells_dropped", "cells_set", "cells_blanked", "cells_unchanged"]
    assert account["cells_received"] == account[parts].sum()
    assert count_changes(log)["count"].sum() == len(log)


@given(tables_and_logs())
@settings(max_examples=25, deadline=None)
def test_order_of_the_log_changes_nothing(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """The same log upside down gives the same clean table."""
    received, log = made
    upside_down = apply_log(received, LOG.frame(log[::-1]), table="t").clean
    pd.testing.assert_frame_equal(upside_down, apply_log(received, log, table="t").clean)


@given(tables_and_logs())
@settings(max_examples=25, deadline=None)
def test_tables_read_back_as_they_were_written(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """A table on disk is the table: no cell becomes a number, a blank or another blank."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for frame, table in zip(made, (RECEIVED, LOG), strict=True):
            path = write_csv(Path(folder) / "t.csv", frame)
            pd.testing.assert_frame_equal(read_frame(path, table), frame)


RECEIVED_ONE = RECEIVED.frame([{"row_id": "7", "row": 9, "country": "Suisse", "name": None}])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([_row("7", "country", "Swiss", "CHE", "set")], "expects «Swiss» but «Suisse» stands there"),
        ([_row("7", "name", "X", "Y", "set")], "expects «X» but «(blank)» stands there"),
        ([_row("7", "country", None, "CHE", "set")], "expects «(blank)» but «Suisse» stands there"),
        ([_row("8", "country", "Suisse", "CHE", "set")], "no such row"),
        ([_row("8", None, None, None, "drop")], "no such row"),
        ([_row("7", "land", "Suisse", "CHE", "set")], "no such field"),
        ([_row("7", "row_id", "7", "8", "set")], "no such field"),
        ([_row("7", "country", "Suisse", new, "set") for new in ("CHE", "DEU")], "meet in this cell"),
        ([_row("7", "country", "Suisse", "CHE", "set"), _row("7", None, None, None, "drop")], "drops this row"),
    ],
)
def test_log_that_does_not_fit_is_refused(rows: list[dict[str, object]], said: str) -> None:
    """A stale, unknown, doubled or contradictory row of the log is named, and nothing is applied."""
    with pytest.raises(LogError, match=said.replace("(", r"\(").replace(")", r"\)")):
        apply_log(RECEIVED_ONE, LOG.frame(rows), table="t")


def test_all_stale_rows_are_listed_at_once() -> None:
    """Every row that does not fit is named in one go."""
    rows = [_row("7", "country", "A", "B", "set"), _row("7", "name", "C", "D", "set")]
    with pytest.raises(LogError) as caught:
        apply_log(RECEIVED_ONE, LOG.frame(rows), table="t")
    assert len(caught.value.problems) == 2


def test_a_change_outside_the_log_breaks_the_account() -> None:
    """An account that the log does not explain is refused."""
    tampered = Applied(RECEIVED_ONE.assign(country="FRA"), RECEIVED_ONE[:0])
    with pytest.raises(LogError, match="does not close"):
        account_for(RECEIVED_ONE, tampered, LOG.frame([]), table="t")


def test_combined_log_does_in_one_go_what_two_do_in_a_row() -> None:
    """A hand-made row and the code proposed on its result become one row a cell, with the same clean table."""
    hand = LOG.frame([_row("7", "country", "Suisse", "Switzerland", "set"), _row("7", "name", None, "Ann", "set")])
    code = LOG.frame([_row("7", "country", "Switzerland", "CHE", "set") | {"rule": "country_register"}])
    first = apply_log(RECEIVED_ONE, hand, table="t").clean
    then = apply_log(first, code, table="t").clean
    both = combine_logs(hand, code)
    assert not both.duplicated(["table", "row_id", "field"]).any()
    pd.testing.assert_frame_equal(apply_log(RECEIVED_ONE, both, table="t").clean, then)
