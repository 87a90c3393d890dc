"""Where each need would stand under other measures, weightings and rules, over the range that answers leave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import Row, annotate_rows, lay_rows, separate_rows
from needs_analysis.charts.style import CONFIG, DARK, INK, LIGHT, MUTED, SMALL, house_layout
from needs_analysis.charts.text import AIR, count_beside, escape_text, wrap_lines
from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.estimate import select_means
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.order import order_items
from needs_analysis.tables.ranks import explain_places, places_of
from needs_analysis.tables.robustness import list_orders, table_robustness
from needs_analysis.tables.scope import say_national_responses, say_scope
from needs_analysis.tables.statement import Statement

MARK, COLUMN = 18, 44
MARGIN = {"l": 16, "r": COLUMN, "t": 60, "b": 44}
OPEN = {"color": "#ffffff", "line": {"color": INK, "width": 1.2}}


class Places(NamedTuple):
    """A need's place in the report, its place in each other order, and the first and last place of its range."""

    here: int
    others: dict[str, int]
    range: tuple[int, int]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last place under all orders."""
        every = [self.here, *self.others.values()]
        return min(every), max(every)


Placed = Mapping[str, tuple[Places, Row]]


def chart_robustness(release: Release, language: str) -> Chart | Statement:
    """Draw the place of each need in the report's order and in all others, over the range that the answers leave it.

    >>> chart_robustness(release, "en").title
    'Places of 3 needs under 5 orders, 18 responses'
    """
    orders = list_orders(release, language)
    needs = _read_places(release, orders)
    if not needs or len(orders) < 2:
        return Statement(say("No need has a place under more than one method.", language=language))
    title = say_count(
        "Places of {n} need under {orders}, {responses}",
        "Places of {n} needs under {orders}, {responses}",
        len(needs),
        language=language,
        orders=say_count("{n} order", "{n} orders", len(orders), language=language),
        responses=say_national_responses(release, language),
    )
    return Chart(
        figure=_draw(release, needs, list(orders), language),
        title=title,
        alt=f"{title}. {_say_alt(release, needs, language)}",
        note=_say_note(release, language),
        table=table_robustness(release, language),
    )


def _read_places(release: Release, orders: dict[str, dict[str, float | None]]) -> dict[str, Places]:
    """Give the places of the needs that have one in the report's order, in that order."""
    found, (main, *others) = {}, orders or [""]
    ranges = places_of(release)
    for need in order_items(release, "need"):
        here, between = orders.get(main, {}).get(need), ranges.get(need)
        if here is not None and between and between.best is not None and between.worst is not None:
            places = {name: int(place) for name in others if (place := orders[name].get(need)) is not None}
            found[need] = Places(int(here), places, (between.best, between.worst))
    return found


def _draw(release: Release, needs: dict[str, Places], orders: list[str], language: str) -> dict[str, Any]:
    rows = lay_rows((_label(release, need, language), MARK) for need in needs)
    placed = {need: (places, row) for (need, places), row in zip(needs.items(), rows, strict=True)}
    last, height = max(max(*each.range, *each.ends) for each in needs.values()), rows[-1].bottom
    axis = {"range": [0.4, last + 1], "tickvals": _ticks(last)}
    title = {"text": say("Place: 1 is the first", language=language), "standoff": 4}
    layout = house_layout(
        language,
        height=height + MARGIN["t"] + MARGIN["b"],
        margin=MARGIN,
        annotations=[*annotate_rows(rows), *_legend(language)],
        shapes=separate_rows(rows),
        xaxis={**axis, "side": "bottom", "title": title},
        yaxis={"range": [height, 0], "visible": False},
    )
    others = [_others(placed, order) for order in orders[1:]]
    data = [_ranges(placed), *others, _here(placed, orders[0]), _ends(placed, last)]
    return {"data": data, "layout": layout, "config": CONFIG}


def _label(release: Release, need: str, language: str) -> list[str]:
    marked = "*" if places_of(release)[need].note == "depends_on_method" else ""
    lines = wrap_lines(f"{say_need(release, need, language)}{marked}")
    return count_beside(lines, select_means(release, str(release.manifest["order"]))[need].n, language)


def _ticks(last: int) -> list[int]:
    """Choose places to write: the first and every fifth, or every one of a few."""
    return list(range(1, last + 1)) if last <= 6 else [1, *range(5, last + 1, 5)]


def _ranges(placed: Placed) -> dict[str, Any]:
    x = [end for places, _ in placed.values() for end in (places.range[0] - 0.3, places.range[1] + 0.3, None)]
    y = [end for _, row in placed.values() for end in (row.mark, row.mark, None)]
    line = {"color": LIGHT, "width": 5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _others(placed: Placed, order: str) -> dict[str, Any]:
    known = [(places.others[order], row.mark) for places, row in placed.values() if order in places.others]
    return _points(known, order, {"size": 9, **OPEN})


def _here(placed: Placed, name: str) -> dict[str, Any]:
    known = [(places.here, row.mark) for places, row in placed.values()]
    return _points(known, name, {"symbol": "diamond", "size": 11, "color": DARK})


def _points(known: Sequence[tuple[float | None, float]], name: str, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [place for place, _ in known],
        "y": [mark for _, mark in known],
        "marker": marker,
        "hovertext": escape_text(name),
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _ends(placed: Placed, last: int) -> dict[str, Any]:
    """Write beside each row from which to which place the need moves."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [last + 1] * len(placed),
        "y": [row.mark for _, row in placed.values()],
        "text": [_say_ends(places) for places, _ in placed.values()],
        "textposition": "middle right",
        "textfont": {"size": SMALL, "color": MUTED},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _say_ends(places: Places) -> str:
    first, last = places.ends
    return str(first) if first == last else f"{first}–{last}"


def _legend(language: str) -> list[dict[str, Any]]:
    here, other = say("in this report", language=language), say("in another order", language=language)
    between = say("with 95 % confidence", language=language)
    first = f'<span style="color:{DARK}">◆</span> {here}{AIR}{AIR} <span style="color:{INK}">○</span> {other}'
    second = f'<span style="color:{LIGHT}">▬</span> {between}'
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    fixed = {"xshift": 8 - MARGIN["l"], "align": "left", "showarrow": False, "borderpad": 0}
    return [{**place, **fixed, "text": f"{first}<br>{second}"}]


def _say_alt(release: Release, needs: dict[str, Places], language: str) -> str:
    """Say how many needs keep their place, and which one moves the most and the least."""
    moves = {need: places.ends[1] - places.ends[0] for need, places in needs.items()}
    most, least = max(moves, key=lambda need: moves[need]), min(moves, key=lambda need: moves[need])
    ends = say(
        "The place moves most for {most} and least for {least}.",
        language=language,
        most=_say_moved(release, most, needs[most], language),
        least=_say_moved(release, least, needs[least], language),
    )
    return f"{_say_kept(sum(move == 0 for move in moves.values()), language)} {ends}"


def _say_kept(kept: int, language: str) -> str:
    if not kept:
        return say("No need keeps its place in every order.", language=language)
    return say_count(
        "{n} need keeps its place in every order.",
        "{n} needs keep their place in every order.",
        kept,
        language=language,
    )


def _say_moved(release: Release, need: str, places: Places, language: str) -> str:
    return say(
        "“{need}” ({places})",
        language=language,
        need=say_label(release, "need", need, language),
        places=_say_ends(places),
    )


def _say_note(release: Release, language: str) -> str:
    reading = say(
        "On the right: the first and the last place in any of these orders; the table names them. Bars: the places "
        "that the answers leave open in this report's own order, for all needs at once.",
        language=language,
    )
    return " ".join([reading, *explain_places(release, language), say_scope(release, language)])
