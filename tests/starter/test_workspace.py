"""A new workspace is complete, valid, and never overwrites anything."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from needs_analysis.columns import LOG
from needs_analysis.errors import OutputError
from needs_analysis.starter.workspace import make_workspace
from needs_analysis.workshop import read_workshop

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    make_workspace(tmp_path / "new")
    return tmp_path / "new"


def test_its_settings_are_valid_as_they_stand(workspace: Path) -> None:
    settings = read_workshop(workspace).settings
    assert {"participants", "responses"} <= settings.sources.keys()
    assert settings.sources["responses"].form == "data/raw/needs_form.xlsx"


def test_it_names_every_file_it_wrote(tmp_path: Path) -> None:
    made = make_workspace(tmp_path)
    assert sorted(made) == sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_its_folders_stand_ready(workspace: Path) -> None:
    for folder in ("data/raw", "data/corrections", "notebooks", "reports"):
        assert (workspace / folder).is_dir()
    assert (workspace / "data/raw/needs_form.xlsx").is_file()


def test_its_corrections_are_empty_but_have_the_header_of_the_log(workspace: Path) -> None:
    with (workspace / "data/corrections/corrections.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [LOG.names]


def test_every_part_of_its_report_has_its_notebook(workspace: Path) -> None:
    """The notebooks come along, the same as those of the repository."""
    for chapter in read_workshop(workspace).settings.report[0].all_chapters:
        name = f"notebooks/{chapter.notebook}.ipynb"
        assert (workspace / name).read_bytes() == (ROOT / name).read_bytes()


def test_git_keeps_no_person_level_data(workspace: Path) -> None:
    """Of all that a workspace may hold, git would keep the settings, the notebooks and the empty questionnaire."""
    for name in ("data/raw/participants.xlsx", "data/clean/responses.csv", "reports/index.html"):
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).touch()
    subprocess.run(["git", "init", "-q"], cwd=workspace, check=True)
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    kept = subprocess.run(command, cwd=workspace, check=True, capture_output=True, text=True).stdout.split()
    others = {name for name in kept if not name.startswith("notebooks/")}
    assert others == {".gitignore", "workshop.toml", "data/raw/needs_form.xlsx"}


def test_a_folder_with_a_workspace_is_refused(workspace: Path) -> None:
    before = (workspace / "workshop.toml").read_bytes()
    with pytest.raises(OutputError, match="There is a workspace already"):
        make_workspace(workspace)
    assert (workspace / "workshop.toml").read_bytes() == before


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="The folder is not empty"):
        make_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="This is a file, not a folder"):
        make_workspace(tmp_path / "new")
