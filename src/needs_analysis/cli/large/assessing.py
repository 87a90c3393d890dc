"""Estimates of a large survey: each part reduced, the reductions put together in order, the plan carried out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.grammar import GROUPS
from needs_analysis.assessment.limits import DERIVED, share_kinds
from needs_analysis.assessment.reduced import Reduced, ReducedSurvey, combine_reduced, reduce_ratings
from needs_analysis.assessment.respondents import describe_people
from needs_analysis.assessment.scales import are_alike, points_of, scales_of
from needs_analysis.assessment.weightings import Approach
from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.arrival import workshop_agencies, workshop_needs
from needs_analysis.cli.assessing import describe_everyone, estimate_inputs
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.cli.planning import plan_of
from needs_analysis.columns import AGENCY_GROUP, ESTIMATES, PLAN, RECEIVED
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say
from needs_analysis.parallel import Workers
from needs_analysis.partitions.store import Parts
from needs_analysis.workshop import SETTINGS, Workshop
from needs_analysis.writing import folder_hashes, replaced_folder, write_csv, write_text

IDENTIFYING = ("country", "agency", "agency_type")
AT_ONCE = 8
# Two people who differ in everything, so that a plan has the lines of every group there may be.
SOMEBODY = pd.DataFrame({by: ["a", "b"] for by in GROUPS if by})


@dataclass(frozen=True)
class LargeAssessed:
    """The estimates of a large survey, and the lines of the plan that need every answer at once and were left out."""

    estimates: pd.DataFrame
    left_out: pd.DataFrame


@dataclass(frozen=True)
class ReduceTask:
    """A part to be reduced, and what its answers mean."""

    workshop: Workshop
    folder: Path
    number: int
    questions: pd.DataFrame
    choices: pd.DataFrame
    by: tuple[str, ...]


def assess_large(workshop: Workshop, data: CleanData, workers: Workers) -> LargeAssessed:
    """Estimate what the plan asks for, as far as parts can be put together, and write it.

    Args:
        workshop: the workspace.
        data: the clean data but the responses, which are read in parts.
        workers: where parts are reduced.

    Raises:
        EstimateError: too little was answered; the weighting is one that parts cannot be put together for.
    """
    assessed = estimate_large(workshop, data, workers, workshop.clean)
    with replaced_folder(workshop.estimates) as folder:
        write_csv(folder / "estimates.csv", assessed.estimates)
        write_csv(folder / "left_out.csv", assessed.left_out)
        about: dict[str, Any] = {"inputs": estimate_inputs(workshop, data), "files": folder_hashes(folder)}
        write_text(folder / "about.json", json.dumps(about, indent=1, ensure_ascii=False) + "\n")
    return assessed


def estimate_large(workshop: Workshop, data: CleanData, workers: Workers, folder: Path) -> LargeAssessed:
    """Estimate from the parts in a folder."""
    chosen = workshop.settings.assessment
    if chosen.weighting == "design":
        what = say("Weights of a design are not used on a survey that is read in parts.")
        remedy = say("Set from_megabytes under [partitions] higher than the file's size.")
        raise EstimateError(Problem(what, file=SETTINGS, remedy=remedy))
    questions, choices = data.parts["questions"], data.parts["choices"]
    first = Parts(folder / FORMS).read(0)
    answers = FormAnswers(first, SOMEBODY, questions, choices)
    plan = plan_of(workshop, answers, rates_needs=True)
    by = tuple(name for name in plan.loc[can_be_made(plan), "by"].dropna().unique() if name in {*first} - {*GROUPS})
    tasks = [ReduceTask(workshop, folder, number, questions, choices, by) for number in Parts(folder / FORMS).numbers]
    found = combined(list(workers.each(reduce_part, tasks)))
    plan = plan_of(workshop, replace(answers, people=found.people), rates_needs=True)  # now that all groups are known
    made, points = can_be_made(plan), points_of(questions, choices)
    approach = Approach(chosen.weighting, chosen.countries, chosen.importance_floor, chosen.seed)
    survey = ReducedSurvey(found.tally, scales_of(points), points, approach, pd.DataFrame(), reduced=found.moments)
    others = describe_everyone(workshop, data.tables, workshop_agencies(workshop))
    people = {**others, FORMS: found.people}
    asked = found.tally[found.tally["measure"].ne(DERIVED)]
    kinds = share_kinds(asked.groupby("answer")["n"].sum(), n=int(found.people["n"].sum()))
    estimates = pd.concat([estimate_plan(PLAN.frame(plan[made]), survey, people), ESTIMATES.frame(kinds)])
    return LargeAssessed(ESTIMATES.frame(estimates), PLAN.frame(plan[~made]))


def can_be_made(plan: pd.DataFrame) -> pd.Series:
    """Say which lines of a plan parts can be put together for: means, shares of needs, counts of people and answers.

    >>> lines = [{"statistic": "mean", "measure": "gap", "item": "all"}, {"statistic": "rank", "measure": "gap"}]
    >>> can_be_made(PLAN.frame(lines)).tolist()
    [True, False]
    """
    rated = plan["measure"].isin(["importance", "capacity", "gap"]) & plan["weighting"].fillna("").ne("design")
    means = plan["statistic"].eq("mean") & rated
    shares = plan["statistic"].eq("share") & rated & plan["item"].eq("need")
    counts = plan["statistic"].eq("count") & plan["measure"].isin(["participants", "responses", "answers"])
    return (means | shares | counts) & plan["by"].fillna("").ne(AGENCY_GROUP)


def reduce_part(task: ReduceTask) -> Reduced:
    """Reduce the clean responses of one part."""
    needs, settings = workshop_needs(task.workshop), task.workshop.settings
    asked = task.questions[task.questions["table"].eq(FORMS)]
    rated = asked.loc[asked["need"].isin(needs["need_id"]), "field"]
    wanted = list(dict.fromkeys([*RECEIVED.names, *IDENTIFYING, *rated, *task.by]))
    responses = Parts(task.folder / FORMS).read(task.number, wanted)
    people = describe_people(
        responses,
        agencies=workshop_agencies(task.workshop).table,
        own_types=list(settings.agency_types),
        national=settings.delegations.national,
        observer=settings.delegations.observer,
    )
    alike = are_alike(points_of(asked, task.choices))
    return reduce_ratings(responses, people, asked, choices=task.choices, needs=needs, gaps=alike, by=task.by)


def combined(parts: Sequence[Reduced]) -> Reduced:
    """Put reductions together in the order of the parts, some at a time."""
    total = parts[0]
    for start in range(1, len(parts), AT_ONCE):
        total = combine_reduced([total, *parts[start : start + AT_ONCE]])
    return total
