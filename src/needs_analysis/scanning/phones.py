"""Telephone numbers in a text, whatever their brackets, country code and the signs between their digits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, combinations, islice

from needs_analysis.scanning.page import Page
from needs_analysis.scanning.plain import plain

SHORTEST_PHONE, LONGEST_PHONE, KEPT_DIGITS = 7, 15, 9
MOST_GROUPS = 12
_NUMBER = re.compile(r"(?<!\w)[+(]*\d(?:[ ()./‐‑‒–—―−-]{0,3}\d){6,20}(?!\w)")
_FRACTION = re.compile(r"\d+\.(?!0+$)\d+")
_CELLS = re.compile(r"(?<![^\W_])(?<!\.)(?=(\d{2,12}(?:[-\t\r\n ()_:·|,;*~]{1,4}\d{2,7}){1,6})(?![^\W_]|\.\d))")
_POWER = re.compile(r"\d(?<![\w.]\d)\.\d{6,14}[eE]\+?\d{1,2}(?!\w)")


class Phones:
    """The telephone numbers that are looked for, by their last nine digits; shorter ones whole, and with separators."""

    def __init__(self, phones: Iterable[str]) -> None:
        digits = {re.sub(r"\D", "", _whole(plain(phone))) for phone in phones}
        self.known = {number[-KEPT_DIGITS:] for number in digits if len(number) >= SHORTEST_PHONE}

    @property
    def sought(self) -> set[str]:
        """All that finding depends on."""
        return self.known

    def leave_out(self, found: Collection[str]) -> None:
        """Look for these numbers no longer."""
        self.known -= set(found)

    def find(self, page: Page) -> Iterator[tuple[int, str]]:
        """Yield where a number stands, and which; a fraction makes an amount of it, unless it is nothing but zeros.

        One that is written in groups may be yielded again from the group behind its country code.

        >>> phones = Phones(["+998 (90) 123-45-67"])
        >>> [at for at, _ in phones.find(Page("901234567, 00998 90 1234567, 0.901234567, 998901234567.0"))]
        [0, 11, 42, 11, 17]
        >>> [at for at, _ in phones.find(Page("998,901,234,567 or 90|123|45|67"))]
        [0, 4, 19]
        """
        if any(number in page.digits for number in self.known):
            yield from self._usual(page.text)
            yield from self._in_cells(page.text)
        if self.known:
            yield from self._powers(page.text)

    def _usual(self, text: str) -> Iterator[tuple[int, str]]:
        for found in _NUMBER.finditer(text):
            if not _FRACTION.fullmatch(found[0]) and (key := self._known(found[0])):
                yield found.start(), key

    def _known(self, written: str) -> str:
        groups = re.findall(r"\d+", written)[:MOST_GROUPS]
        for start, end in combinations(range(len(groups) + 1), 2):
            number = "".join(groups[start:end])
            long_enough = len(number) >= KEPT_DIGITS or (len(number) >= SHORTEST_PHONE and end - start > 1)
            if long_enough and len(number) <= LONGEST_PHONE and number[-KEPT_DIGITS:] in self.known:
                return number[-KEPT_DIGITS:]
        return ""

    def _in_cells(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield numbers of nine digits and more whose groups stand in cells, lines or a list, or between any signs."""
        for found in _CELLS.finditer(text):
            for number in islice(accumulate(re.findall(r"\d+", found[1])), 1, None):
                if KEPT_DIGITS <= len(number) <= LONGEST_PHONE and number[-KEPT_DIGITS:] in self.known:
                    yield found.start(), number[-KEPT_DIGITS:]

    def _powers(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield numbers that a program wrote as a power of ten."""
        for found in _POWER.finditer(text):
            if (number := f"{float(found[0]):.0f}")[-KEPT_DIGITS:] in self.known and len(number) <= LONGEST_PHONE:
                yield found.start(), number[-KEPT_DIGITS:]


def _whole(phone: str) -> str:
    """Take off the fraction that a program put behind a number, because a cell of its column is empty."""
    return re.sub(r"(?<=\d{7})\.0$", "", phone.strip())
