"""The declarations of answers in words: all of them, what a person decided about each, and what a release shows."""

from __future__ import annotations

from needs_analysis.columns.table import Table, key, text
from needs_analysis.language import LANGUAGES

_CELL = (
    key("table", "table that holds the answer"),
    key("row_id", "row that holds it"),
    key("field", "field that holds it"),
)
_TRANSLATIONS = tuple(text(f"translation_{language}", f"its translation ({language})") for language in LANGUAGES)
_LANGUAGE = "language of the original: ISO 639 code"

ANSWERS_IN_WORDS = Table(
    "answers_in_words",
    "every answer in words as the clean data hold it; of persons, so it stays with the clean data",
    (
        *_CELL,
        key("item", "the question: its field, with the table before it where that is not the responses"),
        key("question", "the question's words, or the heading where no form asks"),
        key("text", "the answer"),
    ),
    key=("table", "row_id", "field"),
)
RELEASED_COMMENTS = Table(
    "released_comments",
    "what a person decided about answers in words; an answer that is not named here is never shown",
    (
        *_CELL,
        key("text", "the answer as it stands; where another one stands there now, the run stops"),
        text("release", "whether it may be shown; blank means no", "yes", "no"),
        text("shown", "what is shown in its place; blank where it is shown as it stands"),
        text("language", _LANGUAGE),
        *_TRANSLATIONS,
        text("remark", "what should be known of the decision; it is not shown"),
    ),
    key=("table", "row_id", "field"),
)
COMMENTS = Table(
    "comments",
    "answers in words that a person released, without row or group; equal ones once, in alphabetical order",
    (
        key("item", "question that is answered"),
        key("text", "what is shown, in the language it was written in"),
        key("language", _LANGUAGE),
        *_TRANSLATIONS,
    ),
    key=("item", "text"),
)
