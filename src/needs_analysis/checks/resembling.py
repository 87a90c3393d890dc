"""The choices that an answer resembles, word order apart: suggestions for a person, never applied by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from needs_analysis.registers.spelling import normal

LEAST_SCORE = 65
LONGEST_COMPARED = 200
MOST_SHOWN = 3


def resembling(text: str, labels: Sequence[str]) -> list[tuple[str, int]]:
    """Give the labels that resemble a text, best first, with a score out of 100.

    The score is that of the two texts with their words in alphabetical order, so that a small word in common is no
    resemblance; texts longer than any label are compared with none.

    Args:
        text: an answer.
        labels: labels of choices.

    >>> resembling("Servise border", ["Border service", "Customs"])
    [('Border service', 93)]
    """
    from rapidfuzz import fuzz, process

    if len(text) > LONGEST_COMPARED:
        return []
    found = process.extract(
        normal(text),
        [normal(label) for label in labels],
        scorer=fuzz.token_sort_ratio,
        limit=MOST_SHOWN,
        score_cutoff=LEAST_SCORE,
    )
    return [(labels[position], round(score)) for _, score, position in found]
