"""What is compared between whole forms: the answers that people gave, each as a number that stands for its text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from needs_analysis.checks.subject import Subject
from needs_analysis.columns import different

ANSWERED = ("select_one", "select_multiple", "rank", "integer", "decimal", "range", "text", "acknowledge")


@dataclass(frozen=True)
class Compared:
    """Forms in rows, answers in columns; 0 is a blank, and equal numbers of a column are equal answers."""

    codes: np.ndarray
    fields: list[str]

    @property
    def answered(self) -> np.ndarray:
        """How many questions each form answered."""
        return np.asarray(np.count_nonzero(self.codes, axis=1))


def compare_answers(subject: Subject) -> Compared:
    """Number the answers of each question, without regard to letter case and blanks around them.

    Compared are questions that people answer; metadata, dates, places, notes, calculations, the one-per-choice columns
    of a multiple choice, and questions without any answer are not. A table without questions compares its own fields,
    save those that begin with an underscore.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "a": "Yes", "_id": "1"}, {"row_id": "r2", "a": "yes "}, {"row_id": "r3", "a": None}]
    >>> compare_answers(Subject("people", RECEIVED.frame(rows))).codes.tolist()
    [[1], [1], [0]]
    """
    names = subject.of_type(*ANSWERED)
    if subject.asked.empty:
        names = [name for name in subject.names if not name.startswith("_")]
    columns = [(name, number_answers(subject.frame[name])) for name in names]
    filled = [(name, codes) for name, codes in columns if codes.any()]
    most = max((int(codes.max()) for _, codes in filled), default=0)
    table = np.zeros((len(subject.frame), len(filled)), dtype=np.min_scalar_type(most))
    for position, (_, codes) in enumerate(filled):
        table[:, position] = codes
    return Compared(table, [name for name, _ in filled])


def number_answers(values: pd.Series) -> np.ndarray:
    """Number the distinct answers of a column from 1; 0 for a blank."""
    codes, distinct = different(values)
    texts = pd.Series(distinct, dtype="str").str.strip().str.lower()
    numbers = pd.factorize(texts.where(texts != ""))[0] + 1
    return np.append(numbers, 0)[codes]
