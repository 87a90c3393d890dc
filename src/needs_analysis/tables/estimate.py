"""An estimate as displays use it: what is not given is None, and a suppressed one has nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

import pandas as pd

from needs_analysis.release import Release

Nested = dict[str, dict[str, "Estimate"]]


@dataclass(frozen=True)
class Estimate:
    """A number with its interval, the respondents behind it (and how many equal ones they are worth), and a note."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    note: str = ""
    n_eff: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval, where both of its ends are known."""
        return None if self.low is None or self.high is None else (self.low, self.high)


def select_means(release: Release, measure: str) -> dict[str, Estimate]:
    """Give the means of a measure over the whole, by item, with the release's weighting.

    >>> select_means(release, "gap")["RSK-1"].value
    1.5
    """
    return dict(release.once(_means, measure))


def _means(release: Release, measure: str) -> dict[str, Estimate]:
    weighting = str(release.manifest["weighting"])
    return as_estimates(release.select(statistic="mean", measure=measure, by="", weighting=weighting), "item")


def select_counts(release: Release, measure: str, by: str) -> dict[str, Estimate]:
    """Give the counts of participants or responses, by group; the whole has the group "".

    >>> select_counts(release, "participants", "")[""].value
    20.0
    """
    return dict(release.once(_counts, measure, by))


def _counts(release: Release, measure: str, by: str) -> dict[str, Estimate]:
    return as_estimates(release.select(statistic="count", measure=measure, item="", choice="", by=by), "group")


def as_estimates(rows: pd.DataFrame, key: str) -> dict[str, Estimate]:
    """Turn rows of a release into estimates, by the code in a column."""
    return dict(zip(rows[key].fillna(""), list_estimates(rows), strict=True))


def nest_estimates(rows: pd.DataFrame, outer: str, key: str) -> Nested:
    """Turn rows of a release into estimates, by the codes in two columns, in the order in which they come."""
    nested: Nested = {}
    for one, code, estimate in zip(rows[outer].fillna(""), rows[key].fillna(""), list_estimates(rows), strict=True):
        nested.setdefault(one, {})[code] = estimate
    return nested


def list_estimates(rows: pd.DataFrame) -> Iterator[Estimate]:
    """Turn rows of a release into estimates, one after the other."""
    numbers = [rows[name].to_numpy(float).tolist() for name in ("value", "low", "high", "n", "n_eff")]
    return (_as_estimate(note, found) for note, *found in zip(rows["note"].fillna(""), *numbers, strict=True))


def _as_estimate(note: str, numbers: list[float]) -> Estimate:
    if note == "too_few":
        return Estimate(note=note)
    value, low, high, n, n_eff = (None if isnan(number) else number for number in numbers)
    return Estimate(value, low, high, None if n is None else int(n), note, n_eff)
