"""Runs that are stopped, by a chapter, by hand, by a kill, by a full disk: the next run makes the rest."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from needs_analysis.errors import WorkerError
from needs_analysis.reporting.warm.nursery import can_fork
from tests.cli.conftest import Run
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_workspace import SETTINGS, SmallWorkspace

pytestmark = pytest.mark.skipif(not can_fork(), reason="signals and small disks are made the Unix way")
MAIN = "from needs_analysis.cli import main; main()"
SECOND = '[[report.part.chapter]]\nnotebook = "b"\nobjectives = ["needs"]\neditions = ["organiser"]\n'


class Workshop:
    """A workspace of two chapters: the first counts how often it is executed, the second does what a test puts in."""

    def __init__(self, root: Path) -> None:
        self.root = SmallWorkspace(settings=SETTINGS.replace('"03_needs"', '"a"') + SECOND).write(root)
        self.counted, self.begun = root / "counted", root / "begun"
        count = f"with open({str(self.counted)!r}, 'a') as file:\n    _ = file.write('x')"
        write_chapter(root / "notebooks" / "a.ipynb", markdown("# What is it?"), code(count), code("release[:2]"))

    def second(self, source: str) -> None:
        """Have the second chapter do this, once it has said that it has begun."""
        begun = f"open({str(self.begun)!r}, 'w').close()"
        write_chapter(self.root / "notebooks" / "b.ipynb", markdown("# And then?"), code(f"{begun}\n{source}"))

    def start(self) -> subprocess.Popen[str]:
        """Start a run in a group of its own, as a terminal does."""
        environment = os.environ | {"NEEDS_ANALYSIS_LANGUAGE": "en"}
        command = [sys.executable, "-c", MAIN, "run", str(self.root)]
        piped = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "start_new_session": True}
        return subprocess.Popen(command, env=environment, **piped)  # type: ignore[call-overload,no-any-return]

    def run(self) -> tuple[int, str]:
        """Run to the end: its code, and what it told."""
        process = self.start()
        told, _ = process.communicate(timeout=120)
        return process.returncode, told

    def stopped_by(self, number: signal.Signals) -> tuple[int, str]:
        """Run, and send everything in the run's group a signal once the second chapter has begun."""
        process = self.start()
        while not self.begun.exists() or not list(self.root.rglob(".making.*/organiser/en/chapters/a.ipynb")):
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.05)
        os.killpg(process.pid, number)
        told, _ = process.communicate(timeout=60)
        return process.returncode, told

    @property
    def times(self) -> int:
        """How often the first chapter was executed."""
        return len(self.counted.read_text())


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "workspace")


def test_the_next_run_makes_the_rest_of_one_in_which_a_chapter_failed(workshop: Workshop) -> None:
    """The chapter that was made is not executed again; afterwards nothing is left of it but the reports."""
    workshop.second("1 / 0")
    returned, told = workshop.run()
    assert (returned, workshop.times) == (1, 1)
    assert "b.ipynb: Cell 3 failed: ZeroDivisionError" in told
    assert "2 files of 3 are not made yet: reports/organiser/en/chapters/b.ipynb" in told
    assert not list(workshop.root.glob("reports/organiser/**/*.html"))
    workshop.second("release[:2]")
    returned, told = workshop.run()
    assert (returned, workshop.times) == (0, 1), told
    assert (workshop.root / "reports/organiser/en/final_report.html").is_file()
    assert not list(workshop.root.glob("data/.unfinished.*"))
    assert not list(workshop.root.glob("reports/.making.*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_the_next_run_makes_the_rest_of_one_that_was_stopped(workshop: Workshop, number: signal.Signals) -> None:
    """By Ctrl-C, which is told; by the system, which cannot be."""
    workshop.second("import time\ntime.sleep(600)")
    returned, told = workshop.stopped_by(number)
    assert returned != 0
    assert "Traceback" not in told
    if number == signal.SIGINT:
        assert returned == 130
        assert "Broken off" in told
        assert "2 files of 3 are not made yet" in told
    assert gone(lambda: f"{workshop.root}" in commands())
    workshop.second("release[:2]")
    returned, told = workshop.run()
    assert (returned, workshop.times) == (0, 1), told


def test_a_run_that_is_stopped_while_it_searches_keeps_what_it_made(
    workshop: Workshop, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing takes its place unsearched, and nothing is made again."""

    def lost(*_: object, **__: object) -> None:
        raise WorkerError("its workers are gone")

    workshop.second("release[:2]")
    with monkeypatch.context() as patch:
        patch.setattr("needs_analysis.cli.scanning.scan_each", lost)
        assert run("run", workshop.root)[0] == 1
    assert not list(workshop.root.glob("reports/organiser/**/*.html"))
    assert run("run", workshop.root)[0] == 0
    assert workshop.times == 1
    assert (workshop.root / "reports/organiser/en/final_report.html").is_file()


def gone(there: Callable[[], bool]) -> bool:
    """Whether something is no longer there, within ten seconds."""
    for _ in range(200):
        if not there():
            return True
        time.sleep(0.05)
    return False


def commands() -> str:
    """The command lines and working folders of all processes but this one."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) != os.getpid():
                found += [(process / "cmdline").read_text(), str((process / "cwd").readlink())]
        except OSError:
            continue
    return "\n".join(found)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    disk, mount = tmp_path / "disk", shutil.which("mount")
    disk.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]
    if not mount or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk can be made by the superuser of a Linux system only")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_fills_up_in_a_child_is_told(small_disk: Path) -> None:
    """With the file, and with what to do; with room again, the rest is made."""
    workshop = Workshop(small_disk / "workspace")
    filler = small_disk / "filler"
    workshop.second(
        "import glob, shutil, time\n"
        f"while not glob.glob({str(workshop.root / 'reports/.making.*/organiser/en/chapters/a.ipynb')!r}):\n"
        "    time.sleep(0.05)\n"
        f"_ = open({str(filler)!r}, 'wb').write(b'x' * shutil.disk_usage({str(small_disk)!r}).free)"
    )
    returned, told = workshop.run()
    assert returned == 1
    assert "chapters/b.ipynb: Cannot write: No space left on device" in told
    assert "The disk is full: free some space and run again." in told
    assert "Traceback" not in told
    filler.unlink()
    workshop.second("release[:2]")
    returned, told = workshop.run()
    assert (returned, workshop.times) == (0, 1), told


def test_a_child_that_has_no_memory_left_is_told(workshop: Workshop) -> None:
    """Whether Python says so, or the system ends the process."""
    workshop.second("import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))\n_ = bytearray(2**32)")
    returned, told = workshop.run()
    assert returned == 1
    assert "b.ipynb: Cell 3 failed: MemoryError" in told
    workshop.second("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    returned, told = workshop.run()
    assert (returned, workshop.times) == (1, 1)
    assert "b.ipynb: Cell 3 failed: Kernel died" in told
