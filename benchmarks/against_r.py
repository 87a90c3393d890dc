"""Ours beside R: its package survey for estimators, cleaningtools and base R for the cleaning log and checks.

    python benchmarks/against_r.py [--rounds 5] [--json FILE]

R and survey are installed from Debian's packages where that can be done, else every row is skipped with a word. Each
side reads the same files and keeps its own process; seconds are those of the processor within a task, runs alternate
(ours, R, ours, R …), and a ratio is that of the medians. Numbers are compared in the same run: a faster wrong number
reaches nothing. The stand-ins in base R do less than ours: they name rows, without evidence, places or suggestions.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from against_r_tasks import LOG_BY_MATCH, Task, tasks, write_inputs

DEBIAN = ("r-base-core", "r-cran-survey", "r-cran-mass")
CLEANINGTOOLS, LOG_BY_CLEANINGTOOLS = "R cleaningtools: create_clean_data", "log by cleaningtools"
CLOSE, PATIENCE = 1e-9, 60
HOW = "python benchmarks/against_r.py"
NO_RIVAL = {
    "Kendall's W, Krippendorff's alpha, rank sets, shrinkage": "R's survey has none of these",
    "checks by cleaningtools": "its rules are others than ours, so that equal findings cannot be asked for",
}


def has(package: str) -> bool:
    """Whether R is here and can load a package."""
    found = ["Rscript", "-e", f"quit(status = !requireNamespace('{package}', quietly = TRUE))"]
    return (
        shutil.which("Rscript") is not None and not subprocess.run(found, capture_output=True, check=False).returncode
    )


def install() -> str:
    """Get R, its packages, and cleaningtools if they can be had; say why there is no rival, or nothing."""
    if not (has("survey") and has("MASS")):
        if not shutil.which("apt-get") or os.geteuid():
            return "R with its package survey is not here, and only root can install Debian's packages"
        made = subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN], capture_output=True, check=False
        )
        if made.returncode or not has("survey"):
            return "R with its package survey could not be installed from Debian's packages"
    if not has("cleaningtools"):
        script = "options(timeout = 10); install.packages('cleaningtools', quiet = TRUE)"
        with_limit = ["timeout", str(PATIENCE), "Rscript", "-e", script]
        subprocess.run(with_limit, capture_output=True, check=False)
    return ""


class Rival:
    """R in a process of its own, which does a task when its name is said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def run(self, name: str) -> tuple[float, Any]:
        """Give the processor's seconds of a task, and its numbers."""
        assert self.process.stdin
        assert self.process.stdout
        print(name, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().strip()
        if not answer or answer.startswith("error"):
            raise RuntimeError(f"{name}: R answers «{answer}»")
        seconds, *numbers = answer.split("\t")
        return float(seconds), np.array(numbers, dtype=float)


@contextmanager
def rival_over(folder: Path) -> Iterator[Rival]:
    """Start R over the inputs in a folder, and end it."""
    command = ["Rscript", "--vanilla", str(Path(__file__).with_suffix(".R")), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Rival(process)
        assert process.stdin
        process.stdin.close()


def ours(task: Task) -> tuple[float, Any]:
    """Give the processor's seconds of a task, and its numbers."""
    start = time.process_time()
    found = task.run()
    return time.process_time() - start, np.asarray(task.numbers(found), dtype=float)


def compared(task: Task, rival: Rival, rounds: int) -> dict[str, object]:
    """Run a task in turns, and hold both the speed and the numbers against each other."""
    runs = [(ours(task), rival.run(task.what)) for _ in range(rounds)]
    (_, mine), (_, theirs) = runs[-1]
    apart = float((np.abs(mine - theirs) / np.abs(theirs)).max()) if len(mine) == len(theirs) else np.inf
    seconds, rival_seconds = (median(side[0] for side in sides) for sides in zip(*runs, strict=True))
    ratio = rival_seconds / seconds
    return {
        "what": task.what,
        "ours": seconds,
        "rival": task.rival,
        "rival_seconds": rival_seconds,
        "ratio": ratio,
        "apart": apart,
        "asked": f"≥ {task.asked}" if task.asked > 1 else "> 1",
        "reached": apart <= CLOSE and (ratio >= task.asked if task.asked > 1 else ratio > 1),
        "how": HOW,
    }


def rows(rounds: int = 5) -> list[dict[str, object]]:
    """Measure every task, or say in words what could not be measured."""
    skipped: list[dict[str, object]] = [{"what": what, "skipped": why} for what, why in NO_RIVAL.items()]
    if why := install():
        return [{"what": "everything against R", "skipped": why}, *skipped]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_inputs(folder)
        every = tasks(folder)
        if has("cleaningtools"):
            like = next(task for task in every if task.what == LOG_BY_MATCH)
            every.append(like._replace(what=LOG_BY_CLEANINGTOOLS, rival=CLEANINGTOOLS))
        else:
            skipped.append({"what": LOG_BY_CLEANINGTOOLS, "skipped": "cleaningtools is not in Debian; CRAN gave none"})
        with rival_over(folder) as rival:
            return [*(compared(task, rival, rounds) for task in every), *skipped]


def main() -> None:
    """Print the table, and write it as JSON where that is asked for."""
    options = argparse.ArgumentParser(description="Ours beside R, in ratios of medians.")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    found = rows(given.rounds)
    for row in found:
        if "skipped" in row:
            print(f"{row['what']}: skipped, {row['skipped']}")
            continue
        verdict = "reached" if row["reached"] else "NOT reached"
        times = f"{row['ours']:9.4f} s {row['rival_seconds']:9.4f} s {row['ratio']:8.2f} × asked {row['asked']}"
        print(f"{row['what']:28} {times}  apart {row['apart']:.0e}  {verdict:11}  {row['rival']}")
    if given.json:
        given.json.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
