"""The words of an agency's name: each gets one meaning, whatever its language, script, case or abbreviation.

`agency_words.csv` gives every meaning a kind: a *head* says what sort of body it is (service, ministry), a *domain*
what it looks after (border, customs); *weak* words are left out by some («state», «national»); a *unit*, a *school*,
a *role* or a *place* may stand beside the name of an agency; what is *above* it too («under the Government»); a *body*
is something else than an agency (bank, association); *collective* words name no body. A *compound* means several words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from needs_analysis.columns import records
from needs_analysis.registers.agency_phrases import SHORT, Key, Phrases, Word, key_of
from needs_analysis.registers.country_names import alpha3, territories
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.letters import one_script

ITSELF = "*"
UNSPOKEN = frozenset({"small", "and", "country"})
_LOOK_LATIN, _LOOK_CYRILLIC = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC = str.maketrans(_LOOK_LATIN, _LOOK_CYRILLIC)
_TO_LATIN = str.maketrans(_LOOK_CYRILLIC, _LOOK_LATIN)
_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-z]")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`ʻʼ´"))
_JOINTS = frozenset({"&", ";", "+", "\n"})
_PARTS = re.compile(r"([&;+\n])|[,:()\[\]/|\"«»“”„•–—]|\s-\s")
_TOKEN = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b(?!\.))?")
_BETWEEN_LETTERS = re.compile(r"(?<=\b[^\W\d_])/(?=[^\W\d_]\b)")


class Reading(NamedTuple):
    """What the words of a text mean, and how they are written (without small words and countries)."""

    words: tuple[Word, ...]
    written: frozenset[str]


def words_of(text: str) -> tuple[Word, ...]:
    """Read a text as words with meanings; small words are left out.

    >>> [word.means for word in words_of("Госпогранслужба МВД")]
    ['state', 'border', 'service', 'ministry', 'internal']
    """
    return read_words(text).words


@lru_cache(maxsize=200_000)
def read_words(text: str) -> Reading:
    """Read a text as words: what they mean, and how they are written.

    >>> read_words("security services of Tajikistan").written == read_words("Security Service").written
    False
    """
    found: list[Word] = []
    written: set[str] = set()
    for number, part in enumerate(_PARTS.split(_prepared(text))):
        if part in _JOINTS:
            found.append(Word("and", "and", number))
        elif part:
            for keys, meant in _phrases_of(part, known_phrases()):
                found += [word._replace(part=number) for word in meant if word.kind != "small"]
                written |= {key.exact for key in keys} if meant[0].kind not in UNSPOKEN else set()
    return Reading(tuple(found), frozenset(written))


def _phrases_of(part: str, table: Phrases) -> Iterator[tuple[list[Key], tuple[Word, ...]]]:
    tokens = [_one_script_at_last(token) for token in _TOKEN.findall(part)]
    keys = [key_of(_twin(token) if _CYRILLIC.search(part) else token) for token in tokens]
    at = 0
    while at < len(keys):
        size, meant = table.longest(keys, at)
        yield keys[at : at + size], meant or (_unknown(keys[at]),)
        at += size


def _unknown(key: Key) -> Word:
    return Word(key.stem, "number" if key.exact.isdigit() else "word")


@cache
def known_phrases() -> Phrases:
    """The phrases of the register of words, and then the names of countries."""
    phrases = Phrases()
    rows = records(read_register("agency_words"))
    for row in sorted(rows, key=lambda row: row["kind"] == "compound"):
        for phrase in spellings(row["words"]):
            phrases.add(tokens_of(phrase), _meaning(row, phrase, phrases))
    for phrase, country in _countries():
        phrases.add(tokens_of(phrase), (Word(country, "country"),))
    return phrases


def _meaning(row: dict[str, str], phrase: str, known: Phrases) -> tuple[Word, ...]:
    if row["kind"] == "compound":
        return tuple(word for _, meant in _phrases_of(row["means"], known) for word in meant)
    if row["means"] == ITSELF:
        return (Word(" ".join(key_of(token).stem for token in tokens_of(phrase)), row["kind"]),)
    return (Word(row["means"], row["kind"]),)


def _countries() -> list[tuple[str, str]]:
    """Names of countries and of what belongs to them, that mean one country; codes left out."""
    codes = alpha3().items()
    named = [(name[two], three) for name in map(territories, ("en", "ru")) for two, three in codes if two in name]
    aliases = records(read_register("countries"))
    named += [(row["alias"], row["country"]) for row in aliases if len(row["alias"]) > SHORT]
    named += [(row["word"], row["country"]) for row in records(read_register("nationalities"))]
    owners: dict[str, set[str]] = defaultdict(set)
    for phrase, country in named:
        owners[phrase.casefold()].add(country)
    return [(phrase, country) for phrase, country in named if len(owners[phrase.casefold()]) == 1]


def tokens_of(text: str) -> list[str]:
    """Give the words of a text as they stand there, apostrophes and full stops of initials left out.

    >>> tokens_of("M.V.D. O'zbekiston")
    ['MVD', 'Ozbekiston']
    """
    return _TOKEN.findall(_prepared(text))


def _prepared(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    text = _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", text)
    return one_script(_BETWEEN_LETTERS.sub("", text))


def _one_script_at_last(token: str) -> str:
    """A word still mixed becomes Cyrillic, or else Latin, if each letter of the other script has a look-alike."""
    if token.isascii() or not _CYRILLIC.search(token) or not _LATIN.search(token):
        return token
    cyrillic, latin = token.translate(_TO_CYRILLIC), token.translate(_TO_LATIN)
    return latin if _LATIN.search(cyrillic) and not _CYRILLIC.search(latin) else cyrillic


def _twin(token: str) -> str:
    """A short Latin word among Cyrillic ones that looks like the abbreviation of a country: «МИД PT»."""
    if len(token) > SHORT or not _LATIN.search(token):
        return token
    twin = token.translate(_TO_CYRILLIC)
    return twin if twin in _abbreviations() else token


@cache
def _abbreviations() -> frozenset[str]:
    rows = [row for row in records(read_register("agency_words")) if row["kind"] == "country"]
    return frozenset(word for row in rows for word in spellings(row["words"]) if len(word) < SHORT)
