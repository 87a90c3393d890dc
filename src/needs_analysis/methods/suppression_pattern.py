"""The least that has to be suppressed beside the cells that are too small, so that nobody can work those out.

A pattern is chosen by an integer program over all linked tables together; where somebody can still work a cell out, the
dual of that attack is one more condition that every safe pattern fulfils, and the program is solved again (Fischetti
and Salazar 2001, Management Science 47: 1008–1027). At the end no attack is left, and no cheaper pattern is safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import sparse

from needs_analysis.methods.linked_tables import Floats, LinkedTables, Mask, Places, parts_of
from needs_analysis.methods.reach import MOST_SEEN, NOBODY, TINY, Reach


class Condition(NamedTuple):
    """What every safe pattern fulfils: the parts of its suppressed cells are together at least so much."""

    parts: Floats
    least: float


@dataclass(frozen=True)
class Demand:
    """What a pattern has to do.

    Attributes:
        small: cells that are too small, and are suppressed whatever it costs.
        costs: what suppressing each cell costs; positive.
        kept: cells that may not be suppressed: what everybody knows anyway.
        alone: cells with a single contributor, who knows their value.
        people: respondents of each cell.
        least: how many people the suppressed cells of a sum must be together, since their sum can be had.
        widths: of each table, how wide the interval of each cell must be where it is suppressed.
    """

    small: Mask
    costs: Floats
    kept: Mask
    alone: Mask
    people: Floats
    least: float
    widths: tuple[Floats, ...]

    @classmethod
    def made(
        cls,
        small: Mask,
        costs: Floats,
        *,
        kept: Mask | None = None,
        alone: Mask | None = None,
        people: Floats | None = None,
        least: float = 0,
        widths: Sequence[Floats] | None = None,
    ) -> Demand:
        """State a demand, with nothing kept, nobody alone and no sum too small unless it is said."""
        none = np.zeros(len(small), dtype=bool)
        return cls(
            small,
            costs,
            none if kept is None else kept,
            none if alone is None else alone,
            np.zeros(len(small)) if people is None else people,
            least,
            (np.ones(len(small)),) if widths is None else tuple(widths),
        )


def least_cost_pattern(tables: Sequence[LinkedTables], demand: Demand) -> Mask:
    """Choose which cells are suppressed.

    Args:
        tables: what is published of the same cells: counts, means, shares; each is attacked by itself.
        demand: what the pattern has to do.

    Returns:
        A mask as long as the cells: the small ones and their partners.

    Raises:
        ValueError: no pattern does it.

    >>> from needs_analysis.methods.linked_tables import cross_tables
    >>> table = cross_tables([2, 10, 20])
    >>> least_cost_pattern([table], Demand.made(table.values < 3, table.values)).tolist()
    [True, True, False, False]
    """
    links = sparse.csr_array(sparse.vstack([each.links for each in tables]))
    hidden = demand.small.copy()
    for part in parts_of(links, np.arange(len(hidden))):
        if demand.small[part].any():
            hidden[part] = _pattern([_part(each, part) for each in tables], _demanded(demand, part))
    return hidden


def _part(tables: LinkedTables, part: Places) -> LinkedTables:
    mine = sparse.csr_array(tables.links[:, part])
    links = sparse.csr_array(mine[np.flatnonzero(np.diff(mine.indptr))])
    return LinkedTables(tables.values[part], links, tables.low[part], tables.high[part])


def _demanded(demand: Demand, part: Places) -> Demand:
    arrays = {name: getattr(demand, name)[part] for name in ("small", "costs", "kept", "alone", "people")}
    return replace(demand, **arrays, widths=tuple(width[part] for width in demand.widths))


def _pattern(tables: Sequence[LinkedTables], demand: Demand) -> Mask:
    lines = {row.tobytes(): row for each in tables for row in _signs(each)}
    conditions = [condition for line in lines.values() for condition in _obvious(line, demand)]
    safe: set[tuple[int, bytes]] = set()
    while True:
        hidden = _cheapest(conditions, demand)
        found = [
            each
            for number, table in enumerate(tables)
            for each in _attacks(table, hidden, demand, safe=safe, number=number)
        ]
        if not found:
            return hidden
        conditions += found


def _cheapest(conditions: Sequence[Condition], demand: Demand) -> Mask:
    """Solve the integer program: the cheapest cells that fulfil every condition."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    size = len(demand.small)
    order = np.arange(size, dtype=np.float64) / size**2 / 2
    rows = sparse.csr_array(np.array([condition.parts for condition in conditions])) if conditions else ()
    least = np.array([condition.least for condition in conditions]) - TINY
    found = milp(
        demand.costs + order,
        integrality=np.ones(size, dtype=np.int64),
        bounds=Bounds(demand.small.astype(float), (~demand.kept | demand.small).astype(float)),
        constraints=LinearConstraint(rows, lb=least) if conditions else (),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise ValueError(found.message)
    return np.asarray(found.x > 0.5)


def _signs(tables: LinkedTables) -> Iterator[Places]:
    """Give each sum as 1 for its parts, −1 for its wholes and 0 for what is not in it."""
    for start, end in zip(tables.links.indptr, tables.links.indptr[1:], strict=False):
        line = np.zeros(len(tables.values), dtype=np.int64)
        line[tables.links.indices[start:end]] = np.sign(tables.links.data[start:end])
        yield line


def _obvious(line: Places, demand: Demand) -> Iterator[Condition]:
    """State what a sum demands by itself: no small cell alone in it, and not too few people together."""
    small = np.flatnonzero(demand.small & (line != 0))
    alone = small[demand.alone[small]]
    for cell, insider in product(small, [NOBODY, *alone]):
        others = (line != 0) & (np.arange(len(line)) != cell) & (np.arange(len(line)) != insider)
        if cell != insider and others.any():
            yield Condition(others.astype(np.float64), 1)
    if len(small) and demand.least:
        together = np.where(line < 0, 1, np.minimum(demand.people, demand.least) / demand.least) * (line != 0)
        yield Condition(together, 1)


def _attacks(
    tables: LinkedTables, hidden: Mask, demand: Demand, *, number: int, safe: set[tuple[int, bytes]]
) -> Iterator[Condition]:
    """Find who can still work out a suppressed cell, and what every safe pattern fulfils instead."""
    linked = np.flatnonzero(hidden & tables.is_linked)
    if not len(linked) or (number, linked.tobytes()) in safe:
        return
    reach = Reach(tables, linked, widths=demand.widths[number])
    found = list(_outsiders(reach)) or list(_insiders(reach, demand))
    others = (~hidden & ~demand.kept).astype(np.float64)
    mended = [each for each in found if each.parts @ others > 0]
    if not mended:
        safe.add((number, linked.tobytes()))
    yield from mended


def _outsiders(reach: Reach) -> Iterator[Condition]:
    """Whoever sees the published cells may work out no suppressed one, small or not."""
    for place in reach.stir(np.arange(len(reach.cells))):
        yield from _attack(reach, int(place), NOBODY)


def _insiders(reach: Reach, demand: Demand) -> Iterator[Condition]:
    """Whoever contributed alone to a cell may work out no small one that is linked with it."""
    small, alone = np.flatnonzero(demand.small[reach.cells]), np.flatnonzero(demand.alone[reach.cells])
    for place in small[:: max(1, len(small) // MOST_SEEN)] if len(alone) else ():
        reach.explore(int(place))
    for insider in alone:
        reach.balance(int(insider))
        linked = small[(small != insider) & (reach.parts[small] == reach.parts[insider])]
        for place in reach.stir(linked[~reach.moved_alone[insider, linked]], known=int(insider)):
            yield from _attack(reach, int(place), int(insider))


def _attack(reach: Reach, place: int, known: int) -> Iterator[Condition]:
    """Try both ends of an interval; if it is too narrow, answer the condition that is broken."""
    distance, owed = 0.0, np.zeros(len(reach.tables.values))
    for sign in (1, -1):
        distance += reach.farthest(place, sign, known=known)
        owed += reach.owed(place, sign, known=known)
        if distance >= reach.widths[place] - TINY:
            return
    parts = np.minimum(owed / reach.widths[place], 1)
    parts[reach.cells[place]] -= 1
    yield Condition(parts, 0)
