"""How long the example workshop takes: from raw files to final reports, once more, and after one changed answer.

All editions, languages and documents. The answer that is changed is the description of one recorded activity of one
country, which the organisers', the donors' and one State's reports tell of; those of the other States are kept.
Run it from the repository's root with the project's Python:

    .venv/bin/python benchmarks/example_run.py [RUNS]
"""

from __future__ import annotations

import csv
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import Row

ROOT = Path(__file__).parents[1]
OWN_WORDS = ("data/background.en.md", "data/background.ru.md", "data/recommendations.csv")
PARTS = ("workshop.toml", "data/raw", "data/corrections", "data/documents", "notebooks", *OWN_WORDS)
MAIN = "from needs_analysis.cli import main; main()"
ASKED = {"from nothing": 60.0, "one changed answer": 5.0, "nothing changed": 5.0}
Told = tuple[float, str]


def copy_example(to: Path) -> Path:
    for part in PARTS:
        source, target = ROOT / part, to / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return to


def change_an_answer(root: Path, number: int) -> None:
    """Change the description of the last recorded activity."""
    path = root / "data" / "raw" / "activities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[-1] = [f"{cell} ({number})" if place == 3 else cell for place, cell in enumerate(rows[-1])]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def run_once(root: Path) -> Told:
    start = time.perf_counter()
    environment = os.environ | {"NEEDS_ANALYSIS_LANGUAGE": "en"}
    command = [sys.executable, "-c", MAIN, "run", str(root)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    return time.perf_counter() - start, re.findall(r"Seconds: .*", told)[-1]


def measured(runs: int) -> dict[str, list[Told]]:
    """Whole runs, each with one more in which nothing has changed, and one after a change."""
    found: dict[str, list[Told]] = {name: [] for name in ASKED}
    for number in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            root = copy_example(Path(folder) / "example")
            before: dict[str, Callable[[], object]] = {
                "from nothing": lambda: None,
                "nothing changed": lambda: None,
                "one changed answer": lambda root=root, number=number: change_an_answer(root, number),
            }
            for name, prepare in before.items():
                prepare()
                found[name].append(run_once(root))
    return found


def rows(runs: int = 5) -> list[Row]:
    """Median seconds of each, and where they go."""
    found = measured(runs)
    medians = {name: statistics.median(seconds for seconds, _ in told) for name, told in found.items()}
    return [
        Row(
            f"the example, all editions, languages and documents, {name}",
            f"{medians[name]:.1f} s",
            f"{asked:g} s",
            medians[name] <= asked,
            found[name][-1][1],
            "benchmarks/example_run.py",
            {"seconds": [seconds for seconds, _ in found[name]]},
        )
        for name, asked in ASKED.items()
    ]


if __name__ == "__main__":
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for row in rows(*(int(each) for each in sys.argv[1:])):
        print(f"{row.what}: {row.found} (asked: {row.asked}). {row.beside}")
