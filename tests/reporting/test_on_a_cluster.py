"""Chapters executed by a real Dask cluster: the same bytes, whoever of the workers dies."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from needs_analysis import parallel
from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import ChapterError, WorkerError
from needs_analysis.parallel import Workers
from needs_analysis.reporting.chapter import Chapter
from needs_analysis.reporting.running import run_chapters
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_release import make_release

READS = "import needs_analysis as na\nna.table_needs(na.read_release(release), language)"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own with one that looks after it."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as here:
        yield here


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write_release(tmp_path / "release", make_release())


def chapter(folder: Path, release: Path, name: str, *sources: str, into: str = "out") -> Chapter:
    """A chapter of these cells, in English."""
    notebook = write_chapter(folder / f"{name}.ipynb", markdown("# Title"), *map(code, sources))
    given = {"release": "../reports/x/release", "language": "en"}
    return Chapter(notebook, given, folder / into / f"{name}.ipynb", release)


def test_the_same_bytes_as_here(tmp_path: Path, release: Path, cluster: LocalCluster) -> None:
    """Displays, texts and parameters."""
    here, there = ([chapter(tmp_path, release, name, READS, into=into) for name in "ab"] for into in ("here", "there"))
    run_chapters(here)
    told: list[str] = []
    run_chapters(
        there, workers=Workers(cluster.scheduler_address), on_done=lambda each: told.append(each.notebook.stem)
    )
    assert told == ["a", "b"]
    assert [each.output.read_bytes() for each in here] == [each.output.read_bytes() for each in there]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_workers_chapter_is_made_by_another(tmp_path: Path, release: Path, cluster: LocalCluster) -> None:
    """A real kill -9 of a real worker, in the middle of a cell."""
    marker = tmp_path / "begun"
    waits = f"import os, time\nbegun = {str(marker)!r}\nif not os.path.exists(begun):\n    open(begun, 'w').close()\n    time.sleep(600)"  # noqa: E501
    chapters = [chapter(tmp_path, release, "waits", waits, "1 + 1"), chapter(tmp_path, release, "reads", READS)]
    killing = threading.Thread(target=kill_who_has_begun, args=(cluster, marker))
    killing.start()
    run_chapters(chapters, workers=Workers(cluster.scheduler_address))
    killing.join()
    assert [each.output.is_file() for each in chapters] == [True, True]


def kill_who_has_begun(cluster: LocalCluster, marker: Path) -> None:
    """Kill the worker that has begun with the chapter that waits."""
    while not marker.exists():
        time.sleep(0.05)
    for worker in cluster.workers.values():
        process = worker.pid
        if any(f"PPid:\t{process}\n" in text for text in statuses()):
            os.kill(process, signal.SIGKILL)


def statuses() -> Iterator[str]:
    """What the system says of each process."""
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            yield path.read_text()
        except OSError:
            continue


def test_a_chapter_that_fails_is_told_as_here(tmp_path: Path, release: Path, cluster: LocalCluster) -> None:
    """With its cell; the others are written."""
    chapters = [chapter(tmp_path, release, "fails", "1 / 0"), chapter(tmp_path, release, "reads", READS)]
    with pytest.raises(ChapterError, match=r"fails\.ipynb: Cell 3 failed: ZeroDivisionError"):
        run_chapters(chapters, workers=Workers(cluster.scheduler_address))
    assert chapters[1].output.is_file()


def test_a_worker_with_other_programs_is_refused(
    tmp_path: Path, release: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes might be others."""
    monkeypatch.setattr(parallel, "programs", lambda: "another version")
    with pytest.raises(WorkerError, match="another needs-analysis"):
        run_chapters([chapter(tmp_path, release, "reads", READS)], workers=Workers(cluster.scheduler_address))
