"""The step `assess`: clean tables become estimates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from needs_analysis.assessment.counts import count_planned
from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.limits import estimate_limits
from needs_analysis.assessment.merging import merge_rates, merge_small, merge_types, plan_merged
from needs_analysis.assessment.questionnaire import Rules, estimate_questions
from needs_analysis.assessment.ratings import long_ratings
from needs_analysis.assessment.respondents import describe_people, nesting_of
from needs_analysis.assessment.scales import are_alike, points_of, scales_of
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach
from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.arrival import hash_inputs, workshop_agencies, workshop_mergers, workshop_needs
from needs_analysis.cli.assessed import Assessed
from needs_analysis.cli.assistance import day_of, record_assistance
from needs_analysis.cli.evaluating import estimate_evaluation
from needs_analysis.cli.limits import smallest_groups
from needs_analysis.cli.planning import plan_of, untabulated
from needs_analysis.cli.sampling import design_of
from needs_analysis.columns import AGENCY_GROUP, ESTIMATES
from needs_analysis.methods.designs import Design
from needs_analysis.registers.agencies import AgencyRegister
from needs_analysis.workshop import Workshop
from needs_analysis.writing import folder_hashes, replaced_folder, write_csv, write_text

PEOPLE = ("participants", "responses")


class Gathered(NamedTuple):
    """People by table, survey of needs, answers to the form, design of the sample, plan, and agency types merged."""

    people: dict[str, pd.DataFrame]
    survey: Survey
    answers: FormAnswers
    design: Design | None
    plan: pd.DataFrame
    merged: dict[str, str]


def assess(workshop: Workshop, data: CleanData) -> Assessed:
    """Estimate what the plan asks for, and write it.

    Raises:
        EstimateError: too little was answered, or the plan asks for what the data do not have.
    """
    gathered = gather(workshop, data)
    activities, estimates = _estimate(workshop, data, gathered)
    about = _describe(workshop, data, gathered)
    with replaced_folder(workshop.estimates) as folder:
        write_csv(folder / "plan.csv", gathered.plan)
        write_csv(folder / "estimates.csv", estimates)
        write_csv(folder / "activities.csv", activities)
        about["files"] = folder_hashes(folder)
        write_text(folder / "about.json", json.dumps(about, indent=1, ensure_ascii=False) + "\n")
    return Assessed(estimates, activities, about)


def gather(workshop: Workshop, data: CleanData) -> Gathered:
    """Bring together what estimates are made from."""
    questions, choices, responses = data.parts["questions"], data.parts["choices"], data.tables["responses"]
    everyone = describe_everyone(workshop, data.tables, workshop_agencies(workshop))
    merged = _merged(workshop, everyone) if AGENCY_GROUP not in responses else {}  # a form may ask for one of its own
    people = merge_types(everyone, merged)
    ratings = rate(data.tables, people, questions, choices=choices, needs=workshop_needs(workshop))
    answers, points = FormAnswers(responses, people["responses"], questions, choices), points_of(questions, choices)
    design = design_of(workshop, responses)
    asked = responses.assign(**{name: people["responses"][name] for name in [AGENCY_GROUP] if merged})
    survey = Survey(ratings, scales_of(points), points, _approach(workshop, design, responses), asked)
    plan = plan_of(workshop, answers, rates_needs=not ratings.empty)
    return Gathered(people, survey, answers, design, plan, merged)


def _estimate(workshop: Workshop, data: CleanData, gathered: Gathered) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the recorded assistance, and all estimates."""
    people, survey, answers, design, plan, merged = gathered
    lines, rates = (plan_merged(plan) if merged else plan), merge_rates(data.parts["response_rates"], merged)
    known = count_planned(lines, people) if survey.ratings.empty else estimate_plan(lines, survey, people)
    activities, recorded = record_assistance(workshop, data.tables, plan, survey=survey, means=known)
    rules = Rules(**workshop.settings.assessment.ratios.model_dump())
    parts = [
        known,
        recorded,
        estimate_questions(lines, answers, design=design, rules=rules),
        estimate_evaluation(workshop, data.tables, plan),
        estimate_limits(survey.ratings, rates, languages=answers.answers.get("language")),
    ]
    return activities, ESTIMATES.frame(pd.concat(parts))


def _merged(workshop: Workshop, people: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Choose the agency types that are merged in open editions; none where there is no such edition."""
    limit = max((least for edition, least in smallest_groups(workshop).items() if edition != "organiser"), default=0)
    return merge_small(people, workshop_mergers(workshop), limit=limit)


def _describe(workshop: Workshop, data: CleanData, gathered: Gathered) -> dict[str, Any]:
    """Say what has to be known of the estimates as a whole."""
    survey, answers = gathered.survey, gathered.answers
    return {
        "needs": len(survey.kinds["need"]),
        "order": survey.opinions.order,
        "floor": survey.floor,
        "scales": survey.scales,
        "as_of": day_of(workshop).isoformat(),
        "untabulated": untabulated(workshop, answers, gathered.plan),
        "several": [field for field in answers.asked if answers.kind(field) == "several"],
        "inputs": estimate_inputs(workshop, data),
        "nesting": nesting_of(gathered.people),
        "merged": gathered.merged,
    }


def estimate_inputs(workshop: Workshop, data: CleanData) -> dict[str, str]:
    """Give the files that the estimates were made from: those of the clean data, and the plan as it is now."""
    plan = workshop.settings.assessment.plan
    name = workshop.relative(workshop.path(plan)) if plan else ""
    return {**data.inputs, **({name: hash_inputs(workshop)[name]} if plan else {})}


def _approach(workshop: Workshop, design: Design | None, responses: pd.DataFrame) -> Approach:
    """Say how numbers are made, as `workshop.toml` chooses."""
    chosen = workshop.settings.assessment
    return Approach(
        weighting=chosen.weighting,
        countries=chosen.countries,
        floor=chosen.importance_floor,
        seed=chosen.seed,
        design=design,
        forms=tuple(responses["row_id"]),
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
