"""One wrong letter in a long name, put right for a suggestion.

A letter too many, too few, another one, or two that changed places: in one word of at least six letters that no name
and no list of words knows, and that begins with the letter of the known word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from needs_analysis.registers.agency_phrases import Word, key_of
from needs_analysis.registers.agency_words import known_phrases, tokens_of, words_of

LEAST_LETTERS = 6
LEAST_LETTERS_OF_A_NAME = 12


class KnownWords:
    """The words of names and of the register of words, to be found from their neighbours."""

    def __init__(self, names: Iterable[str]) -> None:
        tokens = {token for name in names for token in tokens_of(name)} | set(known_phrases().tokens)
        self.known = {form: token for token in sorted(tokens) for form in _forms(token)}
        self._near: dict[str, set[str]] = defaultdict(set)
        for stem in self.known:
            if len(stem) >= LEAST_LETTERS - 1:
                for shorter in _shorter(stem):
                    self._near[shorter].add(stem)

    def with_one_letter_right(self, text: str) -> list[tuple[Word, ...]]:
        """Read a text after the one word in it that is misspelt has been put right, in each way there is."""
        tokens = tokens_of(text)
        if sum(map(len, tokens)) < LEAST_LETTERS_OF_A_NAME:
            return []
        wrong = {token: near for token in tokens if (near := self._near_stems(token))}
        if len(wrong) != 1:
            return []
        token, stems = next(iter(wrong.items()))
        return list(dict.fromkeys(words_of(text.replace(token, self.known[stem])) for stem in stems))

    def right_letter(self, token: str) -> str:
        """Give the one known word that is one step from a misspelt one, or else the word as it stands.

        >>> KnownWords(["Rescue Committee"]).right_letter("Commettee")
        'committee'
        """
        near = [self.known[stem] for stem in self._near_stems(token)]
        return near[0] if len({words_of(word) for word in near}) == 1 else token

    def _near_stems(self, token: str) -> list[str]:
        forms = _forms(token)
        if len(token) < LEAST_LETTERS or any(form in self.known for form in forms):
            return []
        found = {(form, each) for form in forms for shorter in _shorter(form) for each in self._near.get(shorter, ())}
        return sorted({each for form, each in found if each[0] == form[0] and is_one_step(form, each)})


def _forms(token: str) -> tuple[str, str]:
    """A word as it sounds, without its ending, and as it is written."""
    return key_of(token).stem, token.casefold()


def _shorter(stem: str) -> Iterator[str]:
    yield stem
    for at in range(len(stem)):
        yield stem[:at] + stem[at + 1 :]


def is_one_step(one: str, other: str) -> bool:
    """Say whether one letter more, less, another, or two in each other's place make one word of the other.

    >>> is_one_step("foriegn", "foreign"), is_one_step("internal", "external")
    (True, False)
    """
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(other) - len(one) == 1:
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return len(one) == len(other) and (one[at + 1 :] == other[at + 1 :] or swapped)
