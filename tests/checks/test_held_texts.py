"""The different texts of a column are what pandas finds, whichever objects the cells hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from needs_analysis.cleaning.log import same
from needs_analysis.columns import different, same_objects

WORDS = ["yes", "no", "", None, "да", "yes "]


def column(cells: int, *, shared: bool) -> pd.Series:
    """Words and blanks in an order of their own; shared or each cell with an object of its own."""
    drawn = np.random.default_rng(1).integers(0, len(WORDS), cells)
    words = [WORDS[at] for at in drawn]
    own = [word if word is None or shared else "".join([*word]) for word in words]
    return pd.Series(own, index=range(5, 5 + cells), dtype="str")


@pytest.mark.parametrize("cells", [0, 1, 63, 64, 65, 1000])
@pytest.mark.parametrize("shared", [True, False])
def test_texts_and_their_order_are_those_that_pandas_finds(cells: int, shared: bool) -> None:
    """Blanks are -1; two objects that hold one text are one text."""
    values = column(cells, shared=shared)
    codes, texts = pd.factorize(values)
    found = different(values)
    assert found[0].tolist() == codes.tolist()
    assert found[1].tolist() == texts.tolist()


def test_other_columns_are_looked_at_as_they_are() -> None:
    """Numbers, and texts among objects, are no columns of text."""
    for values in (pd.Series([3, 1, 3] * 40), pd.Series(["a", None, 1] * 40, dtype="object")):
        codes, texts = pd.factorize(values)
        assert different(values)[0].tolist() == codes.tolist()
        assert different(values)[1].tolist() == texts.tolist()


def test_columns_are_compared_by_text_where_objects_differ() -> None:
    """A text is itself, another object with the same letters, but no other text and no blank."""
    left, right = column(1000, shared=True), column(1000, shared=False)
    assert same(left, right).all()
    moved = right.shift(1)
    wanted = [(pd.isna(a) and pd.isna(b)) or a == b for a, b in zip(left, moved, strict=True)]
    assert same(left, moved).tolist() == wanted


def test_every_other_cell_of_an_array_is_told_apart() -> None:
    """An array that skips cells is looked at where its own cells lie."""
    cells = np.array(["a", "b", "a", "c"], dtype=object)
    assert same_objects(cells[::2], np.array(["a", "c"], dtype=object)).tolist() == [True, False]
