"""Least-cost suppression and its audit on large tables: 16 countries × 5 agency types × 33 needs, with all margins.

Run: python benchmarks/suppression_speed.py [SEED ...]; prints seconds, medians over the seeds.

Each need is a table of countries by agency types with its margins; then all of them once more as one table of three
dimensions with every margin. Insiders and sums of few people are part of the demand.
"""

from __future__ import annotations

import sys
import time
from statistics import median

import numpy as np

from needs_analysis.methods.linked_tables import LinkedTables, cross_tables
from needs_analysis.methods.reach import intervals
from needs_analysis.methods.suppression_pattern import Demand, least_cost_pattern

LIMIT = 5


def people(seed: int) -> np.ndarray:
    """Make respondents by country, agency type and need: few large delegations, many small ones, some blanks."""
    random = np.random.default_rng(seed)
    listed = np.minimum(random.geometric(0.18, (16, 5)) - 1, 40)
    return random.binomial(listed[:, :, None], 0.85, (16, 5, 33))


def timed(table: LinkedTables) -> tuple[float, float, int, int]:
    """Suppress and audit; give both times, the small cells and the partners."""
    values = table.values
    small = values < LIMIT
    demand = Demand.made(small, values + 1, alone=values == 1, people=values, least=LIMIT)
    start = time.perf_counter()
    hidden = least_cost_pattern([table], demand)
    chosen = time.perf_counter()
    low, high = intervals(table, hidden)
    assert ((high - low)[hidden] >= 1 - 1e-6).all()
    return chosen - start, time.perf_counter() - chosen, int(small.sum()), int((hidden & ~small).sum())


def main() -> None:
    """Print both forms of the table for each seed."""
    totals: dict[str, list[float]] = {"33 tables": [], "one table": []}
    for seed in map(int, sys.argv[1:] or ["1", "2", "3"]):
        counts = people(seed)
        apart = [timed(cross_tables(counts[:, :, need])) for need in range(counts.shape[2])]
        whole = [timed(cross_tables(counts))]
        for name, runs in (("33 tables", apart), ("one table", whole)):
            pattern, audit, small, partners = (sum(column) for column in zip(*runs, strict=True))
            totals[name].append(pattern + audit)
            print(f"seed {seed}, {name}: {small} small + {partners}; pattern {pattern:.1f} s, audit {audit:.1f} s")
    for name, seconds in totals.items():
        print(f"{name}: median {median(seconds):.1f} s, worst {max(seconds):.1f} s")


if __name__ == "__main__":
    main()
