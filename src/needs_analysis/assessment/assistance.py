"""Assistance coverage: recorded activities counted, and held against the needs.

Facts of a list, so without an interval. Current is what is recorded as planned or ongoing; what was completed,
suspended or cancelled is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from needs_analysis.assessment.coverage import place_needs
from needs_analysis.assessment.grammar import ASSISTANCE
from needs_analysis.assessment.overlaps import overlapping_pairs
from needs_analysis.columns import CURRENT, ESTIMATES, STATUSES, records

NOTHING = "none_recorded"


def estimate_assistance(
    plan: pd.DataFrame, activities: pd.DataFrame, gaps: pd.DataFrame, *, needs: Sequence[str], smallest: int
) -> pd.DataFrame:
    """Compute every row of the plan that is about recorded assistance.

    An activity counts once, however many needs and countries it names. Beside the current ones (a blank choice) stand
    those of each status, those without one (no_status), and the current ones that may be out of date (stale).

    Args:
        plan: what to compute, as `read_plan` gives it.
        activities: the declared table of activities.
        gaps: the estimates of the needs by the measure that orders them: item, value, n.
        needs: the needs that were asked about; one without any activity is noted as none recorded.
        smallest: respondents that every edition shows; needs with fewer do not enter the mean that parts the needs.

    >>> from needs_analysis.assessment.plan import read_plan
    >>> from needs_analysis.columns import ACTIVITIES
    >>> listed = ACTIVITIES.frame([{"activity_id": "A1", "implementer": "IOM", "need": "N1", "status": "ongoing"}])
    >>> counted = estimate_assistance(read_plan(), listed, ESTIMATES.frame([]), needs=["N1", "N2"], smallest=5)
    >>> current = counted[counted["measure"].eq("activities") & counted["by"].isna() & counted["choice"].isna()]
    >>> current[["item", "value", "note"]].fillna("").values.tolist()
    [['', 1.0, ''], ['N1', 1.0, ''], ['N2', 0.0, 'none_recorded']]
    """
    current = activities[activities["status"].isin(CURRENT)]
    items = [*needs, *sorted(set(activities["need"].dropna()) - set(needs))]
    counted = {
        "activities": activities.assign(counted=activities["activity_id"]),
        "providers": current.assign(counted=current["implementer"]),
        "overlaps": _sides(overlapping_pairs(current)),
    }
    parts = [ESTIMATES.frame([])]
    for row in records(plan.fillna("")):
        if (row["statistic"], row["measure"]) == ("quadrant", "coverage"):
            parts.append(place_needs(gaps, set(current["need"].dropna()), smallest=smallest))
        elif (row["statistic"], row["measure"]) in ASSISTANCE:
            parts += _counts(counted[row["measure"]], row, items)
    return ESTIMATES.frame(pd.concat(parts))


def _sides(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give each pair twice, once for each of its organisations."""
    sides = [pairs.assign(implementer=pairs[f"implementer_{side}"]) for side in ("one", "other")]
    both = pd.concat(sides)
    return both.assign(counted=both["one"] + "\n" + both["other"])


def _counts(rows: pd.DataFrame, asked: Mapping[str, str], needs: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Count what one line of the plan asks for, by choice where activities are counted."""
    if asked["measure"] != "activities":
        yield _count(rows, asked, needs)
        return
    current = rows[rows["status"].isin(CURRENT)]
    found = _count(current, asked, needs)
    known = {*rows["need"].dropna(), *([""] if len(rows) else [])}
    yield found.assign(note=None if asked["by"] else found["item"].fillna("").map(lambda one: _noted(one in known)))
    if not asked["by"]:
        apart = {status: rows[rows["status"].eq(status)] for status in STATUSES}
        apart |= {"no_status": rows[rows["status"].isna()], "stale": current[current["stale"].notna()]}
        yield from (_count(some, asked, needs).assign(choice=choice) for choice, some in apart.items())


def _noted(known: bool) -> str:
    return "" if known else NOTHING


def _count(rows: pd.DataFrame, asked: Mapping[str, str], needs: Sequence[str]) -> pd.DataFrame:
    """Count what differs in `counted` for the whole or each need, in each group; without groups no need is left out."""
    keys = {
        "item": rows["need"] if asked["item"] else "",
        "group": rows[asked["by"]].fillna("") if asked["by"] else "",
    }
    distinct = rows[["counted"]].assign(**keys).dropna().drop_duplicates()
    counts = distinct.groupby(["item", "group"]).size()
    if not asked["by"]:
        wanted = [(need, "") for need in (needs if asked["item"] else [""])]
        counts = counts.reindex(pd.MultiIndex.from_tuples(wanted, names=["item", "group"]), fill_value=0)
    fixed = {"statistic": "count", "measure": asked["measure"], "by": asked["by"], "method": "count"}
    return counts.rename("value").reset_index().assign(**fixed)
