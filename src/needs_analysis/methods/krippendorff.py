"""Krippendorff's alpha: how far raters agree on each unit beyond chance, with blanks allowed."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(ratings: ArrayLike, level: Level = "ordinal") -> float | None:
    """Give α = 1 − observed over expected disagreement: 1 is perfect, 0 is chance, below 0 is worse.

    Source: Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, Annenberg
    School for Communication, Departmental Papers 43.

    Args:
        ratings: raters × units; blanks are NaN. A unit with fewer than two ratings says nothing and is left out.
        level: of measurement; it says how far two ratings differ.

    Returns:
        None where no unit has two ratings, or where all ratings are equal: there is nothing to agree beyond.

    >>> round(krippendorff_alpha([[1, 2, 3, None], [1, 2, 4, 4]], "nominal"), 4)
    0.6154
    >>> krippendorff_alpha([[3, 3], [3, 3]])
    """
    values = np.array(ratings, dtype=float)
    values = values[:, (~np.isnan(values)).sum(axis=0) > 1]
    points = np.unique(values[~np.isnan(values)])
    if points.size < 2:
        return None
    counts = (values[:, :, None] == points).sum(axis=0).astype(float)
    whole, totals = counts.sum(axis=1), counts.sum(axis=0)
    distance = _distance(points, totals, level)
    observed = float((((counts @ distance) * counts).sum(axis=1) / (whole - 1)).sum())
    expected = float(totals @ distance @ totals) / (totals.sum() - 1)
    return float(1 - observed / expected)


def _distance(points: Floats, totals: Floats, level: Level) -> Floats:
    """Give the squared difference of each two points of the scale."""
    if level == "nominal":
        return np.asarray(1 - np.eye(len(points)))
    if level == "ordinal":
        middle = totals.cumsum() - totals / 2
        return np.asarray((middle[:, None] - middle) ** 2)
    if level == "interval":
        return np.asarray((points[:, None] - points) ** 2)
    return _ratio(points)


def _ratio(points: Floats) -> Floats:
    """Give ((a − b) / (a + b))², and 0 for a point and itself, zero too."""
    sums = points[:, None] + points
    return np.divide(points[:, None] - points, sums, out=np.zeros_like(sums), where=sums != 0) ** 2
