"""Every way in which the answers of one choice list are spelled: codes, labels, numbers, non-answers, yes and no."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

from needs_analysis.checks.numbers import plain_number
from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.spelling import DASHES, normal
from needs_analysis.registers.yes_no import yes_no_words

LONGEST_NUMBER = 40
_CODE_FIRST = re.compile(r"\(?([^\s()]{1,64}?)\)?\s{0,9}[-:=.)]{1,3}\s{0,9}(\S.*)", re.DOTALL)
_CODE_LAST = re.compile(r"(.*\S)\s{0,9}[(\[]([^\s()\[\]]{1,64})[)\]]", re.DOTALL)
LONGEST_PAIR = 300


def code_and_label(text: str) -> tuple[str, str] | None:
    """Split «5 – Important» or «Important (5)» into what may be a code and what may be its label.

    >>> code_and_label("5 - Important"), code_and_label("Important (5)"), code_and_label("Important")
    (('5', 'Important'), ('5', 'Important'), None)
    """
    text = text.translate(DASHES).strip()
    if len(text) > LONGEST_PAIR:
        return None
    if found := _CODE_LAST.fullmatch(text):
        return found[2], found[1]
    found = _CODE_FIRST.fullmatch(text)
    return (found[1], found[2]) if found else None


def spell_choices(rows: pd.DataFrame) -> dict[str, str]:
    """Give every spelling, reduced, that belongs to exactly one code of a list; surer spellings come first.

    Args:
        rows: the rows of one list in the table of choices.

    >>> rows = pd.DataFrame({"code": ["dk", "1", "1"], "label": ["Don't know", "1", "1 – Low"]})
    >>> spelled = spell_choices(rows)
    >>> [spelled.get(normal(word)) for word in ("Low", "затрудняюсь ответить", "High")]
    ['1', 'dk', None]
    """
    codes = list(dict.fromkeys(rows["code"]))
    spelled = _sure((normal(code), code) for code in codes)
    labels = [(str(label), str(code)) for label, code in zip(rows["label"], rows["code"], strict=True)]
    for more in (
        _sure((normal(label), code) for label, code in labels),
        _sure((normal(pair[1]), code) for label, code in labels if (pair := code_and_label(label))),
        _non_answers(spelled, labels),
        _yes_and_no(codes, labels),
    ):
        spelled = {**more, **spelled}
    return {word: code for word, code in spelled.items() if word}


def same_number(text: str) -> str | None:
    """Write a number so that 5, 5.0 and 05 are one; None where the text is no plain number.

    >>> same_number("5.0"), same_number("1,5"), same_number("five")
    ('5', '1.5', None)
    """
    plain = plain_number(text) if len(text) <= LONGEST_NUMBER else None
    return None if plain is None else format(Decimal(plain).normalize() + 0, "f")


def number_codes(codes: Iterable[str]) -> dict[str, str]:
    """Give the codes that are numbers by what they are; two that are one number stand for themselves only.

    >>> number_codes(["5", "1.5", "01", "1"])
    {'5': '5', '1.5': '1.5'}
    """
    return _sure((number, code) for code in codes if (number := same_number(code)) is not None)


def _sure(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the spellings that lead to one code alone."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, code in pairs:
        found[word].add(code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def _non_answers(spelled: Mapping[str, str], labels: list[tuple[str, str]]) -> dict[str, str]:
    """Spell a list's own non-answers in all the ways that the register knows."""
    by_label = _sure((normal(label), code) for label, code in labels) | dict(spelled)
    words: list[tuple[str, str]] = []
    for row in records(read_register("non_answers")):
        ways = [row["code"], *(row[f"label_{language}"] for language in LANGUAGES), *spellings(row["variants"])]
        ways = [normal(way) for way in ways]
        held = {by_label[way] for way in ways if way in by_label}
        words += [(way, code) for way in ways for code in held]
    return _sure(words)


def _yes_and_no(codes: list[str], labels: list[tuple[str, str]]) -> dict[str, str]:
    """Read True and False, and 1 and 0 where no code is a number, in a list that asks for yes or no."""
    words = yes_no_words() | {"1": "yes", "0": "no"}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for text, code in [*((code, code) for code in codes), *labels]:
        meant[words.get(normal(text), "")].add(code)
    if not all(len(meant[answer]) == 1 for answer in ("yes", "no")) or meant["yes"] == meant["no"]:
        return {}
    (yes,), (no,) = meant["yes"], meant["no"]
    others = [code for code in codes if code not in (yes, no)]
    if any(same_number(code) is not None for code in others):
        return {}
    digits = not any(same_number(code) is not None for code in codes)
    known = yes_no_words() | ({"1": "yes", "0": "no"} if digits else {})
    return {word: yes if answer == "yes" else no for word, answer in known.items()}
