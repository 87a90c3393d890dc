"""`purge`: what goes, what stays, and that it can be interrupted; on a workspace where a run leaves its files."""

from __future__ import annotations

import io
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from needs_analysis.cli.passphrase import VARIABLE
from needs_analysis.cli.purging import purge_workspace, refuse_purged
from needs_analysis.disclosure.ledger import append_entry, read_ledger
from tests.cli.conftest import Run
from tests.reporting.chapters import code as code_cell
from tests.reporting.chapters import draws, markdown, write_chapter
from tests.small_edition import HORSE, LEDGER, contents, settings, write_edition
from tests.small_workspace import SmallWorkspace

TODAY = date(2026, 6, 1)
ROWS = (
    '<tr><td><a href="organiser/en/x.html">one</a></td></tr>\n',
    '<tr><td><a href="donor/en/x.html">two</a></td></tr>\n',
)
PERSONAL = (
    "data/raw/answers.csv",
    "data/raw/more/list.xlsx",
    "data/raw/.hidden",
    "data/clean/responses.csv",
    "data/clean/links.csv",
    "data/estimates/estimates.csv",
    "data/corrections/corrections.csv",
    "data/corrections/review-001.csv",
    "data/kept/searched.txt",
    "data/kept/steps/clean.json",
    "data/kept/donor/shown.parquet",
    "data/.kept.x1y2",
    "data/open_issues.csv",
    "data/review.xlsx",
    "data/review-anna.xlsx",
    "data/.clean.x1y2/responses.csv",
    "data/.clean.x1y2.old/responses.csv",
    "data/.review.xlsx.x1y2",
    "data/~$review.xlsx",
    "data/.~lock.review.xlsx#",
    "data/answers_late.csv",
    "data/releases/.private-small/estimates.parquet",
    "reports/organiser/release/issues.csv",
    "reports/organiser/en/final_report.html",
    "data/releases/.small-donor-7.pending/estimates.csv",
    "data/releases/..small-donor-7.pending.x1y2/estimates.csv",
    "reports/.organiser.x1y2/issues.csv",
    "reports/.making.x1y2/organiser/release/issues.csv",
    "reports/.donor.x1y2.old/release/estimates.csv",
    "reports/.national.x1y2/KAZ/release/estimates.csv",
)
STAYS = (
    "needs.csv",
    "data/raw/README.md",
    "data/needs.csv",
    "notebooks/03_needs.ipynb",
    "reports/national/KAZ/release/estimates.csv",
    "reports/shared/small-donor-for-eu-2026-05-14.zip",
)


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text('{"cells": []}', encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with something in every place, a donor edition, and a late source beside data/raw."""
    root = tmp_path_factory.mktemp("made")
    late = settings().replace(
        'file = "data/raw/answers.csv"', 'files = ["data/raw/answers.csv", "data/answers_late.csv"]'
    )
    SmallWorkspace(settings=late).write(root)
    write_edition(root)
    (root / "workshop.toml").write_text(late, encoding="utf-8")
    for name in (*PERSONAL, *STAYS):
        _touch(root / name)
    (root / "reports" / "index.html").write_text("".join(ROWS), encoding="utf-8")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


@pytest.fixture(autouse=True)
def _unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal, and the first of June 2026: after the retention date of the small edition."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    _on(monkeypatch, TODAY)


def _on(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    class Day(date):
        @classmethod
        def today(cls) -> date:
            return today

    for module in ("cli.purging", "cli.sharing", "disclosure.ledger"):
        monkeypatch.setattr(f"needs_analysis.{module}.date", Day)


def test_personal_data_go_and_everything_else_stays(run: Run, root: Path) -> None:
    """Every file of the list is gone, every other one is byte for byte as it was, but for the ledger and the index."""
    before = contents(root)
    assert run("purge", root, "--yes") == (0, "")
    after = contents(root)
    assert [name for name in PERSONAL if name in after] == []
    changed = {name for name in before if after.get(name) != before[name]} - set(PERSONAL)
    assert changed == {"data/releases/ledger.jsonl", "reports/index.html"}
    assert [name for name in STAYS if name not in after] == []
    assert after["reports/index.html"].decode() == ROWS[1]
    assert not (root / "data" / "clean").exists()


def test_the_ledger_says_how_much_and_names_nobody(run: Run, root: Path) -> None:
    """Files and bytes, counted here by another way; no name of a file."""
    size = sum(len(contents(root)[name]) for name in PERSONAL)
    run("purge", root, "--yes")
    line = read_ledger(root / LEDGER)[-1]
    facts = {key: value for key, value in line.items() if key not in ("before", "hash", "number")}
    assert facts == {"event": "purge", "date": "2026-06-01", "files": len(PERSONAL), "bytes": size, "left": 0}


def test_releases_of_the_organisers_go_from_the_store_as_well(run: Run, root: Path) -> None:
    """The ledger says which of the releases that are kept is of which edition."""
    for edition in ("organiser", "donor"):
        append_entry(root / LEDGER, "release", edition=edition, release=f"small-{edition}-1")
        _touch(root / LEDGER / f"small-{edition}-1" / "issues.csv")
    run("purge", root, "--yes")
    assert [path.name for path in (root / LEDGER).iterdir() if path.is_dir()] == ["small-donor-1"]


def test_a_ledger_cannot_lead_a_purge_astray(run: Run, root: Path) -> None:
    """A line that names a place rather than a release removes nothing there."""
    append_entry(root / LEDGER, "release", edition="organiser", release="../../notebooks")
    assert run("purge", root, "--yes") == (0, "")
    assert (root / "notebooks" / "03_needs.ipynb").is_file()


def test_share_still_works(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was released can be handed over after the data behind it are gone."""
    run("purge", root, "--yes")
    monkeypatch.setenv(VARIABLE, HORSE)
    assert run("share", root, "--edition", "donor", "--to", "EU") == (0, "")
    assert (root / "reports" / "shared" / "small-donor-for-eu-2026-06-01.zip").is_file()


@pytest.mark.parametrize("command", ["run", "check", "clean", "assess", "plan", "report", "accept", "lab"])
def test_what_needs_personal_data_says_that_they_were_purged(run: Run, root: Path, command: str) -> None:
    run("purge", root, "--yes")
    ended, told = run(command, root)
    assert ended == 1
    assert "The personal data of this workspace were purged on 1 June 2026" in told


def test_before_the_date_it_refuses(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the day itself it may be done; the day before, the date is told and nothing is removed."""
    before = contents(root)
    _on(monkeypatch, date(2026, 5, 19))
    for arguments in ([], ["--early"], ["--because", "asked to"], ["--early", "--because", " "]):
        ended, told = run("purge", root, "--yes", *arguments)
        assert ended == 1
        assert "workshop.toml: Personal data are kept until 20 May 2026" in told
    assert contents(root) == before
    _on(monkeypatch, date(2026, 5, 20))
    assert run("purge", root, "--yes") == (0, "")


def test_early_needs_a_reason_that_the_ledger_keeps(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _on(monkeypatch, date(2026, 5, 19))
    assert run("purge", root, "--yes", "--early", "--because", "consent withdrawn") == (0, "")
    assert read_ledger(root / LEDGER)[-1]["because"] == "consent withdrawn"


def test_without_a_date_it_refuses(run: Run, root: Path) -> None:
    text = (root / "workshop.toml").read_text(encoding="utf-8")
    (root / "workshop.toml").write_text(text.replace("personal_data_until = 2026-05-20", ""), encoding="utf-8")
    ended, told = run("purge", root, "--yes")
    assert ended == 1
    assert "No day is set" in told


def test_a_date_before_the_end_of_the_workshop_is_a_slip(run: Run, root: Path) -> None:
    """A wrong year would let a purge happen at once."""
    text = (root / "workshop.toml").read_text(encoding="utf-8")
    (root / "workshop.toml").write_text(text.replace("2026-05-20", "2025-05-20"), encoding="utf-8")
    ended, told = run("purge", root, "--yes")
    assert ended == 1
    assert "before the workshop's end" in told


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "gone"), [("small\n", True), ("yes\n", False), ("\n", False)])
def test_a_person_types_the_workshops_name(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, typed: str, gone: bool
) -> None:
    before = contents(root)
    monkeypatch.setattr(sys, "stdin", _Terminal(typed))
    ended, told = run("purge", root)
    assert (ended == 0) is gone
    assert ("Nobody confirmed" in told) is not gone
    assert (contents(root) == before) is not gone


def test_nobody_there_to_confirm_is_no_yes(run: Run, root: Path) -> None:
    before = contents(root)
    ended, told = run("purge", root)
    assert ended == 1
    assert "--yes" in told
    assert contents(root) == before


def test_links_go_and_what_they_lead_to_stays(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a file, to a folder and to nothing; where they lead is told, for a person to look at."""
    outside = tmp_path / "outside"
    _touch(outside / "folder" / "answers.csv")
    _touch(outside / "people.csv")
    raw, clean = root / "data" / "raw", root / "data" / "clean"
    (raw / "file").symlink_to(outside / "people.csv")
    (raw / "folder").symlink_to(outside / "folder")
    (raw / "nothing").symlink_to(outside / "nothing")
    shutil.rmtree(clean)
    clean.symlink_to(outside / "folder")
    told = _told(capsys, root)
    assert sorted(contents(outside)) == ["folder/answers.csv", "people.csv"]
    assert sorted(path.name for path in raw.iterdir()) == ["README.md"]
    assert not clean.is_symlink()
    assert str(outside / "people.csv") in told
    assert str(outside / "folder") in told
    assert str(outside / "nothing") not in told


def _told(capsys: pytest.CaptureFixture[str], root: Path) -> str:
    """Purge, and answer what was told on the ordinary stream."""
    purge_workspace(root, confirmed=True)
    return capsys.readouterr().out


def test_sources_elsewhere_are_told_and_left(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By an absolute path, beside data, above the workspace, or behind a link: a person removes them."""
    linked = root / "data" / "linked"
    linked.symlink_to(tmp_path)
    places = [tmp_path / "absolute.csv", root / "beside.csv", tmp_path / "above.csv", linked / "behind.csv"]
    for place in places:
        _touch(place)
    _touch(root / "data" / "notes.docx")
    text = (root / "workshop.toml").read_text(encoding="utf-8")
    names = f'"{places[0].as_posix()}", "beside.csv", "../above.csv", "data/linked/behind.csv", '
    (root / "workshop.toml").write_text(text.replace("files = [", f"files = [{names}"), encoding="utf-8")
    told = _told(capsys, root)
    assert [place for place in places if not place.is_file()] == []
    for name in (
        "absolute.csv",
        "beside.csv",
        "above.csv",
        "data/linked/behind.csv",
        "data/notes.docx",
        "data/needs.csv",
    ):
        assert name in told
    assert "nothing was overwritten" in told


def test_notebooks_with_results_are_pointed_at(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An analyst who saved a notebook with its outputs may have saved rows with it."""
    write_chapter(root / "notebooks" / "mine.ipynb", markdown("# Mine"), code_cell("1", draws()))
    told = _told(capsys, root)
    assert "notebooks/mine.ipynb" in told
    assert "notebooks/03_needs.ipynb" not in told


@pytest.mark.parametrize("corrections", ["data", ".", "data/releases", ".."])
def test_a_folder_of_corrections_that_holds_more_is_left(run: Run, root: Path, corrections: str) -> None:
    """However `workshop.toml` is written, releases, settings and the world outside are not removed."""
    text = (root / "workshop.toml").read_text(encoding="utf-8")
    (root / "workshop.toml").write_text(f'{text}\n[cleaning]\ncorrections = "{corrections}"\n', encoding="utf-8")
    assert run("purge", root, "--yes")[0] == 0
    assert [name for name in STAYS if name not in contents(root)] == []
    assert (root / LEDGER / "ledger.jsonl").is_file()


@pytest.mark.parametrize("name", ["data", "reports"])
def test_a_workspace_whose_folders_are_links_is_refused(run: Run, root: Path, tmp_path: Path, name: str) -> None:
    (root / name).rename(tmp_path / "moved")
    (root / name).symlink_to(tmp_path / "moved")
    before = contents(tmp_path / "moved")
    ended, told = run("purge", root, "--yes")
    assert ended == 1
    assert f"{name}: This folder is a link" in told
    assert contents(tmp_path / "moved") == before


def test_a_purge_that_is_killed_can_be_done_again(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After seven files somebody pulls the plug: no line says that it was done; the next one finishes and says so."""
    plain, left = Path.unlink, [7]

    def killed(path: Path, missing_ok: bool = False) -> None:
        if path.is_relative_to(root) and not path.name.startswith(".ledger"):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
        plain(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", killed)
        run("purge", root, "--yes")
    assert len([name for name in PERSONAL if name in contents(root)]) == len(PERSONAL) - 7
    assert [entry["event"] for entry in read_ledger(root / LEDGER)] == ["release"]
    assert run("purge", root, "--yes") == (0, "")
    assert [name for name in PERSONAL if name in contents(root)] == []
    assert read_ledger(root / LEDGER)[-1]["files"] == len(PERSONAL) - 7


def test_a_purge_killed_before_its_line_writes_it_the_next_time(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left to remove, but the ledger must say that it is gone."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("needs_analysis.cli.purging.append_entry", killed)
        run("purge", root, "--yes")
    assert run("purge", root, "--yes") == (0, "")
    assert run("purge", root, "--yes") == (0, "")
    events = [(entry["event"], entry.get("files")) for entry in read_ledger(root / LEDGER)]
    assert events == [("release", None), ("purge", 0)]


def test_a_file_that_cannot_be_removed_is_named_and_the_others_go(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows does with a file that another program holds open."""
    plain = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.name == "links.csv":
            raise PermissionError(13, "The process cannot access the file")
        plain(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        ended, told = run("purge", root, "--yes")
    assert ended == 1
    assert "data/clean/links.csv: This could not be removed" in told
    assert told.count("could not be removed") == 1
    assert [name for name in PERSONAL if name in contents(root)] == ["data/clean/links.csv"]
    assert read_ledger(root / LEDGER)[-1]["left"] == 1
    assert run("purge", root, "--yes") == (0, "")


def test_an_edited_ledger_stops_it_before_anything_is_removed(run: Run, root: Path) -> None:
    path = root / LEDGER / "ledger.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("donor", "danor"), encoding="utf-8")
    before = contents(root)
    ended, told = run("purge", root, "--yes")
    assert ended == 1
    assert "ledger.jsonl, row 1" in told
    assert contents(root) == before


def test_data_kept_too_long_are_reminded_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` works on, and says that the date has passed."""
    refuse_purged(root)
    assert "were to be kept until 20 May 2026" in capsys.readouterr().out


def test_a_real_run_can_be_purged(run: Run, tmp_path: Path) -> None:
    """A workspace that was checked, cleaned and assessed: nothing of the answers is left under data."""
    root = SmallWorkspace(settings=settings()).write(tmp_path / "small")
    assert run("clean", root) == (0, "")
    assert run("assess", root) == (0, "")
    assert run("purge", root, "--yes") == (0, "")
    assert sorted(contents(root / "data")) == ["releases/ledger.jsonl"]
