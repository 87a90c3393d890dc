"""When results cannot be written: a clear message, exit code 1, and what stood there before still stands."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from needs_analysis import cli
from tests.small_workspace import SmallWorkspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folder rights and small disks are made the Unix way")
MAIN = "from needs_analysis.cli import main; main()"


def _run(*arguments: str | Path, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-W", "error::ResourceWarning", "-c", MAIN, *map(str, arguments)]
    environment = os.environ | {"NEEDS_ANALYSIS_LANGUAGE": "en"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    """A read-only data folder fails the run in words, and nothing is half written."""
    root = SmallWorkspace().write(tmp_path)
    assert _run("clean", root).returncode == 0
    before = _contents(root)
    (root / "data").chmod(0o555)
    as_others = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override") if os.geteuid() == 0 else ()
    if as_others and not shutil.which("setpriv"):
        pytest.skip("the superuser may write everywhere, and setpriv is not there to give that right up")
    done = _run("clean", root, before=as_others)
    (root / "data").chmod(0o755)
    assert done.returncode == 1
    assert "Cannot write" in done.stderr
    assert "ask for the right" in done.stderr
    assert "Traceback" not in done.stderr
    assert _contents(root) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if not mount or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk can be made by the superuser of a Linux system only")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_fills_up_leaves_the_last_good_data(small_disk: Path) -> None:
    """On a full disk the run fails in words; the clean data of the run before are untouched, and no litter is left."""
    root = SmallWorkspace().write(small_disk / "workspace")
    assert _run("clean", root).returncode == 0
    before = _contents(root)
    left = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"\0" * left)
    assert shutil.disk_usage(small_disk).free == 0
    done = _run("clean", root)
    assert done.returncode == 1
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert _contents(root) == before


def test_a_copy_that_finds_no_space_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the file that was to be copied, which lies where there is space."""

    def copying() -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "here.csv", None, str(tmp_path / "copy.csv"))

    monkeypatch.setattr(cli, "make_app", copying)
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err.replace("\n", "")
    assert "copy.csv: This cannot be read or written: No space left on device" in told
    assert "free some space" in told
