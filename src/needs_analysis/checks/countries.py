"""Country names become ISO codes by the register, or issues."""

from __future__ import annotations

from collections.abc import Sequence

from needs_analysis.checks.distinct import distinct
from needs_analysis.checks.findings import Field, Findings, Severity, map_unique, near
from needs_analysis.columns import LOG
from needs_analysis.registers.countries import resolve_country, suggest_countries
from needs_analysis.registers.spelling import normal


def propose_countries(field: Field, *, severity: Severity = "stop") -> Findings:
    """Propose the code for each name that the register knows; list the others with near misses.

    Where a questionnaire has a code for a country, the name that it gives to the code counts: «ind» may be Indonesia.

    Args:
        field: the country field of a table.
        severity: whether an unknown name stops the run.
    """
    values = field.values
    meanings = {code.casefold(): labels for code, labels in field.meanings.items()}
    codes = map_unique(values, lambda text: _meant(text.strip(), meanings.get(text.strip().casefold(), ())))
    unknown = codes.isna() & distinct(values).where(lambda text: normal(text) != "")
    issues = field.issues(
        unknown,
        check="unknown_country",
        severity=severity,
        suggestions=near(values[unknown], suggest_countries),
    )
    return Findings(field.proposals(codes, rule="country_register"), issues)


def _meant(text: str, labels: Sequence[str]) -> str | None:
    """Give the country of a text: the one that labels of this code name, or its own where there are no labels.

    A code with labels that name no country is one only if it is written as that country's code is.
    """
    own, found = resolve_country(text), {code for label in labels if (code := resolve_country(label))}
    if found:
        return found.pop() if len(found) == 1 else None
    return own if own == text or not labels else None


def check_blank_countries(field: Field) -> Findings:
    """List every row without a country: it counts in no delegation, which should be a decision and not an oversight.

    Args:
        field: the country field, after agencies have lent theirs to blank ones.
    """
    blank = distinct(field.values).where(lambda text: normal(text) == "", blank=True)
    return Findings(LOG.frame([]), field.issues(blank, check="blank_country", severity="review"))
