"""Which groups add up to which: every sum is an equation between cells, by which a suppressed one can be worked out.

All people are the sum of the kinds of delegation, a kind is the sum of its countries; kinds that share no agency type
with others are the sum of their types; a country crossed with agency types is the sum over them; a theme is made of its
needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

Nesting = Mapping[str, Mapping[str, Sequence[str]]]
APART = ("organisation", "expert")
NESTED = {"country", "agency_type"}


class Cell(NamedTuple):
    """A group's numbers on an item; `within` is the agency type that a country is crossed with."""

    item: str
    by: str
    group: str
    within: str = ""


class Sum(NamedTuple):
    """Cells that together are what other cells are together; mostly one whole and its parts."""

    wholes: tuple[Cell, ...]
    parts: tuple[Cell, ...]


def sums_of(cells: Collection[Cell], nesting: Nesting, *, counts: bool, themes: Mapping[str, str]) -> list[Sum]:
    """List the sums between cells that exist.

    Args:
        cells: all cells.
        nesting: country and agency type → the kinds of delegation they occur in; further groupings part the whole.
        counts: whether the cells are counts of people, where the whole is everyone; in ratings it is the national
            delegations.
        themes: need → its theme.

    >>> cells = [Cell("N1", "", ""), Cell("N1", "country", "KAZ"), Cell("N1", "country", "UZB")]
    >>> [found] = sums_of(cells, {"country": {"KAZ": ["national"], "UZB": ["national"]}}, counts=False, themes={})
    >>> [cell.group for cell in found.parts]
    ['KAZ', 'UZB']
    """
    known = set(cells)
    found = [each for item in sorted({cell.item for cell in cells}) for each in _groups(item, nesting, counts=counts)]
    found += [*_crossed(cells), *_themed(cells, themes)]
    return [
        Sum(each.wholes, there) for each in found if set(each.wholes) <= known and (there := _in(each.parts, known))
    ]


def _in(parts: Sequence[Cell], known: set[Cell]) -> tuple[Cell, ...]:
    return tuple(cell for cell in parts if cell in known)


def _groups(item: str, nesting: Nesting, *, counts: bool) -> Iterator[Sum]:
    """Sums of one item: what the kinds of delegation, countries, agency types and further groups are together."""
    countries, types = nesting.get("country", {}), nesting.get("agency_type", {})
    kinds = sorted({kind for found in countries.values() for kind in found})
    whole = (Cell(item, "", ""),)

    def cells(by: str, groups: Collection[str]) -> tuple[Cell, ...]:
        return tuple(Cell(item, by, group) for group in sorted(groups))

    of_kind = {kind: [group for group, found in countries.items() if list(found) == [kind]] for kind in kinds}
    apart = {group: found for group, found in types.items() if set(found) <= set(APART)}
    for kind in kinds:
        yield Sum(cells("delegation", [kind]), cells("country", of_kind[kind]))
    for mixed, groups in _mixed(types if counts else apart):
        yield Sum(cells("delegation", mixed), cells("agency_type", groups))
    for by in sorted(nesting.keys() - NESTED):
        yield Sum(whole, cells(by, nesting[by]))
    if counts:
        yield from (Sum(whole, cells(*each)) for each in (("country", countries), ("agency_type", types)))
        yield Sum(whole, cells("delegation", kinds))
    else:
        yield Sum(whole, cells("delegation", ["national"]))
        yield Sum(whole, cells("agency_type", types.keys() - apart))
        yield Sum(whole, cells("country", of_kind.get("national", [])))


def _mixed(types: Mapping[str, Sequence[str]]) -> list[tuple[set[str], set[str]]]:
    """Put kinds of delegation together that share agency types, each time with all types of theirs.

    >>> _mixed({"ngo": ["organisation"], "expert": ["expert"]})
    [({'organisation'}, {'ngo'}), ({'expert'}, {'expert'})]
    """
    found: list[tuple[set[str], set[str]]] = []
    for group, kinds in types.items():
        touched = [each for each in found if each[0] & set(kinds)]
        found = [each for each in found if each not in touched]
        found.append((set(kinds).union(*(each[0] for each in touched)), {group}.union(*(each[1] for each in touched))))
    return found


def _crossed(cells: Collection[Cell]) -> Iterator[Sum]:
    """Sums of a crossing: over the agency types of each country, and over the countries of each agency type."""
    crossed = sorted(cell for cell in cells if cell.within)
    for group in sorted({cell.group for cell in crossed}):
        yield Sum((Cell("", "country", group),), tuple(cell for cell in crossed if cell.group == group))
    for within in sorted({cell.within for cell in crossed}):
        yield Sum((Cell("", "agency_type", within),), tuple(cell for cell in crossed if cell.within == within))


def _themed(cells: Collection[Cell], themes: Mapping[str, str]) -> Iterator[Sum]:
    """Sums over needs: each group's theme is made of its needs, and its mean over all of all needs."""
    needs = sorted(set(themes))
    for theme, by, group in sorted({(cell.item, cell.by, cell.group) for cell in cells if not cell.within}):
        if themes and (theme == "" or theme in themes.values()):
            mine = [need for need in needs if theme in ("", themes[need])]
            yield Sum((Cell(theme, by, group),), tuple(Cell(need, by, group) for need in mine))
