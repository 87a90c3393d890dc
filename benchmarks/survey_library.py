"""The survey of survey_speed.py, and what the package svy needs for it; run by the interpreter that has svy."""

from __future__ import annotations

import json
import sys
import time

import numpy as np

ROWS, STRATA, CLUSTERS, VARIABLES = 1_000_000, 50, 2_000, 11


def make_survey() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Weights, strata, clusters, and answers from 1 to 5 that lean on their cluster: rows × variables."""
    random = np.random.default_rng(1)
    cluster = random.integers(CLUSTERS, size=ROWS)
    lean = random.normal(size=(CLUSTERS, VARIABLES))
    answers = np.clip(np.round(3 + lean[cluster] + random.normal(size=(ROWS, VARIABLES))), 1, 5)
    return random.uniform(0.5, 3, ROWS), cluster % STRATA, cluster, answers


def main() -> None:
    """Print version, seconds of set-up, of the first mean, of each further mean, and every mean with its error."""
    import polars as pl
    import svy

    weights, strata, clusters, answers = make_survey()
    names = [f"y{at}" for at in range(VARIABLES)]
    columns = {"w": weights, "stratum": strata, "cluster": clusters, **dict(zip(names, answers.T, strict=True))}
    start = time.perf_counter()
    sample = svy.Sample(pl.DataFrame(columns), svy.Design(stratum="stratum", psu="cluster", wgt="w"))
    times = [time.perf_counter() - start]
    for asked in (names[:1], names[:1], names):
        start = time.perf_counter()
        found = sample.estimation.mean(asked)
        times.append(time.perf_counter() - start)
    setup, _, single, together = times
    numbers = [(each.estimates[0].est, each.estimates[0].se) for each in found]
    print(json.dumps([svy.__version__, setup, single, (together - single) / (VARIABLES - 1), numbers]))


if __name__ == "__main__":
    sys.exit(main())
