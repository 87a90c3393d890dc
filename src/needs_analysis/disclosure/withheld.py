"""What a release withholds, taken together: a sum less the parts that are shown, which can be subtracted as well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from typing import NamedTuple

import pandas as pd

from needs_analysis.columns import RECORDED
from needs_analysis.disclosure.cells import ADDS_UP, LAYER, Family, Known
from needs_analysis.disclosure.families import PEOPLE, families_of
from needs_analysis.disclosure.rounding import digits_of
from needs_analysis.disclosure.sums import Cell, Sum
from needs_analysis.methods.reach import TINY
from needs_analysis.release import Release

EACH = "each_person"
Groups = Set[tuple[str, str]]  # by, group


class Whole(NamedTuple):
    """One kind of number of cells that together are parted in one way."""

    statistic: str
    measure: str
    layer: str
    cells: tuple[Cell, ...]
    by: str


class Told(NamedTuple):
    """What is known of cells: how many people, the sum of their values, and how far rounding may have moved it.

    The sum is missing where people do not count alike. How many there are is known under every weighting.
    """

    n: float
    total: float
    rounding: float

    def add(self, other: Told) -> Told:
        """Put cells together."""
        return Told(self.n + other.n, self.total + other.total, self.rounding + other.rounding)

    def subtract(self, other: Told) -> Told:
        """Take cells away; the errors of rounding add up."""
        return Told(self.n - other.n, self.total - other.total, self.rounding + other.rounding)

    def is_of_few(self, least: int, scale: float) -> bool:
        """Whether a difference is of fewer people than `least`, or of one answer that went all over its scale."""
        swung = self.n == 0 and abs(self.total) - self.rounding > scale - 1 + TINY
        return 0 < abs(self.n) < least or swung


NOBODY = Told(0.0, 0.0, 0.0)


class Rest(NamedTuple):
    """The parts of a whole that are withheld, what is left of the whole for them, and the parts that are shown."""

    hidden: frozenset[Cell]
    left: Told
    shown: Mapping[Cell, Told]

    def opened_by(self, others: Sequence[tuple[Rest, Groups]], least: int, scale: float) -> bool:
        """Whether what is left becomes that of fewer people than `least`, with what other releases tell of its parts.

        Parts that others show are taken away as if they were of the same people in all: whoever was there knows which.

        Args:
            others: the same whole in other releases, and the groups that are of many more or fewer people there.
            least: people that a number may rest on.
            scale: how far apart two answers may be.
        """
        if any(more.is_of_few(least, scale) for other, grown in others for more in self._since(other, grown)):
            return True
        ways = [
            {int(other.shown[cell].n) for other, grown in others if cell in other.shown and cell[1:3] not in grown}
            for cell in self.hidden
        ]
        return _come_near(ways, int(self.left.n), least)

    def _since(self, other: Rest, grown: Groups) -> Iterator[Told]:
        """Yield what the two together tell of some parts; one that only one of them has is of nobody in the other.

        That is how all parts have changed that either withholds; how those have that this one withholds, if the other
        shows them all; and what those were that the other shows, if its other parts are of the same people.
        """
        given = self.hidden & other.shown.keys()
        shown = reduce(Told.add, (other.shown[cell] for cell in given), NOBODY)
        either = reduce(Told.add, (self.shown[cell] for cell in other.hidden & self.shown.keys()), self.left)
        yield either.subtract(other.left).subtract(shown)
        if given and not self.hidden & other.hidden:
            yield self.left.subtract(shown)
        if given and either.n > other.left.n and not any(cell[1:3] in grown for cell in other.hidden):
            yield either.subtract(other.left)


def _come_near(numbers: Iterable[Collection[int]], most: int, least: int) -> bool:
    """Whether one or several of the numbers, each in one of the ways that it is told, leave few of the most.

    >>> [_come_near([{2, 3}, {5}], 10, least) for least in (2, 3)]
    [False, True]
    """
    sums = 0  # a bit for each sum
    for ways in numbers:
        sums |= reduce(int.__or__, ((sums | 1) << n for n in ways if n), 0)
    return any(sums >> (most - left) & 1 for left in range(1, min(least, most + 1)))


def name_rest(whole: Whole, rest: Rest) -> str:
    """Name withheld cells together, as messages do."""
    hidden = sorted(rest.hidden)
    groups = " + ".join(" ".join(filter(None, cell[2:])) for cell in hidden)
    return " ".join(filter(None, (whole.measure, hidden[0].item, whole.by, groups)))


def rests_of(release: Release) -> dict[Whole, Rest]:
    """Give what can be said of the cells of each sum: nothing of how many people there are, or what was recorded.

    >>> from dataclasses import replace
    >>> from needs_analysis.columns import ESTIMATES
    >>> rows = [{"group": None, "value": 0.5, "n": 10}, {"by": "country", "group": "KAZ", "value": 0.5, "n": 6}]
    >>> hidden = [{"by": "country", "group": group, "note": "too_few"} for group in ("TJK", "UZB")]
    >>> fixed = {"statistic": "share", "measure": "question", "item": "Q", "choice": "yes", "weighting": "each_person"}
    >>> made = replace(release, estimates=ESTIMATES.frame([fixed | row for row in rows + hidden]))
    >>> made.manifest["nesting"] = {"country": dict.fromkeys(("KAZ", "TJK", "UZB"), ["national"])}
    >>> [(name_rest(whole, rest), rest.left.n, rest.left.total) for whole, rest in rests_of(made).items()]
    [('question Q country TJK + UZB', 4.0, 2.0)]
    """
    rows = release.estimates.reset_index(drop=True)
    rows = rows[rows["statistic"].isin(ADDS_UP) & ~rows["measure"].isin([*PEOPLE, *RECORDED])].reset_index(drop=True)
    families = families_of(rows, Known(release.manifest["nesting"], bounded=False))
    return dict(rest for family in families for rest in _of_family(family))


def _of_family(family: Family) -> Iterator[tuple[Whole, Rest]]:
    for key, rows in family.rows.groupby(LAYER):
        statistic, measure, layer = map(str, key)
        known = _told(statistic, measure, rows, family.cells)
        gone = {family.cells[place] for place in rows.loc[rows["note"].eq("too_few"), "place"]} - known.keys()
        for each in family.sums:
            if known.keys() >= set(each.wholes):
                yield Whole(statistic, measure, layer, each.wholes, each.parts[0].by), _rest(each, known, gone)


def _told(statistic: str, measure: str, rows: pd.DataFrame, cells: Sequence[Cell]) -> dict[Cell, Told]:
    """Say what is known of each cell that has a number; a share of fewer than a hundred people tells how many it is."""
    shown = rows.loc[rows["value"].notna() & rows["n"].notna(), ["place", "weighting", "n", "value"]]
    known = dict[Cell, Told]()
    for place, weighting, n, value in shown.itertuples(index=False, name=None):
        rounding = float(n) * 10.0 ** -(digits_of(statistic, measure, value) or 0) / 2
        total = float(n * value)
        if statistic == "share" and rounding < 0.5:
            total, rounding = float(round(total)), 0.0
        if weighting == EACH:
            known[cells[place]] = Told(float(n), total, rounding)
        else:
            known.setdefault(cells[place], Told(float(n), float("nan"), rounding))
    return known


def _rest(each: Sum, known: Mapping[Cell, Told], gone: set[Cell]) -> Rest:
    shown = {cell: known.get(cell, NOBODY) for cell in each.parts if cell not in gone}
    whole = reduce(Told.add, (known[cell] for cell in each.wholes))
    return Rest(frozenset(gone.intersection(each.parts)), reduce(Told.subtract, shown.values(), whole), shown)
