"""What a release withholds, taken together: a sum less the parts that are shown, which can be subtracted as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from needs_analysis.columns import RECORDED
from needs_analysis.disclosure.cells import ADDS_UP, LAYER, Family, Known
from needs_analysis.disclosure.families import PEOPLE, families_of
from needs_analysis.disclosure.rounding import digits_of
from needs_analysis.disclosure.sums import Cell
from needs_analysis.methods.linked_tables import Floats, Mask
from needs_analysis.release import Release

EACH = "each_person"


class Withheld(NamedTuple):
    """Cells that are withheld, of one kind of number, and the cells that they are a part of."""

    statistic: str
    measure: str
    layer: str
    weighting: str
    wholes: tuple[Cell, ...]
    hidden: tuple[Cell, ...]

    def __str__(self) -> str:
        first, groups = self.hidden[0], " + ".join(" ".join(filter(None, cell[2:])) for cell in self.hidden)
        return " ".join(filter(None, (self.measure, first.item, first.by, groups)))


class Rest(NamedTuple):
    """What is left of a sum: how many people, the sum of their values, and how far rounding may have moved that.

    The values are missing where people do not count alike, so that no sum of theirs is told.
    """

    n: float
    total: float
    rounding: float


def rests_of(release: Release) -> dict[Withheld, Rest]:
    """Give what can be said of withheld cells together: nothing of how many people there are, or what was recorded.

    >>> from dataclasses import replace
    >>> from needs_analysis.columns import ESTIMATES
    >>> rows = [{"group": None, "value": 0.5, "n": 10}, {"by": "country", "group": "KAZ", "value": 0.5, "n": 6}]
    >>> hidden = [{"by": "country", "group": group, "note": "too_few"} for group in ("TJK", "UZB")]
    >>> fixed = {"statistic": "share", "measure": "question", "item": "Q", "choice": "yes", "weighting": "each_person"}
    >>> made = replace(release, estimates=ESTIMATES.frame([fixed | row for row in rows + hidden]))
    >>> made.manifest["nesting"] = {"country": dict.fromkeys(("KAZ", "TJK", "UZB"), ["national"])}
    >>> [(str(cells), rest.n, rest.total) for cells, rest in rests_of(made).items()]
    [('question Q country TJK + UZB', 4.0, 2.0)]
    """
    rows = release.estimates.reset_index(drop=True)
    rows = rows[rows["statistic"].isin(ADDS_UP) & ~rows["measure"].isin([*PEOPLE, *RECORDED])].reset_index(drop=True)
    families = families_of(rows, Known(release.manifest["nesting"], bounded=False))
    return dict(rest for family in families for rest in _of_family(family))


def _of_family(family: Family) -> Iterator[tuple[Withheld, Rest]]:
    if not family.rows["note"].eq("too_few").any():
        return
    place = {cell: at for at, cell in enumerate(family.cells)}
    for key, rows in family.rows.assign(weighting=family.rows["weighting"].fillna("")).groupby([*LAYER, "weighting"]):
        kind = dict(zip((*LAYER, "weighting"), map(str, key), strict=True))
        known = _numbers(rows, kind, len(family.cells))
        hidden = _marked(rows["note"].eq("too_few"), rows["place"], len(family.cells))
        for wholes, parts in family.sums:
            if gone := tuple(cell for cell in parts if hidden[place[cell]]):
                shown = [place[cell] for cell in parts if cell not in gone]
                rest = _rest(known, [place[cell] for cell in wholes], shown)
                if not np.isnan(rest.n):
                    yield Withheld(**kind, wholes=wholes, hidden=gone), rest


def _numbers(rows: pd.DataFrame, kind: Mapping[str, Any], cells: int) -> Floats:
    """Spread people, sums of values, and how far rounding may have moved these, over the cells."""
    n, value = rows["n"].astype(float), rows["value"].astype(float)
    units = [10.0 ** -(digits_of(kind["statistic"], kind["measure"], each) or 0) / 2 for each in value.fillna(0)]
    total = n * value if kind["weighting"] == EACH else n * np.nan
    spread = np.full((3, cells), np.nan)
    spread[:, rows["place"].to_numpy()] = [n.where(value.notna()), total, n * units]
    return spread


def _marked(marks: pd.Series, places: pd.Series, cells: int) -> Mask:
    marked = np.zeros(cells, dtype=bool)
    marked[places[marks].to_numpy()] = True
    return marked


def _rest(known: Floats, wholes: list[int], shown: list[int]) -> Rest:
    (n, total, rounding), less = known[:, wholes].sum(axis=1), np.nansum(known[:, shown], axis=1)
    return Rest(float(n - less[0]), float(total - less[1]), float(rounding + less[2]))
