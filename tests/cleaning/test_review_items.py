"""What a review asks: each problem once, the worst first, and no more than a person can answer."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.review.items import MOST_ASKED, review_items
from needs_analysis.columns import ISSUES, LOG, RECEIVED

ISSUE = {"table": "t", "field": "agency", "check": "unknown_agency", "severity": "review"}


def asked(values: list[str | None], **about: object) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """An issue for each value, and the table they stand in."""
    rows = [{"row_id": f"r{at}", "row": at + 2, "agency": value} for at, value in enumerate(values)]
    issues = [ISSUE | about | {"row_id": row["row_id"], "row": row["row"], "value": row["agency"]} for row in rows]
    return ISSUES.frame(issues), {"t": RECEIVED.frame(rows)}


def test_one_value_is_asked_about_once_with_all_its_rows() -> None:
    """Three rows of one name are one question for every such cell; blanks are asked about one by one."""
    issues, tables = asked(["A", "B", "A", None, "A", None])
    items = review_items(issues, LOG.frame([]), tables)
    assert [(item.about["value"], item.rows, item.targets) for item in items] == [
        ("A", ("r0", "r2", "r4"), ("*",)),
        ("B", ("r1",), ("r1",)),
        ("", ("r3",), ("r3",)),
        ("", ("r5",), ("r5",)),
    ]


def test_a_value_that_stands_elsewhere_too_is_answered_row_by_row() -> None:
    """Where some rows with the value are no problem, an answer is not for all of them."""
    issues, tables = asked(["A", "A", "A"])
    items = review_items(issues.iloc[:2], LOG.frame([]), tables)
    assert [item.targets for item in items] == [("r0", "r1")]


def test_the_worst_thousand_are_asked() -> None:
    """What stops a run stands first, then what could move a result most; the rest waits for the next check."""
    issues, tables = asked([f"name {at}" for at in range(MOST_ASKED + 5)])
    issues["effect"] = [at / 2000 for at in range(len(issues))]
    issues.loc[3, "severity"] = "stop"
    items = review_items(issues, LOG.frame([]), tables)
    assert len(items) == MOST_ASKED
    assert [item.about["value"] for item in items[:3]] == ["name 3", f"name {MOST_ASKED + 4}", f"name {MOST_ASKED + 3}"]
    assert "name 0" not in {item.about["value"] for item in items}
