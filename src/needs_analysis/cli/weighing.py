"""Open issues in the order in which they deserve a person's time: by how far their answers could move a result."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.assessment.effects import Published, effects_of
from needs_analysis.assessment.grammar import GROUPS
from needs_analysis.assessment.plan import read_plan
from needs_analysis.assessment.scales import points_of, scales_of
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.assessing import describe_everyone, rate
from needs_analysis.cli.limits import smallest_groups
from needs_analysis.errors import EstimateError
from needs_analysis.workshop import Workshop

WORST_FIRST = {"stop": 0, "review": 1, "note": 2}


def weigh(
    workshop: Workshop, arrival: Arrival, tables: Mapping[str, pd.DataFrame], issues: pd.DataFrame
) -> pd.DataFrame:
    """Give each issue its effect, and sort them: those that stop the run, then by effect, then as they were found.

    Args:
        workshop: says what is published.
        arrival: what was received.
        tables: name → table as the log leaves it now.
        issues: the open issues.
    """
    weighed = issues.assign(effect=_effects(workshop, arrival, tables, issues)) if len(issues) else issues
    order = pd.DataFrame({"severity": weighed["severity"].map(WORST_FIRST), "effect": -weighed["effect"]})
    return weighed.loc[order.sort_values(["severity", "effect"], kind="stable", na_position="last").index]


def _effects(
    workshop: Workshop, arrival: Arrival, tables: Mapping[str, pd.DataFrame], issues: pd.DataFrame
) -> pd.Series:
    settings, asked = workshop.settings, arrival.questionnaire
    try:
        scales = scales_of(points_of(asked.questions, asked.choices))
    except EstimateError:  # mixed scales: the step `assess` says so, and no effect can be measured
        return pd.Series(float("nan"), index=issues.index)
    people = describe_everyone(workshop, tables, arrival.agencies)
    ratings = rate(tables, people, asked.questions, choices=asked.choices, needs=arrival.needs)
    if ratings["value"].isna().all():
        return pd.Series(float("nan"), index=issues.index)
    plan = read_plan(workshop.path(settings.assessment.plan) if settings.assessment.plan else None)
    published = Published(
        ratings,
        scales,
        bys=tuple(by for by in plan.loc[plan["statistic"].eq("mean"), "by"].fillna("").unique() if by in GROUPS),
        weighting=settings.assessment.weighting,
        smallest=min(smallest_groups(workshop).values()),
    )
    return effects_of(issues, asked.questions, published)
