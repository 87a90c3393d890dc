"""An agency's name within a longer text: «Border Service of the NSC, Department of International Cooperation».

The longest names in the text count. Where one stands for the body above another, the other is meant. What is left
over must be what may stand beside an agency: its own words, a unit, a role, a place, what a unit is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from needs_analysis.registers.agency_index import LAYERS, AgencyIndex
from needs_analysis.registers.agency_keys import Words, beside, is_national
from needs_analysis.registers.agency_phrases import Word
from needs_analysis.registers.answer import Answer

LONGEST = 14
BESIDE = frozenset({"weak", "country", "number", "place", "role", "unit", "school", "above", "and"})
FOR_A_UNIT = frozenset({"domain", "plain", "word"})
BODY_OF_ITS_OWN = FOR_A_UNIT | {"school", "place"}
BORDERLESS = frozenset({"and", "country", "above"})
TOO_LITTLE = frozenset({"domain", "weak", "unit", "role", "place", "number", "country", "and", "above"})
UNKNOWN = Answer(None, "unknown")


class Span(NamedTuple):
    """An agency named by some of the words."""

    start: int
    end: int
    agency: str


def of_parts(words: Words, index: AgencyIndex, places: Iterable[str], on: str) -> Answer:
    """Answer the one agency that some of the words name, if the rest may stand beside it."""
    spans = _longest(list(_spans(words, index, tuple(places), on)))
    named = _most_specific(spans, words, index)
    if len(named) > 1:
        return Answer(None, "ambiguous", "several", named)
    if not named:
        return UNKNOWN
    agency = named[0]
    rest = _rest(words, spans)
    below = _below(rest, agency, index)
    if below:
        known = len(below) == 1
        return Answer(below[0], "found", "below") if known else Answer(None, "ambiguous", "below", below)
    if _is_another_body(rest, index.families.pairs[agency]):
        return Answer(None, "unknown", "part", (agency,))
    if all(_may_stand(word, words, spans, index.families.vocabulary[agency]) for word in rest):
        return Answer(agency, "found", "unit")
    return Answer(None, "unknown", "part", (agency,))


def _spans(words: Words, index: AgencyIndex, places: tuple[str, ...], on: str) -> Iterator[Span]:
    known = frozenset().union(*(index.means.get(place, frozenset()) for place in places))
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST) + 1):
            window = words[start:end]
            if window[-1].means not in known and window[-1].kind not in ("and", "country", "above"):
                break
            if BORDERLESS & {window[0].kind, window[-1].kind} or all(word.kind in TOO_LITTLE for word in window):
                continue
            owners = _owners(window, index, places, on)
            if len(owners) == 1:
                yield Span(start, end, owners[0])


def _owners(window: Words, index: AgencyIndex, places: tuple[str, ...], on: str) -> tuple[str, ...]:
    for layer, reduce in LAYERS[:2]:
        key = reduce(window)
        for place in places:
            owned = index.claims(place, layer, key)
            if owned:
                return owned.on(on)
    return ()


def _longest(spans: list[Span]) -> list[Span]:
    return [
        span
        for span in spans
        if not any(
            other.start <= span.start and span.end <= other.end and other.end - other.start > span.end - span.start
            for other in spans
        )
    ]


def _most_specific(spans: list[Span], words: Words, index: AgencyIndex) -> tuple[str, ...]:
    """Leave out those above another that is named, unless «and» stands between the two."""
    above = {
        span
        for span in spans
        for other in spans
        if span.agency in index.families.parents.get(other.agency, ()) and not _joined(span, other, words)
    }
    return tuple(dict.fromkeys(span.agency for span in spans if span not in above))


def _joined(one: Span, other: Span, words: Words) -> bool:
    between = words[min(one.end, other.end) : max(one.start, other.start)]
    return any(word.kind == "and" for word in between)


def _rest(words: Words, spans: list[Span]) -> list[Word]:
    covered = {at for span in spans for at in range(span.start, span.end)}
    return [word for at, word in enumerate(words) if at not in covered]


def _below(rest: list[Word], agency: str, index: AgencyIndex) -> tuple[str, ...]:
    """The bodies below an agency that the words left over tell: «Academy of» the Border Service."""
    named = index.families.below.get((agency, beside(rest)), frozenset())
    if len(named) == 1:
        return tuple(named)
    own, children = index.families.vocabulary[agency], sorted(index.families.children.get(agency, ()))
    telling = {word.means for word in rest if word.kind in BODY_OF_ITS_OWN} - own
    touched = [child for child in children if telling & index.families.vocabulary[child]]
    if not touched or not any(word.kind == "domain" and word.means in telling for word in rest):
        return (agency, *touched) if touched else ()
    means = {word.means for word in rest if word.kind in BODY_OF_ITS_OWN | {"head"}}
    fitting = [child for child in touched if means <= index.families.vocabulary[child]]
    top = [child for child in fitting if not index.families.parents[child] & set(fitting)]
    return tuple(top) if len(top) == 1 and is_national(index.families.country[agency]) else (agency, *touched)


def _is_another_body(rest: list[Word], own: frozenset[tuple[str, str]]) -> bool:
    """Say whether what is left over reads as a body («Security Service»), in words that the agency has in order."""
    kept = [word for word in rest if word.kind in ("head", "domain")]
    return any(
        {one.kind, other.kind} == {"head", "domain"} and (one.means, other.means) not in own
        for one, other in pairwise(kept)
        if one.part == other.part
    )


def _may_stand(word: Word, words: Words, spans: list[Span], own: frozenset[str]) -> bool:
    if word.kind in BESIDE or (word.means in own and word.kind not in ("body", "collective")):
        return True
    if word.kind not in FOR_A_UNIT:
        return False
    covered = {at for span in spans for at in range(span.start, span.end)}
    beside = [each for each in words if each.part == word.part]
    if any(each.kind in ("unit", "school", "role") for each in beside):
        return True
    apart = all(words[at].part != word.part for at in covered)
    return apart and not any(each.kind in ("head", "domain", "body", "collective") for each in beside)
