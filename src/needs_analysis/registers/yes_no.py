"""Yes and no, as people and programs write them."""

from __future__ import annotations

from functools import cache

from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal


@cache
def yes_no_words() -> dict[str, str]:
    """Give every word for yes or no, reduced, with its answer: yes or no.

    >>> [yes_no_words()[word] for word in ("true", "нет")]
    ['yes', 'no']
    """
    rows = read_register("yes_no")
    return {normal(word): answer for word, answer in zip(rows["word"], rows["answer"], strict=True)}
