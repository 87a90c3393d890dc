"""What all rows of the table share: how two rivals are timed in turn, and what a row says."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """A figure of the table: what is measured, what was found, what beside, what is asked, how to repeat it."""

    what: str
    found: str
    asked: str
    reached: bool | None
    beside: str = ""
    how: str = ""
    figures: Mapping[str, Any] | None = None

    def told(self) -> dict[str, Any]:
        """The row as JSON holds it."""
        return asdict(self)


def skipped(what: str, asked: str, why: str) -> Row:
    """A row that could not be measured here, with a word on why."""
    return Row(what, f"skipped: {why}", asked, None)


def in_turn(rivals: Mapping[str, Callable[[], float | None]], rounds: int) -> dict[str, float]:
    """Median seconds of each rival: all in turn, `rounds` times; one that gives seconds itself is taken at its word."""
    found: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, run in rivals.items():
            start = time.perf_counter()
            told = run()
            found[name].append(time.perf_counter() - start if told is None else told)
    return {name: statistics.median(seconds) for name, seconds in found.items()}
