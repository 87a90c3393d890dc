"""What is left of an agency's name when less and less of it counts: the keys under which it is looked up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from needs_analysis.registers.agency_phrases import Word
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS

Key = tuple[str, ...]
Words = tuple[Word, ...]
LEFT_OUT = frozenset({"weak", "above", "country", "and"})
LEFT_OUT_AT_LAST = LEFT_OUT | {"place"}
BESIDE_A_PARENT = LEFT_OUT | {"number", "role"}
TELLING = frozenset({"domain", "plain", "word", "body", "number"})
UNITS_THAT_HEAD = frozenset({"department", "directorate"})
ONE_OF_A_KIND = frozenset({("border",), ("customs",)})


def is_national(country: str) -> bool:
    """Say whether a code stands for a State, and not for organisations or experts.

    >>> is_national("TJK"), is_national("XIO")
    (True, False)
    """
    return country not in (ORGANISATIONS, EXPERTS)


def full(words: Iterable[Word], *, countries: bool = False) -> Key:
    """All meanings, sorted; without «under the Government» and, unless they are asked for or stand alone, countries."""
    kept = [word for word in words if word.kind != "and"]
    if any(word.kind in ("head", "domain") for word in kept):
        kept = [word for word in kept if word.kind != "above"]
    means = {word.means for word in kept if countries or word.kind != "country"}
    return tuple(sorted(means or {word.means for word in kept}))


def bare(words: Iterable[Word]) -> Key:
    """Without places and words that some leave out; nothing, if then none tells one body from another."""
    kept = [word for word in words if word.kind not in LEFT_OUT_AT_LAST]
    return tuple(sorted({word.means for word in kept})) if any(word.kind in TELLING for word in kept) else ()


def kind(words: Iterable[Word]) -> Key:
    """Without the word for the sort of body too; a key only where a country has one such body: border, customs."""
    kept = {word.means for word in words if word.kind not in LEFT_OUT_AT_LAST and word.kind != "head"}
    key = tuple(sorted(kept - UNITS_THAT_HEAD))
    return key if key in ONE_OF_A_KIND else ()


def beside(words: Iterable[Word]) -> Key:
    """What stands beside the name of an agency and may tell one below it."""
    return tuple(sorted({word.means for word in words if word.kind not in BESIDE_A_PARENT}))


def run(words: Iterable[Word]) -> Key:
    """Meanings in their order, without those that some leave out; nothing, if none tells one body from another."""
    kept = [word for word in words if word.kind not in LEFT_OUT]
    return tuple(word.means for word in kept) if any(word.kind in TELLING for word in kept) else ()


def cut(words: Words) -> Words:
    """A name before the ministry that it names after itself: «State Revenue Committee *of the Ministry of Finance*»."""
    for at, word in enumerate(words):
        if word.means == "ministry" and any(before.kind == "head" for before in words[:at]):
            return words[:at]
    return words


def inner(length: int) -> list[tuple[int, int]]:
    """All stretches within a name that are shorter than it, by their beginnings and ends.

    >>> inner(2)
    [(0, 1), (1, 2)]
    """
    return [(start, end) for start, end in combinations(range(length + 1), 2) if end - start < length]
