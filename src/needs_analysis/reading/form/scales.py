"""Which way a list of answers points: the value of each answer, from its code or from the register of scales.

An answer that is none, such as «Don't know», has no value, whatever its code is; 99 is not a rating of 99.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.reading.form.choices import Choice
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.spelling import DASHES, normal

FEWEST_POSITIONS = 3
NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?")
_NUMBERED = re.compile(r"\(?(-?\d{1,6})\)?\s{0,9}[-:=.)]{1,3}\s{0,9}(\S.*)", re.DOTALL)

Words = Mapping[str, tuple[str, ...]]
Place = tuple[float, tuple[str, ...]]


@dataclass(frozen=True)
class Scale:
    """What a list of answers is as a scale.

    Attributes:
        values: code → position; an answer without one is no rating.
        known: code → spellings that the registers have for it.
        turned: whether its codes count against the direction of the register.
        apart: codes that are numbers but far from all others, as 99 is from 1 to 5.
        beyond: codes that are numbers beyond a scale that the register knows, as 6 is beyond «5 – Very important».
    """

    values: dict[str, float]
    known: dict[str, tuple[str, ...]]
    turned: bool = False
    apart: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()


def scale_of(choices: Sequence[Choice]) -> Scale:
    """Find the value of each answer of a list.

    A code that is a number is the value. Where the labels are those of one scale of the register, and the codes are
    words or count downwards, the register gives the values.

    >>> words = ["Not important", "Important", "Very important", "Don't know"]
    >>> scale_of([Choice(word[:4], {"en": word}) for word in words]).values
    {'Not ': 1.0, 'Impo': 4.0, 'Very': 5.0}
    """
    silent = {choice.code: code for choice in choices if (code := non_answer(choice))}
    rated = [choice for choice in choices if choice.code not in silent]
    numbers = {choice.code: float(choice.code) for choice in rated if NUMBER.fullmatch(choice.code)}
    known = {code: non_answers()[answer] for code, answer in silent.items()}
    places, words = _by_register(rated)
    if len(places) < len(rated) or not places:
        return Scale(numbers, known, apart=_apart(numbers), beyond=_beyond(numbers, places))
    numbered = len(numbers) == len(places)
    if numbered and _same_order(numbers, places):
        return Scale(numbers, known | words)
    return Scale(places, known | words, turned=numbered)


def non_answer(choice: Choice) -> str:
    """Return the register's code for an answer that is none; blank for all others.

    >>> non_answer(Choice("99", {"ru": "Затрудняюсь ответить"})), non_answer(Choice("99", {"en": "Other"}))
    ('dont_know', '')
    """
    mine = {normal(word) for word in ways_to_say(choice)}
    return next((code for code, words in non_answers().items() if mine & set(map(normal, words))), "")


@cache
def non_answers() -> Words:
    """Give the register of answers that are none: code → its spellings."""
    return {row["code"]: _spelled(row) for row in records(read_register("non_answers"))}


def ways_to_say(choice: Choice) -> list[str]:
    """Give the ways to write an answer: code, label, and the words or the number of «5 – Very important».

    >>> ways_to_say(Choice("very_high", {"en": "5 – Very high"}))
    ['very_high', '5 – Very high', 'very high', 'Very high', '5']
    """
    numbered = [found for label in choice.labels.values() if (found := _NUMBERED.fullmatch(label.translate(DASHES)))]
    same = [found for found in numbered if not NUMBER.fullmatch(choice.code) or float(choice.code) == float(found[1])]
    ways = [choice.code, *choice.labels.values(), choice.code.replace("_", " ")]
    return list(dict.fromkeys([*ways, *(found[2] for found in same), *(found[1] for found in same)]))


@cache
def _scales() -> dict[str, dict[str, Place]]:
    """Give the register of scales: scale → reduced spelling → value and all spellings of it."""
    found: dict[str, dict[str, Place]] = {}
    for row in records(read_register("scales")):
        words = _spelled(row)
        found.setdefault(row["scale"], {}).update({normal(word): (float(row["value"]), words) for word in words})
    return found


def _spelled(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(word for word in [*(row[f"label_{each}"] for each in LANGUAGES), *spellings(row["variants"])] if word)


def _by_register(rated: Sequence[Choice]) -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    """Give the values and spellings of answers on a scale of the register; nothing where none fits, or several do.

    A scale fits where it holds all answers, or where all from its lowest to its highest are among them.
    """
    fitting = [_fitted(rated, scale) for scale in _scales().values()]
    most = max(map(len, fitting))
    best = [fitted for fitted in fitting if len(fitted) == most >= FEWEST_POSITIONS]
    if not best or any(_values(fitted) != _values(best[0]) for fitted in best):
        return {}, {}
    words = {code: spelled for code, (_, spelled) in best[0].items()} if len(best) == 1 else {}
    return _values(best[0]), words


def _values(fitted: Mapping[str, Place]) -> dict[str, float]:
    return {code: value for code, (value, _) in fitted.items()}


def _fitted(rated: Sequence[Choice], scale: Mapping[str, Place]) -> dict[str, Place]:
    """Give answers their places on a scale; nothing where one has two places, or a place has two answers."""
    places = {
        choice.code: {scale[word] for way in ways_to_say(choice) if (word := normal(way)) in scale} for choice in rated
    }
    one = {code: next(iter(found)) for code, found in places.items() if found}
    values = {value for value, _ in one.values()}
    several = any(len(found) > 1 for found in places.values()) or len(values) < len(one)
    ends = {min(scale.values())[0], max(scale.values())[0]}
    return one if not several and (len(one) == len(rated) or ends <= values) else {}


def _same_order(numbers: Mapping[str, float], places: Mapping[str, float]) -> bool:
    ordered = [places[code] for code in sorted(numbers, key=lambda code: numbers[code])]
    return ordered == sorted(ordered)


def _apart(numbers: Mapping[str, float]) -> tuple[str, ...]:
    """Give the codes that are further from the others than these reach.

    >>> _apart({"1": 1, "2": 2, "3": 3, "99": 99}), _apart({"0": 0, "50": 50, "100": 100})
    (('99',), ())
    """
    ordered = sorted(numbers, key=lambda code: numbers[code])
    if len(ordered) <= FEWEST_POSITIONS:
        return ()
    first, second, *_, last_but_one, last = (numbers[code] for code in ordered)
    low, high = second - first > last - second, last - last_but_one > last_but_one - first
    return (*(ordered[:1] if low else ()), *(ordered[-1:] if high else ()))


def _beyond(numbers: Mapping[str, float], places: Mapping[str, float]) -> tuple[str, ...]:
    """Give the codes outside those that hold a whole scale of the register, from its lowest to its highest answer.

    >>> _beyond({"1": 1, "5": 5, "6": 6}, {"1": 1, "5": 5})
    ('6',)
    """
    placed = [numbers[code] for code in places if code in numbers]
    return tuple(code for code, number in numbers.items() if placed and not min(placed) <= number <= max(placed))
