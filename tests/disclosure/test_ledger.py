"""The ledger: lines that follow from one another, and every way of editing it found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.disclosure.ledger import LEDGER, append_entry, read_ledger, standing_releases
from needs_analysis.errors import ReleaseError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger of three releases and one taken back."""
    for name in ("a", "b", "c"):
        append_entry(tmp_path, "release", edition="donor", release=name)
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text("{}", encoding="utf-8")
    append_entry(tmp_path, "recall", edition="donor", release="b", because="never left the house")
    return tmp_path


def test_a_ledger_is_read_back(folder: Path) -> None:
    """The lines come back in order, and what was taken back no longer stands."""
    entries = read_ledger(folder)
    assert [entry["number"] for entry in entries] == [1, 2, 3, 4]
    assert standing_releases(entries) == ["a", "c"]


@pytest.mark.parametrize(
    ("spoil", "row"),
    [
        (lambda lines: [lines[0], lines[1].replace("donor", "organiser"), *lines[2:]], "row 2"),
        (lambda lines: [lines[0], *lines[2:]], "row 2"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "row 1"),
        (lambda lines: [*lines, lines[-1]], "row 5"),
        (lambda lines: [*lines, "not a line"], "row 5"),
        (lambda lines: lines[:-2], "nothing of these releases: c"),
        (lambda lines: [], "nothing of these releases: a, b, c"),
    ],
)
def test_an_edited_ledger_is_refused(folder: Path, spoil, row: str) -> None:
    """A line changed, taken out, moved, repeated, or cut off the end: each is named, and nothing may be added."""
    path = folder / LEDGER
    path.write_text("\n".join(spoil(path.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    with pytest.raises(ReleaseError, match=row):
        read_ledger(folder)
    with pytest.raises(ReleaseError, match=row):
        append_entry(folder, "release", edition="donor", release="d")
