"""A person's name reduced to what is compared: words without order, script, titles; the patronymic by itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from needs_analysis.people.patronymics import join_particles, patronymic_of
from needs_analysis.people.sounds import sound
from needs_analysis.registers.files import read_register
from needs_analysis.registers.letters import one_script

MOST_WORDS = 4
Gender = Literal["", "m", "f"]
_APOSTROPHES = "'`’‘ʻʼʹ´′"
_UZBEK = re.compile(rf"([og])[{_APOSTROPHES}]", re.IGNORECASE)
_UZBEK_LETTERS = {"o": "u", "g": "g"}
_INSIDE = re.compile(rf"[{_APOSTROPHES}\"«»“”]")
_PART = re.compile(r"[,;()\[\]]")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Name:
    """The words of a name by their sound, in alphabetical order, an initial with its dot; the patronymic's root."""

    words: tuple[str, ...] = ()
    patronymic: str = ""
    gender: Gender = ""

    @property
    def full(self) -> bool:
        """Whether at least two words are written out."""
        return sum(not word.endswith(".") for word in self.words) >= 2


@lru_cache(maxsize=100_000)
def read_name(text: str) -> Name:
    """Reduce a name; of more than four words beside the patronymic the longest four are kept.

    >>> read_name("г-н КАРИМОВ Азиз Баходирович") == read_name("Aziz Bakhodirovich Karimov")
    True
    >>> read_name("Karimov A. B., Col.").words
    ('a.', 'b.', 'karimov')
    """
    words = _once(join_particles([word for chunk in _chunks(_plain(text)) for word in _words_of(chunk)]))
    place, patronymic = patronymic_of(words)
    kept = [word.replace("+", "") for other, word in enumerate(words) if other != place]
    longest = sorted(sorted(kept), key=len, reverse=True)[:MOST_WORDS]
    return Name(tuple(sorted(longest)), patronymic.root, patronymic.gender)


def _plain(text: str) -> str:
    """Write a name in one script a word, without the apostrophes that systems of transliteration put in."""
    text = one_script(unicodedata.normalize("NFKC", text).replace("\N{SOFT HYPHEN}", ""))
    text = _UZBEK.sub(lambda found: _UZBEK_LETTERS[found.group(1).lower()], text)
    return _INSIDE.sub("", text)


def _chunks(text: str) -> list[str]:
    """Split a name at its blanks and commas, and leave out titles before it or behind; something always stays."""
    parts = [_services().sub(" ", part).split() for part in _PART.split(text)]
    parts = [[piece for chunk in part for piece in _pieces(chunk)] for part in parts]
    named = [part for part in parts if not all(map(is_title, part))] or parts
    return [chunk for part in named for chunk in _without_titles(part)]


def _pieces(chunk: str) -> list[str]:
    """Split `Ms.Karimova` and `A.B.` at their dots, but no title, whose letters would look like initials."""
    return [chunk] if is_title(chunk) else [piece for piece in re.split(r"(?<=\.)", chunk) if piece]


def _without_titles(chunks: list[str]) -> list[str]:
    """Leave out titles in front, and behind three words or more, where a last word may be a surname (John Major)."""
    while len(chunks) > 1 and is_title(chunks[0]):
        chunks = chunks[1:]
    while len(chunks) > 2 and is_title(chunks[-1]):
        chunks = chunks[:-1]
    return chunks


def _once(words: list[str]) -> list[str]:
    """Keep one of the same words, where a cell gives the name in two scripts; initials may be the same."""
    return [word for place, word in enumerate(words) if word.endswith(".") or word not in words[:place]]


def _words_of(chunk: str) -> list[str]:
    return [heard for word in re.split(r"[-‐‑–—/]", chunk) if (heard := _heard(word))]


def _heard(word: str) -> str:
    letters = "".join(_LETTERS.findall(word))
    heard = sound(letters)
    is_initial = len(letters) == 1 or (word.endswith(".") and len(letters) <= 2)
    return f"{heard}." if heard and is_initial else heard


def is_title(chunk: str) -> bool:
    """Say whether a word is a title: a salutation, a degree or a rank.

    >>> is_title("г-жа"), is_title("Col."), is_title("colleague")
    (True, True, False)
    """
    return _squeezed(chunk) in _titles()


def _squeezed(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


@cache
def _titles() -> frozenset[str]:
    return frozenset(_squeezed(word) for word in read_register("titles")["word"] if " " not in word)


@cache
def _services() -> re.Pattern[str]:
    several = [word for word in read_register("titles")["word"] if " " in word]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, several))})(?!\w)", re.IGNORECASE)
