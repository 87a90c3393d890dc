"""Threshold suppression: a cell with fewer respondents than the edition's limit loses everything, together.

A cell is one group's numbers on one item, over all its measures. A suppressed cell that the others would give back by
subtraction takes further cells with it (see `subtraction`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from needs_analysis.columns import ESTIMATES, RECORDED
from needs_analysis.disclosure.linked import betraying, ends_of_groups, items_with_hidden
from needs_analysis.disclosure.subtraction import Nesting, equations, hide_partners
from needs_analysis.errors import ReleaseError
from needs_analysis.language import say

FLOOR = 3
OWN_TABLE = ("question", "evaluation", "knowledge", "confidence", "satisfaction")
PEOPLE = ("participants", "responses", "response_rate")
KNOWN = {"", "delegation"}
WHOLE_FORMS = ("kendall_w", "krippendorff")
NOBODY = ("no_answers", "no_pairs", "scales_differ")
TABLE = ["family", "item", "choice"]
CELL = ["by", "group"]
NUMBERS = ["value", "se", "low", "high", "n", "n_eff", "deff", "n_countries"]


def suppress_small(
    estimates: pd.DataFrame,
    *,
    limit: int,
    edition: str,
    nesting: Nesting | None = None,
    themes: Mapping[str, str] | None = None,
    weighting: str = "",
) -> pd.DataFrame:
    """Return the estimates that an edition may show; a suppressed row stays, says `too_few`, and holds no number.

    Recorded assistance is no answer of a person and is not suppressed. Only the organiser's edition sees the crossing
    of country and agency type, the counts of kinds of answers, the order without one country, importance and capacity
    of groups beside their gap, and groups that all answered the same.

    Args:
        estimates: the estimates of all groups.
        limit: respondents below which a cell is suppressed.
        edition: organiser or donor.
        nesting: country and agency type → the kinds of delegation they occur in; without it, all are national.
        themes: need → its theme; a theme is the mean of its needs, so it goes where a single one of them is hidden.
        weighting: the main one; another would be one more equation beside hidden groups.

    Raises:
        ReleaseError: the limit is below the floor of three.

    >>> row = {"statistic": "mean", "measure": "gap", "item": "N1", "value": 2.0, "n": 4}
    >>> shown = suppress_small(ESTIMATES.frame([row | {"by": "country", "group": "KAZ"}]), limit=5, edition="donor")
    >>> shown[["value", "note"]].values.tolist()
    [[nan, 'too_few']]
    """
    if limit < FLOOR:
        raise ReleaseError(say("The limit {limit} is below the floor of {floor}.", limit=limit, floor=FLOOR))
    open_edition = edition != "organiser"
    kept = (estimates[~_organisers_own(estimates)] if open_edition else estimates).reset_index(drop=True)
    cells = kept[["item", "choice", *CELL]].fillna("")
    cells["family"] = _families(kept)
    cells["n"] = kept["n"].fillna(0).astype(float)
    cells["small"] = _is_small(kept, limit, open_edition=open_edition)
    merged = cells.groupby([*TABLE, *CELL]).agg(small=("small", "any"), n=("n", "min")).reset_index()
    hidden = _hidden_by_level(merged, nesting or {}, themes or {}, limit)
    gone = cells.merge(hidden, on=[*TABLE, *CELL], how="left", validate="m:1")["hidden"].to_numpy(dtype=bool)
    gone = gone | betraying(kept, gone, weighting, nesting=nesting or {})
    kept.loc[gone | items_with_hidden(kept, gone, nesting or {}), ["n_eff", "deff"]] = None
    kept.loc[gone, NUMBERS] = None
    kept.loc[gone, "note"] = "too_few"
    return ESTIMATES.frame(kept)


def _organisers_own(estimates: pd.DataFrame) -> pd.Series:
    crossed = estimates["item"].eq("agency_type") & estimates["by"].eq("country")
    apart = estimates["measure"].eq("answers") | estimates["statistic"].eq("rank_without")
    return crossed | apart | ends_of_groups(estimates)


def _families(estimates: pd.DataFrame) -> pd.Series:
    """Name the table that each cell stands in; of participants, responses and their rate any two give the third.

    What looks at whole forms rests on other people than the means do, and says nothing of them.
    """
    measure, statistic = estimates["measure"], estimates["statistic"]
    own = measure.where(statistic.eq("count") | measure.isin(OWN_TABLE), "ratings")
    return own.mask(measure.isin(PEOPLE), "people").mask(statistic.isin(WHOLE_FORMS), statistic)


def _is_small(estimates: pd.DataFrame, limit: int, *, open_edition: bool) -> pd.Series:
    whole = estimates["by"].fillna("").eq("")
    small = (estimates["n"].fillna(0).astype(float) < limit) & ~(whole & estimates["note"].isin(NOBODY))
    if open_edition:
        small |= estimates["note"].eq("no_variation") & ~whole
    return small & ~estimates["measure"].isin(RECORDED)


def _hidden_by_level(cells: pd.DataFrame, nesting: Nesting, themes: Mapping[str, str], limit: int) -> pd.DataFrame:
    """Hide needs first, then the themes that would give back the one need hidden among theirs, then the whole."""
    theme_of = cells["item"].map(dict(themes))
    is_theme = cells["item"].isin(set(themes.values())) & theme_of.isna()
    is_whole = cells["item"].eq("") & bool(themes)
    found = [_level(cells[~is_theme & ~is_whole], [], nesting, limit)]
    found.append(_level(cells[is_theme], [found[0].assign(item=theme_of)], nesting, limit))
    found.append(_level(cells[is_whole], [part.assign(item="") for part in found], nesting, limit))
    return pd.concat(found)


def _level(cells: pd.DataFrame, below: list[pd.DataFrame], nesting: Nesting, limit: int) -> pd.DataFrame:
    """Hide cells that are small, or of which a single part below is hidden, with their partners."""
    keys = [*TABLE, *CELL]
    single = [lost.index[lost.eq(1)] for part in below if len(lost := part[part["hidden"]].groupby(keys).size())]
    given = pd.MultiIndex.from_frame(cells[keys])
    back = np.any([given.isin(index) for index in single], axis=0) if single else np.zeros(len(cells), dtype=bool)
    tables = [_hidden(table, nesting, limit) for _, table in cells.assign(small=cells["small"] | back).groupby(TABLE)]
    return pd.concat(tables) if tables else cells.assign(hidden=False)


def _hidden(table: pd.DataFrame, nesting: Nesting, limit: int) -> pd.DataFrame:
    """One item's cells, with those that are hidden because they are small or would give a small one back."""
    keys = list(zip(table["by"], table["group"], strict=True))
    small = {key for key, is_small in zip(keys, table["small"], strict=True) if is_small}
    sizes = dict(zip(keys, table["n"], strict=True))
    groupings = ({by for by, _ in keys} | nesting.keys() | {"country", "agency_type"}) - KNOWN
    nested = {by: nesting.get(by) or {group: ["national"] for b, group in keys if b == by} for by in groupings}
    wholes = equations(nested, counts=bool(table["family"].ne("ratings").all()))
    hidden = hide_partners(small, sizes, wholes, least=limit)
    return table.assign(hidden=[key in hidden for key in keys]).drop(columns=["small", "n"])
