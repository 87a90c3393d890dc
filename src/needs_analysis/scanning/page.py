"""A text cut into words and numbers once, for everything that is looked for in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

_RUN = re.compile(r"[^\W_]+(?:[-‐‑‒–—―−/_]{1,2}[^\W_]+)*")
# A pattern that begins with a character is looked for where that stands; one that begins with a condition, everywhere.
_GROUPED = re.compile(r"\d(?<![\w.,]\d)\d{0,2}(?:[ .,’']\d{3})+(?!\w)")
_LETTERS_APART = re.compile(r"[A-Z\u0400-\u042f][A-Z\u0400-\u042f]{0,7}[ .:+]\d{1,8}(?!\w)")
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"[^\W\d_]{1,2}\.|[^\W\d_]+(?:['’‘`ʻʼ´′][^\W\d_]+)*|\d+")
SHORT = 60  # letters of a piece that is remembered


class _Cut(NamedTuple):
    """A piece of text between blanks, cut: no token and no run goes over a blank."""

    tokens: list[str]
    runs: list[str]
    digits: str


def _cut(piece: str) -> _Cut:
    return _Cut(_TOKEN.findall(piece), _RUN.findall(piece), "".join(_DIGITS.findall(piece)))


@lru_cache(maxsize=50_000)
def _cut_short(piece: str) -> _Cut:
    """Cut a short piece, as nearly all are; most stand in other texts too."""
    return _cut(piece)


class Page:
    """A text without disguises; a token is a word, an initial with its dot, or a number."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _pieces(self) -> list[str]:
        return self.text.split()

    @cached_property
    def _cuts(self) -> dict[str, _Cut]:
        """The different pieces between blanks, each cut."""
        return {piece: _cut_short(piece) if len(piece) <= SHORT else _cut(piece) for piece in set(self._pieces)}

    @cached_property
    def tokens(self) -> list[str]:
        """Words and numbers in their order.

        >>> Page("А.Б. Каримов, Yo‘ldosh, 12").tokens
        ['А.', 'Б.', 'Каримов', 'Yo‘ldosh', '12']
        """
        cuts = {piece: cut.tokens for piece, cut in self._cuts.items()}
        return list(chain.from_iterable(map(cuts.__getitem__, self._pieces)))

    @cached_property
    def different(self) -> frozenset[str]:
        """The different tokens."""
        return frozenset(chain.from_iterable(cut.tokens for cut in self._cuts.values()))

    @cached_property
    def runs(self) -> frozenset[str]:
        """The different runs of letters and digits, with the dashes, strokes and slashes that join them.

        >>> sorted(Page("KAZ-01, 12 kaz_01").runs)
        ['12', 'KAZ-01', 'kaz_01']
        """
        return frozenset(chain.from_iterable(cut.runs for cut in self._cuts.values()))

    @cached_property
    def grouped(self) -> list[re.Match[str]]:
        """Numbers whose digits stand in groups of three."""
        return list(_GROUPED.finditer(self.text))

    @cached_property
    def letters_apart(self) -> list[re.Match[str]]:
        """Capitals and digits with a sign between them."""
        return list(_LETTERS_APART.finditer(self.text))

    @cached_property
    def digits(self) -> str:
        """All digits, without whatever stands between them.

        >>> Page("+998 (90) 12-34").digits
        '998901234'
        """
        cuts = {piece: cut.digits for piece, cut in self._cuts.items()}
        return "".join(map(cuts.__getitem__, self._pieces))

    def runs_among(self, wanted: Container[str]) -> Iterator[re.Match[str]]:
        """Yield each of the wanted runs where it stands."""
        return (found for found in _RUN.finditer(self.text) if found[0] in wanted)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins in the text."""
        return [found.start() for found in _TOKEN.finditer(self.text)]
