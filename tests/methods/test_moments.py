"""Values reduced in parts give the moments that they have together."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.methods.cells import stratified_cells
from needs_analysis.methods.moments import Moments

PARTS = st.lists(st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=8), min_size=3, max_size=3)


def reduced(values: list[float]) -> Moments:
    """The moments of all values together."""
    return Moments.of(values).combine(np.zeros(len(values), int), size=1)


def joined(*parts: Moments) -> Moments:
    """The moments of parts put together."""
    arrays = (np.concatenate([getattr(part, name) for part in parts]) for name in Moments.__dataclass_fields__)
    return Moments(*arrays).combine(np.zeros(len(parts), int), size=1)


def close(moments: Moments) -> list[object]:
    """All five numbers, to be compared to 1e-12."""
    return [pytest.approx(getattr(moments, name), rel=1e-12, abs=1e-12) for name in Moments.__dataclass_fields__]


def exact(moments: Moments) -> list[np.ndarray]:
    """All five numbers as they are."""
    return [getattr(moments, name) for name in Moments.__dataclass_fields__]


@settings(deadline=None)
@given(PARTS)
def test_combining_is_associative(parts: list[list[float]]) -> None:
    """(a + b) + c, a + (b + c) and all values at once agree to 1e-12."""
    a, b, c = map(reduced, parts)
    whole = close(reduced([value for part in parts for value in part]))
    assert exact(joined(joined(a, b), c)) == whole
    assert exact(joined(a, joined(b, c))) == whole
    assert exact(joined(a, b, c)) == whole


def test_small_differences_of_large_numbers_are_kept() -> None:
    """Values of 1e9 and a little: the squares are those of exact arithmetic, where Σy² − nȳ² has no digit left."""
    values = [1e9 + step / 1024 for step in range(2000)]
    fractions = [Fraction(value) for value in values]
    mean = sum(fractions) / len(fractions)
    squares = float(sum((value - mean) ** 2 for value in fractions))
    parts = [reduced(values[start : start + 130]) for start in range(0, 2000, 130)]
    found = joined(*parts)
    assert found.squares[0] == pytest.approx(squares, rel=1e-9)
    assert abs(sum(value**2 for value in values) - 2000 * float(mean) ** 2 - squares) > squares


@pytest.mark.parametrize("size", [1, 7, 100, 1000])
def test_cells_of_parts_are_those_of_values(size: int) -> None:
    """However the values are parted, every number of every cell is the same to 1e-12."""
    draw = np.random.default_rng(5)
    values, cells, strata = (
        draw.integers(1, 6, 1000).astype(float),
        draw.integers(0, 4, 1000),
        draw.integers(0, 7, 1000),
    )
    whole = stratified_cells(values, cells, strata)
    pieces = [slice(start, start + size) for start in range(0, 1000, size)]
    parts = [Moments.of(values[piece]).combine(cells[piece] * 7 + strata[piece], size=28) for piece in pieces]
    stacked = Moments(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Moments.__dataclass_fields__)
    )
    filled, at = stacked.n > 0, np.tile(np.arange(28), len(parts))
    kept = Moments(*(getattr(stacked, name)[filled] for name in Moments.__dataclass_fields__))
    found = stratified_cells(kept, at[filled] // 7, at[filled] % 7)
    for name in ("mean", "se", "freedom", "n", "strata", "n_eff"):
        assert getattr(found, name) == pytest.approx(getattr(whole, name), rel=1e-12)
