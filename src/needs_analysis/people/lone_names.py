"""One word of a listed person's name that stands by itself in what somebody wrote, in either script and any case.

Behind a title it is a name. A surname is told by its ending, or by its capitals in the list, and counts with a capital
where it is no ordinary word. Any other word may be a first name, and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from needs_analysis.people.names import is_title, read_name
from needs_analysis.people.patronymics import is_particle
from needs_analysis.people.sounds import sound
from needs_analysis.registers.letters import one_script

Likeness = Literal["name", "surname", "name_word"]
SHORTEST, SHORTEST_SMALL, SHORTEST_SURNAME, LONG, LONGEST = 3, 5, 5, 6, 40
ENDING, LONG_ENDING, TITLE_ENDING = 2, 4, 3
VOWELS = "aeiou"
_MARK = "'’‘`ʻʼ´′"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_MARK}][^\W\d_]+)*")
_MARKED, _OWNING = re.compile(f"[{_MARK}]"), re.compile(f"[{_MARK}]s$")
_SURNAME = re.compile(r"\w+(?:[oe]va?|t?ski|t?skaia|enko|zod[ae]|zad[ae])$")
_BEFORE = re.compile(r"([^\s«»\"“”(),;:!?]+)\s*$")
_BEGINS = re.compile(r"(?:^|[.!?…:\n–—-])[\s«»\"“”(]*$")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


class Lone(NamedTuple):
    """A word that may be somebody's name: what it is like, and the stem by which it is known."""

    like: Likeness
    stem: str


class LoneNames:
    """The words of listed names, each by its stems; `ordinary` holds sounds of words that are also written small."""

    def __init__(self, names: Iterable[str], ordinary: Collection[str] = ()) -> None:
        self.ordinary = frozenset(ordinary)
        self.surnames: set[str] = set()
        self.stems: set[str] = set()
        for name in names:
            words = [word for word in _WORD.findall(unicodedata.normalize("NFKC", name)) if _is_named(word)]
            for word in words:
                stems = {stem for heard in heard_as(word) for stem in _stems(heard)}
                self.stems |= stems
                self.surnames |= stems if _is_surname(word, words) else set()

    def found_in(self, text: str) -> Iterator[Lone]:
        """Yield each word that may be somebody's name.

        >>> known = LoneNames(["Sydykova Gulnara", "Nazarova Zarina"])
        >>> texts = ["куратор г-жа Сыдыкова", "ask Sydykova", "спасибо Зарине", "my colleague zarina", "Ms Berg"]
        >>> [[found.like for found in known.found_in(text)] for text in texts]
        [['name'], ['surname'], ['name_word'], ['name_word'], []]
        """
        text = unicodedata.normalize("NFKC", text)
        small = not any(letter.isupper() for letter in text[1:])
        for found in _WORD.finditer(text):
            word = _OWNING.sub("", found[0])
            if stem := self._stem(word):
                like = self._like(word, stem, text[max(0, found.start() - LONGEST) : found.start()])
                if like and (word[0].isupper() or small):
                    yield Lone(like, stem)

    def stems_in(self, text: str) -> set[str]:
        """Give the stems of all words of listed names, however they are written, as in a remark that confirms them."""
        return {stem for word in _WORD.findall(unicodedata.normalize("NFKC", text)) if (stem := self._stem(word))}

    def _like(self, word: str, stem: str, before: str) -> Likeness | None:
        capital, ordinary = word[0].isupper(), not self.ordinary.isdisjoint(heard_as(word))
        titled = _BEFORE.search(before)
        if capital and titled and is_titled(titled[1]):
            return "name"
        if len(stem) < SHORTEST or (ordinary and (not capital or _BEGINS.search(before))):
            return None
        if capital and stem in self.surnames and not ordinary:
            return "surname"
        return "name_word" if capital or len(word) >= SHORTEST_SMALL else None

    def _stem(self, word: str) -> str:
        """Return the stem of a listed word that a word has, with the endings of its cases."""
        if not 1 < len(word) <= LONGEST:
            return ""
        return next((stem for heard in heard_as(word) for stem in _cut(heard, word) if stem in self.stems), "")


def is_titled(chunk: str) -> bool:
    """Say whether a word is a title in any of its cases.

    >>> is_titled("г-жой"), is_titled("господину"), is_titled("Ms."), is_titled("коллега")
    (True, True, True, False)
    """
    if is_title(chunk) or not _CYRILLIC.search(chunk):
        return is_title(chunk)
    letters = "".join(_WORD.findall(chunk.casefold()))
    cut = (letters[: len(letters) - n] for n in range(TITLE_ENDING + 1))
    return any(is_title(short + end) for short in cut if len(short) > 1 for end in ("", "а", "ь", "й"))


@lru_cache(maxsize=200_000)
def heard_as(word: str) -> frozenset[str]:
    """Give the ways in which a word may sound; o and a are one, as they are in names spelt by ear.

    >>> bool(heard_as("Toshmatov") & heard_as("Ташматов"))
    True
    """
    heard = {sound(one_script(_MARKED.sub("", word)))}
    heard |= {*read_name(word).words[:1]} if _MARKED.search(word) else set()
    return frozenset(each.rstrip(".").replace("o", "a") for each in heard if each)


def ordinary_sounds(texts: Iterable[str]) -> set[str]:
    """Give the sounds of the words that public texts write small, as no name is written."""
    words = {word for text in texts for word in _WORD.findall(text) if word[0].islower()}
    return {heard for word in words for heard in heard_as(word)}


def _is_named(word: str) -> bool:
    return len(word) > 1 and not is_title(word) and not is_particle(sound(word))


def _is_surname(word: str, words: Collection[str]) -> bool:
    capitals = [each for each in words if each.isupper() and len(each) > 1]
    return (len(capitals) == 1 < len(words) and word in capitals) or bool(
        len(word) >= SHORTEST_SURNAME and _SURNAME.fullmatch(sound(one_script(word)))
    )


def _stems(heard: str) -> set[str]:
    """Give a word and, without its last vowel, what stays the same in its cases."""
    return {heard, heard[:-1]} if heard[-1:] in VOWELS and len(heard) > SHORTEST else {heard}


def _cut(heard: str, word: str) -> Iterator[str]:
    """Yield a word by its sound, whole and without the endings that it may have: of words in Latin, only long ones."""
    yield heard
    for cut in range(1, LONG_ENDING + 1):
        short = heard[: len(heard) - cut]
        if len(short) >= LONG or (cut <= ENDING and len(short) > SHORTEST and _CYRILLIC.search(word)):
            yield short
