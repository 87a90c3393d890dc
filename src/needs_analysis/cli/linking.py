"""Participants and forms brought together: which form is whose, and how many of each group answered."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.cli.arrival import workshop_agencies
from needs_analysis.cli.assessing import PEOPLE, describe_everyone
from needs_analysis.columns import LINKS, RESPONSE_RATES
from needs_analysis.people.linking import link_responses
from needs_analysis.people.response_rates import rate_responses
from needs_analysis.workshop import Workshop


def link_people(workshop: Workshop, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Link the clean forms to the clean list of participants; without such a list both tables are empty.

    Args:
        workshop: says which delegations, agencies and agency types it has.
        tables: the clean tables.
    """
    if not set(PEOPLE) <= set(tables):
        return {"links": LINKS.frame([]), "response_rates": RESPONSE_RATES.frame([])}
    described = describe_everyone(workshop, tables, workshop_agencies(workshop))
    people, forms = (_with_agency(described[name], tables[name]) for name in PEOPLE)
    links = link_responses(tables["participants"], tables["responses"])
    return {"links": links, "response_rates": rate_responses(people, forms, links)}


def _with_agency(described: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Add the agency to the groups each person counts with, where a person can be told to have one."""
    return described.assign(agency=table["agency"]) if "agency" in table else described
