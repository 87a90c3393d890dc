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
Lines = Sequence[sparse.csr_array | None]
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
            made |= {
                each.key: each for each in self._numbers(str(statistic), str(measure), str(choice), value=value, n=n)
            }
        return list(made.values())

    def plain_links(self) -> LinkedTables:
        """Give the sums over groups alone, for somebody who knows no number of them and no bound."""
        lines = [self._line(each, None, np.ones(len(self.cells), dtype=bool)) for each in self._sums]
        among = [
            line for line, each in zip(lines, self._sums, strict=True) if line is not None and not _is_across(each)
        ]
        links = sparse.csr_array(sparse.vstack([sparse.csr_array((0, len(self.cells))), *among]))
        far = np.full(len(self.cells), FAR)
        return LinkedTables(np.zeros(len(self.cells)), links, -far, far)

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
            lines = self._lines(n, there, across=across)
            yield self._layer(statistic, measure, choice, (np.where(there, value, low), lines, low, high))

    def _counted(self, measure: str, choice: str, value: Floats) -> Layer:
        there = np.isfinite(value)
        lines = self._lines(None, there, across=False)
        most = float(value[there].max(initial=0)) + 1
        return self._layer("count", measure, choice, (np.where(there, value, 0), lines, 0.0, most))

    def _layer(self, statistic: str, measure: str, choice: str, numbers: tuple[Floats, Lines, float, float]) -> Layer:
        values, lines, low, high = numbers
        links = [sparse.csr_array((0, len(self.cells))), *(line for line in lines if line is not None)]
        ends = (np.full(len(values), low), np.full(len(values), high))
        tables = LinkedTables(values, sparse.csr_array(sparse.vstack(links)), *ends)
        return Layer(statistic, measure, choice, tables, self._widths(statistic, high - low))

    def _widths(self, statistic: str, scale: float) -> Floats:
        """Say how wide intervals must be: two counts, a part of the scale, or one person with another answer."""
        if statistic == "count":
            return np.ones(len(self.cells))
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

    def _lines(self, n: Floats | None, there: Mask, *, across: bool) -> Lines:
        """Write the sums as rows, once for all numbers with the same respondents."""
        key = (b"" if n is None else n.tobytes(), there.tobytes(), across)
        if key not in self._written:
            self._written[key] = [self._line(each, n, there) for each in self._sums if _is_across(each) == across]
        return self._written[key]

    def _line(self, total: Sum, n: Floats | None, there: Mask) -> sparse.csr_array | None:
        """Write a sum as a row: counts add up; a mean is the mean of its parts, each as much as its respondents."""
        wholes, parts = ([self._place[cell] for cell in side] for side in total)
        parts = [place for place in parts if there[place]]
        if not parts or not all(there[place] for place in wholes):
            return None
        if n is None:
            weights, given = np.ones(len(parts)), np.ones(len(wholes))
        else:
            weights = np.ones(len(parts)) if self._counts_each(total) else n[parts]
            given = n[wholes] if len(wholes) > 1 else np.array([weights.sum()])
        row = (np.r_[weights, -given], ([0] * (len(parts) + len(wholes)), [*parts, *wholes]))
        return sparse.csr_array(row, shape=(1, len(self.cells)))

    def _counts_each(self, total: Sum) -> bool:
        """Whether the parts count equally: needs within a theme, and countries where each counts once."""
        equal = self.name == RATINGS and self.known.weighting.startswith("equal")
        return _is_across(total) or (equal and total.parts[0].by == "country")

    @cached_property
    def _written(self) -> dict[tuple[bytes, bytes, bool], Lines]:
        return {}

    @cached_property
    def _place(self) -> dict[Cell, int]:
        return {cell: place for place, cell in enumerate(self.cells)}

    @cached_property
    def _sums(self) -> list[Sum]:
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
