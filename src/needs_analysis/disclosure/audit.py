"""The audit: how closely each suppressed number can be placed by an outsider, and by whoever is alone in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.columns import AUDIT
from needs_analysis.disclosure.cells import Family, Known, Layer
from needs_analysis.disclosure.families import families_of
from needs_analysis.disclosure.suppression import Limits
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.methods.linked_tables import Mask, Places, parts_of
from needs_analysis.methods.reach import TINY, Reach

MOST_NAMED = 20
Moves = tuple[float, float]


def audit_release(
    estimates: pd.DataFrame,
    shown: pd.DataFrame,
    known: Known,
    limits: Limits,
    *,
    families: Sequence[Family] | None = None,
) -> pd.DataFrame:
    """Work out what can be worked out.

    Args:
        estimates: the rows of an edition with all their numbers, before suppression.
        shown: the same rows after it.
        known: what is known of the cells.
        limits: what the edition must not fall below.
        families: of the estimates, where somebody parted them already.

    Returns:
        The declared table, one row a suppressed number that adds up with others, or the respondents behind it. It holds
        if an outsider cannot place it within less than it has to be wide, and, where its group is too small, no insider
        either.
    """
    gone = shown["note"].eq("too_few")
    parted = families or families_of(estimates, known)
    rows = [row for family in parted for row in _family(family, family.cells_of(gone), limits)]
    ends = dict.fromkeys(("lowest", "insider_lowest"), "max") | dict.fromkeys(("highest", "insider_highest"), "min")
    told = pd.DataFrame(rows, columns=AUDIT.names).astype(dict.fromkeys(ends, "float64"))
    found = told.assign(holds=told["holds"].eq("yes")).groupby(list(AUDIT.key), dropna=False, sort=True)
    each = found.agg({**ends, "holds": "min"}).reset_index()
    return AUDIT.frame(each.assign(holds=each["holds"].map({True: "yes", False: "no"})))


def refuse_failed(audit: pd.DataFrame, edition: str) -> None:
    """Stop a release of which a suppressed number can be placed too closely.

    Raises:
        ReleaseError: naming the cells.
    """
    failed = audit.loc[audit["holds"].eq("no"), ["measure", "item", "by", "group"]].fillna("")
    cells = sorted({" ".join(filter(None, cell)) for cell in failed.itertuples(index=False)})
    if cells:
        what = say(
            "The audit of the edition «{edition}» failed: these numbers are withheld but can be worked out: {cells}.",
            edition=edition,
            cells=", ".join(cells[:MOST_NAMED]),
        )
        remedy = say("Leave the disaggregation out of the analysis plan, or put its small groups together.")
        raise ReleaseError(Problem(what, remedy=remedy))


def summary_of(audit: pd.DataFrame) -> dict[str, int]:
    """Say in short what was audited: how many suppressed numbers, and how many of them somebody's knowledge narrows.

    >>> summary_of(AUDIT.frame([]))
    {'numbers': 0, 'with_insiders': 0, 'failed': 0}
    """
    inside = int(audit["insider_lowest"].notna().sum())
    return {"numbers": len(audit), "with_insiders": inside, "failed": int(audit["holds"].eq("no").sum())}


def _family(family: Family, hidden: Mask, limits: Limits) -> Iterator[dict[str, Any]]:
    if hidden.any() and len(hidden) > 1:
        alone = (family.people > 0) & (family.people <= limits.alone)
        small = family.people < limits.smallest_group
        for layer in family.layers:
            yield from _layer(family, layer, hidden, alone=alone, small=small)


def _layer(family: Family, layer: Layer, hidden: Mask, *, alone: Mask, small: Mask) -> Iterator[dict[str, Any]]:
    for cell, outside, inside in _intervals(layer, hidden, alone):
        needed, value = layer.widths[cell] - TINY, float(layer.tables.values[cell])
        safe = inside is None or not small[cell] or inside[1] - inside[0] >= needed
        yield {
            **{"statistic": layer.statistic, "measure": layer.measure, "choice": layer.choice},
            **family.cells[cell]._asdict(),
            "lowest": max(value + outside[0], 0.0 if layer.statistic == "share" else -np.inf),
            "highest": value + outside[1],
            "insider_lowest": value + inside[0] if inside else None,
            "insider_highest": value + inside[1] if inside else None,
            "holds": "yes" if outside[1] - outside[0] >= needed and safe else "no",
        }


def _intervals(layer: Layer, hidden: Mask, alone: Mask) -> Iterator[tuple[int, Moves, Moves | None]]:
    """Give of each hidden cell that is linked the moves left to it for an outsider, and for an insider."""
    linked = np.flatnonzero(hidden & layer.tables.is_linked)
    everything = Reach(layer.tables, np.arange(len(hidden)), widths=layer.widths)
    # Insiders are tried one by one, which is quicker with the cells of one part alone.
    for part in parts_of(layer.tables.links, linked) if alone[linked].any() else [linked]:
        reach = Reach(layer.tables, part, widths=layer.widths)
        reach.stir(np.arange(len(part)))  # many at once, before those that are left one by one
        outside = [_outside(reach, place) for place in range(len(part))]
        for place, cell in enumerate(part.tolist()):
            yield cell, outside[place], _insider(reach, place, everything, np.flatnonzero(alone[part]))


def _outside(reach: Reach, place: int) -> Moves:
    reach.explore(place)
    return float(reach.lowest[place]), float(reach.highest[place])


def _insider(reach: Reach, place: int, everything: Reach, insiders: Places) -> Moves | None:
    """Give the narrowest moves left to a cell for somebody who is alone in a linked one, and not in this one too.

    Who stands in both would know this one even if nothing were published.
    """
    cell, ends = int(reach.cells[place]), list[Moves]()
    for other in insiders[insiders != place].tolist():
        low, high = reach.left(place, known=other)
        own = _own(everything, cell, int(reach.cells[other])) if high - low < reach.widths[place] else (low, high)
        if own[1] - own[0] > TINY:
            ends.append((low, high))
    return min(ends, key=lambda end: end[1] - end[0], default=None)


def _own(everything: Reach, cell: int, known: int) -> Moves:
    """Give the moves left to a cell for somebody who knows another one, and nothing that is published."""
    return -everything.farthest(cell, -1, known=known), everything.farthest(cell, 1, known=known)
