"""The names of countries, reduced in four ways, each way's keys owned by one country or left out.

Names come from CLDR in the languages below, and from the register's own aliases, which win. A key is what is left of a
name when nothing but its words counts: `words` without accents, order and small words; `bare` without «Republic of» and
the like too; `stem` without the endings of Russian cases; `sound` as it sounds in Latin letters. Where two countries
would own a key, it answers nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from needs_analysis.columns import records
from needs_analysis.registers.files import read_register
from needs_analysis.registers.letters import to_latin, without_accents
from needs_analysis.registers.spelling import normal

FIRST = ("en", "ru")
LANGUAGES_KNOWN = (
    *FIRST,
    *("kk", "ky", "tg", "tk", "uz", "uz_Cyrl", "uk", "be", "bg", "sr", "mk", "mn", "fr", "de", "es", "it", "pt"),
    *("nl", "pl", "cs", "tr", "az", "lv", "lt", "et", "ro", "id", "sv", "nb", "da", "fi", "hu", "sq", "vi", "ar", "fa"),
)
REGIONAL = LANGUAGES_KNOWN[:16]
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_ENDING = re.compile(
    r"(?<=[а-я]{3})(?:ьями|иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иях|иям|ией|ьей|ах|ях|ам|ям|ом|ем|ой|ей|ий|ый|ая"
    r"|яя|ое|ее|ые|ие|ых|их|ую|юю|ов|ев|ию|ия|ии|ью|ья|ье|а|я|о|е|ы|и|у|ю|ь|й)$"
)
_TURKIC = re.compile(r"(?<=.{4})(?:(?:[dlt][ae]r)(?:[iy])?|s[iy])$")
BEGINNING = 4
_ADJECTIVE = re.compile(r"(?<=[а-я]{3})(?:ийск|айск|ейск|инск|анск|янск|енск|онск|ск)$")


def words(text: str) -> str:
    """Reduce a name to its words, sorted, without accents and small words.

    >>> words("The Bahamas"), words("Korea (Republic of)") == words("republic of KOREA")
    ('bahamas', True)
    """
    return " ".join(sorted(_words(text) - _small()))


def bare(text: str) -> str:
    """Reduce a name further: without the words that say what kind of State it is.

    >>> bare("Republic of Kazakhstan"), bare("Республика Казахстан")
    ('kazakhstan', 'казахстан')
    """
    return " ".join(sorted(_words(text) - _small() - _forms()))


def stem(text: str) -> str:
    """Reduce a Russian name further: without the endings of its cases, and of adjectives made of names.

    >>> stem("Республики Таджикистан"), stem("в Узбекистане")
    ('таджикистан', 'узбекистан')
    """
    stems = {_ENDING.sub("", word) for word in _words(text) - _small()} - _stems_of_forms()
    return " ".join(sorted(_ADJECTIVE.sub("", word) for word in stems))


def sound(text: str) -> str:
    """Reduce a name to how it sounds in Latin letters, without islands, plurals and possessives of Turkic languages.

    >>> sound("Kirgizskaya Respublika") == sound("Kirgizskaia respublika"), sound("Мальдив аралдары")
    (True, 'maldiv')
    """
    kept = _words(text) - _small() - _forms()
    return " ".join(sorted(_TURKIC.sub("", to_latin(word)) for word in kept if word not in _islands()))


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166-1: alpha-2 → alpha-3, without codes that were withdrawn or stand for no country."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    known = territories("en")
    return {
        targets[0]: alias
        for alias, targets in aliases.items()
        if len(alias) == 3 and alias.isalpha() and alias not in WITHDRAWN and not alias.startswith(("X", "Z", "QU"))
        if len(targets) == 1 and targets[0] in known
    } | {"XK": "XKX", "ZA": "ZAF", "ZM": "ZMB", "ZW": "ZWE"}


@cache
def territories(language: str) -> dict[str, str]:
    """Alpha-2 → name in a language, by CLDR."""
    from babel.localedata import load

    names = load(language, merge_inherited=False)["territories"]
    return {code: name for code, name in names.items() if len(code) == 2 and code not in NO_COUNTRIES}


@cache
def spellings_known() -> dict[str, str]:
    """Every spelling, reduced by `normal`, with its code; aliases win over English and Russian, those over the rest."""
    own = {normal(row["alias"]): row["country"] for row in records(read_register("countries"))}
    for row in records(read_register("country_labels")):
        own |= {normal(name): row["country"] for name in (row["country"], row["label_en"], row["label_ru"])}
    codes = {three.casefold(): three for three in alpha3().values() if three.casefold() not in _words_of_a_text()}
    first = _owned(_named(FIRST), normal)
    return {**_owned(_named(LANGUAGES_KNOWN), normal), **first, **codes, **own}


@cache
def keys_known(reduce: Callable[[str], str]) -> dict[str, str]:
    """Every key that one country alone owns, with its code; keys of one letter or none are left out."""
    own = [(row["alias"], row["country"]) for row in records(read_register("countries"))]
    own += [(row["word"], row["country"]) for row in records(read_register("nationalities"))]
    labels = records(read_register("country_labels"))
    own += [(row[label], row["country"]) for row in labels for label in ("label_en", "label_ru")]
    return _owned([*own, *_named(_LANGUAGES_OF[reduce])], reduce)


_LANGUAGES_OF: dict[Callable[[str], str], tuple[str, ...]] = {
    words: LANGUAGES_KNOWN,
    bare: REGIONAL,
    stem: FIRST,
    sound: REGIONAL,
}


@cache
def vocabulary() -> frozenset[str]:
    """The beginnings of all words in names: a text without any of them need not be looked up further."""
    keys = {**spellings_known(), **keys_known(words), **keys_known(sound)}
    return frozenset(part[:BEGINNING] for key in keys for word in key.split() for part in (word, to_latin(word)))


def has_known_word(text: str) -> bool:
    """Say whether any word of a text begins like a word of a country's name."""
    known = vocabulary()
    found = _words(text)
    return any(word[:BEGINNING] in known for word in found) or any(
        to_latin(word)[:BEGINNING] in known for word in found
    )


def _named(languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for language in languages:
        names = territories(language)
        yield from ((names[two], three) for two, three in alpha3().items() if two in names)


def _owned(named: Iterable[tuple[str, str]], reduce: Callable[[str], str]) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for name, code in dict.fromkeys(named):
        owners[reduce(name)].add(code)
    return {key: next(iter(codes)) for key, codes in owners.items() if len(codes) == 1 and len(key) > 1}


@lru_cache(maxsize=100_000)
def _words(text: str) -> frozenset[str]:
    plain = without_accents(normal(_ELIDED.sub(" ", text)).replace("&", " and "))
    found = (word.replace(".", "") for word in _WORD.findall(plain))
    return frozenset(_SHORT.get(word, word) for word in found)


_ELIDED = re.compile(r"\b[dlDL]['’]")
_SHORT = {"st": "saint", "ste": "saint", "is": "islands", "rep": "republic", "dem": "democratic", "респ": "республика"}


@cache
def _small() -> frozenset[str]:
    return frozenset(read_register("country_words").query("kind == 'small'")["word"])


@cache
def _stems_of_forms() -> frozenset[str]:
    return frozenset(_ENDING.sub("", form) for form in _forms())


@cache
def _words_of_a_text() -> frozenset[str]:
    return frozenset(read_register("country_words").query("kind == 'word'")["word"])


@cache
def _islands() -> frozenset[str]:
    return frozenset(read_register("country_words").query("kind == 'island'")["word"])


@cache
def _forms() -> frozenset[str]:
    return frozenset(read_register("country_words").query("kind == 'form'")["word"])
