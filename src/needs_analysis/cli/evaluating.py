"""The evaluation of the event: from its answers to estimates, where the workspace has it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.assessment.change import Item, estimate_change
from needs_analysis.assessment.evaluation_answers import read_answers
from needs_analysis.assessment.pairing import Pairing, pair_evaluations, pair_retrospective
from needs_analysis.columns import ESTIMATES
from needs_analysis.workshop import Evaluation, Workshop


def estimate_evaluation(workshop: Workshop, tables: Mapping[str, pd.DataFrame], plan: pd.DataFrame) -> pd.DataFrame:
    """Estimate change and satisfaction; nothing where the workspace has no evaluation.

    Raises:
        EstimateError: answers outside the scale, or rows that are neither before nor after.
    """
    asked = workshop.settings.evaluation
    if asked is None or "evaluation" not in tables:
        return ESTIMATES.frame([])
    scale = (float(asked.lowest), float(asked.highest))
    pairing = _pair(asked, read_answers(tables["evaluation"], asked.fields, scale=scale))
    items = [Item(item.field, item.asks, item.objective) for item in asked.items]
    return estimate_change(plan, pairing, items, scale=scale)


def describe_evaluation(workshop: Workshop) -> dict[str, object]:
    """Say for the manifest how the event was evaluated; blank where it was not."""
    asked = workshop.settings.evaluation
    if asked is None:
        return {}
    items = [{"field": item.field, "asks": item.asks, "objective": item.objective} for item in asked.items]
    return {"design": asked.design, "scale": [asked.lowest, asked.highest], "items": items}


def _pair(asked: Evaluation, answers: pd.DataFrame) -> Pairing:
    if asked.design == "retrospective":
        earlier = [(item.field, item.field_before) for item in asked.items if item.field_before]
        return pair_retrospective(answers, earlier)
    return pair_evaluations(answers, before=asked.before, after=asked.after)
