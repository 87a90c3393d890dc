"""Countries: CLDR's names in every language of the interface, ISO 3166 codes, and the register's own aliases."""

from __future__ import annotations

from functools import cache

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import near_misses, normal

NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
ORGANISATIONS, EXPERTS = "XIO", "XXP"


def resolve_country(text: str) -> str | None:
    """Answer the ISO 3166-1 alpha-3 code of a country's name or code, or nothing.

    >>> resolve_country(" ТАДЖИКИСТАН "), resolve_country("Central Asia"), resolve_country("Male")
    ('TJK', None, None)
    """
    spelling = normal(text)
    return None if spelling in _never() else _codes().get(spelling)


def suggest_countries(text: str) -> list[tuple[str, int]]:
    """Near misses for a name that has no entry, best first: (code and name, score out of 100).

    >>> suggest_countries("Luxemburg")[0]
    ('LUX Luxembourg', 95)
    """
    if normal(text) in _never():
        return []
    names = {spelling: code for spelling, code in _codes().items() if len(spelling) > len(code)}
    best: dict[str, int] = {}
    for spelling, score in near_misses(text, names):
        best.setdefault(names[spelling], score)
    return [(f"{code} {country_label(code, 'en')}", score) for code, score in best.items()]


def country_codes() -> list[str]:
    """Give every code that a country can be resolved to, in alphabetical order.

    >>> {"KAZ", "XIO"} <= set(country_codes())
    True
    """
    return sorted(set(_codes().values()))


@cache
def country_label(code: str, language: str) -> str:
    """Give a country's name in a language, or its code where it has none.

    >>> country_label("UZB", "ru")
    'Узбекистан'
    """
    own = read_register("country_labels")
    row = own[own["country"] == code]
    if len(row):
        return str(row.iloc[0][f"label_{language}"])
    two = {three: two for two, three in _alpha3().items()}.get(code, "")
    return _territories(language).get(two, code)


@cache
def _alpha3() -> dict[str, str]:
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {
        targets[0]: alias
        for alias, targets in aliases.items()
        if len(alias) == 3 and alias.isalpha() and alias not in WITHDRAWN
        if len(targets) == 1 and targets[0] in _territories("en")
    }


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    names = Locale(language).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code not in NO_COUNTRIES}


@cache
def _codes() -> dict[str, str]:
    """Every spelling, reduced, with its code; the register's aliases win over CLDR."""
    codes = {}
    for two, three in _alpha3().items():
        for language in LANGUAGES:
            codes[normal(_territories(language)[two])] = three
        codes[three.casefold()] = three
    for row in records(read_register("country_labels")):
        codes |= {normal(spelling): row["country"] for spelling in (row["country"], row["label_en"], row["label_ru"])}
    return codes | {normal(row["alias"]): row["country"] for row in records(read_register("countries"))}


@cache
def _never() -> frozenset[str]:
    return frozenset(normal(name) for name in read_register("never_resolved")["name"])
