"""The order of needs and how sure it is: places with their confidence sets, tiers, and shares of resamples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.assessment.opinions import Opinions, means_of
from needs_analysis.assessment.weightings import EQUAL, Approach, strata_of
from needs_analysis.methods.rank_sets import rank_sets, ranks, tiers
from needs_analysis.methods.resampling import resampled_means, resampled_ranks, top_shares
from needs_analysis.methods.strata import StratifiedMeans

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
FIRST = (1, 3, 5, 10)
NOTHING = 1e-12
ROW = ["statistic", "item", "choice", "value", "low", "high", "n", "note"]


@dataclass(frozen=True)
class Standing:
    """The needs that take a place, with their means, and those that do not.

    Attributes:
        opinions: of all needs.
        placed: which needs take a place: rated by somebody, and important enough.
        below: which needs fall below the floor of importance.
        means: of the measure that orders needs, for those with a place.
        n: respondents of that measure, for all needs.
        approach: how the numbers are made.
    """

    opinions: Opinions
    placed: Mask
    below: Mask
    means: StratifiedMeans
    n: NDArray[np.int64]
    approach: Approach


def stand(opinions: Opinions, floor: float, approach: Approach) -> Standing:
    """Say which needs take a place, and estimate their means.

    Args:
        opinions: of those who enter the mean over all.
        floor: mean importance below which a need takes no place, where needs are ordered by their gap.
        approach: how the numbers are made.
    """
    whole = means_of(opinions, opinions.rated[opinions.order], approach.weighting, approach)
    below = np.zeros(len(opinions.needs), dtype=bool)
    if opinions.order == "gap":
        below = means_of(opinions, opinions.rated["importance"], approach.weighting, approach).mean < floor
    placed = ~np.isnan(whole.mean) & ~below
    kept = opinions.among(placed)
    means = means_of(kept, kept.rated[opinions.order], approach.weighting, approach)
    return Standing(opinions, placed, below, means, whole.n, approach)


def estimate_places(standing: Standing) -> pd.DataFrame:
    """Give the place of every need with its simultaneous 95 % confidence set, and its tier.

    A need below the floor of importance has no place, and the note says so. Where the variance of a need is not known,
    its set holds every place, and no other need is told apart from it.
    """
    means, needs = standing.means, np.array(standing.opinions.needs)[standing.placed]
    n = standing.n[standing.placed]
    rows = [_row("rank", need, n=people, note="below_floor") for need, people in _unplaced(standing)]
    if not len(means.mean):
        return _framed(rows, standing)
    sets = rank_sets(means.mean, _sure(means), freedom=_freedom(means), seed=standing.approach.seed)
    found = zip(needs, ranks(means.mean), sets.best, sets.worst, n, strict=True)
    rows += [_row("rank", need, value=rank, low=low, high=high, n=people) for need, rank, low, high, people in found]
    steps = zip(needs, tiers(means.mean, sets.above), n, strict=True)
    rows += [_row("tier", need, value=tier, n=people) for need, tier, people in steps]
    return _framed(rows, standing).assign(method="rank_sets")


def estimate_first(standing: Standing) -> pd.DataFrame:
    """Give the share of resamples in which each need is among the first 1, 3, 5 and 10.

    People are drawn again within their countries; it describes the order, and is no confidence in a place.
    """
    needs = np.array(standing.opinions.needs)[standing.placed]
    rated = standing.opinions.rated[standing.opinions.order][:, standing.placed]
    if not len(needs):
        return _framed([], standing)
    drawn = resampled_ranks(resample(standing.opinions, rated, standing.approach))
    rows = [
        _row("top_share", need, choice=str(k), value=share, n=n)
        for k in FIRST
        if k < len(needs)
        for need, share, n in zip(needs, top_shares(drawn, k), standing.n[standing.placed], strict=True)
    ]
    return _framed(rows, standing).assign(method="bootstrap_within_countries")


def resample(opinions: Opinions, values: Floats, approach: Approach) -> Floats:
    """Draw people again within their countries, and give each draw's means: draws × items."""
    country = strata_of(opinions.people, "equal_country")
    strata = strata_of(opinions.people, approach.weighting) if approach.weighting in EQUAL else country
    shares = np.ones(strata.max() + 1) if approach.weighting in EQUAL else None
    weights = None
    if approach.weighting == "design" and approach.design is not None:
        weights = approach.design.weights[approach.rows_of(opinions.people["response_id"])]
    return resampled_means(values, strata, shares=shares, weights=weights, draws=approach.draws, seed=approach.seed)


def _unplaced(standing: Standing) -> Iterator[tuple[str, int]]:
    for need, below, n in zip(standing.opinions.needs, standing.below, standing.n, strict=True):
        if below:
            yield need, int(n)


def _sure(means: StratifiedMeans) -> Floats:
    """Give the covariance; that of a need without any variation is not known."""
    covariance = means.covariance.copy()
    places = np.diag_indices(len(covariance))
    covariance[places] = np.where(covariance[places] > NOTHING, covariance[places], np.nan)
    return covariance


def _freedom(means: StratifiedMeans) -> float:
    """Take the fewest degrees of freedom of any need whose variance is known."""
    known = means.freedom[~np.isnan(means.covariance.diagonal())]
    return float(known.min()) if len(known) else np.inf


def _row(statistic: str, need: str, **values: object) -> dict[str, object]:
    return {"statistic": statistic, "item": need, "choice": "", "note": ""} | values


def _framed(rows: list[dict[str, object]], standing: Standing) -> pd.DataFrame:
    fixed = {"measure": standing.opinions.order, "weighting": standing.approach.weighting, "by": "", "group": ""}
    found = pd.DataFrame(rows, columns=ROW).assign(**fixed)
    size = dict(zip(np.array(standing.opinions.needs)[standing.placed], standing.means.n_eff, strict=True))
    return found.assign(n_eff=found["item"].map(size).astype(float))
