"""Patterns of suppression: the least cost that is known, and no cell that another program can work out."""

from __future__ import annotations

import json
from itertools import combinations
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from needs_analysis.methods.linked_tables import LinkedTables, cross_tables
from needs_analysis.methods.reach import intervals
from needs_analysis.methods.suppression_pattern import Demand, least_cost_pattern

NAMES = ("T1_3x3", "T2_1d", "T3_two_primaries_same_row", "T4_zeros", "T6_no_primary")


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, conformance: Path) -> dict[str, Any]:
    """A table with the optimum that exhaustive search and an independent program found."""
    cases = json.loads((conformance / "methods" / "table_suppression.json").read_text(encoding="utf-8"))["cases"]
    assert {each["name"] for each in cases} == set(NAMES)
    return next(each for each in cases if each["name"] == request.param)


def place(case: dict[str, Any], name: str) -> int:
    """Return the place of a cell that the file names by its indices."""
    shape = tuple(size + 1 for size in np.shape(case["table"]))
    return int(np.ravel_multi_index([int(index) for index in name.split(",")], shape))


def mask(case: dict[str, Any], names: Any) -> np.ndarray:
    """Mark the cells that are named."""
    made = np.zeros(cross_tables(case["table"]).values.shape, dtype=bool)
    made[[place(case, name) for name in names]] = True
    return made


def test_the_pattern_costs_what_the_optimum_costs(case: dict[str, Any]) -> None:
    """With the totals and the zeros published, the pattern is one of those that cost least, by exhaustive search."""
    table = cross_tables(case["table"])
    small = mask(case, case["primary"])
    inner = np.ones(np.shape(case["table"]), dtype=bool)
    totals = ~np.pad(inner, [(0, 1)] * inner.ndim).ravel()
    pattern = least_cost_pattern([table], Demand.made(small, table.values, kept=totals | (table.values == 0)))
    extra = {tuple(np.flatnonzero(mask(case, names))) for names in case["optimal_sets"]}
    assert tuple(np.flatnonzero(pattern & ~small)) in extra
    assert table.values[pattern & ~small].sum() == case.get("min_cost_any_count", 10)


@pytest.mark.parametrize("audit", ["primary_only_audit", "audit_after"])
def test_the_intervals_of_an_audit_are_equal(case: dict[str, Any], audit: str) -> None:
    """Each suppressed cell can be placed as closely as the file says, before and after its partners went."""
    low, high = intervals(cross_tables(case["table"]), mask(case, case.get(audit, {})))
    for name, ends in case.get(audit, {}).items():
        assert (low[place(case, name)], high[place(case, name)]) == tuple(ends)


def possible(table: LinkedTables, hidden: np.ndarray, cell: int, known: int = -1) -> tuple[int, int]:
    """Give the ends of what a cell can be in whole numbers: an integer program over the published cells alone."""
    free = hidden & (np.arange(len(hidden)) != known)
    low, high = np.where(free, 0, table.values), np.where(free, table.values.max(), table.values)
    ends = []
    for sign in (1, -1):
        aim = np.zeros(len(hidden))
        aim[cell] = sign
        sums = LinearConstraint(table.links, 0, 0)
        found = milp(aim, integrality=np.ones(len(hidden), dtype=int), bounds=Bounds(low, high), constraints=sums)
        ends.append(round(found.x[cell]))
    return ends[0], ends[1]


SHAPES = [(2,), (3,), (5,), (2, 2), (2, 3), (3, 3), (2, 2, 2)]
TABLES = st.sampled_from(SHAPES).flatmap(
    lambda shape: st.lists(st.integers(0, 12), min_size=prod(shape), max_size=prod(shape)).map(
        lambda counts: np.reshape(counts, shape)
    )
)


@given(TABLES, st.integers(3, 6))
@settings(max_examples=2000, deadline=None)
def test_no_suppressed_cell_has_one_value_left(counts: np.ndarray, limit: int) -> None:
    """In tables of up to three dimensions with all totals, two whole numbers fit each suppressed cell at least.

    Nor can the only person in one cell work another small one out, unless it is the same person's.
    """
    table = cross_tables(counts)
    small, alone = table.values < limit, table.values == 1
    hidden = least_cost_pattern([table], Demand.made(small, table.values + 1, alone=alone, people=table.values))
    assert (small <= hidden).all()
    low, high = intervals(table, hidden)
    for cell in np.flatnonzero(hidden):
        if high[cell] - low[cell] < 2:
            assert len(set(possible(table, hidden, int(cell)))) == 2 or hidden.all()


@given(st.lists(st.integers(0, 9), min_size=4, max_size=7), st.integers(3, 5))
@settings(max_examples=25, deadline=None)
def test_nothing_cheaper_is_safe(counts: list[int], limit: int) -> None:
    """In one row with its total, no cheaper choice of partners leaves every small cell two values: all are tried."""
    table = cross_tables(counts)
    small = (table.values < limit) & (np.arange(len(table.values)) < len(counts))
    kept = np.arange(len(table.values)) == len(counts)
    others = [cell for cell in range(len(counts)) if not small[cell]]
    if not small.any() or not others:
        return
    safe = [
        table.values[list(chosen)].sum() + len(chosen)
        for size in range(len(others) + 1)
        for chosen in combinations(others, size)
        if _is_safe(table, small, chosen)
    ]
    if safe:
        pattern = least_cost_pattern([table], Demand.made(small, table.values + 1, kept=kept))
        assert (table.values + 1)[pattern & ~small].sum() == min(safe)


def _is_safe(table: LinkedTables, small: np.ndarray, chosen: tuple[int, ...]) -> bool:
    hidden = small.copy()
    hidden[list(chosen)] = True
    return all(len(set(possible(table, hidden, int(cell)))) == 2 for cell in np.flatnonzero(hidden))


def test_the_only_two_of_a_row_do_not_protect_each_other() -> None:
    """Two people, one in each cell: outsiders cannot tell them apart, but each knows the other; a third cell goes."""
    table = cross_tables([1, 1, 7, 9])
    small, kept = np.array([True, True, False, False, False]), np.arange(5) == 4
    outsiders = least_cost_pattern([table], Demand.made(small, table.values, kept=kept))
    insiders = least_cost_pattern([table], Demand.made(small, table.values, kept=kept, alone=table.values == 1))
    assert outsiders.tolist() == [True, True, False, False, False]
    assert insiders.tolist() == [True, True, True, False, False]


def test_few_people_are_not_left_together() -> None:
    """Two and two people in the suppressed cells of a sum are four together, who are fewer than five."""
    table = cross_tables([2, 2, 6, 9])
    demand = Demand.made(table.values < 3, table.values, kept=np.arange(5) == 4, people=table.values, least=5)
    assert least_cost_pattern([table], demand).tolist() == [True, True, True, False, False]
