"""How the needs of the small release were rated, picked by hand: people behind each point of the scale, lowest first.

Their means are those of the release: RSK-1 (2·3 + 5·4 + 11·5) / 18 = 4.5, RSK-2 68 / 17 = 4.0, TRN-1 51 / 16 = 3.2.
"""

from __future__ import annotations

from typing import Any

RATED: dict[str, dict[str, tuple[int, ...]]] = {
    "importance": {"RSK-1": (0, 0, 2, 5, 11), "RSK-2": (0, 1, 4, 6, 6), "TRN-1": (1, 4, 5, 3, 3)},
    "capacity": {"RSK-1": (2, 4, 6, 4, 2), "RSK-2": (1, 4, 7, 4, 1), "TRN-1": (2, 3, 6, 3, 2)},
}
# need → ends of the interval (Wilson) of the share that rated its importance 4 or 5; that of RSK-1 stands elsewhere
HIGH = {"RSK-2": (0.469, 0.867), "TRN-1": (0.185, 0.614)}
HIDDEN = "TRN-2"


def ratings(measures: set[str]) -> list[dict[str, Any]]:
    """Give the rows of the table of estimates; of the need with too few answers each is suppressed."""
    share = {"statistic": "share", "weighting": "each_person"}
    rows = [
        share
        | {"measure": measure, "item": need, "choice": str(place + 1), "n": sum(counts)}
        | {"value": round(count / sum(counts), 3)}
        for measure, needs in RATED.items()
        for need, counts in needs.items()
        for place, count in enumerate(counts)
    ]
    rows += [
        share | {"measure": measure, "item": HIDDEN, "choice": choice, "note": "too_few"}
        for measure in RATED
        for choice in ("1", "2", "3", "4", "5", "high")
    ]
    rows += [
        share
        | {"measure": "importance", "item": need, "choice": "high", "n": sum(counts), "low": low, "high": high}
        | {"value": round(sum(counts[3:]) / sum(counts), 3)}
        for need, (low, high) in HIGH.items()
        for counts in [RATED["importance"][need]]
    ]
    return [row for row in rows if row["measure"] in measures]
