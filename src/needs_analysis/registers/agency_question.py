"""One question about one name: where it is looked for, in which order, and when it stays without an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from needs_analysis.registers.agency_index import LAYERS, AgencyIndex
from needs_analysis.registers.agency_keys import Key, Words, full, is_national
from needs_analysis.registers.agency_names import AgencyName
from needs_analysis.registers.agency_parts import of_parts
from needs_analysis.registers.agency_words import read_words
from needs_analysis.registers.answer import Answer
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal

NO_STATE = (ORGANISATIONS, EXPERTS)
TELLING_LETTERS = 4
UNKNOWN = Answer(None, "unknown")


@dataclass(frozen=True)
class Question:
    """A name, the country it belongs to (blank: not said), the day it is from (blank: any), and where to look."""

    text: str
    country: str
    on: str
    index: AgencyIndex

    def answer(self) -> Answer:
        """Look the name up as it stands, then its words, then its parts."""
        return self._as_it_stands() or self._by_words(read_words(self.text).words)

    def _as_it_stands(self) -> Answer | None:
        spelling = normal(self.text)
        if named := self.index.ids.get(spelling):
            here = not self.country or self.country == named.country or not is_national(named.country)
            return Answer(named.agency, "found", "id") if here else _elsewhere([named])
        for place in (self.country, *NO_STATE):
            answer = self._owned(place, "name", (spelling,))
            if answer:
                return answer
        never = spelling in _never() or read_words(self.text).written in _never_words()
        return Answer(None, "never") if never else None

    def _by_words(self, words: Words) -> Answer:
        if all(word.kind in ("number", "and") for word in words):
            return UNKNOWN
        return self._here(words) if self.country else self._anywhere(words)

    def _here(self, words: Words) -> Answer:
        named = {word.means for word in words if word.kind == "country"}
        places = NO_STATE if named and self.country not in named else (self.country, *NO_STATE)
        answer = self._within(words, places)
        if answer.why == "unknown" and answer.by != "other_date":
            away = self._away(words, named - {self.country})
            return away or answer
        return answer

    def _within(self, words: Words, places: Iterable[str]) -> Answer:
        """Look among the agencies of some places: for the whole name, then for its parts."""
        places = tuple(dict.fromkeys(places))
        answer = self._whole(words, places)
        if answer:
            return answer
        if any(word.kind == "collective" for word in words):
            return Answer(None, "never", "collective")
        if abroad := self.index.anywhere.get(full(words)):
            return _elsewhere(abroad)
        return self._parts(words, places)

    def mended(self) -> str | None:
        """Give the one agency that the name would be of with one letter put right; a suggestion, never an answer."""
        readings = self.index.known_words.with_one_letter_right(self.text)
        found = {self._by_words(words).code for words in readings} - {None}
        return found.pop() if len(found) == 1 else None

    def _parts(self, words: Words, places: tuple[str, ...]) -> Answer:
        return of_parts(words, self.index, [place for place in places if place != EXPERTS], self.on)

    def _whole(self, words: Words, places: tuple[str, ...]) -> Answer | None:
        for layer, reduce in LAYERS:
            keys = dict.fromkeys((full(words, countries=True), full(words)) if layer == "words" else (reduce(words),))
            for place in places:
                for key in keys:
                    answer = self._owned(place, layer, key)
                    if answer:
                        return answer
        return None

    def _owned(self, place: str, layer: str, key: Key) -> Answer | None:
        claims = self.index.claims(place, layer, key)
        if not claims:
            return None
        owners = claims.on(self.on)
        if len(owners) == 1:
            return Answer(owners[0], "found", layer)
        if owners:
            return Answer(None, "ambiguous", layer, owners)
        return Answer(None, "unknown", "other_date", claims.agencies)

    def _anywhere(self, words: Words) -> Answer:
        """Without a country: organisations, countries that the name tells, or a name that one agency alone can have."""
        owners = self._owners_anywhere(words)
        if len({name.country for name in owners}) > 1:
            return Answer(None, "ambiguous", "no_country", tuple(dict.fromkeys(name.agency for name in owners)))
        named = list(dict.fromkeys(word.means for word in words if word.kind == "country"))
        answers = [self._within(words, (place, *NO_STATE)) for place in named] or [self._within(words, NO_STATE)]
        found = {answer.code: answer for answer in answers if answer.code}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return Answer(None, "ambiguous", "several", tuple(map(str, found)))
        return _sole(owners, words) or answers[0]

    def _owners_anywhere(self, words: Words) -> tuple[AgencyName, ...]:
        told = any(word.kind == "country" for word in words)
        return () if told else self.index.anywhere.get(full(words), ())

    def _away(self, words: Words, named: set[str]) -> Answer | None:
        """The agencies of other countries that the name belongs to."""
        found = self.index.anywhere.get(full(words), ())
        names = [name for name in found if name.country != self.country and (not named or name.country in named)]
        if names:
            return _elsewhere(names)
        codes = [self._within(words, (place,)).code for place in sorted(named)]
        known = tuple(code for code in codes if code)
        return Answer(None, "unknown", "other_country", known) if known else None


def _elsewhere(names: Iterable[AgencyName]) -> Answer:
    return Answer(None, "unknown", "other_country", tuple(dict.fromkeys(name.agency for name in names)))


def _sole(owners: tuple[AgencyName, ...], words: Words) -> Answer | None:
    """One agency owns the name; it is taken only if a word of it is no common one."""
    agencies = tuple(dict.fromkeys(name.agency for name in owners))
    if not agencies:
        return None
    if len(agencies) == 1 and any(word.kind == "word" and len(word.means) >= TELLING_LETTERS for word in words):
        return Answer(agencies[0], "found", "words")
    return Answer(None, "ambiguous", "no_country", agencies)


@cache
def _never() -> frozenset[str]:
    return frozenset(normal(name) for name in read_register("agency_never")["name"])


@cache
def _never_words() -> frozenset[frozenset[str]]:
    return frozenset(filter(None, (read_words(name).written for name in read_register("agency_never")["name"])))
