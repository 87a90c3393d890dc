"""Countries: a name in any language becomes its ISO 3166-1 alpha-3 code, or an answer that says why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from needs_analysis.registers.answer import Answer
from needs_analysis.registers.country_names import (
    alpha3,
    bare,
    has_known_word,
    keys_known,
    sound,
    spellings_known,
    stem,
    territories,
    words,
)
from needs_analysis.registers.files import read_register
from needs_analysis.registers.letters import one_script, to_latin
from needs_analysis.registers.spelling import near_misses, normal

ORGANISATIONS, EXPERTS = "XIO", "XXP"
LEAST_LETTERS = 4
UNKNOWN = Answer(None, "unknown")
_PARTS = re.compile(r"[,;()/|\[\]\n]| - | – | — |: ")
_REDUCED = (("words", words), ("form", bare), ("case", stem), ("sound", sound))


def resolve_country(text: str) -> str | None:
    """Answer the ISO 3166-1 alpha-3 code of a country's name or code, or nothing.

    >>> resolve_country(" ТАДЖИКИСТАН "), resolve_country("Central Asia"), resolve_country("Male")
    ('TJK', None, None)
    """
    return look_up_country(text).code


def look_up_country(text: str) -> Answer:
    """Answer a country's code and how it was found, or why there is none.

    Letter case, blanks, quotes, accents, look-alike letters, word order, «Republic of» and the endings of Russian cases
    do not matter. Codes of two letters, and those that are words too, count in capitals alone. A text in several parts
    («Moscow, Russian Federation») is its one country, if no other part is a country or a name never resolved.

    >>> look_up_country("Республики Узбекистан").by, look_up_country("Kazakhstan / Kyrgyzstan").candidates
    ('form', ('KAZ', 'KGZ'))
    """
    answer = _whole(text)
    if answer.why != "unknown" or not has_known_word(text):
        return answer
    parts = [part for part in _PARTS.split(text) if normal(part)]
    return _of_parts(parts) if len(parts) > 1 else answer


def _of_parts(parts: list[str]) -> Answer:
    answers = [_whole(part) for part in parts if len(normal(part)) >= LEAST_LETTERS and normal(part) not in _within()]
    found = tuple(dict.fromkeys(answer.code for answer in answers if answer.code))
    if any(answer.why in ("never", "ambiguous") for answer in answers) or len(found) > 1:
        return Answer(None, "ambiguous", "parts", found)
    return Answer(found[0], "found", "parts") if found else UNKNOWN


def _whole(text: str) -> Answer:
    spelling = normal(text)
    if spelling in _never():
        return Answer(None, "never")
    if code := spellings_known().get(spelling):
        return Answer(code, "found", "name")
    if len(spelling) < LEAST_LETTERS:
        code = text.strip()
        known = alpha3().get(code) or (code if code in alpha3().values() else None)
        return Answer(known, "found", "code") if known else UNKNOWN
    one = one_script(text)
    return _reduced(one) if has_known_word(one) else UNKNOWN


def _reduced(text: str) -> Answer:
    """Look a name up by ever less of it; a name that is never resolved stays so however it is written."""
    if normal(text) in _never():
        return Answer(None, "never")
    if code := spellings_known().get(normal(text)):
        return Answer(code, "found", "letters")
    for by, reduce in _REDUCED:
        key = reduce(text)
        if key in _never_keys(reduce):
            return Answer(None, "never" if by == "words" else "ambiguous", by)
        if code := keys_known(reduce).get(key):
            return Answer(code, "found", by)
    return UNKNOWN


def suggest_countries(text: str) -> list[tuple[str, int]]:
    """Near misses for a name that has no entry, best first: (code and name, score out of 100).

    >>> suggest_countries("Luxemborg")[0]
    ('LUX Luxembourg', 95)
    """
    if normal(text) in _never() or sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return []
    best: dict[str, int] = {}
    for spelling, score in near_misses(to_latin(text), _latin_names()):
        best.setdefault(_latin_names()[spelling], score)
    return [(f"{code} {country_label(code, 'en')}", score) for code, score in best.items()]


def country_codes() -> list[str]:
    """Give every code that a country can be resolved to, in alphabetical order.

    >>> {"KAZ", "XIO"} <= set(country_codes())
    True
    """
    return sorted(set(spellings_known().values()))


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
    two = {three: two for two, three in alpha3().items()}.get(code, "")
    return territories(language).get(two, code)


@cache
def _latin_names() -> dict[str, str]:
    return {to_latin(name): code for name, code in spellings_known().items() if len(name) > len(code)}


@cache
def _never() -> frozenset[str]:
    return frozenset(normal(name) for name in read_register("never_resolved")["name"])


@cache
def _within() -> frozenset[str]:
    """Cities and parts of States: no country, but no second one either."""
    register = read_register("never_resolved")
    places = register[register["why"].str.contains("city|part of a State")]
    return frozenset(map(normal, places["name"]))


@cache
def _never_keys(reduce: Callable[[str], str]) -> frozenset[str]:
    return frozenset(filter(None, map(reduce, read_register("never_resolved")["name"])))
