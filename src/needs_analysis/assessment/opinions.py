"""The ratings of those who enter the national mean, as arrays: people × needs, for methods that look at whole forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.assessment.selection import WHO
from needs_analysis.assessment.weightings import Approach, strata_of
from needs_analysis.methods.design_means import design_means
from needs_analysis.methods.discrepancies import borich, ranked
from needs_analysis.methods.strata import StratifiedMeans, sampled_means, stratified_means

Floats = NDArray[np.float64]
ORDERED_BY = ("gap", "borich", "rds")


@dataclass(frozen=True)
class Opinions:
    """Who rated what: people (response_id, country, agency_type), needs, and measure → people × needs, blanks NaN."""

    people: pd.DataFrame
    needs: tuple[str, ...]
    rated: dict[str, Floats]

    @property
    def order(self) -> str:
        """The measure that orders needs: the gap where anyone rated both, else importance.

        >>> nobody = pd.DataFrame()
        >>> Opinions(nobody, ("N1",), {"importance": np.ones((2, 1)), "gap": np.full((2, 1), np.nan)}).order
        'importance'
        """
        gaps = self.rated.get("gap")
        return "gap" if gaps is not None and not np.isnan(gaps).all() else "importance"

    def of(self, keep: NDArray[np.bool_]) -> Opinions:
        """Keep some of the people."""
        return Opinions(self.people[keep], self.needs, {name: rated[keep] for name, rated in self.rated.items()})

    def among(self, keep: NDArray[np.bool_]) -> Opinions:
        """Keep some of the needs."""
        needs = tuple(need for need, kept in zip(self.needs, keep, strict=True) if kept)
        return Opinions(self.people, needs, {name: rated[:, keep] for name, rated in self.rated.items()})

    def paired(self) -> Floats:
        """Give importance where both ends were rated."""
        return np.where(np.isnan(self.rated["gap"]), np.nan, self.rated["importance"])


def opinions_of(values: pd.DataFrame, items: Sequence[str]) -> Opinions:
    """Gather values as arrays.

    Args:
        values: those that enter one mean, as `selections` chooses them: who, measure, item, value.
        items: the needs (or themes) that are compared, in the order of the arrays.
    """
    chosen = values[values["item"].isin(items)]
    people = chosen.drop_duplicates("response_id")[WHO].reset_index(drop=True)
    row, column = pd.Index(people["response_id"]), pd.Index(items)
    rated = {}
    for measure, part in chosen.groupby("measure"):
        rated[str(measure)] = np.full((len(people), len(items)), np.nan)
        places = row.get_indexer(pd.Index(part["response_id"])), column.get_indexer(pd.Index(part["item"]))
        rated[str(measure)][places] = part["value"]
    return Opinions(people, tuple(items), rated)


def means_of(opinions: Opinions, values: Floats, weighting: str, approach: Approach) -> StratifiedMeans:
    """Give the means of arrays of people × items with their covariance, under a weighting."""
    if weighting != "design" or approach.design is None:
        sampled = weighting == "equal_country" and approach.countries == "sample"
        return (sampled_means if sampled else stratified_means)(values, strata_of(opinions.people, weighting))
    whole = np.full((len(approach.forms), values.shape[1]), np.nan)
    whole[approach.rows_of(opinions.people["response_id"])] = values
    return design_means(approach.design, whole)


def scores_of(opinions: Opinions, measure: str, weighting: str, approach: Approach) -> Floats:
    """Give each need's score, larger is more needed: importance, gap, borich, or rds with its sign turned."""
    if measure == "rds":
        importance, gap = opinions.paired(), opinions.rated["gap"]
        return -means_of(opinions, ranked(importance, importance - gap), weighting, approach).mean
    if measure == "borich":
        importance, gaps = (
            means_of(opinions, rated, weighting, approach).mean for rated in (opinions.paired(), opinions.rated["gap"])
        )
        return borich(importance, gaps)
    return means_of(opinions, opinions.rated[measure], weighting, approach).mean
