"""The words of the sheet of comments: its headings, its warning, and what a text may hold that keeps it back."""

from __future__ import annotations

from collections.abc import Iterable

from needs_analysis.language import LANGUAGES, name_language, say, say_count
from needs_analysis.registers.spelling import normal
from needs_analysis.registers.yes_no import yes_no_words

ABOUT = ("table", "row_id", "question", "text", "held")
TRANSLATIONS = tuple(f"translation_{language}" for language in LANGUAGES)
COLUMNS = ("key", *ABOUT, "release", "shown", "language", *TRANSLATIONS, "remark")


def sheet_name(language: str) -> str:
    """Give the name of the sheet."""
    return say("Comments", language=language)


def comment_headings(language: str) -> dict[str, str]:
    """Give the heading of each column."""
    translated = [
        say("Translation ({tongue})", language=language, tongue=name_language(into, language)) for into in LANGUAGES
    ]
    words = (
        say("Key (leave as it is)", language=language),
        say("Table", language=language),
        say("Row", language=language),
        say("Question", language=language),
        say("Text as it stands", language=language),
        say("Holds", language=language),
        say("May be shown", language=language),
        say("Text to release", language=language),
        say("Language", language=language),
        *translated,
        say("Remark", language=language),
    )
    return dict(zip(COLUMNS, words, strict=True))


def warning(left_out: int, language: str) -> tuple[str, str, str]:
    """Give the lines that stand above the headings; the first is the warning."""
    more = say_count(
        "{n} more answer in words is not listed here.",
        "{n} more answers in words are not listed here.",
        left_out,
        language=language,
    )
    return (
        say(
            "A comment may give a person away by what it says or how it says it. Leave out names, places and events; "
            "release none of which you are not sure.",
            language=language,
        ),
        say(
            "What is released is shown in every edition, without row, country or agency. No answer means no. "
            "«Text to release» may hold the comment without the part that tells who wrote it.",
            language=language,
        )
        + " "
        + say(
            "A word that may be a name, but is none, is released once it stands in «Remark»; a surname never is.",
            language=language,
        ),
        more if left_out else say("All answers in words are listed.", language=language),
    )


def say_kinds(kinds: Iterable[str], language: str) -> str:
    """Say what a text holds that keeps it from being shown.

    >>> say_kinds(["email", "name"], "en")
    'an e-mail address, the name of somebody listed'
    """
    known = {
        "email": say("an e-mail address", language=language),
        "phone": say("a telephone number", language=language),
        "name": say("the name of somebody listed", language=language),
        "surname": say("the surname of somebody listed", language=language),
        "name_word": say("a word that may be the name of somebody listed", language=language),
        "document": say("the number of a document", language=language),
        "bank": say("the number of an account or card", language=language),
        "account": say("somebody's account", language=language),
        "gps": say("the coordinates of a place", language=language),
        "ip": say("the address of a computer", language=language),
        "birth_date": say("a day of birth", language=language),
        "formula": say("a first sign that a spreadsheet takes for a formula", language=language),
    }
    return ", ".join(known.get(kind, kind) for kind in kinds)


def say_release(code: str, language: str) -> str:
    """Give the word that is picked for a decision; what is none stays as it is."""
    return {"yes": say("yes", language=language), "no": say("no", language=language)}.get(code, code)


def release_of(word: str) -> str:
    """Give the decision that a word stands for, in any of the languages known; the word itself if none.

    >>> release_of(" Да "), release_of("perhaps"), release_of("")
    ('yes', 'perhaps', '')
    """
    return yes_no_words().get(normal(word), word.strip())
