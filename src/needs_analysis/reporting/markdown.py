"""Markdown as a report shows it: in the reader's language, with headings that fit the page, and inert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from needs_analysis.language import translate

DEEPEST = 6
# The page's own title is the one h1, so a chapter's first level is the page's second.
SHIFT = 1


@dataclass(frozen=True)
class Heading:
    """A heading of the page: its level there, its words, and the anchor that the table of contents points to.

    `before` is that part of the words which the page sets before the notebook's own.
    """

    level: int
    text: str
    anchor: str
    before: str = ""


def translated(markdown: str, language: str) -> str:
    """Give a markdown cell in a language; as it is where the catalogue has no translation of the whole cell.

    >>> translated("# Which needs come first?", "en")
    '# Which needs come first?'
    """
    if not markdown.strip():
        return markdown
    return translate(markdown, language)


def markdown_to_html(markdown: str, heading: Callable[[int, str], Heading]) -> str:
    """Write markdown as HTML. `heading` is told of each heading (level, words) and says where it goes.

    HTML within markdown is shown as the text it is.
    """
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def heading(self, text: str, level: int, **attrs: Any) -> str:
            place = heading(level, plain_text(text))
            return f'<h{place.level} id="{escape(place.anchor)}">{escape(place.before)}{text}</h{place.level}>\n'

    convert = mistune.create_markdown(renderer=Renderer(escape=True), plugins=["table", "strikethrough"])
    return str(convert(markdown))


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML without its tags.

    >>> plain_text("R&amp;D <em>first</em>")
    'R&D first'
    """
    import re

    return unescape(re.sub(r"<[^>]*>", "", html)).strip()
