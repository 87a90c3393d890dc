"""Where each need lies on the plane of importance and capacity, under both cuts, and how often it would lie there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.assessment.opinions import Opinions, means_of
from needs_analysis.assessment.places import resample
from needs_analysis.assessment.weightings import Approach
from needs_analysis.methods.discrepancies import quadrant, quadrant_shares

MIDDLE, MEANS = "quadrant_middle", "quadrant_means"


def estimate_quadrants(opinions: Opinions, middles: tuple[float, float], approach: Approach) -> pd.DataFrame:
    """Give each need's quadrant, and its share of resamples in each, cut at the scales' middles and at the means.

    Args:
        opinions: of those who enter one mean; a need that nobody rated both ways lies nowhere.
        middles: of the scales of importance and capacity.
        approach: how the numbers are made.

    Returns:
        statistic (quadrant, quadrant_share), measure (the cut), item, choice (the quadrant), value, n, method.
    """
    both = np.concatenate([opinions.rated["importance"], opinions.rated["capacity"]], axis=1)
    means = means_of(opinions, both, approach.weighting, approach)
    importance, capacity = np.split(means.mean, 2)
    n, n_eff = (np.minimum(*np.split(each, 2)) for each in (means.n, means.n_eff))
    paired = ~np.isnan(opinions.rated["importance"]) & ~np.isnan(opinions.rated["capacity"])
    at = np.asarray(paired.any(axis=0))
    if not at.any():
        return pd.DataFrame(columns=["statistic"])
    drawn = np.split(resample(opinions, both, approach), 2, axis=1)
    cuts = {MIDDLE: middles, MEANS: (float(importance[at].mean()), float(capacity[at].mean()))}
    rows: list[dict[str, Any]] = []
    for cut, (high, able) in cuts.items():
        lines = _drawn_cuts(drawn, at) if cut == MEANS else (np.array(high), np.array(able))
        shares = quadrant_shares(*drawn, cuts=lines)
        for place in np.flatnonzero(at):
            known = {"measure": cut, "item": opinions.needs[place], "n": int(n[place]), "n_eff": float(n_eff[place])}
            here = quadrant(importance[place], capacity[place], cuts=(high, able))
            rows.append(known | {"statistic": "quadrant", "choice": here, "value": 1.0})
            rows += [
                known | {"statistic": "quadrant_share", "choice": name, "value": float(share[place])}
                for name, share in shares.items()
            ]
    method = "bootstrap_within_countries"
    return pd.DataFrame(rows).assign(weighting=approach.weighting, method=method, note="")


def _drawn_cuts(drawn: list[np.ndarray], at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give each draw's means over the needs that anybody drawn rated."""
    high, able = (_row_means(values[:, at]) for values in drawn)
    return high, able


def _row_means(values: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    n = known.sum(axis=1, keepdims=True)
    total = np.nansum(values, axis=1, keepdims=True)
    return np.asarray(np.divide(total, n, out=np.full(n.shape, np.nan), where=n > 0))
