"""The ledger and several processes at once, killed ones among them; and what else may lie beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from needs_analysis.disclosure.ledger import LEDGER, append_entry, read_ledger
from needs_analysis.errors import OutputError, ReleaseError
from needs_analysis.locking import locked

APPENDS = """
import sys
from pathlib import Path
from needs_analysis.disclosure.ledger import append_entry
for n in range(15):
    append_entry(Path(sys.argv[1]), "share", release="a", to=f"{sys.argv[2]} {n}")
"""
HOLDS = """
import sys, time
from pathlib import Path
from needs_analysis.locking import locked
with locked(Path(sys.argv[1]), "the first one", wait=0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_processes_lose_no_line(tmp_path: Path) -> None:
    """Two processes that add 15 lines each make 30, every one following from the one before."""
    commands = [[sys.executable, "-c", APPENDS, str(tmp_path), name] for name in ("one", "two")]
    running = [subprocess.Popen(command) for command in commands]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    entries = read_ledger(tmp_path)
    assert [entry["number"] for entry in entries] == list(range(1, 31))
    assert len({entry["to"] for entry in entries}) == 30
    assert [path.name for path in tmp_path.iterdir()] == [LEDGER]


def test_a_lock_is_held_says_by_whom_and_ends_with_its_holder(tmp_path: Path) -> None:
    """Killed, the holder can release nothing itself: the system does, though the lock's file is still there."""
    lock = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDS, str(lock)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match="writing here: the first one"), locked(lock, "me", wait=0.1):
            pytest.fail("held twice")
    finally:
        holder.kill()
        holder.communicate(timeout=60)
    assert lock.exists()
    with locked(lock, "me", wait=5):
        assert lock.read_text(encoding="utf-8") == "me"
    assert not lock.exists()


def test_bytes_that_are_no_text_are_an_edited_ledger(tmp_path: Path) -> None:
    append_entry(tmp_path, "release", release="a")
    append_entry(tmp_path, "release", release="b")
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes().replace(b'"b"', b'"\xff"'))
    with pytest.raises(ReleaseError, match=r"row 2: The release ledger was edited"):
        read_ledger(tmp_path)


def test_a_folder_that_is_no_release_is_called_so(tmp_path: Path) -> None:
    """Nobody is told that lines were taken out where somebody made a folder for copies."""
    append_entry(tmp_path, "release", release="a")
    (tmp_path / "backup").mkdir()
    with pytest.raises(ReleaseError, match=r"/backup: This folder is none of a release's") as refused:
        read_ledger(tmp_path)
    assert "Move it" in str(refused.value)
    assert "taken out" not in str(refused.value)
