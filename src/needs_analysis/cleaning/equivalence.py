"""When two writings are one value: 45 and 45.0, or 1 and True in a column of yes and no. 01 and 1 are two values."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.cleaning.log import same

YES_AND_NO = (("1", "0"), ("True", "False"), ("TRUE", "FALSE"), ("true", "false"), ("1.0", "0.0"), ("yes", "no"))
TRUTH = {word: words.index(word) for words in YES_AND_NO for word in words}
PLAIN_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"


def alike(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Compare two columns cell by cell: the same text, two blanks, or one plain number written in two ways.

    >>> alike(pd.Series(["45.0", "01", None]), pd.Series(["45", "1", None])).tolist()
    [True, False, True]
    """
    return np.asarray(same(left, right) | np.equal(_numbers(left), _numbers(right)), dtype=bool)


def words_for_yes_and_no(values: pd.Series) -> tuple[str, str] | None:
    """Return the words for yes and no where a column holds nothing else, as a choice's own column does.

    >>> words_for_yes_and_no(pd.Series(["True", None, "False"])), words_for_yes_and_no(pd.Series(["1", "3"]))
    (('True', 'False'), None)
    """
    used = set(values.dropna().unique())
    return next((words for words in YES_AND_NO if used and used <= set(words)), None)


def as_written(values: pd.Series, words: tuple[str, str]) -> pd.Series:
    """Write yes and no with these words; other texts and blanks stay as they are.

    >>> as_written(pd.Series(["1", "0", "perhaps"]), ("True", "False")).tolist()
    ['True', 'False', 'perhaps']
    """
    known = {word: words[truth] for word, truth in TRUTH.items()}
    return values.map(lambda value: known.get(value, value)).astype(values.dtype)


def _numbers(values: pd.Series) -> np.ndarray:
    """Numbers of the cells that are plain ones; a cell that is none equals nothing."""
    texts = values.astype("str")
    plain = texts.str.fullmatch(PLAIN_NUMBER).fillna(False).to_numpy(dtype=bool)
    numbers = np.full(len(texts), np.nan)
    numbers[plain] = texts[plain].astype("float64")
    return numbers
