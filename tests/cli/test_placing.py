"""Releases put in their place: killed at any moment, the ledger speaks of no release that is not kept."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.cli import placing
from needs_analysis.cli.editions import Made
from needs_analysis.cli.placing import kept_if_stopped, making, put_in_place
from needs_analysis.columns import AUDIT
from needs_analysis.disclosure.kept import kept_copy
from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.disclosure.release import write_release
from needs_analysis.release import read_release
from needs_analysis.workshop import Workshop, read_workshop
from tests.cli.test_editions import OPEN
from tests.small_release import make_release
from tests.small_workspace import SmallWorkspace


@pytest.fixture
def made(tmp_path: Path) -> tuple[Workshop, Made, Path]:
    """A donor edition made in a folder, of a workspace whose national edition stands from an earlier run."""
    workshop = read_workshop(SmallWorkspace(OPEN).write(tmp_path / "small"))
    release, folder = make_release(edition="donor", audit={"failed": 0}), workshop.reports / ".making.x"
    write_release(folder / "donor" / "release", release)
    (folder / "index.html").write_text("index", encoding="utf-8")
    (workshop.reports / "national" / "TJK").mkdir(parents=True)
    return workshop, Made("donor", release, release, AUDIT.frame([])), folder


def test_killed_after_the_line_the_copy_is_there(
    made: tuple[Workshop, Made, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plug is pulled right after the ledger's line: the copy waits beside it, and the next run finds it."""
    workshop, edition, folder = made

    def killed(*arguments: object, **facts: object) -> None:
        append_entry(*arguments, **facts)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(placing, "append_entry", killed)
    with pytest.raises(KeyboardInterrupt):
        put_in_place(workshop, [edition], folder)
    (line,) = read_ledger(workshop.releases)
    assert read_release(kept_copy(workshop.releases, str(line["kept"]))).manifest["id"] == line["release"]


@pytest.mark.parametrize("stopped", [False, True])
def test_a_link_in_place_of_a_folder_leads_nothing_out_of_the_workspace(
    made: tuple[Workshop, Made, Path], tmp_path: Path, *, stopped: bool
) -> None:
    """Nor does one that leads nowhere stop a run, nor a file: none of them is what a killed run left."""
    workshop, _, folder = made
    shutil.rmtree(folder)
    (out := tmp_path / "out").mkdir()
    (workshop.reports / ".making.link").symlink_to(out)
    (workshop.reports / ".making.nowhere").symlink_to(tmp_path / "nowhere")
    (workshop.reports / ".making.file").touch()
    workshop.unfinished.symlink_to(out)
    with suppress(KeyboardInterrupt), making(workshop) as made_in:
        (made_in / "page.html").touch()
        with kept_if_stopped(workshop, made_in, lambda: None):
            if stopped:
                raise KeyboardInterrupt
    assert list(out.iterdir()) == []
    assert [*workshop.reports.glob(".making.*")] == []
    assert not workshop.unfinished.is_symlink()
    assert workshop.unfinished.is_dir() == stopped


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_in_place_of_what_a_killed_run_left_is_taken_away(made: tuple[Workshop, Made, Path]) -> None:
    """Nobody waits for what it will say."""
    workshop, _, _ = made
    os.mkfifo(workshop.unfinished)
    with making(workshop):
        pass
    assert not workshop.unfinished.exists()


def test_where_nothing_can_be_kept_the_cause_of_a_stop_is_told(made: tuple[Workshop, Made, Path]) -> None:
    """Not that it could not be kept."""
    workshop, _, folder = made
    shutil.rmtree(workshop.root / "data", ignore_errors=True)
    (workshop.root / "data").touch()
    with pytest.raises(KeyboardInterrupt), kept_if_stopped(workshop, folder, lambda: None):
        raise KeyboardInterrupt


def test_an_edition_that_nothing_was_made_of_leaves_no_reports(made: tuple[Workshop, Made, Path]) -> None:
    """No State has a national edition any more: that of an earlier run does not stay behind."""
    workshop, edition, folder = made
    put_in_place(workshop, [edition], folder)
    assert sorted(path.name for path in workshop.reports.iterdir() if path != folder) == ["donor", "index.html"]
    assert (workshop.releases / str(edition.release.manifest["id"])).is_dir()


def test_a_state_about_which_nothing_changed_keeps_its_line_and_its_copy(made: tuple[Workshop, Made, Path]) -> None:
    """Another State's part is a new release, and with it that of all together: a line more and a copy more."""
    workshop, edition, folder = made

    def of(state: str, version: int) -> Made:
        common, release = (
            replace(edition.release, manifest=edition.release.manifest | {"id": name, "edition": "national"})
            for name in (f"national-{version}", f"{state}-{version}")
        )
        write_release(folder / "national" / state / "release", release)
        return Made(f"national/{state}", release, common, edition.audit)

    kept = of("KAZ", 1)
    for states in ([kept, of("UZB", 1)], [kept, of("UZB", 2)]):
        (folder / "index.html").write_text("index", encoding="utf-8")
        for state in states:
            write_release(folder / state.name / "release", state.release)
        put_in_place(workshop, [replace(state, common=states[1].common) for state in states], folder)
    lines = [(line["release"], line["kept"]) for line in read_ledger(workshop.releases)]
    assert lines == [("KAZ-1", "national-1"), ("UZB-1", "national-1"), ("UZB-2", "national-2")]
    assert sorted(path.name for path in workshop.releases.glob("national-*")) == ["national-1", "national-2"]
