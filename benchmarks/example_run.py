"""How long the example workshop takes, from raw files to final reports: five whole runs, and where the seconds go.

Run it from the repository's root with the project's Python:  python benchmarks/example_run.py [RUNS]
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN_WORDS = ("data/background.en.md", "data/background.ru.md", "data/recommendations.csv")
PARTS = ("workshop.toml", "data/raw", "data/corrections", "notebooks", *OWN_WORDS)
MAIN = "from needs_analysis.cli import main; main()"


def copy_example(to: Path) -> Path:
    for part in PARTS:
        source, target = ROOT / part, to / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return to


def run_once() -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as folder:
        root = copy_example(Path(folder) / "example")
        start = time.perf_counter()
        environment = os.environ | {"NEEDS_ANALYSIS_LANGUAGE": "en"}
        command = [sys.executable, "-c", MAIN, "run", str(root)]
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        return time.perf_counter() - start, re.findall(r"Seconds: .*", told)[-1]


def main() -> None:
    runs = [run_once() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5)]
    seconds = [seconds for seconds, _ in runs]
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, {len(runs)} whole runs")
    print(f"seconds: least {min(seconds):.1f}, median {statistics.median(seconds):.1f}, most {max(seconds):.1f}")
    print(f"last run: {runs[-1][1]}")


if __name__ == "__main__":
    main()
