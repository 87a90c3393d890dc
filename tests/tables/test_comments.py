"""Released comments are shown as data: in their language, beside their translation, and nothing in them runs."""

from __future__ import annotations

from dataclasses import replace

from needs_analysis.columns import COMMENTS
from needs_analysis.release import Release
from needs_analysis.tables import table_comments
from tests.small_release import make_empty_release, make_release
from tests.tables.test_html import HOSTILE, Elements

LONG = "Больше времени на занятия. " * 12


def with_comments(*rows: dict[str, str]) -> Release:
    """A release with these comments on the question `content`."""
    return replace(make_release(), comments=COMMENTS.frame([{"item": "content", **row} for row in rows]))


def test_the_original_stands_in_its_language_and_the_translation_beside_it() -> None:
    """A screen reader is told the language of each, and the direction of the writing is the text's own."""
    release = with_comments(
        {"text": "نحتاج إلى وقت", "language": "ar", "translation_en": "We need time."},
        {"text": "Хорошо.", "language": "ru", "translation_en": "Good."},
        {"text": "Well done.", "language": "en", "translation_ru": "Молодцы."},
    )
    english = Elements(table_comments(release, "en")._repr_html_())
    assert english.texts("td", lang="ru", dir="auto") == ["Хорошо."]
    assert [text.strip("\u2068\u2069") for text in english.texts("td", lang="ar", dir="auto")] == ["نحتاج إلى وقت"]
    assert english.texts("td", lang="en") == ["We need time.", "Good.", "Well done."]
    russian = table_comments(release, "ru").rows
    assert [[cell.text for cell in row] for row in russian[2:]] == [
        ["Хорошо.", "русский", ""],
        ["Well done.", "английский", "Молодцы."],
    ]
    assert [cell.text for cell in russian[1]][1:] == ["арабский", "We need time."]


def test_nothing_in_a_comment_becomes_markup() -> None:
    """HTML, Markdown and braces in a comment mean themselves, and one of many lines or letters stays in its cell."""
    hostile = f"{HOSTILE} [a](javascript:b) **c** 👩‍👩‍👧"
    release = with_comments(
        {"text": hostile, "language": "en", "translation_ru": HOSTILE},
        {"text": f"first\nsecond\u202e {LONG}", "language": "en"},
    )
    parsed = Elements(table_comments(release, "ru")._repr_html_())
    kinds = {tag for tag, _, _ in parsed.found}
    assert kinds == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
    assert parsed.texts("td", lang="en") == [hostile, f"first second {LONG.strip()}"]
    assert parsed.texts("td", lang="ru") == [HOSTILE]


def test_it_says_how_many_are_withheld_or_that_none_was_released() -> None:
    """Comments are examples; where there are none, the reader learns why."""
    shown = table_comments(make_release(comments={"released": 1, "withheld": 24}), "en")
    assert "24 other answers in words are not shown." in shown.notes
    none = table_comments(make_empty_release(), "en")
    assert none.rows == ()
    assert none.notes == (
        "No comment has been released: answers in words are shown only where a person has released them.",
    )
