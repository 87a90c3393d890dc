"""Who answers: country, agency type and kind of delegation of each person in a clean table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.columns import AGENCY_GROUP
from needs_analysis.registers.agencies import agency_register
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS, resolve_country
from needs_analysis.registers.files import read_register


def describe_people(
    clean: pd.DataFrame,
    *,
    national: Sequence[str] = (),
    observer: Sequence[str] = (),
    own_types: Sequence[str] = (),
    agencies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Give row_id, country, agency_type and delegation of each row of a clean table.

    A person of an organisation counts with it wherever it sits; an agency's type is the register's, unless the table
    has its own; `agencies` is a workshop's register in place of the package's. A country that is neither in `national`
    nor in `observer` is national only if `national` is blank.
    A name that was left unresolved is no country and no type: it makes no group of its own.
    """
    blank = pd.Series(pd.NA, index=clean.index, dtype="str")
    country, agency, kind = (clean.get(name, default=blank) for name in ("country", "agency", "agency_type"))
    known = agency_register() if agencies is None else agencies
    country = country.where(country.isin([name for name in country.dropna().unique() if resolve_country(name) == name]))
    kind = kind.where(kind.isin([*known["agency_type"], *read_register("agency_types")["code"], *own_types]))
    home = agency.map(known["country"])
    country = country.mask(home.isin([ORGANISATIONS, EXPERTS]), home).astype("str")
    kind = kind.fillna(agency.map(known["agency_type"])).astype("str")
    delegation = country.map(lambda code: _delegation(code, national, observer), na_action="ignore").astype("str")
    return pd.DataFrame({"row_id": clean["row_id"], "country": country, "agency_type": kind, "delegation": delegation})


def nesting_of(people: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, list[str]]]:
    """Say in which kinds of delegation each country and each agency type occurs; also merged, if any are.

    >>> people = pd.DataFrame({"country": ["KAZ"], "agency_type": ["customs"], "delegation": ["national"]})
    >>> nesting_of({"responses": people})
    {'country': {'KAZ': ['national']}, 'agency_type': {'customs': ['national']}}
    """
    everyone = pd.concat([table.fillna("") for table in people.values()])
    return {
        by: {str(group): sorted(set(kinds)) for group, kinds in everyone.groupby(by)["delegation"]}
        for by in ("country", "agency_type", AGENCY_GROUP)
        if by in everyone
    }


def _delegation(country: str, national: Sequence[str], observer: Sequence[str]) -> str:
    """Kind of delegation of a country's code.

    >>> _delegation("KAZ", [], []), _delegation("DEU", ["KAZ"], []), _delegation("XIO", [], [])
    ('national', 'observer', 'organisation')
    """
    if country in (ORGANISATIONS, EXPERTS):
        return "organisation" if country == ORGANISATIONS else "expert"
    is_national = country in national or (not national and country not in observer)
    return "national" if is_national else "observer"
