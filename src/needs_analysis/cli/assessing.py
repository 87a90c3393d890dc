"""The step `assess`: clean tables become estimates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.limits import estimate_limits
from needs_analysis.assessment.plan import read_plan
from needs_analysis.assessment.ratings import long_ratings
from needs_analysis.assessment.respondents import describe_people, nesting_of
from needs_analysis.assessment.scales import are_alike, points_of, scales_of
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach
from needs_analysis.cleaning.store import CleanData, read_frame, refuse_damaged
from needs_analysis.cli.arrival import workshop_agencies, workshop_needs
from needs_analysis.cli.assistance import day_of, record_assistance
from needs_analysis.cli.evaluating import estimate_evaluation
from needs_analysis.columns import ACTIVITIES, ESTIMATES
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say
from needs_analysis.registers.agencies import AgencyRegister
from needs_analysis.workshop import Assessment, Workshop
from needs_analysis.writing import folder_hashes, replaced_folder, write_csv, write_text

PEOPLE = ("participants", "responses")


@dataclass(frozen=True)
class Assessed:
    """All estimates before suppression, and the recorded assistance.

    `about` holds order, scales, nesting of groups and the inputs' hashes.
    """

    estimates: pd.DataFrame
    activities: pd.DataFrame
    about: dict[str, Any]


def assess(workshop: Workshop, data: CleanData) -> Assessed:
    """Estimate what the plan asks for, and write it.

    Raises:
        EstimateError: too little was answered.
    """
    settings = workshop.settings
    people = describe_everyone(workshop, data.tables, workshop_agencies(workshop))
    questions, choices = data.parts["questions"], data.parts["choices"]
    ratings = rate(data.tables, people, questions, choices=choices, needs=workshop_needs(workshop))
    plan = read_plan(workshop.path(settings.assessment.plan) if settings.assessment.plan else None)
    points = points_of(questions, choices)
    scales = scales_of(points)
    survey = Survey(ratings, scales, points, approach_of(settings.assessment), data.tables["responses"])
    estimates = estimate_plan(plan, survey, people)
    activities, recorded = record_assistance(workshop, data.tables, plan, survey=survey, means=estimates)
    languages = data.tables["responses"].get("language")
    parts = [
        estimates,
        recorded,
        estimate_evaluation(workshop, data.tables, plan),
        estimate_limits(ratings, data.parts["response_rates"], languages=languages),
    ]
    estimates = ESTIMATES.frame(pd.concat(parts))
    about = {
        "order": survey.opinions.order,
        "floor": survey.floor,
        "scales": scales,
        "as_of": day_of(workshop).isoformat(),
        "inputs": data.inputs,
        "nesting": nesting_of(people),
    }
    with replaced_folder(workshop.estimates) as folder:
        write_csv(folder / "plan.csv", plan)
        write_csv(folder / "estimates.csv", estimates)
        write_csv(folder / "activities.csv", activities)
        about["files"] = folder_hashes(folder)
        write_text(folder / "about.json", json.dumps(about, indent=1, ensure_ascii=False) + "\n")
    return Assessed(estimates, activities, about)


def approach_of(chosen: Assessment) -> Approach:
    """Say how numbers are made, as `workshop.toml` chooses."""
    return Approach(
        weighting=chosen.weighting, countries=chosen.countries, floor=chosen.importance_floor, seed=chosen.seed
    )


def describe_everyone(
    workshop: Workshop, tables: Mapping[str, pd.DataFrame], agencies: AgencyRegister
) -> dict[str, pd.DataFrame]:
    """Say who participated and who responded: participants, responses → country, agency type and delegation."""
    settings = workshop.settings
    groups = {"national": settings.delegations.national, "observer": settings.delegations.observer}
    own = list(settings.agency_types)
    known = [name for name in PEOPLE if name in tables]
    return {name: describe_people(tables[name], agencies=agencies.table, own_types=own, **groups) for name in known}


def rate(
    tables: Mapping[str, pd.DataFrame],
    people: Mapping[str, pd.DataFrame],
    questions: pd.DataFrame,
    *,
    choices: pd.DataFrame,
    needs: pd.DataFrame,
) -> pd.DataFrame:
    """Give the ratings in the responses."""
    mine = questions[questions["table"].eq("responses")]
    alike = are_alike(points_of(mine, choices))
    return long_ratings(tables["responses"], people["responses"], mine, choices=choices, needs=needs, gaps=alike)


def read_assessed(workshop: Workshop) -> Assessed:
    """Read the estimates that `assess` wrote.

    Raises:
        EstimateError: there are none.
    """
    path = workshop.estimates / "about.json"
    if not path.is_file():
        what = say("There are no estimates yet.")
        raise EstimateError(Problem(what, remedy=say("Make them with: needs-analysis assess")))
    about = json.loads(path.read_text(encoding="utf-8"))
    refuse_damaged(workshop.estimates, about.get("files", {}), made_with="run")
    estimates, activities = (
        read_frame(workshop.estimates / f"{table.name}.csv", table) for table in (ESTIMATES, ACTIVITIES)
    )
    return Assessed(estimates, activities, about)
