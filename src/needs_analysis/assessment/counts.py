"""Counts: people, forms and kinds of answers; facts of the list, so without an interval."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.columns import ESTIMATES, records


def count_people(people: pd.DataFrame, measure: str, *, by: str = "", item: str = "") -> pd.DataFrame:
    """Count people as a whole, by a group, or by a group and the choices of an item.

    Args:
        people: what `describe_people` says.
        measure: participants or responses.
        by: country, agency_type, delegation, or blank for the whole.
        item: agency_type to count each type within each group, or blank.

    >>> people = pd.DataFrame({"country": ["KAZ", "KAZ", "UZB"]})
    >>> count_people(people, "participants", by="country")[["group", "value"]].values.tolist()
    [['KAZ', 2.0], ['UZB', 1.0]]
    """
    keys = {"group": people[by].fillna("") if by else "", "choice": people[item].fillna("") if item else ""}
    counted = people.assign(**keys).groupby(["group", "choice"]).size().rename("value").reset_index()
    rows = counted.assign(statistic="count", measure=measure, item=item, by=by, weighting="", n=counted["value"])
    return ESTIMATES.frame(rows.assign(n_countries=None, method="count", note=""))


def count_planned(plan: pd.DataFrame, people: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Compute the plan's counts of people, where nobody was asked about needs.

    Args:
        plan: what to compute.
        people: participants, responses → what `describe_people` says.

    >>> plan = pd.DataFrame([{"statistic": "count", "measure": "responses", "item": "", "by": ""}])
    >>> count_planned(plan, {"responses": pd.DataFrame({"country": ["KAZ", "UZB"]})})["value"].tolist()
    [2.0]
    """
    lines = records(plan.fillna(""))
    counted = [
        count_people(people[line["measure"]], line["measure"], by=line["by"], item=line["item"])
        for line in lines
        if line["measure"] in people
    ]
    return ESTIMATES.frame(pd.concat([ESTIMATES.frame([]), *counted]))


def count_answers(ratings: pd.DataFrame) -> pd.DataFrame:
    """Count, for each need, how many people rated its importance and how many gave which kind of answer instead."""
    asked = ratings[ratings["measure"] == "importance"]
    tally = pd.crosstab(asked["need"], asked["answer"]).stack()
    counted = pd.DataFrame({"value": tally}).reset_index().rename(columns={"need": "item", "answer": "choice"})
    rows = counted.assign(statistic="count", measure="answers")
    total = asked.groupby("need").size()
    fixed = {"by": "", "group": "", "weighting": "", "method": "count", "note": ""}
    return ESTIMATES.frame(rows.assign(**fixed, n=rows["item"].map(total)))
