"""How often intervals and rank sets hold the truth: 65 people from 8 countries of 20, 15, 11, 8, 5, 3, 2 and 1.

Equal-country means of answers from 1 to 5 with fixed countries and pooled variance (methods/strata.py), by shape of the
answers; targets 0.93 to 0.97. Beside them two other intervals from the same means and variances. Then the confidence
sets of the ranks of 30 needs, all at once, ties included; target 0.95 or more.

Where the interval falls short: nearly all answers at one end of the scale (the smallest countries carry most of the
variance, so that the mean is as skewed as a few answers), and small countries that vary more than the large ones (their
own variance cannot be known; the pooled one is that of the large). The log-odds mend the first, not the second; the
countries as a sample mend the second, at the price of intervals twice as wide where countries truly differ.

Run it as: python benchmarks/coverage.py [REPLICATIONS of the intervals] [REPLICATIONS of the rank sets]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping

import numpy as np
from scipy.special import expit, logit, ndtr, stdtrit

from needs_analysis.methods.rank_sets import rank_sets
from needs_analysis.methods.strata import StratifiedMeans, stratified_means

SIZES = np.array([20, 15, 11, 8, 5, 3, 2, 1])
COUNTRY = np.repeat(np.arange(len(SIZES)), SIZES)
POINTS = np.arange(1.0, 6.0)
MIDDLING, HIGH = (0.1, 0.2, 0.4, 0.2, 0.1), (0.02, 0.05, 0.13, 0.37, 0.43)
LOW, POLAR = HIGH[::-1], (0.35, 0.1, 0.1, 0.1, 0.35)
EXTREME = (0.01, 0.02, 0.03, 0.1, 0.84)
SHAPES: Mapping[str, tuple[tuple[float, ...], ...]] = {
    "middling": (MIDDLING,) * 8,
    "high": (HIGH,) * 8,
    "polar": (POLAR,) * 8,
    "extreme": (EXTREME,) * 8,
    "high and low by turns": (HIGH, LOW) * 4,
    "middling, the smallest high": (MIDDLING,) * 5 + (HIGH,) * 3,
    "high, the smallest middling": (HIGH,) * 5 + (MIDDLING,) * 3,
    "high, the smallest polar": (HIGH,) * 5 + (POLAR,) * 3,
}
AT_ONCE = 100
THRESHOLDS = np.array([-1.5, -0.5, 0.5, 1.5])
NEEDS, SHARED, DRAWS = 30, 0.3, 1_000
MEANS = {
    "spread over 2 points": np.linspace(2.2, 4.2, NEEDS),
    "three tiers, exact ties": np.repeat([2.5, 3.2, 4.0], NEEDS // 3),
    "nearly tied over 0.3 points": np.linspace(3.4, 3.7, NEEDS),
    "all tied": np.full(NEEDS, 3.6),
    "all tied at the top": np.full(NEEDS, 4.6),
}


def answers(shapes: tuple[tuple[float, ...], ...], replications: int, random: np.random.Generator) -> np.ndarray:
    """Draw people × replications from the shape of each country."""
    edges = np.cumsum(shapes, axis=1)[COUNTRY]
    drawn = random.random((len(COUNTRY), replications))
    return 1.0 + (drawn[:, :, None] > edges[:, None, :-1]).sum(axis=2)


def plain(found: StratifiedMeans, se: np.ndarray, countries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The t interval of the package."""
    half = stdtrit(found.freedom, 0.975) * se
    return found.mean - half, found.mean + half


def within_scale(found: StratifiedMeans, se: np.ndarray, countries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The t interval of the log-odds of the place on the scale, which never leaves it."""
    share = ((found.mean - 1) / 4).clip(1e-9, 1 - 1e-9)
    half = stdtrit(found.freedom, 0.975) * se / 4 / (share * (1 - share))
    return 1 + 4 * expit(logit(share) - half), 1 + 4 * expit(logit(share) + half)


def sampled(found: StratifiedMeans, se: np.ndarray, countries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The t interval of the countries' means, as if the countries were a sample: seven degrees of freedom."""
    half = stdtrit(len(SIZES) - 1, 0.975) * countries.std(axis=0, ddof=1) / np.sqrt(len(SIZES))
    return found.mean - half, found.mean + half


WAYS = {"t, pooled": plain, "log-odds": within_scale, "countries sampled": sampled}


def interval_coverage(shapes: tuple[tuple[float, ...], ...], replications: int) -> dict[str, tuple[float, float]]:
    """Give each way's share of intervals that hold the equal-country mean, and their mean width.

    Where nothing varies there is no interval: such a replication counts for none of the ways.
    """
    truth = float(np.mean(np.array(shapes) @ POINTS))
    random = np.random.default_rng(1)
    held: dict[str, list[np.ndarray]] = {name: [] for name in WAYS}
    wide: dict[str, list[np.ndarray]] = {name: [] for name in WAYS}
    for _ in range(replications // AT_ONCE):
        values = answers(shapes, AT_ONCE, random)
        found = stratified_means(values, COUNTRY)
        countries = np.add.reduceat(values, np.cumsum(SIZES) - SIZES) / SIZES[:, None]
        se = np.sqrt(found.covariance.diagonal())
        for name, way in WAYS.items():
            low, high = way(found, se, countries)
            held[name].append(((low <= truth) & (truth <= high))[se > 0])
            wide[name].append((high - low)[se > 0])
    return {name: (float(np.concatenate(held[name]).mean()), float(np.concatenate(wide[name]).mean())) for name in WAYS}


def latent(means: np.ndarray, shifts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the place of each need on the latent scale whose equal-country mean is the one wanted, and that mean."""
    grid = np.linspace(-4, 6, 4001)
    reached = (1 + ndtr(grid[:, None, None] + shifts[:, None] - THRESHOLDS).sum(axis=2)).mean(axis=1)
    places = np.interp(means, reached, grid)
    return places, (1 + ndtr(places[:, None, None] + shifts[:, None] - THRESHOLDS).sum(axis=2)).mean(axis=1)


def rank_coverage(means: np.ndarray, replications: int) -> tuple[float, float]:
    """Give the share of replications in which every set holds every rank its need may have, and the sets' mean width.

    People lean to high or low answers throughout, countries too; needs that are tied may have any rank of the tie.
    """
    random = np.random.default_rng(2)
    places, truth = latent(means, np.linspace(-0.3, 0.3, len(SIZES)))
    best = 1 + (truth > truth[:, None] + 1e-9).sum(axis=1)
    worst = NEEDS - (truth < truth[:, None] - 1e-9).sum(axis=1)
    shifts = np.linspace(-0.3, 0.3, len(SIZES))[COUNTRY, None]
    held, widths = [], []
    for seed in range(replications):
        own = np.sqrt(SHARED) * random.standard_normal((len(COUNTRY), 1))
        noise = np.sqrt(1 - SHARED) * random.standard_normal((len(COUNTRY), NEEDS))
        ratings = 1.0 + (places + shifts + own + noise > THRESHOLDS[:, None, None]).sum(axis=0)
        found = stratified_means(ratings, COUNTRY)
        sets = rank_sets(found.mean, found.covariance, freedom=float(found.freedom.min()), draws=DRAWS, seed=seed)
        held.append(bool((sets.best <= best).all() and (sets.worst >= worst).all()))
        widths.append(float((sets.worst - sets.best).mean() + 1))
    return float(np.mean(held)), float(np.mean(widths))


def main(replications: int, sets: int) -> None:
    """Print both tables."""
    start = time.perf_counter()
    print(f"{'intervals: coverage (width)':30}" + "".join(f"{name:>18}" for name in WAYS))
    for name, shapes in SHAPES.items():
        found = interval_coverage(shapes, replications)
        print(f"{name:30}" + "".join(f"{held:11.3f} ({width:.2f})" for held, width in found.values()))
    print(f"\n{'rank sets of 30 needs':30}{'all at once':>18}{'mean width':>18}")
    for name, means in MEANS.items():
        held, width = rank_coverage(means, sets)
        print(f"{name:30}{held:18.3f}{width:18.1f}")
    print(f"\n{replications:,} and {sets:,} replications, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(*(int(text) for text in [*sys.argv[1:], *["20000", "500"][len(sys.argv) - 1 :]]))
