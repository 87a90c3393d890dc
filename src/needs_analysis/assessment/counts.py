"""Counts: people, forms and kinds of answers; facts of the list, so without an interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from needs_analysis.columns import ESTIMATES, records


def count_people(
    people: pd.DataFrame, measure: str, *, by: str = "", item: str = "", groups: Iterable[str] = ()
) -> pd.DataFrame:
    """Count people as a whole, by a group, or by a group and the choices of an item.

    Args:
        people: what `describe_people` says; `n` beside it says how many a row stands for, else it is one.
        measure: participants or responses.
        by: country, agency_type, delegation, or blank for the whole.
        item: agency_type to count each type within each group, or blank.
        groups: groups that are known from elsewhere: one that nobody here belongs to counts zero.

    >>> people = pd.DataFrame({"country": ["KAZ", "KAZ", "UZB"]})
    >>> count_people(people, "participants", by="country")[["group", "value"]].values.tolist()
    [['KAZ', 2.0], ['UZB', 1.0]]
    """
    keys = {"group": people[by].fillna("") if by else "", "choice": people[item].fillna("") if item else ""}
    counted = people.assign(**keys, value=people.get("n", 1)).groupby(["group", "choice"])["value"].sum().reset_index()
    none = sorted(set(groups) - set(counted["group"])) if by and not item else []
    counted = pd.concat([counted, pd.DataFrame({"group": none, "choice": "", "value": 0})])
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
    counted = [count_line(line, people) for line in records(plan.fillna("")) if line["measure"] in people]
    return ESTIMATES.frame(pd.concat([ESTIMATES.frame([]), *counted]))


def count_line(line: Mapping[str, str], people: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Compute one of the plan's counts of people; a group that only the other table has counts zero.

    Args:
        line: of the plan.
        people: participants, responses → what `describe_people` says.
    """
    by, measure = line["by"], line["measure"]
    groups = {group for table in people.values() for group in table[by].fillna("")} if by else set()
    return count_people(people[measure], measure, by=by, item=line["item"], groups=groups)


def count_answers(ratings: pd.DataFrame) -> pd.DataFrame:
    """Count, for each need, how many people rated its importance and how many gave which kind of answer instead.

    Args:
        ratings: the declared table of ratings; `n` beside it says how many a row stands for, else it is one.
    """
    asked = ratings[ratings["measure"] == "importance"].assign(n=ratings.get("n", 1))
    tally = asked.pivot_table(index="need", columns="answer", values="n", aggfunc="sum", fill_value=0).stack()
    counted = pd.DataFrame({"value": tally}).reset_index().rename(columns={"need": "item", "answer": "choice"})
    rows = counted.assign(statistic="count", measure="answers")
    total = asked.groupby("need")["n"].sum()
    fixed = {"by": "", "group": "", "weighting": "", "method": "count", "note": ""}
    return ESTIMATES.frame(rows.assign(**fixed, n=rows["item"].map(total)))
