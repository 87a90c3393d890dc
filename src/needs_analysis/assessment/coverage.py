"""Gap and coverage: needs parted by the mean of all gaps, and by whether a current activity is recorded.

A quadrant joins what people said with a record, so its row has the need's respondents and is suppressed with the need.
The mean is taken over the needs that every edition shows, so that it gives no other need away.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from needs_analysis.columns import ESTIMATES

EQUAL = 1e-9


def place_needs(gaps: pd.DataFrame, covered: Collection[str], *, smallest: int) -> pd.DataFrame:
    """Say which quadrant each need falls in, and give the mean that parts them.

    Args:
        gaps: the estimates of the needs by the measure that orders them: item, value, n.
        covered: the needs with a current activity.
        smallest: respondents that every edition shows.

    >>> gaps = pd.DataFrame({"item": ["N1", "N2"], "value": [2.0, 1.0], "n": [9, 9]})
    >>> place_needs(gaps, {"N2"}, smallest=5)[["item", "choice", "value"]].fillna("").values.tolist()
    [['', '', 1.5], ['N1', 'large_gap_uncovered', 1.0], ['N2', 'small_gap_covered', 1.0]]
    """
    placed = gaps.dropna(subset=["value"])[["item", "value", "n"]]
    shown = placed[placed["n"] >= smallest]
    if shown.empty:
        return ESTIMATES.frame([])
    cut = float(shown["value"].mean())
    size = np.where(placed["value"] > cut + EQUAL, "large_gap", "small_gap")
    cover = np.where(placed["item"].isin(list(covered)), "covered", "uncovered")
    choice = [f"{gap}_{found}" for gap, found in zip(size, cover, strict=True)]
    whole = {"statistic": "mean", "item": "", "value": cut, "n": shown["n"].min()}
    rows = pd.concat([pd.DataFrame([whole]), placed.assign(statistic="quadrant", choice=choice, value=1.0)])
    return ESTIMATES.frame(rows.assign(measure="coverage", method="mean_of_needs"))
