"""A text cut into words and numbers once, for everything that is looked for in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property

_RUN = re.compile(r"[^\W_]+(?:[-‐‑–—/_][^\W_]+)*")
_TOKEN = re.compile(r"[^\W\d_]{1,2}\.|[^\W\d_]+(?:['’‘`ʻʼ´′][^\W\d_]+)*|\d+")


class Page:
    """A text without disguises; a token is a word, an initial with its dot, or a number."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> list[str]:
        """Words and numbers in their order.

        >>> Page("А.Б. Каримов, Yo‘ldosh, 12").tokens
        ['А.', 'Б.', 'Каримов', 'Yo‘ldosh', '12']
        """
        return _TOKEN.findall(self.text)

    @cached_property
    def different(self) -> frozenset[str]:
        """The different tokens."""
        return frozenset(self.tokens)

    @cached_property
    def runs(self) -> frozenset[str]:
        """The different runs of letters and digits, with the dashes, strokes and slashes that join them.

        >>> sorted(Page("KAZ-01, 12 kaz_01").runs)
        ['12', 'KAZ-01', 'kaz_01']
        """
        return frozenset(_RUN.findall(self.text))

    def runs_among(self, wanted: Container[str]) -> Iterator[re.Match[str]]:
        """Yield each of the wanted runs where it stands."""
        return (found for found in _RUN.finditer(self.text) if found[0] in wanted)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins in the text."""
        return [found.start() for found in _TOKEN.finditer(self.text)]
