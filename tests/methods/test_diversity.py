"""How many answers a group has, where all are not equally frequent: counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.methods.diversity import answer_diversity


def test_frequent_answers_count_for_less() -> None:
    """Eight, four, two and two of sixteen: an entropy of 1.75 bits, which is 2 to the 1.75 equal answers."""
    answers = pd.Series([1] * 8 + [2] * 4 + [3] * 2 + [4] * 2)
    found = answer_diversity(pd.DataFrame({"key": ["a"] * 16}), answers)
    assert found.distinct[0] == 4
    assert found.effective[0] == pytest.approx(2**1.75)


@pytest.mark.parametrize(("c", "ell"), [(0.4, 0), (1.0, 1), (1.1, 2), (2.0, 2), (2.1, 3), (4.1, 4)])
def test_the_recursive_count_is_the_largest_that_holds(c: float, ell: int) -> None:
    """Of eight, four, two and two the rests are 16, 8, 4 and 2, so 8 < c · rest holds for as many as c says."""
    answers = pd.Series([1] * 8 + [2] * 4 + [3] * 2 + [4] * 2)
    assert answer_diversity(pd.DataFrame({"key": ["a"] * 16}), answers, c=c).recursive[0] == ell


def test_a_blank_is_no_answer() -> None:
    """Where one answered and one did not, there is one answer; where nobody did, there is none to tell."""
    keys = pd.DataFrame({"key": ["a", "a", "b", "b"]})
    found = answer_diversity(keys, pd.Series([1.0, None, None, None]))
    assert (found.distinct.tolist(), found.effective.tolist()) == ([1, 1, 0, 0], [1, 1, 1, 1])
    assert found.recursive.tolist() == [1, 1, 0, 0]
