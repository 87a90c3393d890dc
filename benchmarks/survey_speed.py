"""Seconds of a mean with its standard error: 1,000,000 rows, 50 strata, 2,000 clusters; ours beside the package svy.

Run it as: python benchmarks/survey_speed.py [PYTHON]
PYTHON is an interpreter of another environment that has svy (python -m venv DIR; DIR/bin/pip install svy); without it
svy is left out. Both get the same rows. Set-up is timed apart: for svy a further mean is what ten more variables in one
call add, so that its own set-up within a call is left out too. Values and errors are compared.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np
from survey_library import VARIABLES, make_survey

from needs_analysis.methods.designs import survey_design
from needs_analysis.methods.estimators import estimate_mean

TARGET = 0.02


def ours() -> list[tuple[float, float]]:
    """Time our estimates, whole and of a domain with a tenth of the answers blank."""
    weights, strata, clusters, answers = make_survey()
    columns = [np.ascontiguousarray(column) for column in answers.T]
    start = time.perf_counter()
    design = survey_design(weights, strata=strata, clusters=clusters)
    setup = time.perf_counter() - start
    seconds, found = [], []
    for column in columns:
        start = time.perf_counter()
        found.append(estimate_mean(design, column))
        seconds.append(time.perf_counter() - start)
    domain, sparse = clusters % 3 == 0, np.where(np.arange(len(weights)) % 10, columns[0], np.nan)
    start = time.perf_counter()
    estimate_mean(design, sparse, domain)
    part = time.perf_counter() - start
    print(f"needs_analysis   set-up {setup:.3f} s, first mean {seconds[0]:.4f} s, further {median(seconds[1:]):.4f} s")
    print(f"                 of a domain with blanks {part:.4f} s; target {TARGET} s a variable")
    return [(float(each.value or 0), float(each.se or 0)) for each in found]


def theirs(python: str, found: list[tuple[float, float]]) -> None:
    """Time svy in its own environment, and compare its numbers with ours."""
    script = Path(__file__).with_name("survey_library.py")
    done = subprocess.run([python, str(script)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"svy: left out ({done.stderr.strip().splitlines()[-1]}); see the head of this file")
        return
    version, setup, single, further, numbers = json.loads(done.stdout)
    print(f"svy {version:12} set-up {setup:.3f} s, one mean a call {single:.4f} s, further {further:.4f} s")
    apart = np.abs(np.array(numbers) / np.array(found) - 1).max()
    print(f"largest relative difference of {VARIABLES} means and errors: {apart:.1e}")


if __name__ == "__main__":
    theirs(sys.argv[1] if len(sys.argv) > 1 else sys.executable, ours())
