"""Agencies: a name, within a country and on a day, becomes the id of the agency that has it, or a reason why not."""

from __future__ import annotations

from datetime import date

import pandas as pd

from needs_analysis.registers.agency_question import Question
from needs_analysis.registers.agency_register import AgencyRegister, read_agencies, unused_agencies
from needs_analysis.registers.agency_suggestions import agency_and_name, suggest_agencies
from needs_analysis.registers.answer import Answer
from needs_analysis.registers.files import label_rows, read_register

__all__ = [
    "AgencyRegister",
    "agency_and_name",
    "agency_labels",
    "agency_register",
    "look_up_agency",
    "read_agencies",
    "resolve_agency",
    "suggest_agencies",
    "unused_agencies",
]


def resolve_agency(
    text: str,
    country: str | None = None,
    *,
    on: date | None = None,
    register: AgencyRegister | None = None,
) -> str | None:
    """Answer the id of the one agency of that country (or organisation) with this name, or nothing.

    A national agency is found only within its country, since the same abbreviation belongs to several.

    >>> resolve_agency("ГКНБ", "TJK"), resolve_agency("ГКНБ", "KGZ"), resolve_agency("ГКНБ")
    ('TJK-SCNS', 'KGZ-SCNS', None)
    """
    return look_up_agency(text, country, on=on, register=register).code


def look_up_agency(
    text: str,
    country: str | None = None,
    *,
    on: date | None = None,
    register: AgencyRegister | None = None,
) -> Answer:
    """Answer the id of an agency and how it was found, or why there is none.

    Letter case, quotes, look-alike letters, transliteration, the order of words, their endings, their abbreviations and
    the name of the country do not matter. A unit, a role or a place may stand beside the name. A misspelt name has no
    answer: it is for `suggest_agencies`, and for a person.

    Args:
        text: the name as it was written.
        country: ISO alpha-3 code of the country it belongs to, or nothing.
        on: a day; names that held at other times then do not count.
        register: a workshop's own register; without it, the package's.

    >>> look_up_agency("Погранслужба КНБ РК, отдел кадров", "KAZ")
    Answer(code='KAZ-BS', why='found', by='unit', candidates=())
    >>> look_up_agency("МВД").why, look_up_agency("law enforcement agencies", "TJK").why
    ('ambiguous', 'never')
    """
    index = (register or read_agencies()).index
    return Question(text, country or "", on.isoformat() if on else "", index).answer()


def agency_register(register: AgencyRegister | None = None) -> pd.DataFrame:
    """Return the register, one agency a row, indexed by its id: country, agency_type, names.

    >>> agency_register().at["TKM-SBS", "agency_type"]
    'border_service'
    """
    return (register or read_agencies()).table


def agency_labels(register: AgencyRegister | None = None) -> list[dict[str, object]]:
    """Give the rows of the table of labels for agencies and agency types."""
    named = agency_register(register).rename(columns={"name_en": "label_en", "name_ru": "label_ru"})
    types = read_register("agency_types")
    return label_rows("agency", named, "agency_id", parent="agency_type") + label_rows("agency_type", types, "code")
