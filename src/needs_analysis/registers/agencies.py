"""Agencies: exact names and abbreviations within a country, including the names they had at other times."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS
from needs_analysis.registers.files import label_rows, read_register, spellings
from needs_analysis.registers.spelling import near_misses, normal


def resolve_agency(text: str, country: str | None = None) -> str | None:
    """Answer the id of the one agency of that country (or organisation) with this name, or nothing.

    A national agency is found only within its country, since the same abbreviation belongs to several.

    >>> resolve_agency("ГКНБ", "TJK"), resolve_agency("ГКНБ", "KGZ"), resolve_agency("ГКНБ")
    ('TJK-SCNS', 'KGZ-SCNS', None)
    """
    spelling = normal(text)
    for place in (country, ORGANISATIONS, EXPERTS):
        found = _ids().get((place or "", spelling), frozenset())
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def suggest_agencies(text: str, country: str | None = None) -> list[tuple[str, int]]:
    """Near misses among that country's agencies and the organisations, best first: (id and name, score out of 100)."""
    places = {country, ORGANISATIONS, EXPERTS}
    names = {spelling: ids for (place, spelling), ids in _ids().items() if place in places}
    best: dict[str, int] = {}
    for spelling, score in near_misses(text, names):
        for agency in sorted(names[spelling]):
            best.setdefault(agency, score)
    return [(f"{agency} {agency_register()['name_en'][agency]}", score) for agency, score in best.items()]


@cache
def agency_register() -> pd.DataFrame:
    """Return the register, one agency a row, indexed by its id: country, agency_type, labels."""
    return read_register("agencies").set_index("agency_id", drop=False)


@cache
def _ids() -> dict[tuple[str, str], frozenset[str]]:
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    country_of = dict(zip(agency_register()["agency_id"], agency_register()["country"], strict=True))
    for row in records(read_register("agencies")):
        names = [
            row["agency_id"],
            row["name_en"],
            row["name_ru"],
            *spellings(row["abbreviations"]),
            *spellings(row["variants"]),
        ]
        for name in names:
            if name:
                ids[(row["country"], normal(name))].add(row["agency_id"])
    for row in records(read_register("agency_names_by_date")):
        for name in (row["name_en"], row["name_ru"]):
            if name:
                ids[(country_of[row["agency_id"]], normal(name))].add(row["agency_id"])
    return {key: frozenset(found) for key, found in ids.items()}


def agency_labels() -> list[dict[str, object]]:
    """Give the rows of the table of labels for agencies and agency types."""
    named = agency_register().rename(columns={"name_en": "label_en", "name_ru": "label_ru"})
    types = read_register("agency_types")
    return label_rows("agency", named, "agency_id", parent="agency_type") + label_rows("agency_type", types, "code")
