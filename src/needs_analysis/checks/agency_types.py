"""Agency types become codes by the register and the workshop's own spellings, or issues."""

from __future__ import annotations

from collections.abc import Mapping

from needs_analysis.checks.distinct import distinct
from needs_analysis.checks.findings import Field, Findings, Severity, map_unique, near
from needs_analysis.registers.spelling import near_misses, normal


def propose_agency_types(field: Field, types: Mapping[str, str], *, severity: Severity = "stop") -> Findings:
    """Propose the code of each agency type; list unknown ones with near misses.

    Args:
        field: the agency type field of a table.
        types: spelling, reduced, → code.
        severity: whether an unknown type stops the run.
    """
    values = field.values
    codes = map_unique(values, lambda text: types.get(normal(text)))
    unknown = codes.isna() & distinct(values).where(lambda text: normal(text) != "")
    issues = field.issues(
        unknown,
        check="unknown_agency_type",
        severity=severity,
        suggestions=near(values[unknown], lambda name: near_misses(name, types)),
    )
    return Findings(field.proposals(codes, rule="agency_type_register"), issues)
