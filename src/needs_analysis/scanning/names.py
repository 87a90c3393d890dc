"""Names of people in a text: in both scripts, any order, case and transliteration, with initials or case endings.

Two words of one person's name stand together, or one and the initial of another. Words of one or two letters, and words
that the public texts use as ordinary ones, count only with a capital and side by side. A name of one word counts where
it has a capital, four letters, and is no word of the public texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import permutations

from needs_analysis.scanning.page import Page
from needs_analysis.scanning.spoken import initials_of, sounds_of, words_of

NEAR = 3
SHORTEST_STEM, SHORTEST_WORD, SHORTEST_ALONE, SHORTEST_GLUED, LONGEST_WORD = 3, 3, 4, 8, 40
MOST_WORDS_GLUED = 4
VOWELS = "aeiou"
Places = frozenset[tuple[int, int]]
NONE: Places = frozenset()
_DOUBLED = re.compile(r"(.)\1+")


class Names:
    """The names that are looked for: which people stand behind the sound of a word, and as which word of their name."""

    def __init__(self, names: Iterable[str], ordinary: Collection[str] = ()) -> None:
        self.people = [words for name in names if (words := words_of(name))]
        self.ordinary = frozenset(ordinary)
        self.stems: dict[str, Places] = {}
        self.alone: dict[str, int] = {}
        self.glued: dict[str, int] = {}
        self._forget()
        self._index(range(len(self.people)))

    @property
    def sought(self) -> tuple[object, ...]:
        """All that finding depends on."""
        return self.people, self.ordinary, self.stems, self.alone, self.glued

    def leave_out(self, people: Collection[int]) -> None:
        """Look for these people no longer."""
        self.stems, self.alone, self.glued = {}, {}, {}
        self._forget()
        self._index(person for person in range(len(self.people)) if person not in people)

    def _forget(self) -> None:
        """Begin anew with what is known of words: whose names have them, and which no name has."""
        self.known: dict[str, Places] = {}
        self.harmless: set[str] = set()

    def find(self, page: Page) -> Iterator[tuple[int, int]]:
        """Yield where a name stands (the position of a token) and whose it is.

        >>> names = Names(["Aziz KARIMOV", "Нурай Асанова"])
        >>> texts = ["Спросите у Каримова Азиза", "N. Asanova knows", "Aziz and Nurai", "nurayasanova"]
        >>> [[person for _, person in names.find(Page(text))] for text in texts]
        [[0], [1], [], [1]]
        """
        new = page.different - self.harmless
        telling = {token: places for token in new if (places := self._places(token))}
        single = {token: person for token in new if (person := self._single(token)) is not None}
        self.harmless |= new - telling.keys() - single.keys()
        if not telling and not single:
            return
        tokens = page.tokens
        for at, token in enumerate(tokens):
            if token in single:
                yield at, single[token]
            elif token in telling:
                yield from ((at, person) for person in self._beside(tokens, at, telling))

    def _beside(self, tokens: Sequence[str], at: int, telling: dict[str, Places]) -> set[int]:
        """Return the people of whose names a word stands here, and another word or an initial beside it."""
        mine, found = telling[tokens[at]], set()
        for other in range(max(0, at - NEAR + 1), min(len(tokens), at + NEAR + 1)):
            word = tokens[other]
            if other > at and word in telling and self._together(tokens[at], word, other - at):
                found |= {a for a, i in mine for b, j in telling[word] if a == b and i != j}
            elif other != at and abs(other - at) < NEAR and self._initialled(tokens[at], word):
                found |= {person for person, i in mine if self._begins(person, i, word)}
        return found

    def _together(self, left: str, right: str, apart: int) -> bool:
        """Whether two words count as a pair: ordinary and short ones only with capitals and side by side."""
        strong = self._strong(left) and self._strong(right)
        return strong or (apart == 1 and left[0].isupper() and right[0].isupper())

    def _initialled(self, word: str, initial: str) -> bool:
        """Whether a word counts with an initial; without its dot, a letter may be a word, as in «A mark»."""
        capital, strong = word[0].isupper(), self._strong(word)
        if initial.endswith("."):
            return strong or (capital and len(word) >= SHORTEST_WORD)
        return strong and capital and len(initial) == 1 and initial.isupper()

    def _strong(self, word: str) -> bool:
        return len(word) >= SHORTEST_WORD and self.ordinary.isdisjoint(sounds_of(word))

    def _begins(self, person: int, place: int, initial: str) -> bool:
        begins = initials_of(initial)
        return any(begins & initials_of(word) for other, word in enumerate(self.people[person]) if other != place)

    def _places(self, token: str) -> Places:
        if token not in self.known:
            self.known[token] = self._found(token)
        return self.known[token]

    def _found(self, token: str) -> Places:
        """Return the people whose names have this word, with up to two more letters at its end."""
        if not 1 < len(token) <= LONGEST_WORD or token.isdigit() or token.endswith("."):
            return NONE
        found: set[tuple[int, int]] = set()
        for word in sounds_of(token):
            for stem in (word, word[:-1], word[:-2] if len(word) > SHORTEST_STEM + 2 and not token.isascii() else ""):
                if len(stem) >= SHORTEST_STEM or stem == word:
                    found |= self.stems.get(stem, NONE)
        return frozenset(found)

    def _single(self, token: str) -> int | None:
        """Return the person whom this word names by itself."""
        if len(token) < SHORTEST_ALONE or len(token) > LONGEST_WORD or token.isdigit():
            return None
        index = (self.alone, self.glued) if token[0].isupper() else (self.glued,)
        return next((people[sound] for people in index for sound in sounds_of(token) if sound in people), None)

    def _index(self, people: Iterable[int]) -> None:
        stems: dict[str, set[tuple[int, int]]] = {}
        for person in people:
            words = self.people[person]
            for place, word in enumerate(words):
                for stem in set().union(*map(_stems, sounds_of(word))):
                    stems.setdefault(stem, set()).add((person, place))
            if len(words) == 1 and len(words[0]) >= SHORTEST_ALONE and self.ordinary.isdisjoint(sounds_of(words[0])):
                self.alone |= dict.fromkeys(sounds_of(words[0]), person)
            self.glued |= dict.fromkeys(_glued(words), person)
        self.stems = {stem: frozenset(places) for stem, places in stems.items()}


def _stems(sound: str) -> set[str]:
    """Give a word and, without its last vowel, what stays the same in its cases."""
    return {sound, sound[:-1]} if sound[-1] in VOWELS and len(sound) > SHORTEST_STEM else {sound}


def _glued(words: Sequence[str]) -> Iterator[str]:
    """Yield two words of a name written as one, as in an address or a file's name."""
    long = [word for word in words if len(word) >= SHORTEST_STEM][:MOST_WORDS_GLUED]
    for first, second in permutations(long, 2):
        apart = {_DOUBLED.sub(r"\1", a + b) for a in sounds_of(first) for b in sounds_of(second)}
        yield from (joined for joined in apart | sounds_of(first + second) if len(joined) >= SHORTEST_GLUED)
