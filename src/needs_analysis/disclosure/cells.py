"""Estimates as cells of linked tables: what stands in one cell, and which numbers of it add up.

A cell is one group's numbers on one item, over all its measures and choices; they are suppressed together. Each
measure, and each choice of a question, is a table of numbers over the same cells that can be attacked by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from needs_analysis.disclosure.sums import Cell, Nesting, Sum, sums_of
from needs_analysis.methods.linked_tables import Floats, LinkedTables, Mask

ADDS_UP = ("count", "mean", "share")
LAYER = ["statistic", "measure", "layer"]
RATINGS = "ratings"
FAR = 1e4


@dataclass(frozen=True)
class Known:
    """What is known of all cells: by those who choose, and by those who attack.

    Attributes:
        nesting: which groups add up to which.
        themes: need → its theme.
        scales: measure → lowest and highest rating.
        weighting: the main one.
        narrowest: how wide the interval of a suppressed number must be at least, as a share of its scale.
        bounded: whether attackers use what everybody knows of a number: that a share is not below 0.
    """

    nesting: Nesting = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, Sequence[float]] = field(default_factory=dict)
    weighting: str = ""
    narrowest: float = 0.1
    bounded: bool = True


@dataclass(frozen=True)
class Layer:
    """One kind of number over all cells of a family, and how wide the interval of a suppressed one must be."""

    statistic: str
    measure: str
    choice: str
    tables: LinkedTables
    widths: Floats

    @property
    def key(self) -> bytes:
        """What tells a layer from one that says the same."""
        return self.tables.values.tobytes() + self.tables.links.data.tobytes() + self.tables.links.indices.tobytes()


@dataclass(frozen=True)
class Family:
    """Cells that are linked with each other and with no others: people, ratings, or one question.

    Attributes:
        name: people, ratings, question, …
        rows: their estimates; `place` is the place of each row's cell, `layer` the choice of a question.
        cells: in order.
        known: what is known of them.
    """

    name: str
    rows: pd.DataFrame
    cells: tuple[Cell, ...]
    known: Known

    def cells_of(self, marks: pd.Series) -> Mask:
        """Mark the cells of which some row is marked, among the rows of all families."""
        cells = np.zeros(len(self.cells), dtype=bool)
        cells[self.rows["place"].to_numpy()[marks.to_numpy(dtype=bool)[self.rows.index]]] = True
        return cells

    @cached_property
    def people(self) -> Floats:
        """Unweighted respondents of each cell: the fewest behind any of its numbers."""
        fewest = self.rows["n"].fillna(0).astype(float).groupby(self.rows["place"]).min()
        return np.asarray(fewest.reindex(range(len(self.cells))), dtype=np.float64)

    @property
    def costs(self) -> Floats:
        """What suppressing each cell costs: its respondents; half of them for a theme, which says its needs again.

        The number of everybody goes last of all.
        """
        again = np.array([cell.item in self.known.themes.values() for cell in self.cells]) & (self.name == RATINGS)
        costs = np.where(again, 0.5, 1.0) * (self.people + 1)
        return np.where([not cell.by for cell in self.cells], costs.sum(), costs)

    @cached_property
    def layers(self) -> list[Layer]:
        """The numbers that add up, and the respondents behind them.

        A share that is the same for everybody is no secret of anybody, and is no layer. That a theme is the mean of its
        needs is a layer of its own: whoever left a need out makes it inexact, so that it tells something of one number
        but nothing together with others.
        """
        adding = self.rows[self.rows["measure"].ne("response_rate")]
        second = adding["weighting"].fillna("").ne(self.known.weighting)
        adding = adding.assign(second=second).sort_values("second", kind="stable")
        kinds = adding.drop_duplicates(["place", *LAYER]).groupby(LAYER, sort=True)
        made = dict[bytes, Layer]()
        for (statistic, measure, choice), rows in kinds:
            value, n = (self._spread(rows[name], rows["place"]) for name in ("value", "n"))
            layers = self._numbers(str(statistic), str(measure), str(choice), value=value, n=n)
            made |= {each.key: each for each in layers}
        return list(made.values())

    def plain_links(self) -> LinkedTables:
        """Give the sums over groups alone, for somebody who knows no number of them and no bound."""
        everywhere = np.ones(len(self.cells), dtype=bool)
        return self._tables(np.zeros(len(self.cells)), self._links(None, everywhere, across=False), (-FAR, FAR))

    def _numbers(self, statistic: str, measure: str, choice: str, *, value: Floats, n: Floats) -> Iterator[Layer]:
        """Give a number's layer and that of its respondents, in which a count is one's own."""
        if statistic == "count":
            yield self._counted(measure, choice, value)
            return
        yield self._counted(f"n of {measure}", "", n)
        if statistic not in ADDS_UP:
            return
        wholes = [place for place, cell in enumerate(self.cells) if not cell.by]
        if statistic == "share" and np.isin(value[wholes], (0, 1)).all():
            return
        there = np.isfinite(value) & (n > 0)
        low, high = self._ends(statistic, measure, value[there])
        for across in (False, True):
            tables = self._tables(np.where(there, value, low), self._links(n, there, across=across), (low, high))
            yield Layer(statistic, measure, choice, tables, self._widths(statistic, high - low))

    def _counted(self, measure: str, choice: str, value: Floats) -> Layer:
        there = np.isfinite(value)
        most = float(value[there].max(initial=0)) + 1
        tables = self._tables(np.where(there, value, 0), self._links(None, there, across=False), (0.0, most))
        return Layer("count", measure, choice, tables, np.ones(len(self.cells)))

    def _tables(self, values: Floats, links: sparse.csr_array, ends: tuple[float, float]) -> LinkedTables:
        low, high = (np.full(len(values), end) for end in ends)
        return LinkedTables(values, links, low, high)

    def _widths(self, statistic: str, scale: float) -> Floats:
        """Say how wide intervals must be: a part of the scale, or one person with another answer."""
        widths = np.full(len(self.cells), self.known.narrowest * scale)
        return np.minimum(widths, 1 / np.maximum(self.people, 1)) if statistic == "share" else widths

    def _spread(self, numbers: pd.Series, places: pd.Series) -> Floats:
        found = np.full(len(self.cells), np.nan)
        found[places.to_numpy()] = numbers.astype(float).to_numpy(dtype=np.float64, na_value=np.nan)
        return found

    def _ends(self, statistic: str, measure: str, values: Floats) -> tuple[float, float]:
        """Say what everybody knows beforehand: a share is at most 1, a rating on its scale, a count not negative.

        That nobody of a group gave one of many answers is no secret, that all of them gave one is: a share is taken for
        pinned down at its upper end alone.
        """
        if not self.known.bounded:
            return -FAR, FAR
        if statistic == "share":
            return -1.0, 1.0
        if statistic == "mean" and measure in self.known.scales:
            lowest, highest = self.known.scales[measure]
            return float(lowest), float(highest)
        most = float(np.abs(values).max(initial=0)) + 1
        return (0.0 if (values >= 0).all() else -most), most

    def _links(self, n: Floats | None, there: Mask, *, across: bool) -> sparse.csr_array:
        """Write the sums as rows, once for all numbers with the same respondents."""
        key = (b"" if n is None else n.tobytes(), there.tobytes(), across)
        if key not in self._written:
            lines = (self._line(each, n, there) for each in self.sums if _is_across(each) == across)
            rows = [line for line in lines if line]
            entries = [(row, *entry) for row, line in enumerate(rows) for entry in line]
            at, places, weights = np.array(entries, dtype=np.float64).reshape(-1, 3).T
            shape = (len(rows), len(self.cells))
            self._written[key] = sparse.csr_array((weights, (at.astype(np.int64), places.astype(np.int64))), shape)
        return self._written[key]

    def _line(self, total: Sum, n: Floats | None, there: Mask) -> list[tuple[int, float]]:
        """Give places and weights of a sum: counts add up; a mean is that of its parts, each as much as its people."""
        wholes, parts = ([self._place[cell] for cell in side] for side in total)
        parts = [place for place in parts if there[place]]
        if not parts or not all(there[place] for place in wholes):
            return []
        if n is None:
            weights, given = np.ones(len(parts)), np.ones(len(wholes))
        else:
            weights = np.ones(len(parts)) if self._counts_each(total) else n[parts]
            given = n[wholes] if len(wholes) > 1 else np.array([weights.sum()])
        return list(zip([*parts, *wholes], [*weights, *-given], strict=True))

    def _counts_each(self, total: Sum) -> bool:
        """Whether the parts count equally: needs within a theme, and countries where each counts once."""
        equal = self.name == RATINGS and self.known.weighting.startswith("equal")
        return _is_across(total) or (equal and total.parts[0].by == "country")

    @cached_property
    def _written(self) -> dict[tuple[bytes, bytes, bool], sparse.csr_array]:
        return {}

    @cached_property
    def _place(self) -> dict[Cell, int]:
        return {cell: place for place, cell in enumerate(self.cells)}

    @cached_property
    def sums(self) -> list[Sum]:
        """Which cells add up to which."""
        themes = self.known.themes if self.name == RATINGS else {}
        return sums_of(self.cells, self._nesting, counts=self.name != RATINGS, themes=themes)

    @cached_property
    def _nesting(self) -> Nesting:
        """The nesting, with groupings that it does not know made of the groups that are there, all national."""
        bys = {cell.by for cell in self.cells} - {"", "delegation"} | {"country", "agency_type"}
        there = {by: sorted({cell.group for cell in self.cells if cell.by == by}) for by in bys}
        return {by: self.known.nesting.get(by) or {group: ["national"] for group in there[by]} for by in bys}


def _is_across(total: Sum) -> bool:
    """Whether a sum goes over needs: the parts of a theme, not of a group."""
    return total.wholes[0].item != total.parts[0].item
