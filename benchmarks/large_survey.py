"""A large survey read, checked, cleaned by its log and estimated in parts: seconds, memory, and how both grow.

    python benchmarks/large_survey.py [--forms 10000,100000,1000000] [--folder DIR] [--json FILE]
    python benchmarks/large_survey.py --forms 0 --dask FORMS [--memory 2GB] [--keep FOLDER]

120 columns, 33 needs × 20 countries × 5 agency types, on two processes. With --dask the same survey of so many forms is
taken the way on a Dask cluster of two workers with 2 GB each, and again on this machine's processes; the estimates are
compared. A folder that is kept holds the survey and the estimates of this machine's processes, and the next run takes
both from there. Memory is what all processes hold for themselves plus their share of what they hold together (PSS).
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import psutil
from large_workspace import make_workspace

from needs_analysis.cleaning.store import read_clean
from needs_analysis.cli.large.assessing import assess_large
from needs_analysis.cli.large.cleaning import clean_large
from needs_analysis.parallel import Workers
from needs_analysis.workshop import read_workshop

FORMS = (10_000, 100_000, 1_000_000)
CORES, LIMIT, MADE = 2, "2GB", "made"
MOST_SECONDS, MOST_GIGABYTES, MOST_EXPONENT, NEARLY = 120, 6, 1.05, 1e-9
EVERY = 0.5
NUMBERS = ["value", "se", "low", "high"]


class Watch:
    """The most memory and all processor time of this process and its children, looked at twice a second."""

    def __init__(self) -> None:
        self.most, self.seconds, self._seen, self._on = 0, 0.0, dict[tuple[int, float], float](), True
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._on = False
        self._thread.join()
        self.seconds = sum(self._seen.values())

    def _look(self) -> None:
        me = psutil.Process()
        before = sum(me.cpu_times()[:2])
        while self._on:
            held = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    held += process.memory_full_info().pss
                    used = sum(process.cpu_times()[:2]) - (before if process == me else 0)
                    self._seen[process.pid, process.create_time()] = used
                except psutil.Error:  # it has just ended
                    continue
            self.most = max(self.most, held)
            time.sleep(EVERY)


@contextmanager
def workspace(folder: Path, forms: int) -> Iterator[Path]:
    """Make a workspace, and remove it at the end."""
    root = Path(tempfile.mkdtemp(prefix=f"large-{forms}-", dir=folder))
    try:
        yield make_workspace(root, forms)
    finally:
        shutil.rmtree(root)


def taken(root: Path, workers: Workers) -> tuple[dict[str, Any], pd.DataFrame]:
    """Take a survey the whole way; give what it took, and the estimates."""
    workshop, watch, steps = read_workshop(root), Watch(), dict[str, float]()
    marks: list[tuple[str, float]] = []
    start = time.perf_counter()

    def begin(name: str) -> None:
        marks.append((name, time.perf_counter()))
        print(f"{time.strftime('%H:%M:%S')} {name}", file=sys.stderr, flush=True)

    clean_large(workshop, workers, on_step=begin)
    begin("estimate")
    found = assess_large(workshop, read_clean(workshop.clean), workers).estimates
    end = time.perf_counter()
    watch.stop()
    for (name, begun), (_, ended) in zip(marks, [*marks[1:], ("", end)], strict=True):
        steps[name] = round(ended - begun, 1)
    row = {"seconds": round(end - start, 1), "processor": round(watch.seconds, 1), "gigabytes": watch.most / 1e9}
    return {**row, "estimates": len(found), "steps": steps}, found


def growth(rows: list[dict[str, Any]], name: str = "processor") -> float:
    """Give the exponent between the smallest survey and the largest."""
    first, last = rows[0], rows[-1]
    return float(np.log(last[name] / first[name]) / np.log(last["forms"] / first["forms"]))


def rows(folder: Path | None = None, forms: tuple[int, ...] = FORMS) -> list[dict[str, Any]]:
    """Give a row for each size."""
    made = []
    for n in forms:
        with workspace(folder or Path(tempfile.gettempdir()), n) as root:
            made.append({"where": f"{CORES} processes", "forms": n, **taken(root, Workers(number=CORES))[0]})
            tell(made[-1])
    return made


@contextmanager
def kept(folder: Path, forms: int) -> Iterator[Path]:
    """Make a workspace in a folder, or find it there."""
    root = folder / f"large-{forms}"
    if not (root / MADE).exists():
        shutil.rmtree(root, ignore_errors=True)
        make_workspace(root, forms)
        (root / MADE).touch()
    yield root


def taken_here(root: Path) -> tuple[dict[str, Any], pd.DataFrame]:
    """Take a survey the way on this machine's processes, or find what they found."""
    row, numbers = root / "local.json", root / "local.parquet"
    if not row.exists():
        here, found = taken(root, Workers(number=CORES))
        found.to_parquet(numbers)
        row.write_text(json.dumps(here), encoding="utf-8")
    return json.loads(row.read_text("utf-8")), pd.read_parquet(numbers)


def compared(place: AbstractContextManager[Path], forms: int, memory: str) -> list[dict[str, Any]]:
    """Take one survey the way on this machine and on a cluster; give both rows, and how far the estimates are apart."""
    from distributed import LocalCluster

    logging.getLogger("distributed").setLevel(logging.ERROR)
    with place as root:
        here, near = taken_here(root)
        with LocalCluster(
            n_workers=CORES, threads_per_worker=1, memory_limit=memory, dashboard_address=None
        ) as cluster:
            there, far = taken(root, Workers(scheduler=cluster.scheduler_address))
        tell({"where": "Dask", "forms": forms, **there})
    apart = float(np.nanmax(np.abs(far[NUMBERS].to_numpy(float) - near[NUMBERS].to_numpy(float))))
    same = far.drop(columns=[*NUMBERS, "n_eff"]).equals(near.drop(columns=[*NUMBERS, "n_eff"]))
    tell({"where": f"{CORES} processes", "forms": forms, **here})
    print(f"furthest apart {apart:.1e} (at most {NEARLY:g}), all else the same: {same}")
    both = [{"where": "Dask", "forms": forms, **there}, {"where": f"{CORES} processes", "forms": forms, **here}]
    return [{**row, "apart": apart, "same": same} for row in both]


def tell(row: dict[str, Any]) -> None:
    steps = ", ".join(f"{name} {seconds}" for name, seconds in row["steps"].items())
    print(
        f"{row['where']:12} {row['forms']:>9,} forms {row['seconds']:7.1f} s ({row['processor']:.1f} s of processors) "
        f"{row['gigabytes']:.2f} GB; {row['estimates']:,} estimates; {steps}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forms", default=",".join(map(str, FORMS)))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--dask", type=int, default=0, metavar="FORMS")
    parser.add_argument("--memory", default=LIMIT, help="of each worker of the cluster")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    sizes = tuple(int(n) for n in chosen.forms.split(",") if int(n))
    made = rows(chosen.folder, sizes) if sizes else []
    if len(made) > 1:
        print(f"exponent {growth(made):.2f} of processor time (at most {MOST_EXPONENT}), {growth(made, 'seconds'):.2f}")
    print(f"to be reached at 1,000,000 forms: {MOST_SECONDS} s, {MOST_GIGABYTES} GB")
    if chosen.dask:
        folder = chosen.keep or chosen.folder or Path(tempfile.gettempdir())
        place = (kept if chosen.keep else workspace)(folder, chosen.dask)
        made += compared(place, chosen.dask, chosen.memory)
    if chosen.json:
        chosen.json.write_text(json.dumps(made, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
