"""Codes and ids in a text, as whole words.

What cannot be told from other things is not looked for: fewer than four letters and digits, numbers of fewer than seven
digits, words of fewer than six letters, and names such as r12, which only count rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from needs_analysis.registers.letters import look_latin
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.plain import plain

SHORTEST, SHORTEST_NUMBER, SHORTEST_WORD = 4, 7, 6
MOST_PARTS = 8
_PART = re.compile(r"[^\W_]+")
_DASHED = re.compile(r"[-‐‑]{2}|[-‐‑]?[_/‒–—―−]+[-‐‑]?")  # what parts words; a single hyphen may be a part of one
_COUNTED = re.compile(r"r\d+(?:#\d+)?")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


class Codes:
    """The codes that are looked for, without the signs between their letters and digits, as they look in Latin."""

    def __init__(self, codes: Iterable[str]) -> None:
        told = [code for code in codes if can_be_told(code)]
        self.known = {_key(code) for code in told if any(map(str.isdigit, code))}
        self.words = {plain(code).strip() for code in told if not any(map(str.isdigit, code))}
        self._forget()

    @property
    def sought(self) -> tuple[object, ...]:
        """All that finding depends on."""
        return self.known, self.words

    def leave_out(self, found: Collection[str]) -> None:
        """Look for these codes no longer."""
        self.known -= set(found)
        self.words -= set(found)
        self._forget()

    def _forget(self) -> None:
        """Begin anew with what is known of runs: which code each is or holds, and which hold none."""
        self.kept: dict[str, str] = {}
        self.harmless: set[str] = set()

    def find(self, page: Page) -> Iterator[tuple[int, str]]:
        """Yield where a code stands, and which.

        >>> codes = Codes(["KAZ-01", "70412004", "r12"])
        >>> [at for at, _ in codes.find(Page("kaz_01 and 70412004 or 70 412 004, but 0.70412004, r12"))]
        [0, 11, 23]
        """
        if not self.known and not self.words:
            return
        telling = {run: key for run in page.runs - self.harmless if (key := self._held(run))}
        self.harmless |= page.runs - telling.keys()
        for found in page.runs_among(telling) if telling else ():
            if not _is_fraction(page.text, found):
                yield found.start(), telling[found[0]]
        for found in page.grouped if any(map(str.isdigit, self.known)) else ():
            if (number := re.sub(r"\D", "", found[0])) in self.known:
                yield found.start(), number
        yield from self._apart(page)

    def _apart(self, page: Page) -> Iterator[tuple[int, str]]:
        """Yield codes between whose capitals and digits another sign stands, as in «KAZ.01»."""
        for found in page.letters_apart if self.known else ():
            before = page.text[max(0, found.start() - 1) : found.start()]
            if (key := _key(found[0])) in self.known and not before.isalnum():
                yield found.start(), key

    def _held(self, run: str) -> str:
        if run not in self.kept:
            self.kept[run] = self._found(run)
        return self.kept[run]

    def _found(self, run: str) -> str:
        """Return the code that a run of letters, digits and dashes is or holds; a UUID holds none."""
        if run in self.words:
            return run
        whole = _key(run)
        if whole in self.known or _UUID.fullmatch(run):
            return whole if whole in self.known else ""
        if self.words and (word := next((each for each in _DASHED.split(run) if each in self.words), "")):
            return word
        parts = [_key(part) for part in _PART.findall(run)]
        spans = ((i, j) for i in range(len(parts)) for j in range(i + 1, min(i + MOST_PARTS, len(parts)) + 1))
        return next((key for i, j in spans if (key := "".join(parts[i:j])) in self.known), "")


def can_be_told(code: str) -> bool:
    """Say whether a code can be told from an ordinary word or number.

    >>> [can_be_told(code) for code in ("KAZ-01", "EM76", "70412004", "12", "r123", "yes", "51240")]
    [True, True, True, False, False, False, False]
    """
    key = _key(code)
    if _COUNTED.fullmatch(code.strip()) or len(key) < SHORTEST:
        return False
    if key.isdigit():
        return len(key) >= SHORTEST_NUMBER
    return any(map(str.isdigit, key)) or (len(key) >= SHORTEST_WORD and " " not in code.strip())


def _key(code: str) -> str:
    return look_latin("".join(_PART.findall(plain(code)))).casefold()


def _is_fraction(text: str, found: re.Match[str]) -> bool:
    """Whether digits are a part of a number with a decimal sign; `.0` behind them is none."""
    if not found[0].isdigit():
        return False
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 20]
    return bool(re.fullmatch(r"\d[.,]", before) or (re.match(r"[.,]\d", after) and not re.match(r"\.0+(?!\d)", after)))
