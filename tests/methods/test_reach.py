"""How far hidden cells can move: what solutions show at once is what programs of their own find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.methods.linked_tables import cross_tables
from needs_analysis.methods.reach import Reach


@given(st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=2, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_left_beside_a_known_cell_is_what_its_own_programs_find(
    counts: list[list[int]], data: st.DataObject
) -> None:
    """Whichever cells are hidden, and whichever one somebody knows."""
    table = cross_tables(counts)
    hidden = data.draw(st.lists(st.booleans(), min_size=len(table.values), max_size=len(table.values)))
    cells = np.flatnonzero(hidden)
    reach = Reach(table, cells)
    for place in range(len(cells)):
        reach.explore(place)
    for known in range(len(cells)):
        alone = Reach(table, cells)
        for place in set(range(len(cells))) - {known}:
            ends = -alone.farthest(place, -1, known=known), alone.farthest(place, 1, known=known)
            assert reach.left(place, known=known) == pytest.approx(ends, abs=1e-6)
