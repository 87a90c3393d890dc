"""Agency names become ids by the register of the row's country, or issues."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.findings import MOST_SUGGESTED, Field, Findings, Severity, shown
from needs_analysis.columns import LOG
from needs_analysis.registers.agencies import agency_register, resolve_agency, suggest_agencies
from needs_analysis.registers.spelling import normal


def propose_agencies(field: Field, *, severity: Severity = "stop") -> Findings:
    """Propose the id of each agency that the register knows; list the others with near misses.

    Where the country is blank and the agency is an organisation or an expert, its code stands in for the country.

    Args:
        field: the agency field of a table whose countries are codes already.
        severity: whether an unknown name stops the run.
    """
    named = pd.DataFrame({"text": field.values, "country": field.frame.get("country", default="")}).fillna("")
    pairs = {pair: resolve_agency(*pair) for pair in set(zip(named["text"], named["country"], strict=True))}
    ids = pd.Series([pairs[pair] for pair in zip(named["text"], named["country"], strict=True)], index=named.index)
    unknown = ids.isna() & named["text"].map(normal).ne("")
    asked = named[unknown].agg(tuple, axis=1) if unknown.any() else pd.Series(dtype=object)
    near = {pair: shown(suggest_agencies(*pair)) for pair in list(dict.fromkeys(asked))[:MOST_SUGGESTED]}
    issues = field.issues(
        unknown,
        check="unknown_agency",
        severity=severity,
        suggestions=asked.map(near),
    )
    log = pd.concat([field.proposals(ids.astype("str"), rule="agency_register"), _countries(field, ids)])
    return Findings(LOG.frame(log), issues)


def _countries(field: Field, ids: pd.Series) -> pd.DataFrame:
    country = Field(field.table, "country", field.frame)
    if "country" not in field.frame:
        return LOG.frame([])
    found = ids.map(agency_register()["country"]).where(country.values.isna())
    return country.proposals(found.astype("str"), rule="agency_register")
