"""A whole report set in Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from needs_analysis.documents.document import Chapter, Document, Heading
from needs_analysis.documents.numbering import tables_behind
from needs_analysis.documents.packing import pack_stably
from needs_analysis.documents.word.blocks import Setting, target
from needs_analysis.documents.word.front import Entry, contents_nodes, cover_nodes
from needs_analysis.documents.word.markup import text_paragraph
from needs_analysis.documents.word.sections import lay_page, set_footer
from needs_analysis.documents.word.template import empty_word
from needs_analysis.language import say
from needs_analysis.writing import write_bytes


def write_word(path: Path, document: Document, pictures: Sequence[bytes]) -> Path:
    """Write a report as a Word document; the same report and pictures give the same bytes.

    Args:
        path: where, ending in .docx.
        document: the report.
        pictures: a PNG for each picture of the report, in reading order.

    Raises:
        ValueError: there are more or fewer pictures than the report has.
        OutputError: the file cannot be written.
    """
    word = empty_word(document)
    lay_page(word.sections[0], across=False)
    set_footer(word, document.release, document.language)
    setting = Setting(word, document, pictures)
    setting.put(*cover_nodes(document.cover), *contents_nodes(_entries(document), document.language))
    part = ""
    for chapter in document.chapters:
        _set_chapter(setting, chapter, opens=chapter.part if chapter.part != part else "")
        part = chapter.part
    _set_behind(setting, document)
    made = io.BytesIO()
    word.save(made)
    return write_bytes(path, pack_stably(made.getvalue()))


def _set_chapter(setting: Setting, chapter: Chapter, *, opens: str) -> None:
    """Set a chapter; one that opens a part stands under the part's title."""
    setting.turn(across=False)
    if opens:
        setting.put(text_paragraph("Part", opens))
    first, *others = chapter.blocks
    if isinstance(first, Heading):
        setting.set_heading(first, goes_on=bool(opens))
    else:
        setting.set_block(first)
    for block in others:
        setting.set_block(block)


def _set_behind(setting: Setting, document: Document) -> None:
    """Set the tables that stand behind pictures and nowhere else."""
    if behind := tables_behind(document):
        setting.turn(across=False)
        setting.set_heading(_heading_behind(document.language))
        for table in behind:
            setting.set_table(table)


def _heading_behind(language: str) -> Heading:
    return Heading(1, say("The numbers behind the figures", language=language))


def _entries(document: Document) -> list[Entry]:
    headings = [block for block in document.blocks() if isinstance(block, Heading)]
    if tables_behind(document):
        headings.append(_heading_behind(document.language))
    return [Entry(each.level, each.text, target(number)) for number, each in enumerate(headings, start=1)]
