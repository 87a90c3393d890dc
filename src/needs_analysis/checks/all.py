"""All checks with thresholds, one after the other; which are made, and how strictly, stands in `workshop.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from needs_analysis.checks.duration import check_duration
from needs_analysis.checks.findings import Findings, together
from needs_analysis.checks.numbers_as_text import check_numbers_as_text
from needs_analysis.checks.outliers import check_outliers
from needs_analysis.checks.percentages import check_percentages
from needs_analysis.checks.repeated_combinations import check_repeated_combinations
from needs_analysis.checks.reversed_scale import check_reversed_scale
from needs_analysis.checks.same_answers import check_same_answers
from needs_analysis.checks.same_delegation import check_same_delegation
from needs_analysis.checks.sample_frame import check_sample_frame
from needs_analysis.checks.sentinels import check_sentinels
from needs_analysis.checks.similar_forms import check_similar_forms
from needs_analysis.checks.subject import Subject
from needs_analysis.workshop.thresholds import Checks

CHECKS: dict[str, Callable[..., Findings]] = {
    "repeated_combinations": check_repeated_combinations,
    "similar_forms": check_similar_forms,
    "numbers_as_text": check_numbers_as_text,
    "outliers": check_outliers,
    "sentinels": check_sentinels,
    "percentages": check_percentages,
    "duration": check_duration,
    "same_answers": check_same_answers,
    "same_delegation": check_same_delegation,
    "reversed_scale": check_reversed_scale,
    "sample_frame": check_sample_frame,
}
Given = Mapping[str, Mapping[str, pd.DataFrame]]


def check_all(subject: Subject, thresholds: Checks, *, given: Given | None = None) -> Findings:
    """Make every check that is switched on.

    Args:
        subject: a table with its questions, as the proposals before leave it.
        thresholds: `[checks]` of the workshop.
        given: name of a check → what it needs beside the table: audit events, planned counts.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> forms = RECEIVED.frame([{"row_id": "7", "row": 2, "men": "140"}])
    >>> asked = QUESTIONS.frame([{"table": "responses", "field": "men", "type": "integer", "label": "Men, %"}])
    >>> check_all(Subject("responses", forms, asked), Checks()).issues["check"].tolist()
    ['percentage_impossible']
    """
    sections = {name: getattr(thresholds, name) for name in CHECKS}
    on = {name: section.model_dump(exclude={"on"}) for name, section in sections.items() if section.on}
    beside = {"outliers": {"sentinels": thresholds.sentinels.values}, **(given or {})}
    return together([CHECKS[name](subject, **section, **beside.get(name, {})) for name, section in on.items()])
