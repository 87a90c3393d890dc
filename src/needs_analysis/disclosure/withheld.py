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


class Whole(NamedTuple):
    """One kind of number of cells that together are parted in one way."""

    statistic: str
    measure: str
    layer: str
    weighting: str
    cells: tuple[Cell, ...]
    by: str


class Rest(NamedTuple):
    """What is left of a whole: which parts are withheld, and which there are; people, and the sum of their values.

    The sum is missing where people do not count alike; `rounding` is how far it may be from the truth.
    """

    hidden: frozenset[Cell]
    parts: frozenset[Cell]
    n: float
    total: float
    rounding: float

    def is_of_same(self, other: Rest) -> bool:
        """Whether both leave the same parts: one that only the one has is of nobody in the other."""
        return not ((self.hidden - other.hidden) & other.parts or (other.hidden - self.hidden) & self.parts)


def name_rest(whole: Whole, rest: Rest) -> str:
    """Name withheld cells together, as messages do."""
    hidden = sorted(rest.hidden)
    groups = " + ".join(" ".join(filter(None, cell[2:])) for cell in hidden)
    return " ".join(filter(None, (whole.measure, hidden[0].item, whole.by, groups)))


def rests_of(release: Release) -> dict[Whole, Rest]:
    """Give what can be said of withheld cells together: nothing of how many people there are, or what was recorded.

    >>> from dataclasses import replace
    >>> from needs_analysis.columns import ESTIMATES
    >>> rows = [{"group": None, "value": 0.5, "n": 10}, {"by": "country", "group": "KAZ", "value": 0.5, "n": 6}]
    >>> hidden = [{"by": "country", "group": group, "note": "too_few"} for group in ("TJK", "UZB")]
    >>> fixed = {"statistic": "share", "measure": "question", "item": "Q", "choice": "yes", "weighting": "each_person"}
    >>> made = replace(release, estimates=ESTIMATES.frame([fixed | row for row in rows + hidden]))
    >>> made.manifest["nesting"] = {"country": dict.fromkeys(("KAZ", "TJK", "UZB"), ["national"])}
    >>> [(name_rest(whole, rest), rest.n, rest.total) for whole, rest in rests_of(made).items()]
    [('question Q country TJK + UZB', 4.0, 2.0)]
    """
    rows = release.estimates.reset_index(drop=True)
    rows = rows[rows["statistic"].isin(ADDS_UP) & ~rows["measure"].isin([*PEOPLE, *RECORDED])].reset_index(drop=True)
    families = families_of(rows, Known(release.manifest["nesting"], bounded=False))
    return dict(rest for family in families for rest in _of_family(family))


def _of_family(family: Family) -> Iterator[tuple[Whole, Rest]]:
    if not family.rows["note"].eq("too_few").any():
        return
    place = {cell: at for at, cell in enumerate(family.cells)}
    for key, rows in family.rows.assign(weighting=family.rows["weighting"].fillna("")).groupby([*LAYER, "weighting"]):
        kind = dict(zip((*LAYER, "weighting"), map(str, key), strict=True))
        known = _numbers(rows, kind, len(family.cells))
        hidden = _marked(rows["note"].eq("too_few"), rows["place"], len(family.cells))
        for wholes, parts in family.sums:
            if gone := frozenset(cell for cell in parts if hidden[place[cell]]):
                shown = [place[cell] for cell in parts if cell not in gone]
                left = _left(known, [place[cell] for cell in wholes], shown)
                if not np.isnan(left[0]):
                    yield Whole(**kind, cells=wholes, by=parts[0].by), Rest(gone, frozenset(parts), *left)


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


def _left(known: Floats, wholes: list[int], shown: list[int]) -> tuple[float, float, float]:
    """Take what is shown from the whole; the errors of rounding add up."""
    (n, total, rounding), less = known[:, wholes].sum(axis=1), np.nansum(known[:, shown], axis=1)
    return float(n - less[0]), float(total - less[1]), float(rounding + less[2])
