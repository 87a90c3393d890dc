"""The scales on which needs are rated: their ends and their points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say


def points_of(questions: pd.DataFrame, choices: pd.DataFrame) -> dict[str, list[float]]:
    """Give the points of each measure's scale, lowest first.

    Raises:
        EstimateError: a measure is rated on scales of different points, so that its means could not be compared.

    >>> questions = pd.DataFrame([{"measure": "importance", "choices": "three"}])
    >>> points_of(questions, pd.DataFrame({"choices": "three", "value": [2.0, 1.0, 3.0, None]}))
    {'importance': [1.0, 2.0, 3.0]}
    """
    rated = choices.dropna(subset=["value"])
    known = pd.Series(
        {name: tuple(sorted(set(values))) for name, values in rated.groupby("choices")["value"]}, dtype=object
    )
    asked = questions[questions["measure"].notna() & questions["choices"].isin(known.index)]
    found = asked.assign(points=asked["choices"].map(known)).groupby("measure", sort=False)
    scales = {str(measure): dict(zip(rows["points"], rows["choices"], strict=True)) for measure, rows in found}
    if mixed := [_mixed(measure, named) for measure, named in scales.items() if len(named) > 1]:
        raise EstimateError(mixed)
    return {measure: list(next(iter(named))) for measure, named in scales.items()}


def _mixed(measure: str, named: Mapping[tuple[float, ...], str]) -> Problem:
    listed = "; ".join(f"{name}: {min(points):g}–{max(points):g}" for points, name in named.items())
    what = say("The questions on {measure} are rated on different scales: {scales}.", measure=measure, scales=listed)
    return Problem(what, remedy=say("Give all of them one scale in the form, or leave some questions without a need."))


def are_alike(points: Mapping[str, Sequence[float]]) -> bool:
    """Whether importance and capacity are rated on the same points, so that their difference means something.

    >>> are_alike({"importance": [1.0, 2.0], "capacity": [1.0, 2.0, 3.0]}), are_alike({"importance": [1.0, 2.0]})
    (False, True)
    """
    ends = [tuple(points[measure]) for measure in ("importance", "capacity") if measure in points]
    return len(set(ends)) < 2


def scales_of(points: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, float]]:
    """Give the ends of each measure's scale, and of the gap between importance and capacity.

    >>> scales_of({"importance": [1.0, 2.0, 3.0], "capacity": [1.0, 3.0]})
    {'importance': (1.0, 3.0), 'capacity': (1.0, 3.0), 'gap': (-2.0, 2.0)}
    """
    scales = {measure: (float(min(scale)), float(max(scale))) for measure, scale in points.items()}
    if {"importance", "capacity"} <= set(scales):
        (low, high), (least, most) = scales["importance"], scales["capacity"]
        scales["gap"] = (low - most, high - least)
    return scales
