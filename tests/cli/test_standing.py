"""What a run has cleaned and estimated stands where nothing has changed that it follows from, and is made anew else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from needs_analysis.cli import assessing, preparing, standing
from needs_analysis.cli.running import assess_data, clean_data
from needs_analysis.cli.telling import Teller
from needs_analysis.errors import NeedsAnalysisError
from needs_analysis.language import interface_language
from needs_analysis.workshop import read_workshop
from tests.small_workspace import SETTINGS, SmallWorkspace

WITH_BACKGROUND = SETTINGS.replace("[registers]", '[background]\nen = "data/words.md"\n\n[registers]')
Step = Callable[..., list[str]]
PLACES = {"receive": preparing, "check": preparing, "clean": preparing, "assess": assessing}
ALL = list(PLACES)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = SmallWorkspace(settings=WITH_BACKGROUND).write(tmp_path / "workspace")
    (root / "data" / "words.md").write_text("Why we met.\n", encoding="utf-8")
    return root


@pytest.fixture
def made(root: Path, monkeypatch: pytest.MonkeyPatch) -> Step:
    """Clean and assess as a run does; answer which of the steps were made, and not left as they stand."""
    worked: list[str] = []
    for name, module in PLACES.items():
        step = getattr(module, name)

        def noted(*given: object, step: Callable[..., object] = step, name: str = name, **more: object) -> object:
            worked.append(name)
            return step(*given, **more)

        monkeypatch.setattr(module, name, noted)

    def run(*, force: bool = False) -> list[str]:
        worked.clear()
        workshop, teller = read_workshop(root), Teller()
        assess_data(workshop, clean_data(workshop, teller, force=force), teller, force=force)
        return list(worked)

    run()
    return run


def files(root: Path) -> dict[str, bytes]:
    """Give the bytes of every file in the data but for what is kept."""
    within = (path for path in sorted((root / "data").rglob("*")) if path.is_file())
    return {path.as_posix(): path.read_bytes() for path in within if "kept" not in path.parts}


def test_a_second_run_tells_the_same_and_leaves_the_same(
    root: Path, made: Step, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issues, rows and needs are told as when they were found; by force everything is made."""
    capsys.readouterr()
    made(force=True)
    told, written = capsys.readouterr().out, files(root)
    assert made() == []
    assert capsys.readouterr().out == told
    assert files(root) == written
    assert made(force=True) == ALL
    assert files(root) == written


def test_what_is_read_back_is_what_was_made(root: Path, made: Step) -> None:
    """Every table of the clean data, and the estimates, to the last digit."""
    workshop, teller = read_workshop(root), Teller()
    anew = clean_data(workshop, teller, force=True)
    estimated = assess_data(workshop, anew, teller, force=True)
    assert made() == []
    kept = clean_data(workshop, teller, force=False)
    assert kept.inputs == anew.inputs
    for group in ("tables", "dropped", "parts"):
        assert getattr(kept, group).keys() == getattr(anew, group).keys()
        for name, frame in getattr(anew, group).items():
            assert frame.equals(getattr(kept, group)[name]), name
            assert frame.dtypes.equals(getattr(kept, group)[name].dtypes), name
    assert estimated.estimates.equals(assess_data(workshop, kept, teller, force=False).estimates)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/raw/answers.csv", "Uzbekistan", "Kazakhstan"),
        ("needs.csv", "Radios,", "Wireless,"),
        ("workshop.toml", "A small workshop", "A workshop"),
        ("data/words.md", "we", "you"),
    ],
)
def test_whatever_is_read_is_heeded(root: Path, made: Step, file: str, old: str, new: str) -> None:
    """One letter of a source, a register, the settings or the organisers' own words, and all is made."""
    path = root / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert made() == ALL
    assert made() == []


def test_a_new_correction_is_heeded(root: Path, made: Step) -> None:
    """A file more in the folder of corrections is read, whatever it is called."""
    folder = root / "data" / "corrections"
    (folder / "more.csv").write_bytes((folder / "corrections.csv").read_bytes())
    assert made() == ALL


def test_other_programs_and_another_language_are_heeded(made: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes are written in the language of whoever runs, and numbers by the programs."""
    with interface_language("ru"):
        assert made() == ALL
    assert made() == ALL
    monkeypatch.setattr("needs_analysis.cli.standing.programs", lambda: "others")
    assert made() == ALL


def test_what_somebody_touched_is_made_anew(root: Path, made: Step) -> None:
    """A file of what was written that is gone, or cut short, does not stand."""
    before, data = files(root), root / "data"
    for touched in (data / "open_issues.csv", data / "clean" / "responses.csv"):
        touched.write_bytes(touched.read_bytes()[:-1])
        assert made()[:3] == ALL[:3]
    (data / "review.xlsx").unlink()
    assert made()[:3] == ALL[:3]
    assert files(root) == before


def test_estimates_that_somebody_touched_are_made_anew(root: Path, made: Step) -> None:
    """The clean data stand meanwhile; a file that nobody wrote there does not."""
    before = files(root)
    path = root / "data" / "estimates" / "estimates.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert made() == ["assess"]
    (root / "data" / "estimates" / "further.csv").touch()
    assert made() == ["assess"]
    assert files(root) == before


def test_a_record_that_cannot_be_read_vouches_for_nothing(root: Path, made: Step) -> None:
    """Neither does one that speaks of another step."""
    kept = root / "data" / "kept" / "steps"
    (kept / "clean.txt").write_bytes(b"\xff")
    (kept / "assess.txt").unlink()
    assert made() == ALL
    (kept / "clean.txt").write_bytes((kept / "assess.txt").read_bytes())
    assert made() == ALL[:3]


def test_what_changes_while_it_is_read_is_not_kept(root: Path, made: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows then which of the two was read, also where the first stands there again afterwards."""
    receive, answers = vars(preparing)["receive"], root / "data" / "raw" / "answers.csv"
    before = answers.read_bytes()

    def changed(*given: object) -> object:
        answers.write_bytes(before.replace(b"Uzbekistan", b"Kazakhstan"))
        return receive(*given)

    monkeypatch.setattr(preparing, "receive", changed)
    made(force=True)
    answers.write_bytes(before)
    monkeypatch.setattr(preparing, "receive", receive)
    assert made()[:3] == ALL[:3]


def test_settings_that_change_during_a_run_are_heeded_by_the_next(root: Path, made: Step) -> None:
    """A run goes by the settings that it has read, and is no run by those that stand there meanwhile."""
    workshop, teller, settings = read_workshop(root), Teller(), root / "workshop.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("A small", "A large"), encoding="utf-8")
    assess_data(workshop, clean_data(workshop, teller, force=True), teller, force=True)
    assert made() == ALL


def test_a_file_beside_one_that_is_named_is_heeded(root: Path, made: Step) -> None:
    """A questionnaire names lists of answers that lie beside it; one that is there now may have been missed before."""
    for change in (lambda path: path.write_text("name,label\n"), Path.unlink):
        change(root / "districts.csv")
        assert made() == ALL


def test_a_folder_that_is_gone_is_no_empty_one(root: Path, made: Step) -> None:
    """The run refuses it, and does not stand."""
    folder = root / "data" / "corrections"
    for file in folder.iterdir():
        file.unlink()
    made()
    assert made() == []
    folder.rmdir()
    with pytest.raises(NeedsAnalysisError):
        made()


def test_a_source_that_cannot_be_read_is_told_as_ever(root: Path, made: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whoever reads it, with its name, and not by who sums files up."""

    def refuse(_: Path) -> str:
        raise PermissionError(13, "Permission denied", "/somewhere/answers.csv")

    monkeypatch.setattr(standing, "file_hash", refuse)
    assert made()[:3] == ALL[:3]


def test_a_record_that_cannot_be_written_costs_a_run(root: Path, made: Step) -> None:
    """And no more than that."""
    kept = root / "data" / "kept" / "steps"
    shutil.rmtree(kept)
    kept.touch()
    assert made() == ALL
    assert made() == ALL
