"""Repeat groups of an export: each is a table of its own whose rows name the row of the form that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from needs_analysis.errors import Problem
from needs_analysis.language import say, say_count
from needs_analysis.reading.part import Part
from needs_analysis.reading.row_ids import row_ids

PARENT_TABLE = "_parent_table_name"
INDEX, KEY = "_parent_index", "PARENT_KEY"
USUAL_KEYS = {INDEX: ("_index", "index"), KEY: ("KEY",), "_submission__uuid": ("_uuid",), "_submission__id": ("_id",)}
LONGEST_SHEET_NAME = 31
MOST_NAMED = 20


@dataclass(frozen=True)
class Known:
    """A sheet whose rows have names already, so that others can belong to them.

    Attributes:
        part: the sheet.
        names: the name of each of its rows.
        group: which of the source's files it belongs to.
        is_form: whether its rows are forms and not those of a repeat group.
    """

    part: Part
    names: pd.Series
    group: int
    is_form: bool = True


@dataclass(frozen=True)
class Repeat:
    """A sheet of a repeat group.

    Attributes:
        table: the name of the repeat group.
        part: the sheet.
        groups: which of the source's files hold its forms.
        keys: heading here and heading there that join the two; blank for the usual ones.
    """

    table: str
    part: Part
    groups: tuple[int, ...]
    keys: tuple[str, str] = ("", "")

    def is_called(self, name: str) -> bool:
        """Whether an export means this sheet by a name; sheets' names are cut off after 31 letters."""
        last = name.rpartition("/")[2]
        return last == self.table or last[:LONGEST_SHEET_NAME] == self.part.sheet.name


@dataclass(frozen=True)
class Joined:
    """A repeat group's sheet with its rows' names and parents (missing for an orphan), and what was found wrong."""

    repeat: Repeat
    names: pd.Series
    parents: pd.Series
    notes: tuple[Problem, ...]


def is_repeat(headings: Sequence[str]) -> bool:
    """Whether a sheet's headings say that its rows belong to those of another sheet."""
    return INDEX in headings or KEY in headings


def join(repeats: Sequence[Repeat], forms: Sequence[Known]) -> Iterator[Joined]:
    """Find the parent of every row, that of outer groups before that of groups nested in them.

    Args:
        repeats: sheets of repeat groups.
        forms: sheets of the forms themselves.
    """
    known, left = list(forms), list(repeats)
    while left:
        tried = [_parents(repeat, known, repeats) for repeat in left]
        shares = [float(found.notna().mean()) if len(found) else 1.0 for found, _ in tried]
        best = shares.index(max(shares))
        repeat, (parents, problems) = left.pop(best), tried[best]
        names = _names(parents)
        known += [Known(repeat.part, names, group, is_form=False) for group in repeat.groups]
        yield Joined(repeat, names, parents, (*problems, *_orphans(repeat.part, parents)))


def _names(parents: pd.Series) -> pd.Series:
    """Call a row after its parent and its place among the parent's rows; an orphan after its row."""
    order = parents.groupby(parents).cumcount() + 1
    names = row_ids(parents + "/" + order.astype("str"), parents.index.to_series())
    return names.set_axis(parents.index)


def _parents(repeat: Repeat, known: Sequence[Known], repeats: Sequence[Repeat]) -> tuple[pd.Series, list[Problem]]:
    """Try every key that both sides have, and say where two of them disagree."""
    part, problems = repeat.part, list[Problem]()
    parents = pd.Series(None, index=part.cells.index, dtype="str")
    here, there = repeat.keys
    own = {here: (there or here,)} if here else {}
    for key, wanted in (own or USUAL_KEYS).items():
        found = _parents_by(key, wanted, repeat, known=known, repeats=repeats)
        other = parents.index[parents.notna() & found.notna() & (parents != found)]
        what = say("«{key}» names another row than the keys before it do.", key=key)
        problems += [part.problem(what, row=row, column=key) for row in other]
        parents = parents.fillna(found)
    return parents, problems


def _parents_by(
    key: str, wanted: Sequence[str], repeat: Repeat, *, known: Sequence[Known], repeats: Sequence[Repeat]
) -> pd.Series:
    """Look the parents up by one key, among the rows of the table that each row says it belongs to."""
    cells, near = repeat.part.column(key).str.strip(), [each for each in known if each.group in repeat.groups]
    if key == KEY or repeat.keys[0]:
        return _look_up(cells, near, wanted)
    parents = pd.Series(None, index=cells.index, dtype="str")
    tables = repeat.part.column(PARENT_TABLE).fillna("").str.strip()
    for table, rows in cells.groupby(tables):
        outer = [each for each in repeats if table and each.is_called(str(table))]
        among = [each for each in near if each.is_form is not bool(outer)]
        among = [each for each in among if each.is_form or any(each.part is other.part for other in outer)]
        if key == INDEX or not outer:
            parents[rows.index] = _look_up(rows, among, wanted)
    return parents


def _look_up(cells: pd.Series, among: Sequence[Known], wanted: Sequence[str]) -> pd.Series:
    """Give the name of the row that holds the same key; a key that stands in several rows names none."""
    names = []
    for each in among:
        heading = next((heading for heading in wanted if heading in each.part.headings), "")
        names.append(pd.Series(each.names.array, index=each.part.column(heading).str.strip()))
    by_key = pd.concat(names) if names else pd.Series(dtype="str")
    by_key = by_key[by_key.index.notna() & ~by_key.index.duplicated(keep=False)]
    return cells.map(by_key).astype("str")


def _orphans(part: Part, parents: pd.Series) -> list[Problem]:
    rows = list(map(str, parents.index[parents.isna()]))
    if not rows:
        return []
    shown = ", ".join(rows[:MOST_NAMED]) + (" …" if len(rows) > MOST_NAMED else "")
    what = say_count(
        "{n} row belongs to no form that was received, and was kept: {rows}.",
        "{n} rows belong to no form that was received, and were kept: {rows}.",
        len(rows),
        rows=shown,
    )
    return [part.problem(what)]
