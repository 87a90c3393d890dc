"""Agency types of too few people counted with another type, so that an open edition can say something of them at all.

Which type may be merged into which stands in a register. What is estimated by agency type is then estimated a second
time by `agency_group`, the types after merging; `disclosure.merging` gives each edition the one that it may show.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.assessment.grammar import LIST
from needs_analysis.columns import AGENCY_GROUP, PLAN, RESPONSE_RATES

TYPE = "agency_type"
COUNTED = ["registered", "responses", "answered", "unlinked"]


def merge_small(people: Mapping[str, pd.DataFrame], targets: Mapping[str, str], *, limit: int) -> dict[str, str]:
    """Choose the types that are merged: those with fewer participants, or fewer forms, than may be shown.

    A type that is still too small with what was merged into it goes on into its own target. What would only give one
    type another name is left as it is.

    Args:
        people: participants, responses → what `describe_people` says; a table without any agency type does not count.
        targets: type → the type it may be merged into.
        limit: the smallest group that every open edition shows.

    Returns:
        Type → the type that its people count with.

    >>> forms = pd.DataFrame({"agency_type": ["interior"] * 2 + ["migration"] * 3 + ["customs"] * 4})
    >>> targets = dict.fromkeys(["interior", "migration"], "other_government")
    >>> merge_small({"responses": forms}, targets, limit=5)
    {'interior': 'other_government', 'migration': 'other_government'}
    """
    sizes = _sizes(people)
    present = set(sizes)
    chosen: dict[str, str] = {}
    for code in sorted(targets, key=lambda code: (-_depth(targets, code), code)):
        if code in sizes and min(sizes[code]) < limit:
            target = targets[code]
            chosen[code] = target
            sizes[target] = [sum(pair) for pair in zip(sizes.get(target, [0, 0]), sizes[code], strict=False)]
    last = {code: _end(chosen, code) for code in sorted(present & chosen.keys())}
    gathered = pd.Series(last).value_counts()
    return {code: target for code, target in last.items() if target in present or gathered[target] > 1}


def merge_types(people: Mapping[str, pd.DataFrame], merged: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Add to what is known of people the agency type that they count with after merging.

    >>> people = {"responses": pd.DataFrame({"agency_type": ["interior", "customs", None]})}
    >>> merge_types(people, {"interior": "other_government"})["responses"]["agency_group"].fillna("").tolist()
    ['other_government', 'customs', '']
    """
    if not merged:
        return dict(people)
    return {name: table.assign(**{AGENCY_GROUP: table[TYPE].replace(dict(merged))}) for name, table in people.items()}


def plan_merged(plan: pd.DataFrame) -> pd.DataFrame:
    """Add to a plan each line by agency type once more, by the types after merging.

    >>> line = {"statistic": "mean", "measure": "gap", "item": "all", "by": "agency_type"}
    >>> plan_merged(PLAN.frame([line]))["by"].tolist()
    ['agency_type', 'agency_group']
    """
    counted = plan["measure"].isin(LIST) & plan["item"].eq(TYPE)
    again = plan[plan["by"].eq(TYPE) | counted]
    item = again["item"].mask(counted[again.index], AGENCY_GROUP)
    return PLAN.frame(pd.concat([plan, again.assign(item=item, by=again["by"].replace(TYPE, AGENCY_GROUP))]))


def merge_rates(rates: pd.DataFrame, merged: Mapping[str, str]) -> pd.DataFrame:
    """Add the response rates of the types after merging: what was counted adds up.

    Args:
        rates: the declared table of response rates.
        merged: type → the type that its people count with; without any, no rates are added.
    """
    own = rates[rates["by"].eq(TYPE)]
    if not merged or own.empty:
        return rates
    group = own["group"].replace(dict(merged)).fillna("")
    summed = own.assign(group=group).groupby(["group", "method"])[COUNTED].sum().reset_index()
    above = summed["answered"].where(summed["method"].eq("linked"), summed["responses"])
    rate = (above / summed["registered"]).where(summed["registered"] > 0)
    return RESPONSE_RATES.frame(pd.concat([rates, summed.assign(by=AGENCY_GROUP, rate=rate)]))


def _sizes(people: Mapping[str, pd.DataFrame]) -> dict[str, list[int]]:
    """Count the people of each type in every table that knows any type."""
    counts = {name: table[TYPE].value_counts() for name, table in people.items() if table[TYPE].notna().any()}
    together = pd.DataFrame(counts).fillna(0).astype(int)
    return {str(code): [int(n) for n in row] for code, row in zip(together.index, together.to_numpy(), strict=True)}


def _depth(targets: Mapping[str, str], code: str) -> int:
    return 1 + _depth(targets, targets[code]) if code in targets else 0


def _end(chosen: Mapping[str, str], code: str) -> str:
    return _end(chosen, chosen[code]) if code in chosen else code
