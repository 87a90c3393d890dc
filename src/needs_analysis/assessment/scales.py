"""The scales on which needs are rated: their ends and their points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd


def points_of(questions: pd.DataFrame, choices: pd.DataFrame) -> dict[str, list[float]]:
    """Give the points of each measure's scale, lowest first.

    >>> questions = pd.DataFrame([{"measure": "importance", "choices": "three"}])
    >>> points_of(questions, pd.DataFrame({"choices": "three", "value": [2.0, 1.0, 3.0, None]}))
    {'importance': [1.0, 2.0, 3.0]}
    """
    known = choices.dropna(subset=["value"])
    asked = questions[questions["measure"].notna() & questions["choices"].isin(known["choices"])]
    names = asked.drop_duplicates("measure").set_index("measure")["choices"]
    return {str(name): sorted(set(known.loc[known["choices"].eq(scale), "value"])) for name, scale in names.items()}


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
