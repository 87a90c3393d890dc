"""Country names become ISO codes by the register, or issues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from needs_analysis.checks.distinct import distinct
from needs_analysis.checks.findings import Field, Findings, Severity, map_unique, near
from needs_analysis.columns import LOG
from needs_analysis.registers.countries import resolve_country, suggest_countries
from needs_analysis.registers.spelling import normal

_ADORNED = re.compile(r"<[^>]*>|\*\*|^\s*\d+[.)]")  # markup and numbers of a list, which forms may have in labels


def propose_countries(field: Field, *, severity: Severity = "stop") -> Findings:
    """Propose the code for each name that the register knows; list the others with near misses.

    Where a questionnaire has a code for a country, the name that it gives to the code counts: «ind» may be Indonesia.

    Args:
        field: the country field of a table.
        severity: whether an unknown name stops the run.
    """
    values, alike = field.values, dict[str, list[str]]()
    for code, labels in field.meanings.items():
        alike.setdefault(code.casefold(), []).extend(labels)
    codes = map_unique(
        values, lambda text: _meant(text, field.meanings.get(text.strip(), alike.get(text.strip().casefold(), ())))
    )
    unknown = codes.isna() & distinct(values).where(lambda text: normal(text) != "")
    issues = field.issues(
        unknown,
        check="unknown_country",
        severity=severity,
        suggestions=near(values[unknown], suggest_countries),
    )
    return Findings(field.proposals(codes, rule="country_register"), issues)


def _meant(text: str, labels: Sequence[str]) -> str | None:
    """Give the country of a text: its own where no label says what it means, or the one that labels name.

    A label in a language that the register does not know names none, and says nothing against another one.
    """
    if not labels:
        return resolve_country(text)
    found = {code for label in labels if (code := resolve_country(_ADORNED.sub("", label)))}
    return found.pop() if len(found) == 1 else None


def check_blank_countries(field: Field) -> Findings:
    """List every row without a country: it counts in no delegation, which should be a decision and not an oversight.

    Args:
        field: the country field, after agencies have lent theirs to blank ones.
    """
    blank = distinct(field.values).where(lambda text: normal(text) == "", blank=True)
    return Findings(LOG.frame([]), field.issues(blank, check="blank_country", severity="review"))
