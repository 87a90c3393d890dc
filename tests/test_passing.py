"""Folders outside of the workspace: gone with their process, also with one that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from needs_analysis import passing
from needs_analysis.passing import passing_folder, sweep_passing

HOLDS = """
import sys, time
from needs_analysis.passing import passing_folder
with passing_folder() as folder:
    (folder / "estimates.csv").touch()
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot tell whether anybody works in a folder")
def test_what_a_killed_process_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not what somebody still works in, nor a link, nor what is called otherwise, nor what has only just been made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(passing, "SETTLED", 0)
    others = [tmp_path / "needs_analysis.of_mine", tmp_path / f"{passing.PREFIX}link"]
    others[0].mkdir()
    others[1].symlink_to(others[0])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdout=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(tmp_path)}
    ) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        with passing_folder() as mine:
            sweep_passing()
            assert folder.is_dir()
            assert mine.is_dir()
        process.send_signal(signal.SIGKILL)
        process.wait()
    monkeypatch.setattr(passing, "SETTLED", 3600)
    sweep_passing()
    assert folder.is_dir()
    monkeypatch.setattr(passing, "SETTLED", 0)
    sweep_passing()
    assert sorted(tmp_path.iterdir()) == sorted(others)
