"""Comments in a text: whole, or six words of one in a row.

A comment of fewer than three words or fifteen letters says what anyone might, and is not looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from needs_analysis.registers.letters import one_script, to_latin
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.plain import plain

FEWEST_WORDS, FEWEST_LETTERS = 3, 15
IN_A_ROW = 6
LONGEST_WORD = 40
Words = tuple[str, ...]


class Comments:
    """The comments that are looked for, as sequences of words; also `short` ones where that is asked for."""

    def __init__(self, comments: Iterable[str], *, short: bool = False) -> None:
        self.short = short
        self.kept: dict[str, str] = {}
        self.known = {words for comment in comments for words in self._sequences(comment)}
        self._index()

    @property
    def sought(self) -> tuple[object, ...]:
        """All that finding depends on."""
        return self.short, self.known

    def leave_out(self, found: Collection[Words]) -> None:
        """Look for these sequences of words no longer."""
        self.known -= set(found)
        self._index()

    def find(self, page: Page) -> Iterator[tuple[int, Words]]:
        r"""Yield where a comment, or a part of one, stands (the position of a token), and which words.

        >>> comments = Comments(["The radios at our post have been broken since May."])
        >>> [at for at, _ in comments.find(Page("One said: «radios at our post have been broken».\n…"))]
        [2, 3]
        """
        telling = {token for token in page.different - self.harmless if self._word(token) in self.anchors}
        self.harmless |= page.different - telling
        tokens = page.tokens
        for at, token in enumerate(tokens) if telling else ():
            for before, length in self.anchors[self._word(token)] if token in telling else ():
                words = tuple(map(self._word, tokens[max(0, at - before) : at - before + length]))
                if words in self.known:
                    yield at - before, words

    def _sequences(self, comment: str) -> Iterator[Words]:
        words = [self._word(token) for token in Page(plain(comment)).tokens]
        letters = [word for word in words if word.isalpha() and len(word) > 1]
        if letters and (self.short or (len(letters) >= FEWEST_WORDS and sum(map(len, letters)) >= FEWEST_LETTERS)):
            yield from in_a_row(words)

    def _index(self) -> None:
        """Index sequences by their longest word, which is the rarest: how many stand before it, and how many in all."""
        self.anchors: dict[str, set[tuple[int, int]]] = {}
        self.harmless: set[str] = set()
        for words in self.known:
            longest = max(words, key=len)
            self.anchors.setdefault(longest, set()).add((words.index(longest), len(words)))

    def _word(self, token: str) -> str:
        if token not in self.kept:
            self.kept[token] = to_latin(one_script(token.rstrip("."))) if len(token) <= LONGEST_WORD else token
        return self.kept[token]


def in_a_row(words: Sequence[str]) -> Iterator[Words]:
    """Yield every six words that follow one another, or all where there are fewer.

    >>> list(in_a_row("a b c d e f g".split()))
    [('a', 'b', 'c', 'd', 'e', 'f'), ('b', 'c', 'd', 'e', 'f', 'g')]
    """
    for start in range(max(1, len(words) - IN_A_ROW + 1)):
        yield tuple(words[start : start + IN_A_ROW])
