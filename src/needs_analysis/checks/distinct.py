"""The different texts of a column, so that each is looked at once however many rows hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from needs_analysis.columns import different


@dataclass(frozen=True)
class Distinct:
    """A column's different texts in the order they appear, and which of them each row holds; -1 is a blank."""

    texts: list[str]
    codes: np.ndarray
    index: pd.Index

    def rows(self, flags: Iterable[bool], *, blank: bool = False) -> pd.Series:
        """Give each row the flag of its text."""
        known = np.array([*flags, blank], dtype=bool)
        return pd.Series(known[self.codes], index=self.index)

    def at(self, rows: np.ndarray) -> np.ndarray:
        """Give the texts of some rows, by their position; a blank is None."""
        texts: np.ndarray = np.array([*self.texts, None], dtype=object)
        found: np.ndarray = texts[self.codes[rows]]
        return found

    def where(self, test: Callable[[str], bool], *, blank: bool = False) -> pd.Series:
        """Mark the rows whose text passes a test; a blank does not, unless `blank` says so."""
        return self.rows((test(text) for text in self.texts), blank=blank)

    def picked(self, answers: Sequence[str | None]) -> tuple[np.ndarray, np.ndarray]:
        """Give the rows whose text has an answer, by their position, and the answer of each."""
        known = np.array([*answers, None], dtype=object)
        rows = np.flatnonzero(np.array([answer is not None for answer in known])[self.codes])
        return rows, known[self.codes[rows]]

    def spread(self, answers: Sequence[str | None]) -> pd.Series:
        """Give the answer that belongs to its text to each row that has one; the other rows are left out."""
        rows, found = self.picked(answers)
        return pd.Series(found, index=self.index[rows], dtype="str")


def distinct(values: pd.Series) -> Distinct:
    """Find a column's different texts.

    >>> answers = distinct(pd.Series(["yes", None, "no", "yes"]))
    >>> answers.texts, answers.where(lambda text: text == "yes").tolist()
    (['yes', 'no'], [True, False, False, True])
    """
    codes, texts = different(values)
    return Distinct(texts.tolist(), codes, values.index)


def is_blank(values: pd.Series) -> pd.Series:
    """Mark the cells without any visible letter.

    >>> is_blank(pd.Series(["a", " ", None])).tolist()
    [False, True, True]
    """
    return distinct(values).where(lambda text: not text.strip(), blank=True)
