"""Names of listed people in answers of free text, in either script, in any order, with initials or case endings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from needs_analysis.people.lone_names import LoneNames
from needs_analysis.registers.letters import to_latin

_WORD = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 40
SHORTEST_STEM = 3
SHORTEST_ALONE = 6
VOWELS = "aeiou"
NEAR = 3
Places = frozenset[tuple[int, int]]
ALONE: Places = frozenset([(-1, -1)])


@dataclass(frozen=True)
class People:
    """Listed people: which stand behind each stem of a word, as which word of their name; and each word by itself."""

    stems: Mapping[str, Places]
    initials: Mapping[int, tuple[str, ...]]
    alone: frozenset[str]
    lone: LoneNames
    _known: dict[str, Places] = field(default_factory=dict)

    def named_in(self, text: str) -> bool:
        """Say whether two words of one person's name stand together in a text, or one with an initial.

        >>> people = list_people(["Aziz KARIMOV", "Нурай Асанова"])
        >>> texts = ["Спросите у Каримова Азиза", "N. Asanova knows", "Aziz and Nurai", "The Karimov bridge"]
        >>> [people.named_in(text) for text in texts]
        [True, True, False, False]
        """
        words = [] if text.isdigit() else _WORD.findall(text)
        held = [self._held(word) for word in words]
        for at, people in enumerate(held):
            if people is ALONE:
                return True
            for beside in range(max(0, at - NEAR + 1), min(len(held), at + NEAR)) if people else ():
                if beside != at and self._same(people, held[beside], words[beside]):
                    return True
        return False

    def _held(self, word: str) -> Places:
        """Return the people whose names have this word, with up to two more letters at its end."""
        if word not in self._known:
            latin = to_latin(word) if len(word) <= LONGEST_WORD else ""
            stems = [latin[: len(latin) - cut] for cut in range(3) if len(latin) - cut >= SHORTEST_STEM]
            found = [self.stems[stem] for stem in stems if stem in self.stems]
            self._known[word] = ALONE if latin in self.alone else frozenset().union(*found)
        return self._known[word]

    def _same(self, people: Places, others: Places, word: str) -> bool:
        if len(word) == 1:
            letter = to_latin(word)[:1]
            initial = word.isupper() and letter
            return bool(initial) and any(
                letter == first
                for person, place in people
                for position, first in enumerate(self.initials[person])
                if position != place
            )
        return any(person == other and place != at for person, place in people for other, at in others)


def list_people(names: Sequence[str], *, ordinary: Collection[str] = ()) -> People:
    """Prepare the names of listed people; `ordinary` holds the sounds of words that are also written small."""
    split = [[to_latin(word) for word in _WORD.findall(name)] for name in names]
    stems: dict[str, set[tuple[int, int]]] = {}
    for person, place, word in _places(split):
        for stem in {word, word[:-1] if word[-1:] in VOWELS else word}:
            if len(stem) >= SHORTEST_STEM:
                stems.setdefault(stem, set()).add((person, place))
    single = (words[0] for words in split if len(words) == 1)
    return People(
        {stem: frozenset(people) for stem, people in stems.items()},
        {person: tuple(word[:1] for word in words) for person, words in enumerate(split)},
        frozenset(word for word in single if len(word) >= SHORTEST_ALONE),
        LoneNames(names, ordinary),
    )


def _places(split: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    return ((person, place, word) for person, words in enumerate(split) for place, word in enumerate(words) if word)
