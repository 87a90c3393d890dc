"""What stands before the first chapter: the cover, and the contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from needs_analysis.documents.document import Cover
from needs_analysis.documents.letters import in_line
from needs_analysis.documents.word.markup import Node, field, link, node, paragraph, run, text_paragraph
from needs_analysis.language import say

DEEPEST = 2


class Entry(NamedTuple):
    """A line of the contents: the heading's level, its words, and the bookmark that stands there."""

    level: int
    text: str
    target: str


def cover_nodes(cover: Cover) -> list[Node]:
    """Make the cover: what kind of report it is, its title, the facts and the notice."""
    facts = [
        paragraph("Fact", run(in_line(what), node("rStyle", val="Strong")), run("\t"), run(in_line(words)))
        for what, words in cover.facts
    ]
    notice = [text_paragraph("Notice", cover.notice)] if cover.notice else []
    return [text_paragraph("Subtitle", cover.kind), text_paragraph("Title", cover.title), *facts, *notice]


def contents_nodes(entries: Sequence[Entry], language: str) -> list[Node]:
    """Make the contents: a field that Word brings up to date with pages, filled with links until then."""
    title = text_paragraph("TOCHeading", say("Contents", language=language))
    shown = [entry for entry in entries if entry.level <= DEEPEST]
    lines = [paragraph(f"TOC{entry.level}", link(entry.target, run(in_line(entry.text)))) for entry in shown]
    if not lines:
        return [title]
    begins = field(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', stale=True)
    for piece in reversed(begins[:3]):
        lines[0].insert(1, piece)
    lines[-1].append(begins[-1])
    return [title, *lines]
