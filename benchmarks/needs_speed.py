"""Seconds for the numbers of needs: 33 needs × 16 countries × 4 agency types × 4 weightings at 420 people.

    python benchmarks/needs_speed.py [--runs 7]

Every mean with its interval, for each country, each agency type, each pair of them and the whole, under equal
countries, each person, each agency type of each country, and weights of the data. The same means go through pandas and
scipy beside it, written as an analyst would, cell by cell, under one weighting alone.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import stats

from needs_analysis.assessment.means import estimate_means
from needs_analysis.assessment.selection import selections
from needs_analysis.assessment.weightings import NAMES, Approach
from needs_analysis.methods.designs import survey_design

PEOPLE, NEEDS, COUNTRIES, TYPES = 420, 33, 16, 4
SCALES = {"gap": (-4.0, 4.0)}
BYS = ("", "country", "agency_type", "both")


def made(seed: int = 1) -> tuple[pd.DataFrame, Approach]:
    random = np.random.default_rng(seed)
    forms = [f"f{at}" for at in range(PEOPLE)]
    country = [f"C{at:02}" for at in random.integers(COUNTRIES, size=PEOPLE)]
    kind = [f"type{at}" for at in random.integers(TYPES, size=PEOPLE)]
    who = pd.DataFrame({"response_id": forms, "country": country, "agency_type": kind, "delegation": "national"})
    who["both"] = who["country"] + " " + who["agency_type"]
    parts = [
        who.assign(measure="gap", item=f"N{need:02}", value=random.integers(-4, 5, PEOPLE).astype(float))
        for need in range(NEEDS)
    ]
    design = survey_design(random.uniform(0.5, 2.0, PEOPLE), strata=country, singleton="certainty")
    return pd.concat(parts, ignore_index=True), Approach(design=design, forms=tuple(forms))


def ours(values: pd.DataFrame, approach: Approach) -> int:
    cells = 0
    for weighting in NAMES:
        for by in BYS:
            for rows, way in selections(values, by=by, weighting=weighting):
                if len(rows):
                    cells += len(estimate_means(rows, SCALES, approach=replace(approach, weighting=way)))
    return cells


def by_hand(values: pd.DataFrame) -> int:
    cells = 0
    for by in BYS:
        for _, part in values.groupby(["item", by] if by else ["item"]):
            y = part["value"]
            if len(y) > 1 and y.nunique() > 1:
                stats.t.interval(0.95, len(y) - 1, y.mean(), y.std() / len(y) ** 0.5)
            cells += 1
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    values, approach = made()
    ours(values, approach)
    mine, theirs = [], []
    for _ in range(runs):
        start = time.perf_counter()
        cells = ours(values, approach)
        mine.append(time.perf_counter() - start)
        start = time.perf_counter()
        plain = by_hand(values)
        theirs.append(time.perf_counter() - start)
    print(f"ours: {cells:,} means with intervals, 4 weightings: {statistics.median(mine):.3f} s (asked: 0.5)")
    print(f"cell by cell in pandas and scipy: {plain:,} means, 1 weighting: {statistics.median(theirs):.3f} s")


if __name__ == "__main__":
    main()
