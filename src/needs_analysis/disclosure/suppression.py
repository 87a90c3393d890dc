"""Threshold suppression: a cell with fewer respondents than the edition's limit loses everything, together.

A cell is one group's numbers on one item, over all its measures. A suppressed cell that the others would give back by
subtraction takes further cells with it (see `sums`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from needs_analysis.columns import ESTIMATES, RECORDED
from needs_analysis.disclosure.cells import Family, Known
from needs_analysis.disclosure.families import families_of
from needs_analysis.disclosure.linked import betraying, ends_of_groups, items_with_hidden, shares_by_country
from needs_analysis.errors import ReleaseError
from needs_analysis.language import say
from needs_analysis.methods.linked_tables import Mask
from needs_analysis.methods.suppression_pattern import Demand, least_cost_pattern

FLOOR = 3
OWN = "organiser"
NOBODY = ("no_answers", "no_pairs", "scales_differ")
TINY = 1e-6
NUMBERS = ["value", "se", "low", "high", "n", "n_eff", "deff", "n_countries"]


@dataclass(frozen=True)
class Limits:
    """What an edition must not fall below.

    Attributes:
        smallest_group: respondents below which a cell is suppressed.
        narrowest: how wide the interval must be in which others can place a suppressed number, as a share of its
            scale; a count must leave at least two possibilities.
        alone: how many people of a group may put their heads together, and know their group's numbers.
    """

    smallest_group: int
    narrowest: float = 0.1
    alone: int = 1


def suppress_small(
    estimates: pd.DataFrame,
    *,
    edition: str,
    limits: Limits,
    known: Known | None = None,
    before: pd.DataFrame | None = None,
    families: Sequence[Family] | None = None,
) -> pd.DataFrame:
    """Return the estimates that an edition may show; a suppressed row stays, says `too_few`, and holds no number.

    Recorded assistance is no answer of a person and is not suppressed. Only the organiser's edition sees the crossing
    of country and agency type, the counts of kinds of answers, the order without one country, importance and capacity
    of groups beside their gap, groups that all answered the same, what one or two answers make up nearly all of, and
    shares of answers to needs in which each country counts alike.

    Args:
        estimates: the estimates of all groups.
        edition: organiser, national or donor.
        limits: what it must not fall below.
        known: what is known of the cells: which groups add up to which, scales and the main weighting.
        before: what a more open edition shows of the same estimates; what it withholds is withheld here too.
        families: of the rows that the edition has, where somebody parted these already.

    Raises:
        ReleaseError: the limit is below the floor of three.

    >>> row = {"statistic": "mean", "measure": "gap", "item": "N1", "value": 2.0, "n": 4}
    >>> estimates = ESTIMATES.frame([row | {"by": "country", "group": "KAZ"}])
    >>> shown = suppress_small(estimates, edition="donor", limits=Limits(5))
    >>> shown[["value", "note"]].values.tolist()
    [[nan, 'too_few']]
    """
    known = known or Known()
    if limits.smallest_group < FLOOR:
        what = say("The limit {limit} is below the floor of {floor}.", limit=limits.smallest_group, floor=FLOOR)
        raise ReleaseError(what)
    kept = rows_of(estimates, edition)
    small = _is_small(kept, limits.smallest_group, open_edition=edition != OWN) | _were_hidden(kept, before)
    gone = np.zeros(len(kept), dtype=bool)
    for family in families or families_of(kept, known_in(edition, known, limits)):
        hidden = _hidden(family, small, limits if edition != OWN else replace(limits, alone=0))
        gone[family.rows.index] = hidden[family.rows["place"]]
    gone |= betraying(kept, gone, known.weighting, nesting=known.nesting)
    kept.loc[gone | items_with_hidden(kept, gone, known.nesting), ["n_eff", "deff"]] = None
    if edition != OWN:
        kept.loc[kept["note"].eq("ends_of_few"), ["se", "low", "high"]] = None
        kept.loc[~kept["by"].fillna("").isin(["", "country"]), ["n_eff", "deff", "n_countries"]] = None
    kept.loc[gone, NUMBERS] = None
    kept.loc[gone, "note"] = "too_few"
    return ESTIMATES.frame(kept)


def rows_of(estimates: pd.DataFrame, edition: str) -> pd.DataFrame:
    """Give the rows that an edition has at all, with a plain index."""
    return (estimates if edition == OWN else estimates[~_organisers_own(estimates)]).reset_index(drop=True)


def known_in(edition: str, known: Known, limits: Limits) -> Known:
    """Say what attackers of an edition use; the organisers, who hold the answers, only what they see outright."""
    return replace(known, narrowest=limits.narrowest if edition != OWN else TINY, bounded=edition != OWN)


def _organisers_own(estimates: pd.DataFrame) -> pd.Series:
    crossed = estimates["item"].eq("agency_type") & estimates["by"].eq("country")
    apart = estimates["measure"].eq("answers") | estimates["statistic"].eq("rank_without")
    return crossed | apart | ends_of_groups(estimates) | shares_by_country(estimates)


def _is_small(estimates: pd.DataFrame, limit: int, *, open_edition: bool) -> pd.Series:
    whole = estimates["by"].fillna("").eq("")
    small = (estimates["n"].fillna(0).astype(float) < limit) & ~(whole & estimates["note"].isin(NOBODY))
    if open_edition:
        same = estimates["note"].eq("no_variation") | (estimates["statistic"].eq("share") & estimates["value"].eq(1))
        small |= (same & ~whole & estimates["measure"].ne("response_rate")) | _beside_dominated(estimates)
    return small & ~estimates["measure"].isin(RECORDED)


def _beside_dominated(estimates: pd.DataFrame) -> pd.Series:
    """Mark what is dominated, and all groups beside it: together they are the whole, whose answers were looked at.

    Two hidden groups whose sum the shown ones give might be dominated together.
    """
    dominated = estimates["note"].eq("dominated")
    split = pd.MultiIndex.from_frame(estimates[["measure", "item", "choice", "by"]].fillna(""))
    return pd.Series(split.isin(split[dominated]), index=estimates.index)


def _were_hidden(estimates: pd.DataFrame, before: pd.DataFrame | None) -> pd.Series:
    """Mark what a more open edition does not show."""
    if before is None:
        return pd.Series(False, index=estimates.index)
    keys = list(ESTIMATES.key)
    hidden = pd.MultiIndex.from_frame(before.loc[before["note"].eq("too_few"), keys].fillna(""))
    return pd.Series(pd.MultiIndex.from_frame(estimates[keys].fillna("")).isin(hidden), index=estimates.index)


def _hidden(family: Family, small: pd.Series, limits: Limits) -> Mask:
    """Choose the cells of a family that are suppressed: the small ones and, at the least cost, their partners."""
    mine = family.cells_of(small)
    if not mine.any() or len(mine) == 1:
        return mine
    few = (family.people > 0) & (family.people <= limits.alone)
    widths = [layer.widths for layer in family.layers]
    demand = Demand.made(
        mine, family.costs, alone=few, people=family.people, least=limits.smallest_group, widths=widths
    )
    return least_cost_pattern([layer.tables for layer in family.layers], demand) if widths else mine
