"""The copies that later releases are held against: there whenever the ledger speaks of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.columns import AUDIT
from needs_analysis.disclosure.kept import keep_waiting, kept_copy, left_waiting
from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.errors import ReleaseError
from needs_analysis.release import read_release
from tests.small_release import make_release

AUDITED: pd.DataFrame = AUDIT.frame([])


def test_a_copy_waits_for_its_line_and_is_found_after_a_kill(tmp_path: Path) -> None:
    """Written, then the line, then the plug is pulled: whoever wants the copy next puts it in its place."""
    release = make_release()
    name = str(release.manifest["id"])
    keep_waiting(tmp_path, release, audit=AUDITED)
    assert read_ledger(tmp_path) == []
    assert [path.name for path in left_waiting(tmp_path, [])] == [f".{name}.pending"]
    append_entry(tmp_path, "release", release=name, kept=name)
    assert left_waiting(tmp_path, read_ledger(tmp_path)) == []
    assert read_release(kept_copy(tmp_path, name)).manifest["id"] == name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["ledger.jsonl", name])


def test_a_copy_that_is_nowhere_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="needs-analysis recall --release small-donor-1 --because"):
        kept_copy(tmp_path, "small-donor-1")
