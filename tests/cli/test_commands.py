"""The commands themselves: help with an example, codes of failure, a new workspace, JupyterLab."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from needs_analysis.cli import main
from needs_analysis.cli.app import make_app
from tests.cli.conftest import Run
from tests.small_workspace import SmallWorkspace

COMMANDS = [command.name for command in make_app().registered_commands]
HEAVY = ("pandas", "numpy", "scipy", "pydantic", "plotly", "papermill", "nbconvert", "nbformat", "openpyxl", "pyarrow")
LATER = ("babel", "dask", "distributed", "docx", "joblib", "lxml", "pptx", "pyxform", "rapidfuzz", "highspy", "typst")


def test_help_imports_nothing_heavy() -> None:
    """Whoever asks what there is waits for no library but that of the command line."""
    shown = (
        "import sys; from needs_analysis.cli import main\n"
        "sys.argv = ['needs-analysis', '--help']\n"
        "try: main()\n"
        "except SystemExit as ended: assert not ended.code\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", shown], check=True, capture_output=True, text=True, encoding="utf-8")
    imported = set(ended.stderr.split())
    assert "typer" in imported
    assert imported & {*HEAVY, *LATER} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command's help ends with a line that can be copied."""
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "en")
    monkeypatch.setattr(sys, "argv", ["needs-analysis", command, "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert f"Example: needs-analysis {command}" in capsys.readouterr().out


def test_an_unknown_command_fails(run: Run) -> None:
    """A command that does not exist has an exit code of its own."""
    code, told = run("asses")
    assert code == 2
    assert "asses" in told


def test_russian_is_spoken_where_the_environment_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors come in the language of the environment."""
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "ru")
    monkeypatch.setattr(sys, "argv", ["needs-analysis", "check", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    told = capsys.readouterr().err
    assert "workshop.toml" in told
    assert any("а" <= letter <= "я" for letter in told)


def test_debug_shows_where_an_error_arose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --debug the error itself comes through."""
    from needs_analysis.errors import SettingsError

    monkeypatch.setattr(sys, "argv", ["needs-analysis", "check", str(tmp_path), "--debug"])
    with pytest.raises(SettingsError):
        main()


def test_a_new_workspace_says_which_files_are_still_missing(run: Run, tmp_path: Path) -> None:
    """What init writes is valid; check then names each source that is not there yet."""
    assert run("init", tmp_path / "mine") == (0, "")
    code, told = run("check", tmp_path / "mine")
    assert code == 1
    assert "data/raw/" in told
    assert "does not exist" in told


def test_lab_makes_the_releases_and_opens_the_notebooks_of_this_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JupyterLab starts with this Python, asks no other host, and finds what the notebooks read."""
    started: list[list[str]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        started.append([*command, env["JUPYTER_PREFER_ENV_PATH"]])
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    root = SmallWorkspace().write(tmp_path)
    assert run("lab", root, "--", "--no-browser")[0] == 0
    assert started[0][:3] == [sys.executable, "-m", "jupyterlab"]
    assert {"--no-browser", "--LabApp.news_url=None", f"--notebook-dir={root}", "1"} <= set(started[0])
    assert (root / "reports" / "organiser" / "release" / "manifest.json").is_file()
