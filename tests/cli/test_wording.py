"""The words of a form for what it asks and answers."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.cli.wording import non_answer_labels


@pytest.mark.parametrize("language", ["", None, "English (en)"])
def test_a_label_without_a_language_is_english(language: str | None) -> None:
    """Also of an answer that the register has words for: how the form says it comes first."""
    questions = pd.DataFrame({"need": ["N1"], "choices": ["five"]})
    choices = pd.DataFrame({"choices": "five", "code": ["5", "dont_know"], "value": [5.0, None]})
    words = {"choices": "five", "code": "dont_know", "language": [language], "label": ["Cannot judge this"]}
    parts = {"questions": questions, "choices": choices, "choice_labels": pd.DataFrame(words)}
    [row] = non_answer_labels(parts)
    assert (row["language"], row["label"]) == ("en", "Cannot judge this")
