"""How long a report takes: a chapter of charts and tables executed and made a page, beside papermill and nbconvert.

Ours are executed by forked children of one warm parent; the rivals are the two commands, started for each report. All
run in turn in the same workspace, as many at a time as there are cores, several times; ratios are of medians. Run it
after `make report`, from the repository's root with the project's Python:

    python benchmarks/chapters_speed.py [REPORTS [ROUNDS]]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from needs_analysis.release import read_release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.pages import compose_pages
from needs_analysis.reporting.planning import Planned
from needs_analysis.reporting.running import Chapter, run_chapters
from needs_analysis.reporting.warm.nursery import warm_if
from needs_analysis.workshop import read_workshop

NOTEBOOK, RELEASE = Path("notebooks/03_needs.ipynb"), Path("reports/organiser/release")
GIVEN = {"release": "../reports/organiser/release", "language": "en"}
CORES = os.cpu_count() or 1


def ours(folder: Path, reports: int) -> None:
    """Execute and compose with one warm parent."""
    release, plan, source = read_release(RELEASE), read_workshop(Path()).settings.report[0], RELEASE.resolve()
    chapters = [Chapter(NOTEBOOK.resolve(), GIVEN, folder / f"{n}.ipynb", source) for n in range(reports)]
    planned = [
        Planned(plan, release, source, "en", folder, (each,), (Part("03_needs", each.output, GIVEN),))
        for each in chapters
    ]
    with warm_if(True):
        run_chapters(chapters)
        for each, page in zip(chapters, compose_pages(planned, at_once=CORES), strict=True):
            each.output.with_suffix(".html").write_text(page, encoding="utf-8")


def commands(folder: Path, reports: int, *, at_once: int) -> None:
    """Execute and convert with the commands of papermill and nbconvert."""
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda n: _command(folder / f"{n}.ipynb"), range(reports)))


def _command(output: Path) -> None:
    given = [each for name, value in GIVEN.items() for each in ("-p", name, value)]
    quiet = ["--no-progress-bar", "--cwd", "notebooks"]
    for command in (
        ["papermill", str(NOTEBOOK), str(output), *quiet, *given],
        ["nbconvert", "--to", "html", "--no-input", str(output)],
    ):
        subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)


def main() -> None:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    few = max(1, reports // 4)
    rivals: dict[str, tuple[Callable[[Path, int], None], int]] = {
        "warm parent": (ours, reports),
        f"commands, {CORES} at a time": (lambda folder, n: commands(folder, n, at_once=CORES), reports),
        "commands, one after the other": (lambda folder, n: commands(folder, n, at_once=1), few),
    }
    found: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, (what, count) in rivals.items():
            with tempfile.TemporaryDirectory() as folder:
                start = time.perf_counter()
                what(Path(folder), count)
                found[name].append((time.perf_counter() - start) / count)
    medians = {name: statistics.median(each) for name, each in found.items()}
    for name, median in medians.items():
        ratio = median / medians["warm parent"]
        print(f"{name}: {median:.2f} s a report; {ratio:.1f} times ours ({reports} reports, {rounds} rounds)")


if __name__ == "__main__":
    main()
