"""Would another method give another order? The place of each need under every measure, weighting and rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, as_estimates
from needs_analysis.tables.label import say_need
from needs_analysis.tables.numbers import share_cell, whole_cell
from needs_analysis.tables.order import order_items
from needs_analysis.tables.ranks import MAIN, explain_places, places_of
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row

RULES: dict[str, Callable[[str], str]] = {
    "borich": lambda language: say("Borich", language=language),
    "rds": lambda language: say("Ranked discrepancy", language=language),
    "borda": lambda language: say("Borda", language=language),
    "copeland": lambda language: say("Copeland", language=language),
    "kemeny": lambda language: say("Kemeny", language=language),
}
Places = dict[str, float | None]
FEW = 5


def table_robustness(release: Release, language: str) -> PresentationTable:
    """List each need's place in the report's order and in all others.

    >>> made = table_robustness(release, "en")
    >>> made.headings[1:4], [cell.text for cell in made.rows[0]][1:4]
    (('Here', 'Borich', 'Ranked discrepancy'), ['1*', '1', '2'])
    >>> made.headings[-1], made.rows[0][-1].text
    ('Among the first 3', '85 %')
    """
    columns, first = {**list_orders(release, language), **_without_one(release, language)}, _first(release)
    needs = [need for need in order_items(release, "need") if need in places_of(release)]
    rows = tuple(
        (*_row(release, need, list(columns.values()), language), *_first_cell(first, need, language)) for need in needs
    )
    return PresentationTable(
        caption=f"{say('Places of needs under other methods', language=language)}. {say_scope(release, language)}",
        headings=(say("Need", language=language), *columns, *_say_first(first, language)),
        rows=rows,
        notes=_explain(release, language),
    )


def list_orders(release: Release, language: str) -> dict[str, Places]:
    """Give the places in the report's order and in all others, by their names, as far as the release has any.

    >>> list_orders(release, "en")["Kemeny"]
    {'RSK-1': 1.0, 'RSK-2': 3.0, 'TRN-1': 2.0}
    """
    ranked = release.select(statistic="rank")
    main, other = ranked["method"].eq(MAIN), ranked["measure"].eq(release.manifest["order"])
    found = {say("Here", language=language): ranked[main]}
    found |= {words(language): ranked[ranked["measure"].eq(measure)] for measure, words in RULES.items()}
    for weighting in dict.fromkeys(ranked.loc[other & ~main, "weighting"].dropna()):
        found[_say_weighting(str(weighting), language)] = ranked[other & ~main & ranked["weighting"].eq(weighting)]
    return {heading: _places(rows) for heading, rows in found.items() if len(rows)}


def _without_one(release: Release, language: str) -> dict[str, Places]:
    """Give the most by which each place changes when any one country is left out, as a last column."""
    changes = release.select(statistic="rank_change", choice="countries")
    return {say("Without one country", language=language): _places(changes)} if len(changes) else {}


def _say_weighting(weighting: str, language: str) -> str:
    """Name a weighting in as few words as a heading has room for."""
    words = {
        "equal_country": say("Each country", language=language),
        "each_person": say("Each person", language=language),
        "equal_country_type": say("Each agency type", language=language),
        "design": say("Weights of the data", language=language),
    }
    return words[weighting]


def _first(release: Release) -> tuple[str, dict[str, Estimate]]:
    """Give the share of resamples in which each need is among the first few, and how many: five, or fewer of few."""
    rows = release.select(statistic="top_share", measure=str(release.manifest["order"]))
    counts = [k for k in sorted(set(rows["choice"].dropna()), key=int) if int(k) <= FEW]
    return (counts[-1], as_estimates(rows[rows["choice"].eq(counts[-1])], "item")) if counts else ("", {})


def _say_first(first: tuple[str, dict[str, Estimate]], language: str) -> tuple[str, ...]:
    return (say("Among the first {n}", language=language, n=first[0]),) if first[0] else ()


def _first_cell(first: tuple[str, dict[str, Estimate]], need: str, language: str) -> Row:
    """Give the share as a cell; a need without a place is never among the first."""
    if not first[0]:
        return ()
    found = first[1].get(need)
    return (share_cell(found, language) if found else Cell(say("not ranked", language=language), "missing"),)


def _places(rows: pd.DataFrame) -> Places:
    values = rows["value"].astype(object).where(rows["value"].notna(), None)
    return dict(zip(rows["item"], values, strict=True))


def _row(release: Release, need: str, columns: list[Places], language: str) -> Row:
    marked = places_of(release)[need].note == "depends_on_method"
    last = bool(len(release.select(statistic="rank_change", choice="countries")))
    cells = [_cell(found.get(need), language, prefix="±" if last and found is columns[-1] else "") for found in columns]
    if marked and cells[0].kind == "num":
        cells[0] = replace(cells[0], text=f"{cells[0].text}*")
    return (Cell(say_need(release, need, language)), *cells)


def _cell(place: float | None, language: str, *, prefix: str = "") -> Cell:
    if place is None:
        return Cell(say("not ranked", language=language), "missing")
    cell = whole_cell(place, language)
    return replace(cell, text=f"{prefix}{cell.text}") if place else cell


def _explain(release: Release, language: str) -> tuple[str, ...]:
    notes = [
        *explain_places(release, language),
        say(
            "Each person, each agency type of each country: who counts once, in place of what the title says. "
            "Borda, Copeland and Kemeny order needs by how many people rate the one above the other, each person with "
            "one voice. Without one country: the most by which the place changes when any one delegation is left out. "
            "Among the first: the share of resamples in which it is; it describes, and is no confidence.",
            language=language,
        ),
    ]
    if release.select(statistic="rank", measure="kemeny")["note"].eq("not_unique").any():
        notes.append(say("Kemeny: another order is as good as the one given.", language=language))
    return tuple(notes)
