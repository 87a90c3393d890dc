"""Which agency stands above which, read from the names: «Border Service of the *National Security Committee*»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from needs_analysis.registers.agency_keys import LEFT_OUT, Key, Words, beside, inner, run
from needs_analysis.registers.agency_names import AgencyName
from needs_analysis.registers.agency_words import words_of

Sets = dict[str, frozenset[str]]


class AgencyFamilies:
    """The agencies above and below each agency, and the words of their names."""

    def __init__(self, names: Iterable[AgencyName]) -> None:
        self._names = tuple(names)
        self.country = {name.agency: name.country for name in self._names}
        self.vocabulary = _grouped((name.agency, word.means) for name in self._names for word in words_of(name.text))
        self.pairs = _pairs(self._names)
        self._runs = {
            (name.country, named): name.agency
            for name in self._names
            if (named := run(words_of(name.text))) and (len(named) > 1 or _is_acronym(name.text))
        }
        above = _grouped(self._names_within())
        self.parents = {
            child: frozenset(parent for parent in found if child not in above.get(parent, ()))
            for child, found in above.items()
        }
        self.children = _grouped((parent, child) for child, found in self.parents.items() for parent in found)
        self.below = self._below()

    def _names_within(self) -> Iterator[tuple[str, str]]:
        for name in self._names:
            named = run(words_of(name.text))
            for start, end in inner(len(named)):
                found = self._runs.get((name.country, named[start:end]), name.agency)
                if found != name.agency:
                    yield name.agency, found

    def _below(self) -> dict[tuple[str, Key], frozenset[str]]:
        """The agencies named by an agency and some more words: «Academy of» and the Border Service."""
        found: dict[tuple[str, Key], set[str]] = defaultdict(set)
        for name in self._names:
            for parent, rest in self.without_parents(name):
                found[(parent, beside(rest))].add(name.agency)
        return {key: frozenset(agencies) for key, agencies in found.items()}

    def without_parents(self, name: AgencyName) -> Iterator[tuple[str, Words]]:
        """Give each agency above that a name holds, next above first of all, and what else the name holds."""
        kept = tuple(word for word in words_of(name.text) if word.kind not in LEFT_OUT)
        for start, end in inner(len(kept)):
            parent = self._runs.get((name.country, tuple(word.means for word in kept[start:end])))
            rest = kept[:start] + kept[end:]
            if parent in self.parents.get(name.agency, ()) and not self._names_above(rest, str(parent), name.country):
                yield str(parent), rest

    def _names_above(self, rest: Words, agency: str, country: str) -> bool:
        """Say whether a body above the agency is named in what is left over."""
        means = tuple(word.means for word in rest)
        stretches = (means[start:end] for start, end in combinations(range(len(means) + 1), 2))
        return any(self._runs.get((country, each)) in self.parents.get(agency, ()) for each in stretches)


def _pairs(names: Iterable[AgencyName]) -> dict[str, frozenset[tuple[str, str]]]:
    """The meanings that follow each other in the names of an agency."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in names:
        found[name.agency].update(pairwise(run(words_of(name.text))))
    return {agency: frozenset(pairs) for agency, pairs in found.items()}


def _grouped(pairs: Iterable[tuple[str, str]]) -> Sets:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.isalpha()
