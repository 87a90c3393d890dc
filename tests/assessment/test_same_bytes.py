"""The same plan on the same data gives the same bytes, resampling and simulation included."""

from __future__ import annotations

from pathlib import Path

from needs_analysis.cli.running import assess_only, clean_only
from tests.small_workspace import SmallWorkspace


def test_the_usual_plan_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Places, shares of resamples, shrunken means and all else, as they are written."""
    root = SmallWorkspace().write(tmp_path / "small")
    clean_only(root)
    written = []
    for _ in range(2):
        assess_only(root)
        written.append({path.name: path.read_bytes() for path in (root / "data" / "estimates").iterdir()})
    assert written[0] == written[1]
    assert b"rank_sets" in written[0]["estimates.csv"]
