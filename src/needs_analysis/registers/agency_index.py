"""The names of agencies by country and key, in three layers.

`words` has the meanings of all words in any order; `less` leaves out words that some leave out («state», «national»),
places, and the name of the body above; `kind` leaves nothing but «border» or «customs», which a country has one of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from needs_analysis.registers.agency_families import AgencyFamilies
from needs_analysis.registers.agency_keys import Key, bare, cut, full, is_national, kind
from needs_analysis.registers.agency_names import AgencyName, Claims, claims
from needs_analysis.registers.agency_typos import KnownWords
from needs_analysis.registers.agency_words import words_of
from needs_analysis.registers.spelling import normal

LAYERS = (("words", full), ("less", bare), ("kind", kind))
LEAST_WORDS_WITHOUT_A_PLACE = 4


class AgencyIndex:
    """Names, ready to be looked up."""

    def __init__(self, names: Iterable[AgencyName]) -> None:
        self.names = tuple(_dated(tuple(names)))
        self.families = AgencyFamilies(self.names)
        self.ids = {normal(name.agency): name for name in self.names}
        found: dict[tuple[str, str, Key], list[AgencyName]] = defaultdict(list)
        for name in self.names:
            found[(name.country, "name", (normal(name.text),))].append(name)
            for layer, key in self._keys(name):
                found[(name.country, layer, key)].append(name)
        self._claims = {key: claims(each) for key, each in found.items()}
        self.means = {
            country: frozenset().union(*(self.families.vocabulary[agency] for agency in agencies))
            for country, agencies in self._agencies().items()
        }

    def claims(self, country: str, layer: str, key: Key) -> Claims | None:
        """Who owns a key of a layer in a country, if anyone does."""
        return self._claims.get((country, layer, key)) if key else None

    @cached_property
    def anywhere(self) -> dict[Key, tuple[AgencyName, ...]]:
        """The names in all countries that have the same words."""
        found: dict[Key, list[AgencyName]] = defaultdict(list)
        for (_, layer, key), owned in self._claims.items():
            if layer == "words":
                found[key] += owned.names
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def known_words(self) -> KnownWords:
        """All words of all names, to tell a misspelt one."""
        return KnownWords(name.text for name in self.names)

    def _agencies(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for agency, country in self.families.country.items():
            found[country].append(agency)
        return found

    def _keys(self, name: AgencyName) -> Iterator[tuple[str, Key]]:
        words = words_of(name.text)
        yield "words", full(words, countries=not is_national(name.country))
        if not is_national(name.country):
            placeless = full(word for word in words if word.kind not in ("place", "country"))
            if len(placeless) >= LEAST_WORDS_WITHOUT_A_PLACE:
                yield "less", placeless
            return
        rests = [rest for _, rest in self.families.without_parents(name)]
        named = [rest for rest in rests if {"head", "domain"} <= {word.kind for word in rest}]
        for part in (words, cut(words), *named):
            yield "less", bare(part)
            yield "kind", kind(part)


def _dated(names: tuple[AgencyName, ...]) -> Iterator[AgencyName]:
    """Give a name the dates that the register knows for the same words: the official name too is as old as the body."""
    dated: dict[tuple[str, Key], list[AgencyName]] = defaultdict(list)
    for name in filter(lambda name: name.dated, names):
        dated[(name.agency, full(words_of(name.text)))].append(name)
    for name in names:
        held = [] if name.dated else dated.get((name.agency, full(words_of(name.text))), [])
        yield from (replace(name, since=other.since, until=other.until) for other in held) if held else (name,)
