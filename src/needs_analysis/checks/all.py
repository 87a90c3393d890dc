"""All checks with thresholds, one after the other; which are made, and how strictly, stands in `workshop.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from needs_analysis.checks.constraints import check_constraints
from needs_analysis.checks.duration import check_duration
from needs_analysis.checks.findings import Findings, together
from needs_analysis.checks.missing import check_missing
from needs_analysis.checks.not_in_form import check_not_in_form
from needs_analysis.checks.numbers_as_text import check_numbers_as_text
from needs_analysis.checks.other_answers import check_other_answers
from needs_analysis.checks.outliers import check_outliers
from needs_analysis.checks.outside_choices import check_outside_choices
from needs_analysis.checks.percentages import check_percentages
from needs_analysis.checks.personal_data import check_personal_data
from needs_analysis.checks.repeated_combinations import check_repeated_combinations
from needs_analysis.checks.reversed_scale import check_reversed_scale
from needs_analysis.checks.same_answers import check_same_answers
from needs_analysis.checks.same_delegation import check_same_delegation
from needs_analysis.checks.sample_frame import check_sample_frame
from needs_analysis.checks.select_multiple import check_select_multiple
from needs_analysis.checks.sentinels import check_sentinels
from needs_analysis.checks.similar_forms import check_similar_forms
from needs_analysis.checks.skip_logic import check_skip_logic
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.test_forms import check_test_forms
from needs_analysis.checks.totals_rows import check_totals_rows
from needs_analysis.workshop.thresholds import Checks

CHECKS: dict[str, Callable[..., Findings]] = {
    "repeated_combinations": check_repeated_combinations,
    "similar_forms": check_similar_forms,
    "test_forms": check_test_forms,
    "totals_rows": check_totals_rows,
    "skip_logic": check_skip_logic,
    "constraints": check_constraints,
    "outside_choices": check_outside_choices,
    "select_multiple": check_select_multiple,
    "not_in_form": check_not_in_form,
    "missing": check_missing,
    "other_answers": check_other_answers,
    "numbers_as_text": check_numbers_as_text,
    "outliers": check_outliers,
    "sentinels": check_sentinels,
    "percentages": check_percentages,
    "duration": check_duration,
    "same_answers": check_same_answers,
    "same_delegation": check_same_delegation,
    "reversed_scale": check_reversed_scale,
    "personal_data": check_personal_data,
    "sample_frame": check_sample_frame,
}
EVERY_TABLE = ("test_forms", "totals_rows", "personal_data")
FORMS = "responses"
OF_FORMS = (
    "repeated_combinations",
    "similar_forms",
    "test_forms",
    "totals_rows",
    "duration",
    "same_answers",
    "same_delegation",
    "reversed_scale",
    "sample_frame",
)
Given = Mapping[str, Mapping[str, Any]]


def check_all(
    subject: Subject,
    thresholds: Checks,
    *,
    given: Given | None = None,
    on_step: Callable[[str], None] = lambda name: None,
) -> Findings:
    """Make every check that is switched on and fits the table.

    Checks on answers are made where a form asks something; those that compare whole forms not in a repeat group.

    Args:
        subject: a table with its questions, as the proposals before leave it.
        thresholds: `[checks]` of the workshop.
        given: name of a check → what it needs beside the table: audit events, planned counts.
        on_step: is called with the name of each check before it is made.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> forms = RECEIVED.frame([{"row_id": "7", "row": 2, "men": "140"}])
    >>> asked = QUESTIONS.frame([{"table": "responses", "field": "men", "type": "integer", "label": "Men, %"}])
    >>> check_all(Subject("responses", forms, asked), Checks()).issues["check"].tolist()
    ['percentage_impossible']
    """
    sections = {name: getattr(thresholds, name) for name in CHECKS if _fits(subject, name)}
    on = {name: section.model_dump(exclude={"on"}) for name, section in sections.items() if section.on}
    beside = {"outliers": {"sentinels": thresholds.sentinels.values}, **(given or {})}
    parts = []
    for name, section in on.items():
        on_step(name)
        parts.append(CHECKS[name](subject, **section, **beside.get(name, {})))
    return together(parts)


def _fits(subject: Subject, check: str) -> bool:
    if subject.parent:
        return check not in OF_FORMS
    return check in EVERY_TABLE or subject.table in {FORMS, *subject.questions["table"]}
