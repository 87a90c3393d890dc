"""Recorded assistance: needs, countries, statuses, days and organisations become codes, or issues."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from needs_analysis.checks.days import days
from needs_analysis.checks.findings import Field, Findings, Severity, map_unique, near, together
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import LOG
from needs_analysis.registers.agencies import AgencyRegister, resolve_agency, suggest_agencies
from needs_analysis.registers.countries import suggest_countries
from needs_analysis.registers.several import JOINT, need_spellings, resolve_countries, resolve_needs
from needs_analysis.registers.spelling import near_misses, normal
from needs_analysis.registers.statuses import status_spellings

Suggest = Callable[[str], list[tuple[str, int]]]


def propose_activities(subject: Subject, *, needs: pd.DataFrame, agencies: AgencyRegister | None = None) -> Findings:
    """Propose codes for what the registers know of each activity; list what they do not.

    An unknown need, country or status and an unreadable day stop the run: a need would seem to have no activity where
    it has one. An organisation may be any, and is listed only to be looked at; a blank country is the whole region.

    Args:
        subject: the table of activities.
        needs: the register of needs.
        agencies: a workshop's own register of agencies; without it, the package's.

    >>> from needs_analysis.columns import RECEIVED
    >>> row = {"row_id": "A1", "need": "dogs, N2", "country": "Kazakhstan", "status": "On-going", "start": "1.6.2026"}
    >>> needs = pd.DataFrame([{"need_id": "N1", "label_en": "Dogs"}, {"need_id": "N2", "label_en": "Radios"}])
    >>> propose_activities(Subject("activities", RECEIVED.frame([row])), needs=needs).log["new_value"].tolist()
    ['N1; N2', 'KAZ', 'ongoing', '2026-06-01']
    """
    need, country, status = (subject.field(name) for name in ("need", "country", "status"))
    spelled, statuses = need_spellings(needs), status_spellings()
    of_need = map_unique(need.values, lambda text: _joined(resolve_needs(text, spelled)))
    of_country = map_unique(country.values, lambda text: _joined(resolve_countries(text)))
    of_status = map_unique(status.values, lambda text: statuses.get(normal(text)))
    return together(
        [
            _coded(need, of_need, lambda text: near_misses(text, spelled), kind="need"),
            _coded(country, of_country, suggest_countries, kind="country"),
            _coded(status, of_status, lambda text: near_misses(text, statuses), kind="status"),
            _blank(need, check="blank_need"),
            _blank(status, check="blank_status"),
            *_periods(subject.field("start"), subject.field("end")),
            _organisations(subject.field("organisation"), agencies),
        ]
    )


def _joined(codes: list[str] | None) -> str | None:
    return JOINT.join(codes) if codes else None


def _coded(field: Field, codes: pd.Series, suggest: Suggest, *, kind: str, severity: Severity = "stop") -> Findings:
    unknown = codes.isna() & ~_is_blank(field)
    suggestions = near(field.values[unknown], suggest)
    issues = field.issues(unknown, check=f"unknown_{kind}", severity=severity, suggestions=suggestions)
    return Findings(field.proposals(codes, rule=f"{kind}_register"), issues)


def _blank(field: Field, *, check: str) -> Findings:
    return Findings(LOG.frame([]), field.issues(_is_blank(field), check=check, severity="review"))


def _is_blank(field: Field) -> pd.Series:
    return field.values.fillna("").map(normal).eq("")


def _periods(start: Field, end: Field) -> list[Findings]:
    first, last = days(start.values), days(end.values)
    where = last < first
    backwards = end.issues(where, check="ends_before_start", severity="stop", evidence="start=" + first[where])
    return [_dated(start, first), _dated(end, last), Findings(LOG.frame([]), backwards)]


def _dated(field: Field, read: pd.Series) -> Findings:
    unreadable = field.issues(read.isna() & ~_is_blank(field), check="day_unreadable", severity="stop")
    return Findings(field.proposals(read, rule="day_format"), unreadable)


def _organisations(field: Field, agencies: AgencyRegister | None) -> Findings:
    """Propose the id of each organisation of the register; the others stay as they are written."""
    ids = map_unique(field.values, lambda text: resolve_agency(text, register=agencies))
    found = _coded(
        field, ids, lambda text: suggest_agencies(text, register=agencies), kind="organisation", severity="review"
    )
    return Findings(found.log.assign(rule="agency_register"), found.issues)
