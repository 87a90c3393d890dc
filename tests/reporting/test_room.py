"""The room of a chapter: its release is there, and nothing else of the workspace or the caller."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.disclosure.release import write_release
from needs_analysis.reporting.notebooks import read_notebook
from needs_analysis.reporting.room import room_with
from needs_analysis.reporting.running import Chapter, run_chapters
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_release import make_release

LOOK = """
import os
from pathlib import Path
print(sorted(path.relative_to("..").as_posix() for path in Path("..").rglob("*") if path.is_file()))
print(sorted(name for name in os.environ if name.startswith("NEEDS") or "SECRET" in name or name.endswith("PWD")))
print(Path(release, "manifest.json").is_file())
"""


def test_a_chapter_finds_its_release_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other file of the workspace is near, and no variable of the caller is handed on."""
    monkeypatch.setenv("MY_SECRET", "x")
    monkeypatch.setenv("NEEDS_ANALYSIS_PASSPHRASE", "correct horse battery staple")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "responses.csv").write_text("private", encoding="utf-8")
    release = write_release(tmp_path / "staged" / "release", make_release())
    notebook = write_chapter(tmp_path / "notebooks" / "look.ipynb", markdown("# What is here?"), code(LOOK))
    given = {"release": "../reports/donor/release", "language": "en"}
    run_chapters([Chapter(notebook, given, tmp_path / "out.ipynb", release)])
    printed = "".join(
        str(output["text"])
        for cell in read_notebook(tmp_path / "out.ipynb")["cells"]
        for output in cell.get("outputs", [])
    )
    files, variables, found = printed.splitlines()
    assert set(eval(files)) == {f"reports/donor/release/{path.name}" for path in release.iterdir()}  # noqa: S307
    assert (variables, found) == ("[]", "True")


def test_a_place_outside_the_room_is_refused(tmp_path: Path) -> None:
    """A release cannot be put where the room does not reach."""
    release = write_release(tmp_path / "release", make_release())
    with pytest.raises(ValueError, match="outside the room"), room_with(release, at="../../elsewhere"):
        pass
