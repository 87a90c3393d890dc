"""The answers that a field allows, as a person picks them from a list: the code, and what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES, interface
from needs_analysis.registers.agencies import AgencyRegister
from needs_analysis.registers.agency_types import agency_type_spellings
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS, country_codes, country_label, resolve_country

BETWEEN = " – "


@dataclass(frozen=True)
class Allowed:
    """What says which answers a field allows: the questions, the answers of each choice list, the agencies."""

    questions: pd.DataFrame
    choices: pd.DataFrame
    agencies: AgencyRegister


def answers_allowed(field: str, allowed: Allowed, *, country: str) -> list[str]:
    """Give the answers that a field allows, in the order a person looks for them; none where it takes any text.

    Args:
        field: a field of a received table.
        allowed: what says so.
        country: the row's country, a code or as it was written, for its agencies.
    """
    questions, choices = allowed.questions, allowed.choices
    if field == "country":
        return sorted(_written(code, country_label(code, interface())) for code in country_codes())
    if field == "agency":
        register = allowed.agencies.table
        home = resolve_country(country) or country
        mine = register[register["country"].isin((home, ORGANISATIONS, EXPERTS))]
        names = (f"name_{interface()}", *(f"name_{language}" for language in LANGUAGES))
        return [_written(row["agency_id"], next(filter(None, map(row.get, names)))) for row in records(mine)]
    if field == "agency_type":
        return sorted(set(agency_type_spellings().values()))
    lists = questions.loc[questions["field"].eq(field) & questions["type"].eq("select_one"), "choices"].dropna()
    named = choices[choices["choices"].isin(lists) & choices["code"].ne(choices["label"])].drop_duplicates("code")
    bare = choices[choices["choices"].isin(lists) & ~choices["code"].isin(named["code"])].drop_duplicates("code")
    both = pd.concat([named, bare]).sort_index()
    return [_written(row["code"], row["label"]) for row in records(both)]


def code_of(answer: str) -> str:
    """Give the code of an answer that was picked from a list, or typed without what it means.

    >>> code_of("KAZ – Kazakhstan"), code_of(" KAZ ")
    ('KAZ', 'KAZ')
    """
    return answer.partition(BETWEEN)[0].strip()


def codes_by_word(answers: Iterable[str]) -> dict[str, str]:
    """Give the code for each way to write one of several answers: the code, or what one answer alone means.

    >>> codes_by_word(["KAZ – Kazakhstan", "other"])
    {'KAZ': 'KAZ', 'other': 'other', 'Kazakhstan': 'KAZ'}
    """
    parted = [answer.partition(BETWEEN) for answer in answers]
    meant = Counter(label for _, _, label in parted)
    codes = {code: code for code, _, _ in parted}
    return codes | {label: code for code, _, label in parted if meant[label] == 1 and label not in {"", *codes}}


def _written(code: str, label: str) -> str:
    return code if code == label else f"{code}{BETWEEN}{label}"
