"""Places, shares, discrepancies, quadrants and agreement of the small release, picked by hand."""

from __future__ import annotations

from typing import Any

MAIN = {"measure": "gap", "weighting": "equal_country"}
EACH = {"measure": "gap", "weighting": "each_person"}
# need → place, first and last place of its set, tier, n
Places = dict[str, tuple[int, int, int, int, int]]
PLACES: Places = {"RSK-1": (1, 1, 2, 1, 18), "RSK-2": (2, 1, 2, 1, 17), "TRN-1": (3, 3, 3, 2, 16)}
# how → place of RSK-1, RSK-2, TRN-1
OTHERS: dict[str, tuple[dict[str, str], tuple[int, int, int]]] = {
    "borich": ({**MAIN, "measure": "borich"}, (1, 2, 3)),
    "rds": ({**MAIN, "measure": "rds"}, (2, 1, 3)),
    "each_person": (EACH, (1, 2, 3)),
    "kemeny": ({**EACH, "measure": "kemeny", "note": "not_unique"}, (1, 3, 2)),
}
# (statistic, measure, choice) → value, low, high of RSK-1
SHARES = {
    ("share", "importance", "high"): (0.889, 0.672, 0.969),
    ("share", "gap", "capacity_below"): (0.722, 0.491, 0.875),
    ("borich", "gap", ""): (6.75, 4.5, 9.0),
    ("rds", "gap", ""): (-66.7, -92.0, -41.0),
}
AGREEMENT = {
    ("consensus", "importance"): 0.82,
    ("agreement", "importance"): 0.74,
    ("consensus", "capacity"): 0.55,
    ("agreement", "capacity"): 0.31,
}
SIDES = {"quadrant_middle": 0.58, "quadrant_means": 0.71}


def priorities(places: Places = PLACES) -> list[dict[str, Any]]:
    """The rows; every need but RSK-1 has places alone."""
    return [*_places(places), *_others(), *_shares(), *_agreement(), *_quadrants()]


def importance_places(places: Places = PLACES) -> list[dict[str, Any]]:
    """Places by importance, where capacity was not asked."""
    return [row | {"measure": "importance"} for row in _places(places)]


def _places(places: Places) -> list[dict[str, Any]]:
    rows = []
    for need, (place, best, worst, tier, n) in places.items():
        note = "depends_on_method" if need == "RSK-1" else ""
        here = {**MAIN, "item": need, "n": n, "method": "rank_sets"}
        rows.append(here | {"statistic": "rank", "value": place, "low": best, "high": worst, "note": note})
        rows.append(here | {"statistic": "tier", "value": tier})
    return rows


def _others() -> list[dict[str, Any]]:
    ranked = [
        {"statistic": "rank", "item": need, "value": place, "n": 18, "method": "rank", **which}
        for which, places in OTHERS.values()
        for need, place in zip(PLACES, places, strict=True)
    ]
    changed = [
        {"statistic": "rank_change", "choice": "countries", "item": need, "value": change, "n": 18, **MAIN}
        for need, change in zip(PLACES, (1, 1, 0), strict=True)
    ]
    first = [
        {"statistic": "top_share", "choice": k, "item": need, "value": share, "n": 18, **MAIN}
        for k, shares in (("1", (0.6, 0.4, 0.0)), ("3", (0.85, 0.8, 0.6)))
        for need, share in zip(PLACES, shares, strict=True)
    ]
    return ranked + changed + first


def _shares() -> list[dict[str, Any]]:
    return [
        {"statistic": statistic, "measure": measure, "choice": choice, "item": "RSK-1", "n": 18}
        | {"weighting": "each_person" if statistic == "share" else "equal_country"}
        | {"value": value, "low": low, "high": high}
        for (statistic, measure, choice), (value, low, high) in SHARES.items()
    ]


def _agreement() -> list[dict[str, Any]]:
    rows = [
        {"statistic": statistic, "measure": measure, "item": "RSK-1", "value": value, "n": 18}
        for (statistic, measure), value in AGREEMENT.items()
    ]
    whole = [
        {"statistic": "kendall_w", "measure": "importance", "value": 0.31, "n": 12},
        {"statistic": "krippendorff", "measure": "importance", "value": 0.27, "n": 18},
    ]
    return [row | {"weighting": "each_person"} for row in rows + whole]


def _quadrants() -> list[dict[str, Any]]:
    here = {"item": "RSK-1", "choice": "keep_up", "weighting": "equal_country", "n": 18}
    return [
        here | {"statistic": statistic, "measure": cut, "value": value}
        for cut, share in SIDES.items()
        for statistic, value in (("quadrant", 1.0), ("quadrant_share", share))
    ]
