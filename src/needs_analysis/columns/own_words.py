"""The declarations of the organiser's own words: the background of the event, and what is recommended."""

from __future__ import annotations

from needs_analysis.columns.table import Column, Table, count, key, text
from needs_analysis.language import LANGUAGES


def _in_each_language(name: str, meaning: str) -> tuple[Column, ...]:
    return tuple(text(f"{name}_{language}", f"{meaning} ({language})") for language in LANGUAGES)


_RECOMMENDED = (
    key("need", "need that it answers, by its id"),
    text(
        "country", "ISO 3166-1 alpha-3, where it concerns one country alone; blank where it concerns the whole region"
    ),
    *_in_each_language("recommendation", "what is recommended, in the organiser's words"),
    *_in_each_language("addressee", "to whom"),
    *_in_each_language("time_frame", "by when"),
)
RECOMMENDED = Table(
    "recommended",
    "recommendations as the organiser wrote them, in the order of the file",
    (
        *_RECOMMENDED,
        text("editions", "editions that may show it, with ; between them; blank means all"),
        text("remark", "what should be known of it; it is not shown"),
    ),
)
RECOMMENDATIONS = Table(
    "recommendations",
    "recommendations that an edition shows; what was found about their needs stands in the estimates",
    _RECOMMENDED,
)
BACKGROUND = Table(
    "background",
    "the event in the organiser's own words; one paragraph, heading or entry of a list a row",
    (
        key("language", "language it is written in"),
        count("place", "place in the text, counted from 1"),
        key("kind", "what it is", "paragraph", "item", "heading"),
        key("text", "the words, without any markup"),
    ),
    key=("language", "place"),
)
