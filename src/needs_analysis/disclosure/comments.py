"""Answers in words: none leaves but what a person released, without a word on who wrote it."""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import COMMENTS
from needs_analysis.language import LANGUAGES
from needs_analysis.release import Release

SAME = ["table", "row_id", "field", "text"]
TRANSLATIONS = [f"translation_{language}" for language in LANGUAGES]


def release_comments(answers: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Give the comments that a person released, for every edition alike.

    They are sorted by question and text, and equal ones stand once, so that neither order nor number tells whose they
    are. A decision about an answer that says something else now releases nothing.

    Args:
        answers: all answers in words, as declared in `columns.ANSWERS_IN_WORDS`.
        decided: what people decided, as declared in `columns.RELEASED_COMMENTS`.

    >>> from needs_analysis.columns import ANSWERS_IN_WORDS, RELEASED_COMMENTS
    >>> texts = {"1": "In our post at the lake the radios fail.", "2": "Ask my chief."}
    >>> cells = [{"table": "responses", "row_id": key, "field": "why", "text": text} for key, text in texts.items()]
    >>> answers = ANSWERS_IN_WORDS.frame([cell | {"item": "why", "question": "Why?"} for cell in cells])
    >>> yes = {"release": "yes", "shown": "The radios fail.", "language": "en", "translation_ru": "Рации отказывают."}
    >>> release_comments(answers, RELEASED_COMMENTS.frame([cells[0] | yes])).fillna("").values.tolist()
    [['why', 'The radios fail.', 'en', '', 'Рации отказывают.']]
    """
    chosen = decided[decided["release"].eq("yes").fillna(False)].merge(answers[[*SAME, "item"]], on=SAME)
    chosen = chosen.assign(text=chosen["shown"].where(chosen["shown"].notna(), chosen["text"]))
    rows = chosen[COMMENTS.names].sort_values(["item", "text", "language", *TRANSLATIONS])
    return COMMENTS.frame(rows.drop_duplicates(["item", "text"]))


def count_comments(answers: pd.DataFrame, decided: pd.DataFrame, *, limit: int) -> dict[str, int]:
    """Count the answers in words that are released, and those that are withheld.

    Answers to a question that fewer than `limit` people answered are not counted among those withheld: how many they
    are is not given elsewhere either.

    >>> from needs_analysis.columns import ANSWERS_IN_WORDS, RELEASED_COMMENTS
    >>> cells = [{"table": "responses", "row_id": str(row_id), "field": "why", "text": "No."} for row_id in range(6)]
    >>> answers = ANSWERS_IN_WORDS.frame([cell | {"item": "why", "question": "Why?"} for cell in cells])
    >>> decided = RELEASED_COMMENTS.frame([cells[0] | {"release": "yes", "language": "en"}])
    >>> count_comments(answers, decided, limit=5), count_comments(answers, decided, limit=10)
    ({'released': 1, 'withheld': 5}, {'released': 1, 'withheld': 0})
    """
    chosen = decided[decided["release"].eq("yes").fillna(False)].merge(answers[[*SAME, "item"]], on=SAME)
    given, shown = answers["item"].value_counts(), chosen["item"].value_counts()
    withheld = given[given >= limit].sub(shown, fill_value=0)[given[given >= limit].index]
    return {"released": len(chosen), "withheld": int(withheld.sum())}


def released_texts(released: Release | pd.DataFrame) -> set[str]:
    """Give every text that a person released, translations too: answers in words that may stand in a report.

    Args:
        released: a release, or its comments as declared in `columns.COMMENTS`.

    >>> said = {"item": "why", "text": "Мало раций.", "language": "ru", "translation_en": "Few radios."}
    >>> shown = COMMENTS.frame([said])
    >>> sorted(released_texts(shown))
    ['Few radios.', 'Мало раций.']
    """
    frame = released.comments if isinstance(released, Release) else released
    return {text for name in ("text", *TRANSLATIONS) for text in frame[name].dropna()}
