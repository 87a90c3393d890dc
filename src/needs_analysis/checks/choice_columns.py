"""The columns of yes and no that exports give a question with several answers, one for each choice."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from needs_analysis.checks.distinct import distinct
from needs_analysis.checks.numbers import plain_number
from needs_analysis.registers.spelling import normal
from needs_analysis.registers.yes_no import yes_no_words

SEPARATORS = ("/", ".")
YES, NO, BLANK, OTHER = 1, 0, -1, -2
LONGEST_WORD = 20


def choice_columns(
    names: Iterable[str], question: str, codes: Iterable[str], *, taken: Iterable[str] = ()
) -> dict[str, str]:
    """Give choice → column for one question; the columns may have their groups' names before them.

    Args:
        names: fields of the table.
        question: the question.
        codes: the choices that the form offers for it.
        taken: fields that are questions of their own.

    >>> choice_columns(["g/needs", "g/needs/dogs", "needs.boats", "needs.why"], "needs", ["dogs", "boats"])
    {'dogs': 'g/needs/dogs', 'boats': 'needs.boats'}
    """
    known, questions = set(codes), set(taken)
    found: dict[str, str] = {}
    for name in names:
        tails = [name.removeprefix(question) if name.startswith(question) else "", name.rpartition(f"/{question}")[2]]
        choices = [tail[1:] for tail in tails if tail[:1] in SEPARATORS and tail[1:] in known]
        if choices and name not in questions:
            found.setdefault(choices[0], name)
    return found


def read_yes_no(values: pd.Series) -> np.ndarray:
    """Read 1 for yes, 0 for no, -1 for a blank and -2 for anything else.

    >>> read_yes_no(pd.Series(["1.0", "FALSE", None, "perhaps", "да"])).tolist()
    [1, 0, -1, -2, 1]
    """
    column = distinct(values)
    meant = np.array([*(_meant(text) for text in column.texts), BLANK], dtype=np.int8)
    return np.asarray(meant[column.codes])


def _meant(text: str) -> int:
    if len(text) > LONGEST_WORD:
        return OTHER if text.strip() else BLANK
    number = plain_number(text)
    if number is not None:
        return {1.0: YES, 0.0: NO}.get(float(number), OTHER)
    word = normal(text)
    return {"yes": YES, "no": NO}.get(yes_no_words().get(word, ""), OTHER) if word else BLANK
