"""One choice list, and what it makes of a cell: the code of an answer, or the codes of several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from needs_analysis.checks.resembling import MOST_SHOWN, resembling
from needs_analysis.checks.spelled import code_and_label, number_codes, same_number, spell_choices
from needs_analysis.registers.spelling import normal

SEPARATORS = (";", ",", "\n", "|")
LONGEST_ANSWER = 2000
MOST_PARTS = 64
TWO = 2
_PARTS = re.compile(r"[\s;,|]+")


@dataclass(frozen=True)
class ChoiceList:
    """The codes that a list allows, and every spelling of them."""

    codes: frozenset[str]
    spelled: Mapping[str, str]
    numbers: Mapping[str, str]

    @cached_property
    def longest(self) -> int:
        """Most parts that a spelling falls into at its separators."""
        return max((len(_PARTS.split(word)) for word in self.spelled), default=1)

    def one(self, text: str) -> str | None:
        """Return the code of an answer; None where the list knows none, or several.

        >>> five = read_choices(pd.DataFrame({"code": ["5", "1.5"], "label": ["Important", "Between"]}))
        >>> [five.one(text) for text in ("5.0", "5 - Important", "1,5", "5 - Between", "6")]
        ['5', '5', '1.5', None, None]
        """
        if text in self.codes or len(text) > LONGEST_ANSWER:
            return text if text in self.codes else None
        if code := self._word(text):
            return code
        pair = code_and_label(text)
        if pair is None:
            return None
        first, second = self._word(pair[0]), self._word(pair[1])
        return first if first == second else None

    def many(self, text: str) -> str | None:
        """Return the codes of several answers, joined by blanks; None where a part is unknown or two readings differ.

        >>> services = pd.DataFrame({"code": ["a", "b"], "label": ["Advice, training", "Boats"]})
        >>> [read_choices(services).many(text) for text in ("b a", "Boats, Advice, training", "Boats; ships")]
        ['b a', 'b a', None]
        """
        parts = text.split()
        if parts and all(part in self.codes for part in parts):
            return " ".join(parts)
        if len(text) > LONGEST_ANSWER:
            return None
        whole = self.one(text)
        readings = {whole} if whole else set()
        for separator in (*(sign for sign in SEPARATORS if sign in text), " "):
            readings |= self._partitions([part for part in text.split(separator) if part.strip()], separator)
        return readings.pop() if len(readings) == 1 else None

    def suggest(self, text: str, *, many: bool = False) -> list[tuple[str, int]]:
        """Return known spellings near an answer, or near the parts of it that are no choices."""
        parts = [part for part in text.split()[:MOST_PARTS] if not self.one(part)] if many else []
        words = list(self.spelled)
        found = [near for part in [text, *parts[:TWO]] for near in resembling(part, words)]
        best = dict(sorted(found, key=lambda near: near[1]))
        return sorted(best.items(), key=lambda near: -near[1])[:MOST_SHOWN]

    def _word(self, text: str) -> str | None:
        if text in self.codes:
            return text
        return self.spelled.get(normal(text)) or self.numbers.get(same_number(text.strip()) or "")

    def _partitions(self, parts: Sequence[str], joiner: str) -> set[str]:
        """Return the ways to read the parts, taken singly or in runs, as codes; no more than two are looked for."""
        if not 0 < len(parts) <= MOST_PARTS:
            return set()
        ways: list[set[str]] = [{""}, *(set[str]() for _ in parts)]
        for end in range(1, len(parts) + 1):
            for start in range(max(0, end - self.longest), end):
                code = self._word(joiner.join(parts[start:end])) if ways[start] else None
                if code and len(ways[end]) < TWO:
                    ways[end] |= {f"{before} {code}".strip() for before in ways[start]}
        return ways[-1]


def read_choices(rows: pd.DataFrame) -> ChoiceList:
    """Make a choice list of its rows in the table of choices."""
    codes = frozenset(rows["code"])
    return ChoiceList(codes, spell_choices(rows), number_codes(sorted(codes)))


def choice_lists(choices: pd.DataFrame) -> dict[str, ChoiceList]:
    """Make every choice list of a form, by its name."""
    return {str(name): read_choices(rows) for name, rows in choices.groupby("choices", sort=False)}
