"""Agency types: the register's labels, and the spellings that a workshop adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal


def agency_type_spellings(own: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Give every spelling, reduced, with its code; the workshop's own win.

    >>> agency_type_spellings({"academia": ["Academia/ Research institution"]})["academia/ research institution"]
    'academia'
    """
    known = {row["code"]: [row["code"], *(row[f"label_{language}"] for language in LANGUAGES)] for row in _register()}
    return {normal(word): code for code, words in {**known, **(own or {})}.items() for word in words}


def _register() -> list[dict[str, str]]:
    return records(read_register("agency_types"))
