"""Which checks are made on each part, which on a column of all parts, and which not at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from needs_analysis.workshop import Workshop
from needs_analysis.workshop.thresholds import Checks

BY_COLUMN = ("outliers", "sentinels")
BY_GROUP = ("sample_frame",)
BY_ROWS = ("repeated_combinations",)
NOT_MADE = ("similar_forms", "totals_rows", "same_delegation", "reversed_scale", "repeated_people")
OVER_ALL = (*BY_COLUMN, *BY_GROUP, *BY_ROWS, *NOT_MADE)
FOUND_TWICE = ("repeated_id", "same_start")


def with_checks(workshop: Workshop, *, only: Collection[str] | None = None, but: Collection[str] = ()) -> Workshop:
    """Switch checks off: all but some, or some."""
    checks, settings = workshop.settings.checks, workshop.settings
    names = [name for name in Checks.model_fields if name != "rules"]
    off = [name for name in names if (only is not None and name not in only) or name in but]
    changed = {name: getattr(checks, name).model_copy(update={"on": False}) for name in off}
    return replace(workshop, settings=settings.model_copy(update={"checks": checks.model_copy(update=changed)}))
