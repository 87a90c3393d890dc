"""Agency names become ids by the register of the row's country, or issues that say what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from needs_analysis.checks.findings import MOST_SUGGESTED, Field, Findings, Severity, map_unique, shown
from needs_analysis.columns import LOG
from needs_analysis.registers.agencies import (
    AgencyRegister,
    agency_and_name,
    look_up_agency,
    read_agencies,
    suggest_agencies,
)
from needs_analysis.registers.answer import Answer
from needs_analysis.registers.countries import resolve_country
from needs_analysis.registers.spelling import normal

WRONG = {"ambiguous": "agency_of_several", "never": "agency_not_one", "unknown": "unknown_agency"}
ELSEWHERE = {"other_country": "agency_of_another_country", "other_date": "agency_of_another_time"}
Asked = tuple[str, str]


def propose_agencies(
    field: Field, *, severity: Severity = "stop", register: AgencyRegister | None = None, on: date | None = None
) -> Findings:
    """Propose the id of each agency that the register knows; list the others, what is wrong, and near misses.

    Where the country is blank and the agency is an organisation or an expert, its code stands in for the country. Where
    the country itself stops the run, an agency of another one is not listed: the country is asked for first.

    Args:
        field: the agency field of a table whose countries are codes already.
        severity: whether an unknown name stops the run.
        register: a workshop's own register; without it, the package's.
        on: the day on which names must hold; without it, any name that an agency ever had counts.
    """
    known = register or read_agencies()
    country = field.frame.get("country", default=field.values.where(field.values.isna())).fillna("")
    asked = pd.Series(list(zip(field.values.fillna(""), country, strict=True)), index=field.frame.index, dtype=object)
    answers = {pair: look_up_agency(*pair, on=on, register=known) for pair in dict.fromkeys(asked) if normal(pair[0])}
    ids = asked.map({pair: answer.code for pair, answer in answers.items()}).astype("str")
    unresolved = {pair: answer for pair, answer in answers.items() if answer.code is None}
    if severity == "stop":
        known_codes = map_unique(country, resolve_country).eq(country) | country.eq("")
        settled = set(asked[known_codes])
        unresolved = {pair: why for pair, why in unresolved.items() if why.by != "other_country" or pair in settled}
    near = {pair: shown(_near(pair, unresolved[pair], known)) for pair in list(unresolved)[:MOST_SUGGESTED]}
    log = pd.concat([field.proposals(ids, rule="agency_register"), _countries(field, ids, known)])
    return Findings(
        LOG.frame(log), _issues(field, asked[asked.isin(list(unresolved))], unresolved, near).assign(severity=severity)
    )


def _issues(field: Field, asked: pd.Series, answers: Mapping[Asked, Answer], near: Mapping[Asked, str]) -> pd.DataFrame:
    """List the unresolved names, each under the check that says what is wrong with it."""
    checks = {pair: ELSEWHERE.get(answer.by, WRONG.get(answer.why)) for pair, answer in answers.items()}
    where = pd.Series(field.frame.index.isin(asked.index), index=field.frame.index)
    issues = field.issues(where, check="unknown_agency", severity="stop", suggestions=asked.map(near))
    return issues.assign(check=asked.map(checks).to_numpy())


def _near(asked: Asked, answer: Answer, register: AgencyRegister) -> list[tuple[str, int]]:
    """The agencies that the name belongs to or may mean, or else near misses."""
    named = [(agency_and_name(agency, register), 100) for agency in answer.candidates]
    if answer.why == "never":
        return []
    if answer.why == "ambiguous" or answer.by in ELSEWHERE:
        return named
    return suggest_agencies(*asked, register=register)


def _countries(field: Field, ids: pd.Series, register: AgencyRegister) -> pd.DataFrame:
    country = Field(field.table, "country", field.frame)
    if "country" not in field.frame:
        return LOG.frame([])
    found = ids.map(register.table["country"]).where(country.values.isna())
    return country.proposals(found.astype("str"), rule="agency_register")
