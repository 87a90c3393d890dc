"""Which agency types an edition shows: the organiser's every type, an open one those too small merged into another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.columns import AGENCY_GROUP
from needs_analysis.disclosure.sums import Nesting
from needs_analysis.disclosure.suppression import OWN

TYPE = "agency_type"
LIST = ("participants", "responses")


def merged_for(edition: str, estimates: pd.DataFrame) -> pd.DataFrame:
    """Give an edition's estimates by agency type: the merged types under that name where it is open.

    Where no row is by `agency_group`, nothing changes: neither a second time, nor where nothing was merged.

    Args:
        edition: organiser or donor.
        estimates: by `agency_type`, and by `agency_group` where types were merged.

    >>> rows = [("agency_type", "interior"), ("agency_group", "other_government")]
    >>> estimates = pd.DataFrame(rows, columns=["by", "group"]).assign(measure="gap", item="N1")
    >>> merged_for("donor", estimates)[["by", "group"]].values.tolist()
    [['agency_type', 'other_government']]
    >>> merged_for("organiser", estimates)[["by", "group"]].values.tolist()
    [['agency_type', 'interior']]
    """
    merged = _by(estimates, AGENCY_GROUP)
    if not merged.any() or edition == OWN:
        return estimates[~merged]
    kept = estimates[~_by(estimates, TYPE)]
    ours = _by(kept, AGENCY_GROUP)
    return kept.assign(**{name: kept[name].mask(ours & kept[name].eq(AGENCY_GROUP), TYPE) for name in ("by", "item")})


def merged_nesting(edition: str, nesting: Nesting) -> dict[str, Mapping[str, Sequence[str]]]:
    """Give an edition's nesting of groups: of the merged types where it is open, of every type otherwise.

    >>> nesting = {"agency_type": {"interior": ["national"]}, "agency_group": {"other_government": ["national"]}}
    >>> merged_nesting("donor", nesting)
    {'agency_type': {'other_government': ['national']}}
    """
    merged = nesting.get(AGENCY_GROUP)
    own = {by: groups for by, groups in nesting.items() if by != AGENCY_GROUP}
    return own if merged is None or edition == OWN else {**own, TYPE: merged}


def _by(estimates: pd.DataFrame, name: str) -> pd.Series:
    """Mark the rows by a grouping, and the counts of people by its choices."""
    return estimates["by"].eq(name) | (estimates["item"].eq(name) & estimates["measure"].isin(LIST))
