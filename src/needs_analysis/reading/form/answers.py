"""The table of choices of a questionnaire, and what is wrong with its lists: some of it a person only has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pandas as pd

from needs_analysis.columns import CHOICES
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.form.choices import Choice, Lists
from needs_analysis.reading.form.sheets import CHOICES as SHEET
from needs_analysis.reading.form.sheets import Sheets
from needs_analysis.reading.form.spellings import RESERVED, Spelled, spell_list

MOST_NAMED = 12


class _Wrong(NamedTuple):
    """What is wrong with a list, the codes it is about, and the remedy."""

    what: str
    codes: Sequence[str] = ()
    remedy: str = ""


def table_of_choices(
    lists: Lists, rating: Iterable[str], sheets: Sheets, *, shown: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Make the declared table of choices.

    Args:
        lists: the choice lists.
        rating: those that rate a need.
        sheets: the sheets of the questionnaire, for the places of its choices.
        shown: how messages name it.

    Returns:
        The table, and notes on its lists.

    Raises:
        InputError: a list that rates a need has one label for two codes, or a number that is no place on its scale.
    """
    rates = set(rating)
    spelled = {name: spell_list(name, choices, rates=name in rates) for name, choices in lists.items()}
    refused = {name: list(_refusals(name, each)) for name, each in spelled.items() if name in rates}
    if problems := list(_problems(refused, sheets, shown)):
        raise InputError(problems)
    notes = {name: list(_notes(choices, spelled[name])) for name, choices in lists.items()}
    rows = list(chain.from_iterable(each.rows for each in spelled.values()))
    return CHOICES.frame(pd.DataFrame(rows, columns=None if rows else CHOICES.names).drop_duplicates()), list(
        _problems(notes, sheets, shown)
    )


def _refusals(name: str, spelled: Spelled) -> Iterator[_Wrong]:
    """Yield what would make ratings wrong."""
    remedy = say("Word the answers so that each differs from the others, or correct their names.")
    for label, codes in spelled.ambiguous.items():
        named = ", ".join(codes)
        what = say(
            "«{label}» stands for several answers of the list «{name}»: {codes}.", label=label, name=name, codes=named
        )
        yield _Wrong(what, codes, remedy)
    remedy = say("If it is no rating, label it as the register of non-answers does, such as «Don't know».")
    for code in spelled.scale.apart:
        what = say("The answer {code} of the list «{name}» would count as a rating of {code}.", code=code, name=name)
        yield _Wrong(what, [code], remedy)


def _notes(choices: Sequence[Choice], spelled: Spelled) -> Iterator[_Wrong]:
    """Yield what a person should know about a list."""
    if spelled.ambiguous:
        labels = _some(f"«{label}» ({', '.join(codes)})" for label, codes in spelled.ambiguous.items())
        yield _Wrong(say("Labels that stand for several answers are not read as answers: {labels}.", labels=labels))
    if blank := [choice.code for choice in choices if len(choice.code.split()) > 1]:
        what = say("Choices should have names without blanks: {names}.", names=_some(blank))
        yield _Wrong(what, blank[:1])
    if spelled.scale.turned:
        code, label = choices[0].code, next(iter(choices[0].labels.values()), "")
        what = say(
            "The scale counts downwards, {code} is «{label}», so its values were turned round.", code=code, label=label
        )
        yield _Wrong(what, [code])
    for code in spelled.scale.beyond:
        what = say("The answer {code} counts as a rating, although it lies beyond the scale of the others.", code=code)
        yield _Wrong(what, [code])
    if taken := sorted({column for choice in choices for column in choice.columns} & RESERVED):
        yield _Wrong(say("Columns that are not read, because our own are called so: {names}.", names=", ".join(taken)))


def _problems(wrong: dict[str, list[_Wrong]], sheets: Sheets, shown: str) -> Iterator[Problem]:
    for name, found in wrong.items():
        for each in found:
            rows = [row for code in each.codes for row in sheets.rows_with(SHEET, name, code)]
            row = ", ".join(map(str, dict.fromkeys(rows))) or None
            yield Problem(each.what, shown, SHEET, row, name, each.remedy)


def _some(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:MOST_NAMED]) + (" …" if len(shown) > MOST_NAMED else "")
