"""Open issues come in the order of what they could do to the results."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Run
from tests.small_workspace import SmallWorkspace


def issues_of(root: Path) -> list[dict[str, str]]:
    """The open issues, in their order."""
    with (root / "data" / "open_issues.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_could_move_a_result_most_stands_first(run: Run, tmp_path: Path) -> None:
    """An unknown answer about a country of one person weighs more than one of three; a note comes last."""
    small = SmallWorkspace()
    small.header.append("Remarks")
    small.rows = [[*row, ""] for row in small.rows]
    small.rows[0][3] = small.rows[6][3] = "Hihg"
    small.rows[1][7] = "Write to a@example.org"
    root = small.write(tmp_path)
    code, told = run("check", root)
    found = [issue for issue in issues_of(root) if issue["check"] in ("outside_scale", "personal_data")]
    assert code == 1
    assert "Hihg" in told
    assert [(issue["row_id"], issue["severity"]) for issue in found] == [("7", "stop"), ("1", "stop"), ("2", "review")]
    assert float(found[0]["effect"]) > float(found[1]["effect"]) > 0
    assert float(found[2]["effect"]) == 0


def test_without_a_single_rating_no_effect_can_be_said(run: Run, tmp_path: Path) -> None:
    """Where every answer is unknown there is nothing to move yet."""
    small = SmallWorkspace()
    small.rows = [[*row[:3], "x", "x", "x", "x"] for row in small.rows]
    root = small.write(tmp_path)
    run("check", root)
    assert {issue["effect"] for issue in issues_of(root)} == {""}
