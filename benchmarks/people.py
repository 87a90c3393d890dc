"""Precision and recall of candidate duplicates on two sets with known answers: ours, equal cells, two libraries.

Run it where the conformance data lie beside the project: python benchmarks/people.py [PYTHON]
PYTHON is an interpreter of another environment that has recordlinkage and splink; without it these two are left out.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from needs_analysis.people.duplicates import LEAST_CHANCE
from needs_analysis.people.facts import Fact
from needs_analysis.people.pairs import compare_people

PEOPLE = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "people"
LIBRARIES = ("recordlinkage", "splink")
FACTS: dict[str, tuple[Fact, ...]] = {
    "febrl1": (
        Fact("name", ("given_name", "surname")),
        Fact("number", ("soc_sec_id",)),
        Fact("date", ("date_of_birth",)),
        Fact("text", ("address_1", "address_2", "suburb")),
        Fact("number", ("street_number",)),
        Fact("number", ("postcode",)),
        Fact("code", ("state",)),
    ),
    "fake_1000": (
        Fact("name", ("first_name", "surname")),
        Fact("date", ("dob",)),
        Fact("email", ("email",), follows="name"),
        Fact("text", ("city",)),
    ),
}
FACTS["febrl1, names and addresses"] = tuple(
    fact for fact in FACTS["febrl1"] if fact.name not in ("soc_sec_id", "date_of_birth")
)
PRECISIONS, RECALLS = (0.999, 0.99, 0.98, 0.95, 0.90), (0.70, 0.80, 0.90, 0.95, 0.99)
Curve = tuple[np.ndarray, np.ndarray]


def read_set(name: str, folder: Path = PEOPLE) -> tuple[pd.DataFrame, np.ndarray]:
    """Read a set's people without their answers, and the answers: who each row is."""
    if name.startswith("febrl1"):
        people = pd.read_csv(folder / "febrl1.csv", dtype="str", skipinitialspace=True)
        return people.drop(columns="rec_id"), people["rec_id"].str.split("-").str[1].to_numpy()
    people = pd.read_csv(folder / "splink_fake_1000.csv", dtype="str")
    return people.drop(columns=["unique_id", "cluster"]), people["cluster"].to_numpy()


def curve(pairs: pd.DataFrame, who: np.ndarray) -> Curve:
    """Give precision and recall down the list of pairs, the highest score first; equal scores are taken together."""
    ranked = pairs.sort_values("score", ascending=False)
    right = who[ranked["left"].to_numpy(dtype=int)] == who[ranked["right"].to_numpy(dtype=int)]
    last = ranked["score"].ne(ranked["score"].shift(-1)).to_numpy()
    true = sum(n * (n - 1) // 2 for n in pd.Series(who).value_counts())
    hits, taken = np.cumsum(right)[last], np.arange(1, len(right) + 1)[last]
    return hits / taken, hits / true


def recall_at(precision: float, points: Curve) -> float:
    """Give the highest recall with at least this precision."""
    return float(points[1][points[0] >= precision].max(initial=0))


def precision_at(recall: float, points: Curve) -> float:
    """Give the highest precision with at least this recall; 0 where it is never reached."""
    return float(points[0][points[1] >= recall].max(initial=0))


def ours(name: str) -> pd.DataFrame:
    """Compare people as the package does."""
    people, _ = read_set(name)
    return compare_people(people, FACTS[name]).rename(columns={"bits": "score"})


def equal_cells(name: str) -> pd.DataFrame:
    """Do the simplest thing: count the cells that are equal, letter case and blanks aside."""
    people, _ = read_set(name)
    fields = [field for fact in FACTS[name] for field in fact.fields]
    texts = people[fields].fillna("").apply(lambda column: column.str.strip().str.casefold())
    pairs = np.array(list(combinations(range(len(people)), 2)))
    left, right = texts.to_numpy()[pairs[:, 0]], texts.to_numpy()[pairs[:, 1]]
    score = ((left == right) & (left != "")).sum(axis=1)
    return pd.DataFrame({"left": pairs[:, 0], "right": pairs[:, 1], "score": score})[score > 0]


def library(name: str, data: str, python: str) -> pd.DataFrame | None:
    """Ask a library in its own environment; None, and a word, where it is not installed."""
    script = Path(__file__).with_name("people_libraries.py")
    command = [python, str(script), name, data, str(PEOPLE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"   {name}: left out ({done.stderr.strip().splitlines()[-1]})")
        return None
    return pd.read_csv(io.StringIO(done.stdout))


def main() -> None:
    """Print the curves: recall at given precisions, precision at given recalls."""
    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    ways: Mapping[str, Callable[[str], pd.DataFrame | None]] = {
        "needs_analysis": ours,
        "equal cells": equal_cells,
        **{each: partial(library, each, python=python) for each in LIBRARIES},
    }
    for data in FACTS:
        print(f"\n{data}\n{'':16}recall at precision {' '.join(f'{p:6}' for p in PRECISIONS)}", end="")
        print(f"   precision at recall {' '.join(f'{r:6}' for r in RECALLS)}      s")
        for way, compare in ways.items():
            if way in LIBRARIES and data not in ("febrl1", "fake_1000"):
                continue
            start = time.perf_counter()
            pairs = compare(data)
            if pairs is not None:
                points, seconds = curve(pairs, read_set(data)[1]), time.perf_counter() - start
                recalls = " ".join(f"{recall_at(p, points):6.3f}" for p in PRECISIONS)
                precisions = " ".join(f"{precision_at(r, points):6.3f}" for r in RECALLS)
                print(f"{way:16}                    {recalls}                       {precisions}  {seconds:5.1f}")
                if way == "needs_analysis":
                    listed = curve(pairs[pairs["chance"] >= LEAST_CHANCE], read_set(data)[1])
                    print(f"   as listed for review: precision {listed[0][-1]:.3f}, recall {listed[1][-1]:.3f}")


if __name__ == "__main__":
    main()
