"""How far suppressed cells can be from their values: intervals for whoever sees the published cells and can add up.

With every published cell known, a suppressed one can be anything that the sums and the cells' own bounds leave open.
The ends of that interval are two linear programs (Fischetti and Salazar 2001, Management Science 47: 1008–1027).
Whoever is a cell's only contributor knows its value, and has one equation more. Each program starts where the last one
ended, and each solution shows at once how far many other cells can be.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from needs_analysis.methods.linked_tables import Floats, LinkedTables, Mask, Places, labels_of

NOBODY = -1
TINY = 1e-7
PRIMAL = 4
MOST_SEEN = 200


def intervals(tables: LinkedTables, hidden: Mask) -> tuple[Floats, Floats]:
    """Give the lowest and the highest value that each cell can have, as somebody sees it who knows the published ones.

    Args:
        tables: the cells and their sums.
        hidden: which cells are suppressed.

    Returns:
        Two arrays as long as the cells; a published cell has its value in both.

    >>> from needs_analysis.methods.linked_tables import cross_tables
    >>> low, high = intervals(cross_tables([2, 10, 20]), np.array([True, True, False, False]))
    >>> low.tolist(), high.tolist()
    ([0.0, 0.0, 20.0, 32.0], [12.0, 12.0, 20.0, 32.0])
    """
    low, high = tables.values.copy(), tables.values.copy()
    cells = np.flatnonzero(hidden)
    reach = Reach(tables, cells)
    for place in range(len(cells)):
        reach.explore(place)
    low[cells] += reach.lowest
    high[cells] += reach.highest
    return low, high


class Reach:
    """The positions that linked hidden cells can take together, as moves away from their values.

    `lowest` and `highest` are the farthest moves of each cell seen so far; `moved_alone[i, j]` says whether cell j was
    seen to move by its `widths` while cell i stood still.
    """

    def __init__(self, tables: LinkedTables, cells: Places, *, widths: Floats | None = None) -> None:
        """Take the cells that are hidden, in ascending order; only their sums matter."""
        self.tables, self.cells = tables, cells
        self.widths = np.full(len(cells), TINY) if widths is None else widths[cells]
        mine = sparse.csr_array(tables.links[:, cells])
        self.sums = np.flatnonzero(np.diff(mine.indptr))
        self.links = sparse.csr_array(mine[self.sums])
        self.down, self.up = tables.down[cells], tables.up[cells]
        self.lowest, self.highest = np.zeros(len(cells)), np.zeros(len(cells))
        self.seen: list[Floats] = []
        self._new: list[Floats] = []

    def explore(self, place: int) -> float:
        """Find how far a cell can move up and down, unless that has been seen; answer how wide its interval is."""
        if self.highest[place] < min(self.up[place], self._bounds[1][place]) - TINY:
            self.farthest(place, 1)
        if -self.lowest[place] < min(self.down[place], self._bounds[0][place]) - TINY:
            self.farthest(place, -1)
        return float(self.highest[place] - self.lowest[place])

    def farthest(self, place: int, sign: int, *, known: int = NOBODY) -> float:
        """Say how far a cell can move up (sign 1) or down (−1).

        Args:
            place: of the cell among these cells.
            sign: 1 or −1.
            known: place of a cell that somebody knows, so that it stands still.
        """
        moves = self._moved({place: -float(sign)}, known)
        return max(0.0, sign * float(moves[place]))

    def left(self, place: int, *, known: int) -> tuple[float, float]:
        """Find how far a cell that was explored can move down and up while a known one stands still.

        It moves no farther than without anybody who knows: where it was seen to move as far, nothing is left to find.

        Args:
            place: of the cell.
            known: place of the cell that stands still.
        """
        seen = np.array(self.seen)
        still = seen[np.abs(seen[:, known]) < TINY, place] if len(seen) else np.zeros(1)
        low, high = float(still.min(initial=0)), float(still.max(initial=0))
        if low > self.lowest[place] + TINY:
            low = -self.farthest(place, -1, known=known)
        if high < self.highest[place] - TINY:
            high = self.farthest(place, 1, known=known)
        return low, high

    def stir(self, places: Places, *, known: int = NOBODY) -> Places:
        """Move many cells at once, half of them up and half down; answer those that were not seen to move enough.

        Args:
            places: of the cells.
            known: place of a cell that stands still.
        """
        while len(places):
            signs = np.where(np.arange(len(places)) % 2, 1.0, -1.0)
            for side in (signs, -signs):
                self._moved(dict(zip(places.tolist(), side.tolist(), strict=True)), known)
            wide = self.highest - self.lowest >= self.widths - TINY
            seen = self.moved_alone[known] if known != NOBODY else wide
            left = places[~seen[places]]
            if len(left) == len(places):
                return left
            places = left
        return places

    def balance(self, known: int) -> None:
        """See which cells move while a known one stands still: between a solution where it rose and one where it fell.

        Whatever lies between two solutions is one too.
        """
        seen = np.array(self.seen)
        rose, fell = seen[seen[:, known] > TINY], seen[seen[:, known] < -TINY]
        if not len(rose) or not len(fell):
            return
        pairs = max(len(rose), len(fell))
        up, down = np.resize(rose, (pairs, seen.shape[1])), np.resize(fell, (pairs, seen.shape[1]))
        share = down[:, known] / (down[:, known] - up[:, known])
        between = share[:, None] * up + (1 - share)[:, None] * down
        width = np.maximum(between.max(axis=0), 0) - np.minimum(between.min(axis=0), 0)
        self.moved_alone[known] |= width >= self.widths - TINY

    def _moved(self, costs: dict[int, float], known: int) -> Floats:
        """Solve for the least sum of costs times moves, and remember the solution."""
        program = self._program
        if known != NOBODY:
            program.changeColBounds(known, 0.0, 0.0)
        for place, cost in costs.items():
            program.changeColCost(place, cost)
        self._run()
        moves = np.array(program.getSolution().col_value)
        for place in costs:
            program.changeColCost(place, 0.0)
        if known != NOBODY:
            program.changeColBounds(known, -self.down[known], self.up[known])
        self._remember(moves)
        return moves

    def _run(self) -> None:
        """Solve from where the last solution ended; if that leads nowhere, from the beginning."""
        for _ in range(2):
            self._program.run()
            if (status := self._program.modelStatusToString(self._program.getModelStatus())) == "Optimal":
                return
            self._program.clearSolver()
        raise ArithmeticError(status)

    def owed(self, place: int, sign: int, *, known: int = NOBODY) -> Floats:
        """Say which part of the farthest move is at most owed to each cell of the tables, whatever is hidden.

        This is the dual of the program that was solved last: for any choice of hidden cells, the move is at most the
        sum of their parts.

        Args:
            place: as it was asked.
            sign: as it was asked.
            known: as it was asked.
        """
        prices = np.array(self._program.getSolution().row_dual)
        reduced = -(prices @ self._whole_sums)
        reduced[self.cells[place]] -= sign
        if known != NOBODY:
            reduced[self.cells[known]] = 0
        reduced[np.abs(reduced) < TINY] = 0
        parts: Floats = np.where(reduced < 0, -reduced * self.tables.up, reduced * self.tables.down)
        return parts

    def _remember(self, moves: Floats) -> None:
        self.lowest, self.highest = np.minimum(self.lowest, moves), np.maximum(self.highest, moves)
        self._new.append(moves)
        if len(self.seen) < MOST_SEEN:
            self.seen.append(moves)

    @property
    def moved_alone(self) -> Mask:
        """Whether the second cell was seen to move enough while the first one stood still, after all solutions."""
        for moves in self._new:
            self._alone[np.abs(moves) < TINY] |= np.abs(moves) >= self.widths - TINY
        self._new.clear()
        return self._alone

    @cached_property
    def _whole_sums(self) -> sparse.csr_array:
        """The sums of these cells, with what is published in them."""
        return sparse.csr_array(self.tables.links[self.sums])

    @cached_property
    def _alone(self) -> Mask:
        return np.zeros((len(self.cells), len(self.cells)), dtype=bool)

    @cached_property
    def parts(self) -> Places:
        """Which of the cells are linked: those with the same number."""
        return labels_of(self.links)

    @cached_property
    def _bounds(self) -> tuple[Floats, Floats]:
        """How far each cell can move down and up at most, as far as one sum alone tells."""
        entries = self.links.tocoo()
        rows, cells, adds, size = entries.row, entries.col, entries.data > 0, np.abs(entries.data)
        falling = size * np.where(adds, self.down[cells], self.up[cells])
        rising = size * np.where(adds, self.up[cells], self.down[cells])
        falls, rises = (np.bincount(rows, room, minlength=len(self.sums))[rows] - room for room in (falling, rising))
        most = [np.full(len(self.cells), np.inf) for _ in range(2)]
        np.minimum.at(most[0], cells, np.where(adds, rises, falls) / size)
        np.minimum.at(most[1], cells, np.where(adds, falls, rises) / size)
        return most[0], most[1]

    @cached_property
    def _program(self) -> Any:
        """The linear program without an objective, kept warm."""
        import highspy

        make: Any = highspy.Highs.__base__  # without callbacks, whose set-up writes a greeting to the terminal
        program, model, (sums, cells) = make(), highspy.HighsLp(), self.links.shape
        for option, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("threads", 1),
            ("simplex_strategy", PRIMAL),
        ):
            program.setOptionValue(option, value)
        model.num_col_, model.num_row_ = cells, sums
        model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(cells), -self.down, self.up
        model.row_lower_ = model.row_upper_ = np.zeros(sums)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = self.links.indptr, self.links.indices
        model.a_matrix_.value_ = self.links.data
        program.passModel(model)
        return program
