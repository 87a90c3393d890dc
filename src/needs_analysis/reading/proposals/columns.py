"""Which column of a sheet may hold which field, judged by its heading and by its cells, with the reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from needs_analysis.language import say
from needs_analysis.reading.part import Part
from needs_analysis.reading.proposals.known_fields import known_fields, reduced, words_of
from needs_analysis.registers.agencies import resolve_agency
from needs_analysis.registers.agency_types import agency_type_spellings
from needs_analysis.registers.countries import resolve_country
from needs_analysis.registers.needs import read_needs
from needs_analysis.registers.spelling import normal

SURE, POSSIBLE = 0.8, 0.35
MOST_CELLS = 500
SHORTEST_WORD = 4
KNOWN_WORD, HASHTAG, WITHIN, EACH_RANK = 0.85, 0.85, 0.5, 0.0005
CONTRADICTED, BELONGS = 0.2, 0.5

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"(?=(?:\D*\d){7})[+()\d\s./-]+")
DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}")
PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")


@dataclass(frozen=True)
class Guess:
    """A field, the heading it may stand under, how sure that is (0 to 1), and why."""

    field: str
    heading: str
    score: float
    reasons: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether it may stand in the settings without a person's word."""
        return self.score >= SURE


def guess_columns(part: Part, table: str, tags: Sequence[str]) -> list[Guess]:
    """Guess the fields of a sheet; a heading serves one field, the one that fits it best.

    Args:
        part: the sheet.
        table: participants, responses, activities or evaluation.
        tags: the HXL hashtag of each column; blank where there is none.
    """
    guesses = [guess for field in ("id", *known_fields(table)) for guess in _guesses(part, table, field, tags)]
    best: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: -guess.score):
        if guess.field not in best and all(guess.heading != other.heading for other in best.values()):
            rivals = [other for other in guesses if other.field == guess.field and other.score == guess.score]
            best[guess.field] = guess if len(rivals) == 1 else _one_of(guess, rivals)
    order = ("id", *known_fields(table))
    return sorted(best.values(), key=lambda guess: order.index(guess.field))


def _one_of(guess: Guess, rivals: Sequence[Guess]) -> Guess:
    others = ", ".join(f"«{rival.heading}»" for rival in rivals if rival.heading != guess.heading)
    reason = say("{headings} fit as well", headings=others)
    return replace(guess, score=min(guess.score, SURE - 0.01), reasons=(*guess.reasons, reason)) if others else guess


def _guesses(part: Part, table: str, field: str, tags: Sequence[str]) -> Iterator[Guess]:
    words = words_of(table, field)
    for at, heading in enumerate(part.headings):
        if not heading:
            continue
        named, whys = _by_heading(heading, tags[at], words)
        limit = _TELLING[field][1] if field in _TELLING else 0.0
        held, seen = _by_cells(part.cells.iloc[:, at], field) if named or limit >= POSSIBLE else (None, "")
        score = 1 - (1 - named) * (1 - (held or 0.0))
        if held is not None and held < CONTRADICTED and named:
            score = named * BELONGS
        if score >= POSSIBLE:
            yield Guess(field, heading, round(score, 4), tuple(filter(None, (*whys, seen))))


def _by_heading(heading: str, tag: str, words: dict[str, int]) -> tuple[float, list[str]]:
    """Say how well a heading and its hashtag fit, and why; words that stand earlier in the register fit better."""
    text, score, whys = reduced(heading), 0.0, []
    if tag and any(word.startswith("#") and (tag == word or tag.startswith(f"{word}+")) for word in words):
        score = HASHTAG
        whys.append(say("its hashtag is {tag}", tag=tag))
    if text in words:
        whys.append(say("«{heading}» is a usual heading for it", heading=heading))
        return 1 - (1 - score) * (1 - KNOWN_WORD + EACH_RANK * words[text]), whys
    longest = max((word for word in words if len(word) >= SHORTEST_WORD and _within(word, text)), key=len, default="")
    if longest:
        whys.append(say("the heading holds «{word}»", word=longest))
    return 1 - (1 - score) * (1 - (WITHIN if longest else 0.0)), whys


def _within(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _by_cells(cells: pd.Series, field: str) -> tuple[float | None, str]:
    """Give the share of cells that look like the field, and the words for it; nothing where cells do not tell."""
    filled = cells.dropna().str.strip()
    filled = filled[filled != ""].head(MOST_CELLS)
    if filled.empty:
        return (0.0, say("its cells are blank")) if field in _TELLING else (None, "")
    if field == "id":
        return _as_id(cells, filled)
    if field not in _TELLING:
        return None, ""
    fits, limit = _TELLING[field]
    found = {cell: fits(cell) for cell in filled.unique()}
    share = float(filled.map(found).mean())
    reason = say("{found} of {filled} cells look like it", found=round(share * len(filled)), filled=len(filled))
    if share >= BELONGS:
        return min(share, limit), reason
    return (share, reason) if field in _CONTRADICTING else (None, "")


def _as_id(cells: pd.Series, filled: pd.Series) -> tuple[float | None, str]:
    if filled.is_unique and len(filled) == len(cells):
        return 0.3, say("every row has one, and all are different")
    rows = len(cells) - len(filled) + int(filled.duplicated().sum())
    return None, say("{rows} of {all} rows have none, or one that stands elsewhere too", rows=rows, all=len(cells))


@cache
def _agency_types() -> dict[str, str]:
    return agency_type_spellings()


@cache
def _needs() -> frozenset[str]:
    needs = read_needs()
    return frozenset(normal(text) for column in ("need_id", "label_en", "label_ru") for text in needs[column])


@cache
def _knows_agency(text: str) -> bool:
    from needs_analysis.registers.agencies import agency_register

    places = [None, *agency_register()["country"].unique()]
    return any(resolve_agency(text, place) for place in places)


@cache
def _knows_country(text: str) -> bool:
    return resolve_country(text) is not None


_TELLING: dict[str, tuple[Callable[[str], bool], float]] = {
    "country": (_knows_country, 0.9),
    "agency": (_knows_agency, 0.8),
    "organisation": (_knows_agency, 0.8),
    "agency_type": (lambda text: normal(text) in _agency_types(), 0.9),
    "email": (lambda text: bool(EMAIL.fullmatch(text)), 0.95),
    "phone": (lambda text: bool(PHONE.fullmatch(text)), 0.8),
    "name": (lambda text: bool(PERSON.fullmatch(text)), 0.3),
    "need": (lambda text: normal(text) in _needs(), 0.9),
    "start": (lambda text: bool(DATE.fullmatch(text)), 0.3),
    "end": (lambda text: bool(DATE.fullmatch(text)), 0.3),
}
_CONTRADICTING = ("country", "email", "phone", "need", "start", "end")
