"""Seconds of an order of needs with all that says how sure it is: 33 needs rated by 420 people from 9 countries.

Means with their covariance, confidence sets of the ranks, and 10,000 draws of the country-stratified bootstrap with
ranks and shares of the first five; the first run includes what has to be imported. Target: under one second in all.

Run it as: python benchmarks/rank_speed.py [DRAWS]
"""

from __future__ import annotations

import sys
import time

import numpy as np

from needs_analysis.methods.rank_sets import rank_sets
from needs_analysis.methods.resampling import resampled_means, resampled_ranks, top_shares
from needs_analysis.methods.strata import stratified_means

PEOPLE, NEEDS, COUNTRIES, RUNS = 420, 33, 9, 3


def make_answers() -> tuple[np.ndarray, np.ndarray]:
    """Ratings from 1 to 5, one in twenty blank, and each person's country."""
    random = np.random.default_rng(1)
    ratings = np.clip(np.round(random.normal(np.linspace(2.5, 4, NEEDS), 1.1, (PEOPLE, NEEDS))), 1, 5)
    ratings[random.random(ratings.shape) < 0.05] = np.nan
    return ratings, random.integers(COUNTRIES, size=PEOPLE)


def main(draws: int) -> None:
    """Time each step, three times over."""
    ratings, country = make_answers()
    for _ in range(RUNS):
        clock = [time.perf_counter()]
        found = stratified_means(ratings, country)
        clock.append(time.perf_counter())
        rank_sets(found.mean, found.covariance, freedom=float(found.freedom.min()), draws=draws)
        clock.append(time.perf_counter())
        means = resampled_means(ratings, country, shares=np.ones(COUNTRIES), draws=draws)
        top_shares(resampled_ranks(means), 5)
        clock.append(time.perf_counter())
        steps = " + ".join(f"{seconds:.3f}" for seconds in np.diff(clock))
        print(f"means, sets, resamples: {steps} = {clock[-1] - clock[0]:.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
