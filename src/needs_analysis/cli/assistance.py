"""Recorded assistance within the steps: described and counted where the workspace has a list, and its labels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from needs_analysis.assessment.activities import describe_activities
from needs_analysis.assessment.assistance import estimate_assistance
from needs_analysis.assessment.survey import Survey
from needs_analysis.cli.arrival import workshop_agencies, workshop_needs
from needs_analysis.cli.limits import smallest_groups
from needs_analysis.columns import ACTIVITIES, ESTIMATES
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.agencies import agency_labels
from needs_analysis.registers.countries import country_label
from needs_analysis.registers.files import label_rows, read_register
from needs_analysis.registers.purpose_codes import purpose_code_labels
from needs_analysis.workshop import Workshop


def record_assistance(
    workshop: Workshop,
    tables: Mapping[str, pd.DataFrame],
    plan: pd.DataFrame,
    *,
    survey: Survey,
    means: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Describe the list of activities, and estimate what the plan asks of it; both are empty where there is no list.

    Args:
        workshop: the workspace.
        tables: the clean tables.
        plan: what to compute.
        survey: it says which needs were asked about, and by what they are ordered.
        means: the estimates of the needs.
    """
    if "activities" not in tables:
        return ACTIVITIES.frame([]), ESTIMATES.frame([])
    register, settings = workshop_needs(workshop), workshop.settings
    activities = describe_activities(tables["activities"], needs=register, as_of=day_of(workshop))
    needs = [need for need in register["need_id"] if need in survey.kinds["need"]]
    order = means["statistic"].eq("mean") & means["measure"].eq(survey.opinions.order) & means["by"].isna()
    gaps = means[order & means["weighting"].eq(settings.assessment.weighting) & means["item"].isin(needs)]
    smallest = max(smallest_groups(workshop).values())
    return activities, estimate_assistance(plan, activities, gaps, needs=needs, smallest=smallest)


def day_of(workshop: Workshop) -> date:
    """Give the day on which the list of activities is said to stand."""
    return workshop.settings.assistance.as_of or workshop.settings.workshop.end


def assistance_labels(workshop: Workshop, activities: pd.DataFrame) -> list[dict[str, object]]:
    """Give the rows of the table of labels for what recorded assistance holds, and for purpose codes."""
    agencies = [row for row in agency_labels(workshop_agencies(workshop)) if row["kind"] == "agency"]
    named = set(activities["implementer"].dropna())
    rows = [{**row, "kind": "organisation", "parent": ""} for row in agencies if row["code"] in named]
    rows += [
        {"kind": "country", "code": code, "parent": "", "language": language, "label": country_label(code, language)}
        for code in sorted(set(activities["country"].dropna()))
        for language in LANGUAGES
    ]
    for kind, register in (("status", "statuses"), ("quadrant", "quadrants")):
        rows += label_rows(kind, read_register(register), "code")
    return rows + purpose_code_labels(workshop_needs(workshop))
