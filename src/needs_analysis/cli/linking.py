"""Participants and forms brought together: which form is whose, and how many of each group answered."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.assessment.respondents import describe_people
from needs_analysis.columns import LINKS, RESPONSE_RATES
from needs_analysis.people.linking import link_responses
from needs_analysis.people.response_rates import rate_responses
from needs_analysis.workshop import Workshop

LISTS = ("participants", "responses")


def link_people(workshop: Workshop, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Link the clean forms to the clean list of participants; without such a list both tables are empty.

    Args:
        workshop: names the agency types of its own.
        tables: the clean tables.
    """
    if not set(LISTS) <= set(tables):
        return {"links": LINKS.frame([]), "response_rates": RESPONSE_RATES.frame([])}
    people, forms = (tables[name] for name in LISTS)
    links = link_responses(people, forms)
    types = list(workshop.settings.agency_types)
    described = [_with_groups(table, describe_people(table, own_types=types)) for table in (people, forms)]
    return {"links": links, "response_rates": rate_responses(described[0], described[1], links)}


def _with_groups(table: pd.DataFrame, described: pd.DataFrame) -> pd.DataFrame:
    """Give the groups each person counts with; an agency only where a person can be told to have one."""
    agency = {"agency": table["agency"]} if "agency" in table else {}
    return described[["row_id", "country", "agency_type"]].assign(**agency)
