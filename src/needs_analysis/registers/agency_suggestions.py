"""Agencies that resemble a name: for a person to choose from, never for the resolver to take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from needs_analysis.registers.agency_keys import Key, full
from needs_analysis.registers.agency_names import AgencyName
from needs_analysis.registers.agency_phrases import key_of
from needs_analysis.registers.agency_question import Question
from needs_analysis.registers.agency_register import AgencyRegister, read_agencies
from needs_analysis.registers.agency_words import tokens_of, words_of
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS

LEAST_LETTERS = 3
LEAST_SCORE = 60
MOST = 3
WEIGHTS = {"domain": 2.0, "word": 2.0, "plain": 2.0, "body": 2.0, "head": 1.0, "weak": 0.5, "unit": 0.5}


def suggest_agencies(
    text: str, country: str | None = None, *, register: AgencyRegister | None = None
) -> list[tuple[str, int]]:
    """Give near misses among a country's agencies and the organisations, best first: (id and name, score out of 100).

    A name is near by what its words mean, in any order and language, or by how all of it is spelt; whichever is nearer.
    A long name with one wrong letter that is then one agency's is as near as its letters but one.

    >>> suggest_agencies("National Secutiry Committee", "KAZ")[0][0]
    'KAZ-KNB National Security Committee of the Republic of Kazakhstan'
    >>> suggest_agencies("12345", "KAZ")
    []
    """
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return []
    known = register or read_agencies()
    best = _candidates(known, country or "").nearest(text, _by_one_letter(text, country or "", known))
    return [(agency_and_name(agency, known), score) for agency, score in best]


def agency_and_name(agency: str, register: AgencyRegister) -> str:
    """Write an agency of a register for a reader: its id and name.

    >>> agency_and_name("TKM-SBS", read_agencies())
    'TKM-SBS State Border Service of Turkmenistan'
    """
    row = register.table.loc[agency]
    return f"{agency} {row['name_en'] or row['name_ru']}"


def _by_one_letter(text: str, country: str, register: AgencyRegister) -> list[tuple[str, int]]:
    agency = Question(text, country, "", register.index).mended()
    letters = sum(map(str.isalpha, text))
    return [(agency, round(100 * (letters - 1) / letters))] if agency else []


@lru_cache(maxsize=1_000)
def _candidates(register: AgencyRegister, country: str) -> _Candidates:
    places = {country, ORGANISATIONS, EXPERTS} if country else set(register.table["country"])
    return _Candidates(name for name in register.index.names if name.country in places)


class _Candidates:
    """The names of some places, ready to be compared."""

    def __init__(self, names: Iterable[AgencyName]) -> None:
        self._owners: dict[str, str] = {}
        self._named: dict[str, set[_Name]] = defaultdict(set)
        for name in names:
            self._owners.setdefault(_spelt(name.text), name.agency)
            meant = _Name(name.agency, full(words_of(name.text)), _weight(name.text))
            for means in meant.means:
                self._named[means].add(meant)
        self._spelt = list(self._owners)

    def nearest(self, text: str, known: list[tuple[str, int]]) -> list[tuple[str, int]]:
        scores: dict[str, int] = {}
        for agency, score in [*known, *self._by_spelling(text), *self._by_meaning(text)]:
            scores[agency] = max(score, scores.get(agency, 0))
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]

    def _by_spelling(self, text: str) -> list[tuple[str, int]]:
        from rapidfuzz import fuzz, process

        found = process.extract(
            _spelt(text), self._spelt, scorer=fuzz.ratio, processor=None, limit=2 * MOST, score_cutoff=LEAST_SCORE
        )
        return [(self._owners[spelt], round(score)) for spelt, score, _ in found]

    def _by_meaning(self, text: str) -> list[tuple[str, int]]:
        weights = {word.means: WEIGHTS.get(word.kind, 0.5) for word in words_of(text) if word.kind != "country"}
        shared: dict[_Name, float] = defaultdict(float)
        for means, weight in weights.items():
            for name in self._named.get(means, ()):
                shared[name] += weight
        whole = sum(weights.values())
        scored = [(name.agency, round(200 * both / (whole + name.weight)) - 1) for name, both in shared.items()]
        return [(agency, score) for agency, score in scored if score >= LEAST_SCORE]


@dataclass(frozen=True)
class _Name:
    agency: str
    means: Key
    weight: float


def _weight(text: str) -> float:
    weights = {word.means: WEIGHTS.get(word.kind, 0.5) for word in words_of(text) if word.kind != "country"}
    return sum(weights.values())


def _spelt(text: str) -> str:
    """The words of a text without endings, in alphabetical order, so that their order does not count."""
    return " ".join(sorted(key_of(token).stem for token in tokens_of(text)))
