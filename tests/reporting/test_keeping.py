"""What nothing has changed for is kept: a chapter is not executed again, a document not written again."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from needs_analysis.disclosure.release import write_release
from needs_analysis.reporting import keeping
from needs_analysis.reporting.keeping import files_from, keep_files, sealed, write_record
from needs_analysis.reporting.notebooks import split_notebook
from needs_analysis.reporting.running import Chapter, run_chapters
from needs_analysis.writing import file_hash, keep_file
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_release import make_release

GIVEN = {"release": "../reports/donor/release", "language": "en"}


class Runs:
    """A chapter that is run again and again, and says how often it was executed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.counted = folder, folder / "count"
        self.notebook = self.write("# What is it?")
        release = write_release(folder / "one" / "release", make_release())
        self.chapter = Chapter(self.notebook, GIVEN, folder / "first.ipynb", release, seal="seal")
        run_chapters([self.chapter])

    def write(self, title: str) -> Path:
        counting = f"with open({str(self.counted)!r}, 'a') as file:\n    _ = file.write('x')\nlanguage"
        return write_chapter(self.folder / "notebooks" / "a.ipynb", markdown(title), code(counting))

    def again(self, **changed: object) -> bool:
        """Whether a second run executes the chapter."""
        before = self.counted.read_text()
        told: list[Chapter] = []
        second = {
            "output": self.folder / "second.ipynb",
            "earlier": (self.folder / "nothing.ipynb", self.chapter.output),
        } | changed
        run_chapters([replace(self.chapter, **second)], on_done=told.append)  # type: ignore[arg-type]
        assert len(told) == 1
        assert (self.folder / "second.ipynb").is_file()
        return self.counted.read_text() != before


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def edit(runs: Runs) -> None:
    """Change what the executed chapter shows, by hand."""
    path = runs.chapter.output
    path.write_text(path.read_text(encoding="utf-8").replace("'en'", "'EN'"), encoding="utf-8")


def damage(runs: Runs) -> None:
    runs.chapter.output.write_text("{", encoding="utf-8")


def reword(runs: Runs) -> None:
    runs.write("# What is it now?")


def test_an_unchanged_chapter_is_kept(runs: Runs) -> None:
    """Byte for byte."""
    assert not runs.again()
    assert (runs.folder / "second.ipynb").read_bytes() == runs.chapter.output.read_bytes()


def forge(runs: Runs) -> None:
    """Change what is shown, and its sum as well, as whoever has the reports alone can."""
    edit(runs)
    path = runs.chapter.output
    cells, rest = split_notebook(path.read_text(encoding="utf-8"))
    told = path.read_text(encoding="utf-8").replace(rest["metadata"]["needs_analysis"]["shows"], sealed(cells, ""))
    path.write_text(told, encoding="utf-8")


def lead_elsewhere(runs: Runs) -> None:
    """Put a link in the chapter's place, behind which it can be changed later."""
    path = runs.chapter.output
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


@pytest.mark.parametrize("change", [edit, damage, reword, forge, lead_elsewhere])
def test_a_chapter_is_executed_again_when_a_file_has_changed(runs: Runs, change: Callable[[Runs], None]) -> None:
    """The notebook, or what an earlier run left of it."""
    change(runs)
    assert runs.again()


def test_a_chapter_is_executed_again_for_anything_else_it_is_made_from(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its parameters, its release, the programs; and when nothing may be kept."""
    assert runs.again(parameters={**GIVEN, "language": "ru"})
    other = make_release(limit=4)
    assert runs.again(release=write_release(runs.folder / "other" / "release", other))
    assert runs.again(earlier=())
    monkeypatch.setattr(keeping, "programs", lambda: "others")
    assert runs.again()


def test_files_are_kept_one_by_one(tmp_path: Path) -> None:
    """One that is gone or was changed is made again, and only that one."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    names = ["a.pdf", "b.docx", "c.xlsx"]
    for name in names:
        (old / name).write_text(name, encoding="utf-8")
    record = old / "chapters" / "report.json"
    write_record(record, "key", [old / name for name in names], seal="seal")
    (old / "b.docx").write_text("altered", encoding="utf-8")
    (old / "c.xlsx").unlink()
    assert keep_files(names, "key", record, seal="seal", into=new) == {"a.pdf"}
    assert [path.name for path in new.iterdir()] == ["a.pdf"]
    assert keep_files(names, "another key", record, seal="seal", into=new) == set()
    assert keep_files(names, "key", record, seal="another", into=new) == set()
    for files in (["a.pdf"], {"a.pdf": file_hash(old / "a.pdf")}, None):
        record.write_text(json.dumps({"made_from": "key", "files": files}), encoding="utf-8")
        assert keep_files(names, "key", record, seal="seal", into=new) == set()
    record.write_text(json.dumps({"made_from": "key"}), encoding="utf-8")
    assert keep_files(names, "key", record, seal="seal", into=new) == set()


def test_an_old_file_that_may_not_be_read_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops no run."""
    (old := tmp_path / "old").mkdir()
    (old / "a.html").write_text("safe", encoding="utf-8")
    record = old / "chapters" / "report.json"
    write_record(record, "key", [old / "a.html"], seal="seal")

    def refuse(*_: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(shutil, "copyfileobj", refuse)
    assert keep_files(["a.html"], "key", record, seal="seal", into=tmp_path / "new") == set()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_file_that_is_its_own_copy_stays(tmp_path: Path) -> None:
    """However it is named."""
    (tmp_path / "a.html").write_text("safe", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    assert keep_file(tmp_path / "a.html", tmp_path / "link" / "a.html").read_text(encoding="utf-8") == "safe"


def test_whoever_holds_an_old_file_open_cannot_write_to_what_is_kept(tmp_path: Path) -> None:
    """What is kept is a file of its own."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    (old / "a.html").write_text("safe", encoding="utf-8")
    record = old / "chapters" / "report.json"
    write_record(record, "key", [old / "a.html"], seal="seal")
    with (old / "a.html").open("r+", encoding="utf-8") as held:
        assert keep_files(["a.html"], "key", record, seal="seal", into=new) == {"a.html"}
        held.write("else")
    assert (new / "a.html").read_text(encoding="utf-8") == "safe"


def test_documents_hang_on_their_chapters_plan_language_and_browser(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text("1", encoding="utf-8")
    keys = {
        files_from(*made)
        for made in (
            (["a"], "plan", "en", browser),
            (["b"], "plan", "en", browser),
            (["a"], "other", "en", browser),
            (["a"], "plan", "ru", browser),
            (["a"], "plan", "en", None),
        )
    }
    browser.write_text("22", encoding="utf-8")
    assert len(keys | {files_from(["a"], "plan", "en", browser)}) == 6
