"""The audit: how closely each suppressed number can be placed by an outsider, and by whoever is alone in a cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.columns import AUDIT
from needs_analysis.disclosure.cells import Family, Known, Layer
from needs_analysis.disclosure.suppression import families_of
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.methods.linked_tables import Mask
from needs_analysis.methods.reach import NOBODY, TINY, Reach

MOST_NAMED = 20


def audit_release(estimates: pd.DataFrame, shown: pd.DataFrame, known: Known, *, alone: int) -> pd.DataFrame:
    """Work out what can be worked out.

    Args:
        estimates: the rows of an edition with all their numbers, before suppression.
        shown: the same rows after it.
        known: what is known of the cells.
        alone: how many people of a group may put their heads together.

    Returns:
        The declared table, one row a suppressed number that adds up with others, or the respondents behind it.
    """
    gone = shown["note"].eq("too_few").to_numpy()
    rows = [row for family in families_of(estimates, known) for row in _family(family, gone, alone)]
    ends = dict.fromkeys(("lowest", "insider_lowest"), "max") | dict.fromkeys(("highest", "insider_highest"), "min")
    found = (
        pd.DataFrame(rows, columns=AUDIT.names)
        .groupby(list(AUDIT.key), dropna=False, sort=True)
        .agg({**ends, "holds": "min"})
    )
    return AUDIT.frame(found.reset_index())


def refuse_failed(audit: pd.DataFrame, edition: str) -> None:
    """Stop a release of which a suppressed number can be placed too closely.

    Raises:
        ReleaseError: naming the cells.
    """
    failed = audit[audit["holds"].eq("no")].fillna("")
    cells = sorted(
        {" ".join(filter(None, cell)) for cell in failed[["measure", "item", "by", "group"]].itertuples(index=False)}
    )
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


def _family(family: Family, gone: Mask, alone: int) -> Iterator[dict[str, Any]]:
    hidden = np.zeros(len(family.cells), dtype=bool)
    hidden[family.rows["place"].to_numpy()[gone[family.rows.index]]] = True
    if not hidden.any() or len(hidden) == 1:
        return
    few = (family.people > 0) & (family.people <= alone)
    for layer in family.layers:
        yield from _layer(family, layer, hidden, few)


def _layer(family: Family, layer: Layer, hidden: Mask, few: Mask) -> Iterator[dict[str, Any]]:
    linked = np.flatnonzero(hidden & (np.diff(layer.tables.links.tocsc().indptr) > 0))
    if not len(linked):
        return
    everything = Reach(layer.tables, np.arange(len(hidden)), widths=layer.widths)
    reach = Reach(layer.tables, linked, widths=layer.widths)
    for place, cell in enumerate(linked):
        wide, value = reach.explore(place), float(layer.tables.values[cell])
        low, high, known = _insider(reach, place, few)
        needed = layer.widths[cell] - TINY
        holds = wide >= needed or everything.explore(int(cell)) < needed
        holds &= known == NOBODY or high - low > TINY or _width(everything, int(cell), int(linked[known])) <= TINY
        yield {
            **{"statistic": layer.statistic, "measure": layer.measure, "choice": layer.choice},
            **family.cells[cell]._asdict(),
            "lowest": max(value + reach.lowest[place], 0.0 if layer.statistic == "share" else -np.inf),
            "highest": value + reach.highest[place],
            "insider_lowest": None if known == NOBODY else value + low,
            "insider_highest": None if known == NOBODY else value + high,
            "holds": "yes" if holds else "no",
        }


def _insider(reach: Reach, place: int, few: Mask) -> tuple[float, float, int]:
    """Give the narrowest moves left to a cell for somebody who is alone in a linked one, and the place of that one."""
    others = np.flatnonzero(few[reach.cells] & (reach.parts == reach.parts[place]))
    ends = [
        (-reach.farthest(place, -1, known=int(other)), reach.farthest(place, 1, known=int(other)), int(other))
        for other in others
        if other != place
    ]
    return min(ends, key=lambda end: end[1] - end[0], default=(0.0, 0.0, NOBODY))


def _width(reach: Reach, place: int, known: int) -> float:
    """Say how much of a cell an insider cannot know even if nothing were published: nothing, where it is their own."""
    return reach.farthest(place, 1, known=known) + reach.farthest(place, -1, known=known)
