"""Needs assessments from messy workshop and survey data, in five steps.

What arrives is read as text and kept as it is; a cleaning log says what changes, and one function applies it.
Clean answers become estimates, each with its n and its interval, weighted so that each country counts once.
A release holds what one edition may say; groups too small to report are suppressed for all tables together.
Tables, charts and sentences read a release, in English or Russian; notebooks ask the questions in order.
The command `needs-analysis run` goes the whole way and leaves one HTML file per edition and language.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_STORY = {
    "read_workshop": "workshop",
    "resolve_country": "registers.countries",
    "resolve_agency": "registers.agencies",
    "apply_log": "cleaning.log",
    "undo_log": "cleaning.log",
    "read_plan": "assessment.plan",
    "estimate_means": "assessment.means",
    "suppress_small": "disclosure.suppression",
    "read_release": "release",
    "state_participants": "tables",
    "state_account": "tables",
    "state_needs": "tables",
    "state_profile": "tables",
    "state_limits": "tables",
    "state_assistance": "tables",
    "state_questionnaire": "tables",
    "table_participants": "tables",
    "table_response_rates": "tables",
    "table_sources": "tables",
    "table_reading_notes": "tables",
    "table_account": "tables",
    "table_changes": "tables",
    "table_issues": "tables",
    "table_non_answers": "tables",
    "table_need_codes": "tables",
    "table_needs": "tables",
    "table_themes": "tables",
    "table_ratings": "tables",
    "table_shares": "tables",
    "table_robustness": "tables",
    "table_agreement": "tables",
    "table_quadrants": "tables",
    "table_profile": "tables",
    "table_activities": "tables",
    "table_coverage": "tables",
    "table_gap_coverage": "tables",
    "table_overlaps": "tables",
    "table_dac_codes": "tables",
    "table_question": "tables",
    "table_questions": "tables",
    "table_questions_by": "tables",
    "table_all_splits": "tables",
    "table_comments": "tables",
    "state_background": "tables",
    "state_objectives": "tables",
    "table_first_tier": "tables",
    "table_glossary": "tables",
    "table_items": "tables",
    "table_recommendations": "tables",
    "state_asking": "tables",
    "state_conclusions": "tables",
    "state_counting": "tables",
    "state_versions": "tables",
    "state_certainty": "tables",
    "state_coverage": "tables",
    "state_key_figures": "tables",
    "state_recommendations": "tables",
    "state_themes": "tables",
    "state_releasing": "tables",
    "state_withholding": "tables",
    "chart_participants": "charts",
    "chart_needs_ranking": "charts",
    "chart_importance_capacity": "charts",
    "chart_ratings": "charts",
    "chart_robustness": "charts",
    "chart_activities": "charts",
    "chart_theme_country": "charts",
    "state_evaluation": "tables",
    "table_change": "tables",
    "chart_change": "charts",
    "table_objectives": "tables",
    "table_satisfaction": "tables",
    "chart_satisfaction": "charts",
    "chart_profile": "charts",
    "chart_coverage": "charts",
    "chart_question": "charts",
    "chart_questions": "charts",
}
__all__ = list(_STORY)


def __getattr__(name: str) -> Any:
    """Import a room when one of its words is first used, so that importing the package costs nothing."""
    if name not in _STORY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_STORY[name]}"), name)


def __dir__() -> list[str]:
    return __all__
