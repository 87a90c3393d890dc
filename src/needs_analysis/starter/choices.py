"""The answers of a starter form, taken from the registers: scales, non-answers, agency types, countries, needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS, country_label, resolve_country
from needs_analysis.registers.files import read_register

RATED = ("importance", "capacity")
Row = dict[str, str]


def choice_rows(needs: pd.DataFrame, *, countries: Sequence[str], languages: Sequence[str]) -> list[Row]:
    """Give the rows of a form's choices sheet; labels stand under `label_en`, … of each language.

    Args:
        needs: the register of needs.
        countries: codes of the countries that may be chosen; none means all of them.
        languages: codes of the languages to ask in.

    >>> from needs_analysis.registers.needs import read_needs
    >>> choices = choice_rows(read_needs(), countries=["TJK"], languages=["en", "ru"])
    >>> next(row for row in choices if row["list_name"] == "country")
    {'list_name': 'country', 'name': 'TJK', 'label_en': 'Tajikistan', 'label_ru': 'Таджикистан'}
    """
    answers = records(read_register("scales"))
    rows = [_numbered(row, languages) for row in answers]
    other: list[Row] = records(read_register("non_answers"))
    rows += [_choice(scale, row["code"], row, languages) for scale in RATED for row in other]
    rows += [_choice("agency_type", row["code"], row, languages) for row in records(read_register("agency_types"))]
    rows += [_country(code, languages) for code in countries or _all_countries()]
    rows += [_choice("need", row["need_id"], row, languages) for row in records(needs)]
    return sorted(rows, key=lambda row: row["list_name"])


def _choice(list_name: str, code: str, words: Mapping[str, str], languages: Sequence[str]) -> Row:
    labels = {f"label_{lang}": words.get(f"label_{lang}") or words["label_en"] for lang in languages}
    return {"list_name": list_name, "name": code, **labels}


def _numbered(row: Mapping[str, str], languages: Sequence[str]) -> Row:
    labels = {f"label_{lang}": f"{row['value']} – {row[f'label_{lang}']}" for lang in ("en", *languages)}
    return _choice(row["scale"], row["code"], labels, languages)


def _country(code: str, languages: Sequence[str]) -> Row:
    labels = {f"label_{language}": country_label(code, language) for language in ("en", *languages)}
    return _choice("country", code, labels, languages)


def _all_countries() -> list[str]:
    from babel import Locale

    names = Locale("en").territories
    codes = {resolve_country(name) for code, name in names.items() if len(code) == 2} - {None}
    known = sorted((code for code in codes if code), key=lambda code: country_label(code, "en"))
    return [*known, ORGANISATIONS, EXPERTS]
