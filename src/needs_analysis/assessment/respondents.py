"""Who answers: country, agency type and kind of delegation of each person in a clean table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.registers.agencies import agency_register
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS

GROUPS = ("country", "agency_type", "delegation")


def describe_people(clean: pd.DataFrame, *, national: Sequence[str] = (), observer: Sequence[str] = ()) -> pd.DataFrame:
    """Give row_id, country, agency_type and delegation of each row of a clean table.

    A person of an organisation counts with it wherever it sits; an agency's type is the register's, unless the table
    has its own. A country that is neither in `national` nor in `observer` is national only if `national` is blank.
    """
    blank = pd.Series(pd.NA, index=clean.index, dtype="str")
    country, agency, kind = (clean.get(name, default=blank) for name in ("country", "agency", "agency_type"))
    known = agency_register()
    home = agency.map(known["country"])
    country = country.mask(home.isin([ORGANISATIONS, EXPERTS]), home).astype("str")
    kind = kind.fillna(agency.map(known["agency_type"])).astype("str")
    delegation = country.map(lambda code: _delegation(code, national, observer), na_action="ignore").astype("str")
    return pd.DataFrame({"row_id": clean["row_id"], "country": country, "agency_type": kind, "delegation": delegation})


def _delegation(country: str, national: Sequence[str], observer: Sequence[str]) -> str:
    """Kind of delegation of a country's code.

    >>> _delegation("KAZ", [], []), _delegation("DEU", ["KAZ"], []), _delegation("XIO", [], [])
    ('national', 'observer', 'organisation')
    """
    if country in (ORGANISATIONS, EXPERTS):
        return "organisation" if country == ORGANISATIONS else "expert"
    is_national = country in national or (not national and country not in observer)
    return "national" if is_national else "observer"
