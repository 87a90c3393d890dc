"""Names of organisations: companies, NGOs, bodies of the United Nations, by a list of those that are known.

Legal forms, order, case, script, joining words and the language of common words do not matter. An acronym may stand
beside the name. Which words mean the same stands in `organisation_words.csv`. Where no name has the same words, the
one counts that has nearly all of them by weight: the rarer a word is among the known names, the more it weighs.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile

from needs_analysis.registers.agency_phrases import Word, key_of
from needs_analysis.registers.agency_typos import KnownWords
from needs_analysis.registers.agency_words import tokens_of
from needs_analysis.registers.answer import Answer
from needs_analysis.registers.country_names import alpha3
from needs_analysis.registers.letters import to_latin, without_accents
from needs_analysis.registers.organisation_words import FORMS, known_spellings, organisation_words, telling

Key = tuple[str, ...]
LEAST_WORDS = 2
LEAST_LETTERS_OF_A_SOUND = 8
LEAST_LETTERS_CUT_OFF = 20
LONGEST_ACRONYM = 6
LEAST_SHARE = 0.75
SHARE_BESIDE_AN_ACRONYM = 0.4
AHEAD = 0.1
UNKNOWN = Answer(None, "unknown")
_APART = re.compile(r"[()\[\]|/]|\s[-–—]\s")
_TOKEN = re.compile(r"[^\W\d_]{6,}")
_WRITTEN = re.compile(r"[^\W_]+")


class OrganisationNames:
    """The names of organisations, ready to be looked up: the first of each is its own, the others are further ones.

    A name that is one organisation's own and a further one of another is the first one's.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        known = list(names)
        self._owners = _owners(known)
        self._written = sorted((_sound(name), organisation) for organisation, name in known)
        self._letters = KnownWords([*(name for _, name in known), *known_spellings()])
        self._meant: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
        self._with: dict[str, dict[frozenset[str], None]] = defaultdict(dict)
        for organisation, name in known:
            words = telling(organisation_words(name))
            self._meant[words][organisation] = None
            for word in words:
                self._with[word][words] = None
        self._heaviest = math.log(len(self._meant) + 1)
        self._weights = {word: self._heaviest - math.log(len(found)) for word, found in self._with.items()}

    def look_up(self, text: str) -> Answer:
        """Answer the one organisation that has this name, or why there is none.

        The answer says by what it was found. By `written`, `name`, `words`, `less` or `part` it has the name; by
        `acronym`, `cut off`, `nearly` or `one letter` it is near, and a person should look at it.

        >>> names = OrganisationNames([("WHO", "World Health Organization"), ("WHO", "WHO"), ("MC", "Mercy Corps")])
        >>> names.look_up("Всемирная организация здравоохранения (WHO)").code, names.look_up("Mercy Corps, Inc.").code
        ('WHO', 'MC')
        """
        ways: tuple[Callable[[str], Answer | None], ...]
        ways = (self._whole, self._beside_an_acronym, self._with_an_unknown_acronym, self._cut_off, self._nearly)
        answer = next((found for way in ways if (found := way(text))), UNKNOWN)
        mended = self._mended(text)
        if answer.why != "unknown" or mended == text:
            return answer
        near = next((found for way in ways if (found := way(mended))), UNKNOWN)
        return replace(near, by="one letter") if near.code else near

    def _mended(self, text: str) -> str:
        """Put one letter right in each long word that no name has, where one known word alone is so near."""
        return _TOKEN.sub(lambda found: self._letters.right_letter(found.group()), text)

    def _whole(self, text: str) -> Answer | None:
        keys = list(_keys(text))
        for layer, key in (*keys, *(("part", key) for _, key in keys)):
            owners = self._owners.get((layer, key), ())
            if owners:
                return _answer(owners, layer)
        return None

    def _beside_an_acronym(self, text: str) -> Answer | None:
        """Look for a short name among the words whose owner has the rest of them, or a good part of the rest."""
        tokens = tokens_of(text)
        found: dict[str, None] = {}
        for at, token in enumerate(tokens if len(tokens) > LEAST_WORDS else []):
            owners = self._owners.get(("name", (_joined(token),)), ())
            rest = telling(organisation_words(" ".join(tokens[:at] + tokens[at + 1 :])))
            for meant, share in self._shares(rest):
                if share >= SHARE_BESIDE_AN_ACRONYM:
                    found |= dict.fromkeys(owner for owner in self._meant[meant] if owner in owners)
        return _answer(tuple(found), "acronym") if found else None

    def _with_an_unknown_acronym(self, text: str) -> Answer | None:
        """Leave out a short first or last word that no country and no other organisation is called: «OIM - …»."""
        tokens = tokens_of(text)
        for beside, rest in ((tokens[:1], tokens[1:]), (tokens[-1:], tokens[:-1])):
            unknown = all(word.kind == "word" and word.means not in self._weights for word in _read(beside))
            short = all(len(each) <= LONGEST_ACRONYM for each in beside)
            if unknown and short and len(_read(rest)) >= LEAST_WORDS and (answer := self._whole(" ".join(rest))):
                return replace(answer, by="acronym")
        return None

    def _cut_off(self, text: str) -> Answer | None:
        """Take a long text that one organisation's name alone begins with: a cell or a form was too narrow."""
        begun = _sound(text)
        if len(begun) < LEAST_LETTERS_CUT_OFF:
            return None
        first = bisect_left(self._written, (begun, ""))
        following = takewhile(lambda pair: pair[0].startswith(begun), islice(self._written, first, None))
        owners = dict.fromkeys(organisation for _, organisation in following)
        return _answer(tuple(owners), "cut off") if owners else None

    def _nearly(self, text: str) -> Answer | None:
        """Take the name that has nearly all words by weight, if no other comes near."""
        words = telling(organisation_words(text))
        best: dict[str, float] = defaultdict(float)
        for meant, share in self._shares(words):
            if _country_codes().isdisjoint(meant ^ words):
                for owner in self._meant[meant]:
                    best[owner] = max(best[owner], share)
        if not best or max(best.values()) < LEAST_SHARE:
            return None
        top = max(best.values())
        return _answer(tuple(owner for owner, share in best.items() if share > top - AHEAD), "nearly")

    def _shares(self, words: frozenset[str]) -> Iterator[tuple[frozenset[str], float]]:
        """Give the known sets of words that share one, and the weight of what is common in that of both together."""
        near = dict.fromkeys(meant for word in words for meant in self._with.get(word, {}))
        for meant in near:
            yield meant, self._weight(meant & words) / self._weight(meant | words)

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._heaviest) for word in words)


def is_same_organisation(one: str, other: str) -> bool:
    """Say whether two names are of one organisation, as far as the names tell.

    >>> is_same_organisation("OOO Газпром", "Gazprom LLC"), is_same_organisation("Siemens AG", "Volkswagen AG")
    (True, False)
    """
    return not {key for key in _keys(one) if key[1]}.isdisjoint(_keys(other))


def _owners(names: Iterable[tuple[str, str]]) -> dict[tuple[str, Key], tuple[str, ...]]:
    """Give the organisations with each key: those whose own name it is, or else those whose further name it is."""
    owners: dict[tuple[str, Key], dict[str, bool]] = defaultdict(dict)
    own: dict[str, str] = {}
    for organisation, name in names:
        is_own = own.setdefault(organisation, name) == name
        for layer_and_key in (*_keys(name), *_part_keys(name)):
            found = owners[layer_and_key]
            found[organisation] = found.get(organisation, False) or is_own
    return {
        key: tuple(each for each, is_own in found.items() if is_own or not any(found.values()))
        for key, found in owners.items()
    }


def _answer(owners: tuple[str, ...], by: str) -> Answer:
    return Answer(owners[0], "found", by) if len(owners) == 1 else Answer(None, "ambiguous", by, owners)


def _keys(name: str) -> Iterator[tuple[str, Key]]:
    """The keys of a name, from all that is written to what is left when words that some leave out do not count."""
    words = organisation_words(name)
    if not words:
        return
    yield "written", ("".join(_WRITTEN.findall(without_accents(name.casefold()))),)
    yield "name", (_joined(name),)
    if len(_sound(name)) >= LEAST_LETTERS_OF_A_SOUND:
        yield "name", (_sound(name),)
    kept = [word for word in words if word.kind not in FORMS | {"and"}]
    yield "words", tuple(sorted({word.means for word in kept or words}))
    less = telling(words)
    if len(less) >= LEAST_WORDS:
        yield "less", tuple(sorted(less))


def _part_keys(name: str) -> Iterator[tuple[str, Key]]:
    """The keys of what stands apart in a known name, but none where a country stands apart: it parts organisations."""
    parts = [part for part in _APART.split(name) if part.strip()]
    if len(parts) > 1 and not any(_country_codes() & telling(organisation_words(part)) for part in parts):
        for part in parts:
            yield from (("part", key) for _, key in _keys(part))


def _read(tokens: list[str]) -> tuple[Word, ...]:
    return organisation_words(" ".join(tokens))


@cache
def _country_codes() -> frozenset[str]:
    """The codes of all countries: names that differ in one are of different organisations."""
    return frozenset(alpha3().values())


def _sound(text: str) -> str:
    return "".join(_WRITTEN.findall(to_latin(text)))


def _joined(text: str) -> str:
    return "".join(key_of(token).exact for token in tokens_of(text))
