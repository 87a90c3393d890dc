"""Several needs or countries in one cell: each becomes its code, or none does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.countries import resolve_country
from needs_analysis.registers.spelling import normal

BETWEEN_NEEDS = (r"[;|\n]", r",", r"\s+")
BETWEEN_COUNTRIES = (r"[;|\n/]", r",", r"\s(?:and|и|&)\s")
JOINT = "; "


def resolve_needs(text: str, spelled: Mapping[str, str]) -> list[str] | None:
    """Answer the ids of the needs that a cell names, or nothing if any of them is unknown.

    They are parted by semicolons, bars, line breaks, commas or blanks; a name that holds such a mark counts whole.

    Args:
        text: the cell.
        spelled: what `need_spellings` gives.

    >>> spelled = {"n-1": "N-1", "n-2": "N-2", "dogs, and radios": "N-2"}
    >>> resolve_needs("n-1 N-2", spelled), resolve_needs("Dogs, and radios; N-1", spelled)
    (['N-1', 'N-2'], ['N-2', 'N-1'])
    """
    return _parted(text, BETWEEN_NEEDS, lambda part: spelled.get(normal(part)))


def resolve_countries(text: str) -> list[str] | None:
    """Answer the codes of the countries that a cell names, or nothing if any of them is unknown.

    >>> resolve_countries("Kazakhstan, Киргизия"), resolve_countries("KAZ; UZB"), resolve_countries("KAZ, Atlantis")
    (['KAZ', 'KGZ'], ['KAZ', 'UZB'], None)
    """
    return _parted(text, BETWEEN_COUNTRIES, resolve_country)


def need_spellings(needs: pd.DataFrame) -> dict[str, str]:
    """Give the ids and labels of the needs, reduced, each with its id; a label that several needs have is left out.

    >>> need_spellings(pd.DataFrame([{"need_id": "N-1", "label_en": "Dogs"}]))
    {'dogs': 'N-1', 'n-1': 'N-1'}
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for need in records(needs):
        for language in LANGUAGES:
            owners[normal(need.get(f"label_{language}") or "")].add(need["need_id"])
    labels = {label: ids.pop() for label, ids in owners.items() if label and len(ids) == 1}
    return labels | {normal(need): need for need in needs["need_id"]}


def _parted(text: str, marks: tuple[str, ...], resolve: Callable[[str], str | None]) -> list[str] | None:
    if (code := resolve(text)) is not None:
        return [code]
    if not marks:
        return None
    parts = [part for part in re.split(marks[0], text) if normal(part)]
    found = [_parted(part, marks[1:], resolve) for part in parts]
    codes = [code for each in found if each is not None for code in each]
    return list(dict.fromkeys(codes)) if parts and None not in found else None
