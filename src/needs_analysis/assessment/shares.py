"""Shares: how many of those who rated a need gave each answer, rated it high, or have less capacity than importance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from needs_analysis.assessment.means import CELL, mean_cells
from needs_analysis.assessment.weightings import Approach
from needs_analysis.methods.proportions import korn_graubard, wilson

HIGH = "high"
COMPARED = {"capacity_below": 1, "capacity_equal": 0, "capacity_above": -1}
TOP = 2
Points = Mapping[str, Sequence[float]]


def answer_ratings(ratings: pd.DataFrame, points: Points) -> pd.DataFrame:
    """Give a row for each rating and each answer it could have been: value 1 where it was this one, else 0.

    Args:
        ratings: the declared table of ratings.
        points: measure → the points of its scale, lowest first. The two highest together are the answer «high»; of the
            gap, the answers are whether capacity is below, equal to or above importance.

    >>> ratings = pd.DataFrame({"measure": "gap", "value": [2.0, 0.0]})
    >>> answer_ratings(ratings, {})[["choice", "value"]].values.tolist()[:4]
    [['capacity_below', 1.0], ['capacity_below', 0.0], ['capacity_equal', 0.0], ['capacity_equal', 1.0]]
    """
    rated = ratings.dropna(subset=["value"])
    hits = [rated.assign(choice=choice, value=hit) for choice, hit in _hits(rated, points)]
    return pd.concat([rated.assign(choice="").iloc[:0], *hits]).dropna(subset=["value"])


def estimate_shares(values: pd.DataFrame, *, approach: Approach) -> pd.DataFrame:
    """Estimate, for each cell, the share of each answer; of a theme, each person's share of its needs.

    Args:
        values: as `estimate_means` takes them, made of `answer_ratings`, so with the choice.
        approach: the weighting.

    Returns:
        measure, item, group, choice and what `estimate_means` gives. Intervals are Wilson's where each person counts
        once and gives one answer, else those of Korn and Graubard: they stay between 0 and 1. Where everybody gave the
        same answer, or nobody this one, the note says so.

    >>> rows = [{"measure": "gap", "item": "N1", "group": "", "country": "KAZ", "value": v} for v in (2.0, 1.0, 0.0)]
    >>> found = estimate_shares(answer_ratings(pd.DataFrame(rows), {}), approach=Approach("each_person"))
    >>> found[["choice", "value"]].round(3).values.tolist()
    [['capacity_above', 0.0], ['capacity_below', 0.667], ['capacity_equal', 0.333]]
    """
    found = _noted(mean_cells(values, approach, cell=[*CELL, "choice"]))
    low, high = korn_graubard(found["value"], found["se"], found["n"], freedom=found["freedom"])
    found = found.assign(low=low, high=high, method=found["method"].str.replace("_t", "_korn_graubard"))
    if approach.weighting == "each_person" and values["value"].isin([0, 1]).all():
        low, high = wilson(found["value"], found["n"])
        return found.assign(low=low, high=high, method="share_wilson")
    return found


def _noted(found: pd.DataFrame) -> pd.DataFrame:
    """Tell an answer that nobody gave from a cell in which all gave the same."""
    same = found.groupby(CELL)["value"].transform("max").ge(1)
    note = found["note"].mask(found["value"].eq(0) & found["n"].gt(1), "nobody_chose")
    return found.assign(note=note.mask(same & found["value"].isin([0, 1]) & found["n"].gt(1), "no_variation"))


def _hits(values: pd.DataFrame, points: Points) -> list[tuple[str, pd.Series]]:
    """List the answers, each with 1 where it was given, 0 where another was, and a blank where it was not on offer."""
    of, rated = values["measure"], values["value"]
    gaps = of.eq("gap")
    found = [(name, (np.sign(rated) == sign).astype(float).where(gaps)) for name, sign in COMPARED.items()]
    every = sorted({point for scale in points.values() for point in scale})
    for point in every:
        offered = of.isin([measure for measure, scale in points.items() if point in scale])
        found.append((f"{point:g}", rated.eq(point).astype(float).where(offered)))
    tops = of.map({measure: scale[-TOP] for measure, scale in points.items() if len(scale) > TOP})
    found.append((HIGH, rated.ge(tops).astype(float).where(tops.notna())))
    return [(name, hit) for name, hit in found if hit.notna().any()]
