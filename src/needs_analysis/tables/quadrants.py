"""On which side of the cuts each need falls, and how often it would fall there if people were drawn again."""

from __future__ import annotations

from collections.abc import Callable

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_need
from needs_analysis.tables.numbers import say_percent
from needs_analysis.tables.order import order_items
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable

CUTS = ("quadrant_middle", "quadrant_means")
QUADRANTS: dict[str, Callable[[str], str]] = {
    "concentrate": lambda language: say("more important, less capacity", language=language),
    "keep_up": lambda language: say("more important, more capacity", language=language),
    "low_priority": lambda language: say("less important, less capacity", language=language),
    "overkill": lambda language: say("less important, more capacity", language=language),
}
Sides = dict[str, str]
Shares = dict[tuple[str, str], float]


def table_quadrants(release: Release, language: str) -> PresentationTable:
    """List each need's quadrant under both cuts, with the share of resamples in which it falls there.

    >>> [cell.text for cell in table_quadrants(release, "en").rows[0]]
    ['RSK-1 Tools to assess risks', 'more important, more capacity (58 %)', 'more important, more capacity (71 %)']
    """
    sides = {cut: _sides(release, cut) for cut in CUTS}
    shares = {cut: _shares(release, cut) for cut in CUTS}
    needs = [need for need in order_items(release, "need") if any(need in found for found in sides.values())]
    rows = [
        (
            Cell(say_need(release, need, language)),
            *(_cell(need, sides[cut], shares[cut], language) for cut in CUTS),
        )
        for need in needs
    ]
    return PresentationTable(
        caption=f"{say('Importance and capacity of needs', language=language)}. {say_scope(release, language)}",
        headings=(
            say("Need", language=language),
            say("Cut at the middle of the scale", language=language),
            say("Cut at the means of all needs", language=language),
        ),
        rows=tuple(rows),
        notes=(_say_reading(language),),
    )


def say_quadrant(code: str, language: str) -> str:
    """Say in words what a quadrant means.

    >>> say_quadrant("concentrate", "en")
    'more important, less capacity'
    """
    return QUADRANTS[code](language)


def _sides(release: Release, cut: str) -> Sides:
    rows = release.select(statistic="quadrant", measure=cut, by="").dropna(subset=["value"])
    return dict(zip(rows["item"], rows["choice"], strict=True))


def _shares(release: Release, cut: str) -> Shares:
    rows = release.select(statistic="quadrant_share", measure=cut, by="").dropna(subset=["value"])
    return {(str(row.item), str(row.choice)): float(str(row.value)) for row in rows.itertuples()}


def _cell(need: str, sides: Sides, shares: Shares, language: str) -> Cell:
    side = sides.get(need)
    if side is None:
        return Cell(say("too few to report", language=language), "too-few")
    words = say_quadrant(side, language)
    share = shares.get((need, side))
    return Cell(words if share is None else f"{words} ({say_percent(share, language)})")


def _say_reading(language: str) -> str:
    return say(
        "In brackets: the share of resamples, people drawn again within their countries, in which the need falls on "
        "this side. A share near one half says that the side is open.",
        language=language,
    )
