"""How long a report takes: a chapter of charts and tables executed and made a page, beside papermill and nbconvert.

Ours are executed by forked children of one warm parent; the rivals are the two commands, started for each report; the
chapter's own computing is its cells alone, in as many processes as there are cores. All run in turn in the same
workspace, several times; ratios are of medians. Run it after `make report`, from the repository's root:

    .venv/bin/python benchmarks/chapters_speed.py [REPORTS [ROUNDS]]
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from measuring import Row, in_turn

from needs_analysis.release import read_release
from needs_analysis.reporting.chapter import Chapter
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.pages import compose_pages
from needs_analysis.reporting.planning import Planned
from needs_analysis.reporting.running import make_ready, run_chapters
from needs_analysis.reporting.warm.nursery import warm_if
from needs_analysis.workshop import read_workshop

NOTEBOOK, RELEASE = Path("notebooks/03_needs.ipynb"), Path("reports/organiser/release")
GIVEN = {"release": "../reports/organiser/release", "language": "en"}
CORES = os.cpu_count() or 1
HOW = "benchmarks/chapters_speed.py"


def ours(folder: Path, reports: int) -> None:
    """Execute and compose with one warm parent, its start included, which begins first, as in a run."""
    with warm_if(True):
        make_ready()
        release, plan, source = read_release(RELEASE), read_workshop(Path()).settings.report[0], RELEASE.resolve()
        chapters = [Chapter(NOTEBOOK.resolve(), GIVEN, folder / f"{n}.ipynb", source) for n in range(reports)]
        planned = [
            Planned(plan, release, source, "en", folder, (each,), (Part("03_needs", each.output, GIVEN),))
            for each in chapters
        ]
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


def own_computing(_: Path, reports: int) -> float:
    """Seconds in which the cells alone are run, and what they show is made, by processes that have imported all."""
    with multiprocessing.get_context("fork").Pool(CORES) as pool:
        pool.map(_compute, range(CORES))
        start = perf_counter()
        pool.map(_compute, range(reports), chunksize=1)
        return perf_counter() - start


def _compute(_: int) -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    known = {"release": str(RELEASE), "language": "en"}
    for cell in cells:
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", []):
            *before, last = "".join(cell["source"]).strip().splitlines()
            exec("\n".join(before), known)
            shown = eval(last, known)
            bundle = getattr(shown, "_repr_mimebundle_", None)
            json.dumps(bundle() if bundle else shown._repr_html_())


def rows(reports: int = 32, rounds: int = 5) -> list[Row]:
    """Ours beside the commands, which make fewer reports, each as long, and beside the chapter's own computing."""
    few, fewer = max(CORES, reports // 4), max(1, reports // 8)
    rivals: dict[str, tuple[Callable[[Path, int], float | None], int]] = {
        "ours": (ours, reports),
        "two": (lambda folder, n: commands(folder, n, at_once=CORES), few),
        "one": (lambda folder, n: commands(folder, n, at_once=1), fewer),
        "own": (own_computing, reports),
    }
    found = in_turn({name: _in_a_folder(what, count) for name, (what, count) in rivals.items()}, rounds)
    each = {name: found[name] / count for name, (_, count) in rivals.items()}
    two, one, over = each["two"] / each["ours"], each["one"] / each["ours"], each["ours"] / each["own"]
    a_report = f"{each['ours']:.2f} s a report"
    return [
        Row(
            f"a chapter executed and made a page, {reports} of them, beside papermill and nbconvert {CORES} at a time",
            f"{a_report}: {two:.1f} times faster",
            "18 times",
            two >= 18,
            f"{each['two']:.2f} s",
            HOW,
            each,
        ),
        Row(
            "the same, one after the other",
            f"{one:.1f} times faster",
            "30 times",
            one >= 30,
            f"{each['one']:.2f} s",
            HOW,
        ),
        Row(
            "the same, beside the chapter's own computing",
            f"{over:.2f} times as long",
            "at most 1.4",
            over <= 1.4,
            f"{each['own']:.2f} s",
            HOW,
        ),
    ]


def _in_a_folder(what: Callable[[Path, int], float | None], count: int) -> Callable[[], float | None]:
    def run() -> float | None:
        with tempfile.TemporaryDirectory() as folder:
            return what(Path(folder), count)

    return run


def main() -> None:
    asked = [int(each) for each in sys.argv[1:]]
    for row in rows(*asked):
        print(f"{row.what}: {row.found} (beside: {row.beside}; asked: {row.asked})")


if __name__ == "__main__":
    main()
