"""The plan carried out: all estimates of a workshop, one number a row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.assessment.counts import count_answers, count_people
from needs_analysis.assessment.means import estimate_means
from needs_analysis.columns import ESTIMATES, PLAN, records
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say

Scales = Mapping[str, tuple[float, float]]
APART = ("organisation", "expert")


def estimate_plan(
    plan: pd.DataFrame,
    ratings: pd.DataFrame,
    people: Mapping[str, pd.DataFrame],
    *,
    scales: Scales,
    weighting: str,
) -> pd.DataFrame:
    """Compute every row of the plan that the data can answer: a measure that was not asked gives no row.

    Args:
        plan: what to compute, as `read_plan` gives it.
        ratings: the declared table of ratings.
        people: who participated and who responded: participants, responses → what `describe_people` says.
        scales: measure → lowest and highest rating.
        weighting: equal_country or each_person.

    Raises:
        EstimateError: nobody rated anything, or one country alone is to be weighted against others.
    """
    _refuse_too_little(ratings, weighting)
    values = item_values(ratings)
    parts = [ESTIMATES.frame([])]
    for row in records(PLAN.frame(plan).fillna("")):
        asked = ratings[ratings["measure"] == row["measure"]]
        if row["statistic"] == "mean" and len(asked):
            needs, themes = (sorted(asked[name].dropna().unique()) for name in ("need", "theme"))
            items = needs if row["item"] == "need" else [*needs, *themes, ""]
            wanted = values[(values["measure"] == row["measure"]) & values["item"].isin(items)]
            parts.append(_means(wanted, row["measure"], items, by=row["by"], scales=scales, weighting=weighting))
        elif row["measure"] in people:
            parts.append(count_people(people[row["measure"]], row["measure"], by=row["by"], item=row["item"]))
        elif row["measure"] == "answers":
            parts.append(count_answers(ratings))
    return ESTIMATES.frame(pd.concat(parts))


def order_measure(ratings: pd.DataFrame) -> str:
    """Return the measure that orders needs: the gap where anyone rated both, else importance."""
    return "gap" if "gap" in set(ratings.dropna(subset=["value"])["measure"]) else "importance"


def scales_of(questions: pd.DataFrame, choices: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Give the ends of each measure's scale, and of the gap between importance and capacity.

    >>> questions = pd.DataFrame([{"measure": "importance", "choices": "five"}])
    >>> scales_of(questions, pd.DataFrame({"choices": "five", "value": [1.0, 5.0]}))
    {'importance': (1.0, 5.0)}
    """
    ends = choices.dropna(subset=["value"]).groupby("choices")["value"].agg(["min", "max"])
    asked = questions[questions["measure"].notna() & questions["choices"].isin(ends.index)].drop_duplicates("measure")
    names = zip(asked["measure"], asked["choices"], strict=True)
    scales = {measure: (float(ends.loc[name, "min"]), float(ends.loc[name, "max"])) for measure, name in names}
    if {"importance", "capacity"} <= set(scales):
        (low, high), (least, most) = scales["importance"], scales["capacity"]
        scales["gap"] = (low - most, high - least)
    return scales


def _refuse_too_little(ratings: pd.DataFrame, weighting: str) -> None:
    rated = ratings.dropna(subset=["value"])
    if rated.empty:
        what = say("No rating was given: every answer is blank or a non-answer.")
        raise EstimateError(Problem(what, remedy=say("Check the columns of [sources.responses] and the scales.")))
    countries = sorted(set(rated.loc[rated["delegation"] == "national", "country"]))
    if weighting == "equal_country" and len(countries) < 2:
        what = say(
            "Only {n} national delegation rated needs ({names}): countries cannot be weighted equally.",
            n=len(countries),
            names=", ".join(countries) or "–",
        )
        remedy = say('Check the country column and [delegations], or set weighting = "each_person" under [assessment].')
        raise EstimateError(Problem(what, remedy=remedy))


def item_values(ratings: pd.DataFrame) -> pd.DataFrame:
    """Give each person's value of each need, of each theme (mean over its needs) and of the whole (a blank item).

    Beside it stands `among`: how many ratings it is the mean of.
    """
    who = ["response_id", "country", "agency_type", "delegation", "measure"]
    rated = ratings.dropna(subset=["value"])
    needs = rated[[*who, "value"]].assign(item=rated["need"], among=1)
    how = {"value": ("value", "mean"), "among": ("value", "size")}
    themes = rated.groupby([*who, "theme"], dropna=False).agg(**how).reset_index().dropna(subset=["theme"])
    whole = rated.groupby(who, dropna=False).agg(**how).reset_index()
    return pd.concat([needs, themes.rename(columns={"theme": "item"}), whole.assign(item="")])


def _means(
    values: pd.DataFrame, measure: str, items: list[str], *, by: str, scales: Scales, weighting: str
) -> pd.DataFrame:
    """Means of one measure, as a whole or by a group."""
    parts = selections(values, by=by, weighting=weighting)
    fixed = {"statistic": "mean", "measure": measure, "choice": "", "by": by}
    means = [_estimated(rows, items, scales, weighting=way) for rows, way in parts if len(rows) or not by]
    return ESTIMATES.frame(pd.concat([ESTIMATES.frame([]), *(mean.assign(**fixed) for mean in means)]))


def selections(values: pd.DataFrame, *, by: str, weighting: str) -> list[tuple[pd.DataFrame, str]]:
    """Choose the values that enter the means of a disaggregation, with the weighting of each part.

    Organisations and experts never enter a national mean.

    Args:
        values: what `item_values` gives.
        by: country, agency_type or delegation; blank for the whole.
        weighting: equal_country or each_person.
    """
    values = values.assign(country=values["country"].fillna(""), group=values[by].fillna("") if by else "")
    national = values["delegation"].eq("national")
    if weighting == "each_person":
        national |= values["delegation"].isna()
    apart = values["delegation"].isin(APART)
    parts = [(values[national], weighting)]
    if by == "country":
        parts = [(values[~apart & values["group"].ne("")], "each_person")]
    elif by == "delegation":
        parts += [(values[values["delegation"] == "observer"], weighting), (values[apart], "each_person")]
    elif by == "agency_type":
        types = set(values.loc[national, "group"])
        parts += [(values[apart & ~values["group"].isin(types)], "each_person")]
    return parts


def _estimated(values: pd.DataFrame, items: list[str], scales: Scales, *, weighting: str) -> pd.DataFrame:
    """Means of every item in every group; where nobody answered there is a row that says so, never a gap."""
    equal = weighting == "equal_country"
    cells = estimate_means(values, scales, equal_country=equal).set_index(["item", "group"])
    grid = pd.MultiIndex.from_product([items, sorted(set(values["group"])) or [""]], names=["item", "group"])
    full = cells.reindex(grid)
    full["note"] = full["note"].where(full["n"].notna(), "no_answers")
    counts = full[["n", "n_countries"]].fillna(0)
    method = "equal_country_fixed_t" if equal else "mean_t"
    return full.assign(**counts, weighting=weighting, method=method).reset_index()
