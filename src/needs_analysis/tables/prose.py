"""A text that somebody wrote: its paragraphs, headings and lists, as words alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from needs_analysis.tables.content import Content, shown_as

WRITTEN = {
    "paragraph": '<p dir="auto">{text}</p>',
    "heading": '<p dir="auto"><strong>{text}</strong></p>',
    "item": '<li dir="auto">{text}</li>',
}


@dataclass(frozen=True)
class Prose:
    """Blocks of a text, each with its kind: paragraph, item (of a list) or heading; `lang` if it is another language.

    >>> Prose((("paragraph", "A < B."), ("item", "C"), ("item", "D")))._repr_html_()
    '<p dir="auto">A &lt; B.</p><ul><li dir="auto">C</li><li dir="auto">D</li></ul>'
    """

    blocks: tuple[tuple[str, str], ...] = field(repr=False)
    lang: str = ""

    def content(self) -> Content:
        """Give the text as data."""
        return {"kind": "prose", "blocks": self.blocks, "lang": self.lang}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return shown_as(self._repr_html_(), self.content())

    def _repr_html_(self) -> str:
        parts = []
        for kind, alike in groupby(self.blocks, key=lambda block: block[0]):
            html = "".join(WRITTEN[kind].format(text=escape(text)) for _, text in alike)
            parts.append(f"<ul>{html}</ul>" if kind == "item" else html)
        html = "".join(parts)
        return f'<div lang="{escape(self.lang)}">{html}</div>' if self.lang else html
