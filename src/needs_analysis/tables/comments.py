"""Answers in words that a person released: as they were written, each with its translation beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES, name_language, say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.answers import say_question
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import tame
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row


def table_comments(release: Release, language: str) -> PresentationTable:
    """Show each released comment under its question, in the language it was written in, and its translation.

    The translation is the one into the table's language; where there is none, the one that there is.

    >>> table = table_comments(release, "en")
    >>> [[cell.text for cell in row] for row in table.rows]
    [['Are you content with the workshop?'], ['Мало времени на упражнения.', 'Russian', 'Little time for exercises.']]
    """
    return PresentationTable(
        caption=f"{say('Answers in words', language=language)}. {say_event(release, language)}",
        headings=(
            say("As it was written", language=language),
            say("Language", language=language),
            say("Translation", language=language),
        ),
        rows=tuple(_rows(release, language)),
        notes=tuple(_say_notes(release, language)),
        row_headings=0,
    )


def _rows(release: Release, language: str) -> Iterator[Row]:
    items = release.comments["item"]
    for item in sorted(items.unique(), key=[*release.codes("question"), *items].index):
        yield (Cell(say_question(release, item, language)),)
        yield from (_row(comment, language) for comment in records(release.comments[items.eq(item)].fillna("")))


def _row(comment: Mapping[str, str], language: str) -> Row:
    spoken = comment["language"]
    into = next(
        (each for each in (language, *LANGUAGES) if each != spoken and comment[f"translation_{each}"]),
        "",
    )
    needed = bool(into) and spoken != language
    return (
        Cell(tame(comment["text"]), lang=spoken),
        Cell(name_language(spoken, language)),
        Cell(tame(comment[f"translation_{into}"]), lang=into) if needed else Cell(""),
    )


def _say_notes(release: Release, language: str) -> Iterator[str]:
    if release.comments.empty:
        yield say(
            "No comment has been released: answers in words are shown only where a person has released them.",
            language=language,
        )
        return
    yield say(
        "A person read and released each of these comments, and may have shortened it so that it gives nobody away. "
        "They are examples, and no measure of how many think so. The original counts, not its translation.",
        language=language,
    )
    if withheld := release.manifest.get("comments", {}).get("withheld", 0):
        yield say_count(
            "{n} other answer in words is not shown.",
            "{n} other answers in words are not shown.",
            withheld,
            language=language,
        )
