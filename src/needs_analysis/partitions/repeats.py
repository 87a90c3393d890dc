"""What stands in several rows of a survey in parts: found by fingerprints, told by the rows themselves.

Each part gives a fingerprint of each row, a number; only rows whose number stands twice are looked at, so that two
texts with one fingerprint cost time but change no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Prints = NDArray[np.uint64]
COUNTED = r"(?:#\d+)+$"


def fingerprints(texts: pd.Series) -> Prints:
    """Give a number for each text, the same on every machine.

    >>> bool((fingerprints(pd.Series(["7", "8", "7"]))[[0, 2]] == fingerprints(pd.Series(["7"]))[0]).all())
    True
    """
    return pd.util.hash_array(texts.to_numpy(dtype=object), categorize=False)


def stems(names: pd.Series) -> pd.Series:
    """Leave out what makes a repeated name unique, so that `7`, `7#2` and `7#3` are one.

    >>> stems(pd.Series(["7", "7#2", "a#b"], dtype="str")).tolist()
    ['7', '7', 'a#b']
    """
    counted = names.str.contains("#", regex=False)
    return names.where(~counted, names.str.replace(COUNTED, "", regex=True)) if counted.any() else names


def repeated(parts: Sequence[Prints]) -> list[NDArray[np.intp]]:
    """Give the places, part by part, of the rows whose fingerprint stands more than once in the survey.

    >>> [places.tolist() for places in repeated([np.array([5, 6], np.uint64), np.array([6, 7], np.uint64)])]
    [[1], [0]]
    """
    ordered = np.sort(np.concatenate(parts))
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    return [np.flatnonzero(np.isin(part, twice)) for part in parts]
