"""What can be had by subtraction: which suppressed cells the shown ones give back, and which cells must go with them.

Groups nest: all people are the sum of the kinds of delegation, a kind is the sum of its countries, organisations and
experts are the sum of their agency types. Every such whole is an equation between cells. A suppressed cell is derivable
when the equations, with every shown cell known, have one solution for it; then the smallest shown cell of an equation
that holds it is suppressed too, until none is derivable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Cell = tuple[str, str]
Nesting = Mapping[str, Mapping[str, Sequence[str]]]
WHOLE: Cell = ("", "")
APART = ("organisation", "expert")
NESTED = {"country", "agency_type"}
TINY = 1e-9


def equations(nesting: Nesting, *, counts: bool) -> list[frozenset[Cell]]:
    """List the sets of cells of which each is known once the others are.

    Args:
        nesting: country and agency type → the kinds of delegation they occur in; further groupings part the whole.
        counts: whether the cells are counts of people, where the whole is everyone; in ratings it is the national
            delegations.

    >>> equations({"country": {"KAZ": ["national"], "UZB": ["national"]}}, counts=False)[0] == {
    ...     ("", ""), ("country", "KAZ"), ("country", "UZB")}
    True
    """
    countries, types = nesting.get("country", {}), nesting.get("agency_type", {})
    kinds = sorted({kind for found in countries.values() for kind in found})
    of_kind = {kind: {("country", group) for group, found in countries.items() if found == [kind]} for kind in kinds}
    every_type = {("agency_type", group) for group in types}
    apart = {("agency_type", group) for group, found in types.items() if set(found) <= set(APART)}
    aparts = {("delegation", kind) for kind in kinds if kind in APART}
    sets = [{("delegation", kind)} | of_kind[kind] for kind in kinds]
    sets += [aparts | apart]
    sets += [{WHOLE} | {(by, group) for group in nesting[by]} for by in sorted(nesting.keys() - NESTED)]
    if counts:
        every_country = {("country", group) for group in countries}
        sets += [{WHOLE} | parts for parts in (every_country, every_type, {("delegation", kind) for kind in kinds})]
    else:
        sets += [{WHOLE, ("delegation", "national")}, {WHOLE} | (every_type - apart)]
        sets.insert(0, {WHOLE} | of_kind.get("national", set()))
    return [frozenset(cells) for cells in sets if len(cells) > 1]


def derivable(hidden: set[Cell], wholes: Sequence[frozenset[Cell]]) -> set[Cell]:
    """Return the hidden cells that the shown ones determine.

    >>> derivable({("country", "UZB")}, [frozenset({("", ""), ("country", "KAZ"), ("country", "UZB")})])
    {('country', 'UZB')}
    """
    unknown = sorted(hidden)
    rows = [[float(cell in whole) for cell in unknown] for whole in wholes if whole & hidden]
    if not rows:
        return set()
    _, sizes, directions = np.linalg.svd(np.array(rows))
    free = directions[int((sizes > TINY).sum()) :]
    return {cell for position, cell in enumerate(unknown) if not (np.abs(free[:, position]) > TINY).any()}


def hide_partners(
    hidden: set[Cell], sizes: Mapping[Cell, float], wholes: Sequence[frozenset[Cell]], *, least: float = 0
) -> set[Cell]:
    """Return the hidden cells with as many more, the smallest first, as it takes that nothing small is given back.

    Neither may a hidden cell be derivable, nor may the hidden cells of a whole be so few people together that their
    sum, which the shown cells give, is itself about a small group.

    Args:
        hidden: cells that are too small.
        sizes: cell → respondents, for every cell that exists.
        wholes: the equations; cells that do not exist are no part of them.
        least: the smallest group that may be shown.

    >>> whole = [frozenset({("", ""), ("c", "A"), ("c", "B"), ("c", "C"), ("c", "D")})]
    >>> sizes = {("", ""): 19, ("c", "A"): 2, ("c", "B"): 2, ("c", "C"): 6, ("c", "D"): 9}
    >>> sorted(hide_partners({("c", "A"), ("c", "B")}, sizes, whole, least=5))
    [('c', 'A'), ('c', 'B'), ('c', 'C')]
    """
    present = [whole & set(sizes) for whole in wholes]
    hidden = set(hidden)
    while touching := _giving_back(hidden, sizes, present, least):
        shown = set().union(*touching) - hidden
        if not shown:
            return hidden
        hidden.add(min(shown, key=lambda cell: (cell == WHOLE, sizes[cell], cell)))
    return hidden


def _giving_back(
    hidden: set[Cell], sizes: Mapping[Cell, float], wholes: Sequence[frozenset[Cell]], least: float
) -> list[frozenset[Cell]]:
    """List the wholes that give a hidden cell back, or the sum of a few hidden people."""
    lost = derivable(hidden, wholes)
    together = [sum(sizes[cell] for cell in whole & hidden) for whole in wholes]
    return [
        whole
        for whole, people in zip(wholes, together, strict=True)
        if whole - hidden and (whole & lost or 0 < people < least)
    ]
