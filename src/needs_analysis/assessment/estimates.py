"""The plan carried out: all estimates of needs and all counts, one number a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from needs_analysis.assessment.agreement import estimate_agreement, estimate_concordance
from needs_analysis.assessment.counts import count_answers, count_line
from needs_analysis.assessment.discrepancies import estimate_borich, estimate_ranked, paired_values
from needs_analysis.assessment.means import estimate_means
from needs_analysis.assessment.places import estimate_first
from needs_analysis.assessment.robustness import RULES, estimate_ruled
from needs_analysis.assessment.shares import estimate_shares
from needs_analysis.assessment.shrunken import estimate_shrunken
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach, named
from needs_analysis.columns import ESTIMATES, PLAN, records
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say

Row = dict[str, str]
CELLS: dict[str, Callable[[pd.DataFrame, Survey, Approach], pd.DataFrame]] = {
    "mean": lambda rows, survey, approach: estimate_means(rows, survey.scales, approach=approach),
    "share": lambda rows, _, approach: estimate_shares(rows, approach=approach),
    "borich": lambda rows, _, approach: estimate_borich(paired_values(rows), approach),
    "rds": lambda rows, _, approach: estimate_ranked(paired_values(rows), approach),
    "consensus": lambda rows, survey, _: estimate_agreement(rows, survey.points, "consensus"),
    "agreement": lambda rows, survey, _: estimate_agreement(rows, survey.points, "agreement"),
}
PAIRED = ("borich", "rds")
UNWEIGHTED = ("consensus", "agreement")
NOBODY = pd.DataFrame(columns=["item", "group"])


def estimate_plan(plan: pd.DataFrame, survey: Survey, people: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Compute every row of the plan that the data can answer: a measure that was not asked gives no row.

    Args:
        plan: the declared table, as `read_plan` gives it.
        survey: the ratings and how numbers are made of them.
        people: who participated and who responded: participants, responses → what `describe_people` says.

    Raises:
        EstimateError: nobody rated anything; one country alone is to be weighted against others; a row asks for a
            weighting or a grouping that the data do not have.
    """
    survey.refuse_too_little()
    rows = records(PLAN.frame(plan).fillna(""))
    _refuse_unknown_weightings(rows, survey)
    parts = [part for row in rows for part in _carried_out(row, survey, people or {})]
    frame = pd.concat([ESTIMATES.frame([]), *parts]) if parts else ESTIMATES.frame([])
    return ESTIMATES.frame(frame.fillna({"note": ""}).drop_duplicates(list(ESTIMATES.key)))


def _refuse_unknown_weightings(rows: list[Row], survey: Survey) -> None:
    known = survey.approach.known
    unknown = sorted({row["weighting"] for row in rows} - {"", *known})
    if unknown:
        what = say("The plan asks for a weighting that the data do not have: {names}.", names=", ".join(unknown))
        raise EstimateError(Problem(what, remedy=say("Known are: {names}.", names=", ".join(known))))


def _carried_out(row: Row, survey: Survey, people: Mapping[str, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    statistic, measure = row["statistic"], row["measure"]
    if measure in people:
        yield count_line(row, people)
    elif measure == "answers":
        yield count_answers(survey.ratings)
    elif statistic == "rank" and measure in RULES:
        yield _declared(estimate_ruled(survey.standing, measure, survey.opinions_under("each_person")))
    elif measure == "gap" and survey.is_unlike:
        yield _unlike(row, survey)
    elif not survey.ratings["measure"].isin([measure, *(["gap"] if measure in PAIRED else [])]).any():
        return
    elif statistic in CELLS:
        yield from _cells(row, survey)
    elif statistic in ("quadrant", "quadrant_share"):
        yield _quadrants(row, survey)
    elif statistic == "shrunken_mean":
        yield _shrunken(row, survey)
    else:
        yield _declared(_whole(row, survey))


def _cells(row: Row, survey: Survey) -> Iterator[pd.DataFrame]:
    """Numbers of one statistic, a row an item and group."""
    statistic, by = row["statistic"], row["by"]
    wanted, items = _wanted(row), survey.kinds[row["item"]]
    answers_to = row["measure"] if statistic == "share" else ""
    for rows, approach in survey.selected(by, named(row["weighting"]), answers_to=answers_to):
        chosen = rows[rows["measure"].isin(wanted) & rows["item"].isin(items)]
        if len(rows) or not by:
            found = CELLS[statistic](chosen, survey, approach) if len(chosen) else NOBODY
            complete = _complete(found, items, sorted(set(rows["group"])) or [""]) if statistic != "share" else found
            weighting = "each_person" if statistic in UNWEIGHTED else approach.weighting
            fixed = {"statistic": statistic, "measure": row["measure"], "by": by, "weighting": weighting}
            yield _declared(complete.assign(**fixed))


def _wanted(row: Row) -> list[str]:
    return ["importance", "gap"] if row["statistic"] in PAIRED else [row["measure"]]


def _complete(found: pd.DataFrame, items: list[str], groups: list[str]) -> pd.DataFrame:
    """Add a row that says so for each item that nobody answered in a group, never a gap."""
    grid = pd.MultiIndex.from_product([items, groups], names=["item", "group"])
    full = found.set_index(["item", "group"]).reindex(columns=found.columns.drop(["item", "group"]), index=grid)
    for column in ("n", "n_countries", "note", "method"):
        full[column] = full.get(column)
    nobody = full["n"].isna()
    counts = full[["n", "n_countries"]].astype(float).fillna(0)
    method = full["method"].where(~nobody, next(iter(full["method"].dropna()), ""))
    return full.assign(**counts, note=full["note"].where(~nobody, "no_answers"), method=method).reset_index()


def _unlike(row: Row, survey: Survey) -> pd.DataFrame:
    """Say of each item that it has no gap, since importance and capacity stand on different scales."""
    if row["statistic"] not in CELLS or row["by"]:
        return ESTIMATES.frame([])
    weighting = row["weighting"] or survey.approach.weighting
    fixed = {"statistic": row["statistic"], "measure": "gap", "weighting": weighting, "note": "scales_differ"}
    return _declared(pd.DataFrame({"item": survey.kinds[row["item"]], "n": 0}).assign(**fixed))


def _shrunken(row: Row, survey: Survey) -> pd.DataFrame:
    """Shrunken means of the groups of national delegations: observers, who stand beside their countries, apart."""
    [(rows, _), *_] = survey.selected(row["by"], "each_person")
    chosen = rows["measure"].eq(row["measure"]) & rows["item"].isin(survey.kinds[row["item"]])
    found = estimate_shrunken(rows[chosen & rows["group"].ne("") & ~rows["delegation"].eq("observer")])
    return _declared(found.assign(statistic="shrunken_mean", by=row["by"], weighting="each_person"))


def _quadrants(row: Row, survey: Survey) -> pd.DataFrame:
    found = survey.quadrants(row["by"], named(row["weighting"]), row["item"])
    return _declared(found[found["statistic"].eq(row["statistic"])] if len(found) else found)


def _whole(row: Row, survey: Survey) -> pd.DataFrame:
    """Numbers that look at all needs together."""
    statistic, measure = row["statistic"], row["measure"]
    if statistic in ("kendall_w", "krippendorff"):
        found = estimate_concordance(survey.opinions_under("each_person"), measure, statistic)
        return found.assign(statistic=statistic, by="", weighting="each_person")
    if measure not in (survey.opinions.order, "borich", "rds"):
        return pd.DataFrame()
    if statistic == "top_share":
        return estimate_first(survey.standing)
    found = pd.concat([survey.places if statistic in ("rank", "tier") else pd.DataFrame(), survey.panel])
    if found.empty:
        return found
    ways = {row["weighting"] or survey.approach.weighting}
    return found[found["statistic"].eq(statistic) & found["measure"].eq(measure) & found["weighting"].isin(ways)]


def _declared(found: pd.DataFrame, **fixed: Any) -> pd.DataFrame:
    """Make rows of the declared table; where each person counts once, everybody who answered counts in full."""
    made = ESTIMATES.frame(found.assign(**fixed)) if len(found) else ESTIMATES.frame([])
    each = made["weighting"].eq("each_person") & made["n"].gt(0)
    return made.assign(n_eff=made["n_eff"].fillna(made["n"].astype(float).where(each)))
