"""Phrases and what they mean, found by their words as written, or else by their words without endings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from needs_analysis.registers.letters import to_latin, without_accents

SHORT = 4
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіўғқңөұүһӣӯҷҳ"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch * y * e yu ya i u g q n o u u h i u j h"
_LETTER_BY_LETTER = str.maketrans(
    {one: other.replace("*", "") for one, other in zip(_CYRILLIC, _LATIN.split(), strict=True)}
)
_TURKIC_CASE = re.compile(r"(?<=.{5})(?:nin|ning|din|dan|nan|nde|ndagi)$")
_ENDING = re.compile(
    r"(?<=.{4})(?:iami|ami|iah|ah|iam|am|iei|ei|oi|iem|em|om|im|ogo|ego|omu|emu|imi|iaia|aia|iuiu|uiu|oe|ee|ie|ih"
    r"|ov|ev|iu|ia|a|e|i|o|u|s)$"
)


class Word(NamedTuple):
    """One meaning in a name, its kind, and the number of the part of the text in which it stands."""

    means: str
    kind: str
    part: int = 0


class Key(NamedTuple):
    """A word as it is written, and without its ending."""

    exact: str
    stem: str


@lru_cache(maxsize=200_000)
def key_of(token: str) -> Key:
    """Reduce a word to how it sounds in Latin letters; short ones, most of them acronyms, letter by letter.

    The endings that go are those of Russian cases and adjectives, of the genitive of Turkic languages, and plural s.

    >>> key_of("ГКНБ") == key_of("GKNB"), key_of("SCO") == key_of("СКО")
    (True, False)
    >>> key_of("службы").stem == key_of("sluzhbami").stem
    True
    """
    if len(token) <= SHORT:
        plain = without_accents(token.casefold().translate(_LETTER_BY_LETTER))
        return Key(plain, plain)
    sound = to_latin(token).replace("ts", "c")
    return Key(sound, _ENDING.sub("", _TURKIC_CASE.sub("", sound)))


class Phrases:
    """Phrases with their meanings."""

    def __init__(self) -> None:
        self.tokens: dict[str, None] = {}
        self._exact: dict[tuple[str, ...], tuple[Word, ...]] = {}
        self._stems: dict[tuple[str, ...], tuple[Word, ...]] = {}
        self._reach: dict[str, int] = {}

    def add(self, tokens: list[str], meant: tuple[Word, ...]) -> None:
        """Add a phrase; the first meaning counts, and endings are not dropped where two phrases would then meet."""
        self.tokens |= dict.fromkeys(tokens)
        keys = [key_of(token) for token in tokens]
        exact = tuple(key.exact for key in keys)
        self._exact.setdefault(exact, meant)
        inflected = tuple(to_latin(token) if len(token) <= SHORT else key_of(token).stem for token in tokens)
        for stems in {tuple(key.stem for key in keys), inflected}:
            if self._stems.setdefault(stems, meant) != meant:
                self._stems[stems] = ()
            self._reach[stems[0]] = max(self._reach.get(stems[0], 0), len(keys))
        self._reach[exact[0]] = max(self._reach.get(exact[0], 0), len(keys))

    def longest(self, keys: list[Key], at: int) -> tuple[int, tuple[Word, ...]]:
        """Give how many words the longest phrase takes from here on, and what it means; one word if there is none."""
        first = keys[at]
        reach = max(self._reach.get(first.exact, 0), self._reach.get(first.stem, 0))
        for size in range(min(reach, len(keys) - at), 0, -1):
            window = keys[at : at + size]
            meant = self._exact.get(tuple(key.exact for key in window))
            meant = meant or self._stems.get(tuple(key.stem for key in window))
            if meant:
                return size, meant
        return 1, ()
