"""The rows of the table of choices: each answer in every spelling that means it and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from needs_analysis.columns import CHOICES
from needs_analysis.reading.form.choices import Choice
from needs_analysis.reading.form.scales import Scale, non_answer, non_answers, scale_of, ways_to_say
from needs_analysis.registers.spelling import normal

RESERVED = frozenset(CHOICES.names)

Row = dict[str, object]


@dataclass(frozen=True)
class Spelled:
    """A list of answers as rows of the table of choices.

    Attributes:
        rows: one spelling of one answer a row; the questionnaire's own come first.
        scale: the values of the answers.
        ambiguous: a code or label of the questionnaire → the codes that it means, where these are several.
    """

    rows: list[Row]
    scale: Scale
    ambiguous: dict[str, tuple[str, ...]]


def spell_list(name: str, choices: Sequence[Choice], *, rates: bool) -> Spelled:
    """Spell the answers of a list: by code, by label in each language, and as the registers do.

    A spelling of a register is left out where the questionnaire uses it for another answer, or where it would mean two.
    A list that rates a need takes the answers that are none too, under the register's codes, where it has none of its
    own for them: people say that they do not know whether they are offered it or not.

    Args:
        name: the list's name.
        choices: its answers.
        rates: whether a question about a need offers it.

    >>> choices = [Choice("5", {"en": "5 – Important"}), Choice("dk", {"en": "Not sure"})]
    >>> spelled = spell_list("five", choices, rates=True)
    >>> [row["label"] for row in spelled.rows if row["code"] == "5"]
    ['5', '5 – Important', 'Important']
    >>> sorted({row["code"] for row in spelled.rows})
    ['5', 'dk', 'outside_competence', 'prefer_not_to_answer']
    """
    scale = scale_of(choices)
    own = [(choice.code, label) for choice in choices for label in (choice.code, *choice.labels.values())]
    meant = _meant(own)
    further = list(_further(choices, scale, rates=rates))
    more = _meant(further)
    allowed = [pair for pair in further if normal(pair[1]) not in meant and len(more[normal(pair[1])]) == 1]
    columns = {choice.code: _columns(choice) for choice in choices}
    rows = [_row(name, choice.code, label, scale) | _columns(choice) for choice in choices for label in _own(choice)]
    rows += [_row(name, code, label, scale) | columns.get(code, {}) for code, label in dict.fromkeys(allowed)]
    ambiguous = {label: tuple(meant[normal(label)]) for _, label in own if len(meant[normal(label)]) > 1}
    return Spelled(rows, scale, ambiguous)


def _own(choice: Choice) -> list[str]:
    return list(dict.fromkeys([choice.code, *choice.labels.values()]))


def _columns(choice: Choice) -> Row:
    return {heading: cell for heading, cell in choice.columns.items() if heading not in RESERVED}


def _row(name: str, code: str, label: str, scale: Scale) -> Row:
    return {"choices": name, "code": code, "value": scale.values.get(code), "label": label}


def _meant(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Give the codes that each spelling, reduced, stands for; one that reduces to nothing stands for none."""
    meant: defaultdict[str, list[str]] = defaultdict(list)
    for code, label in pairs:
        word = normal(label)
        if word and code not in meant[word]:
            meant[word].append(code)
    return dict(meant) | {"": []}


def _further(choices: Sequence[Choice], scale: Scale, *, rates: bool) -> Iterator[tuple[str, str]]:
    """Yield spellings that the questionnaire does not have itself."""
    for choice in choices:
        for label in [*ways_to_say(choice), *scale.known.get(choice.code, ())]:
            yield choice.code, label
    codes = {choice.code for choice in choices}
    silent = {non_answer(choice) for choice in choices}
    for code, words in non_answers().items() if rates else ():
        if code not in silent and code not in codes:
            yield from ((code, label) for label in (code, *words))
