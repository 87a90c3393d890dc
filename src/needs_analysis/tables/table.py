"""A table as people read it: caption, headings, rows and notes, written as accessible HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from needs_analysis.tables.cell import Cell
from needs_analysis.tables.content import Content, shown_as

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class PresentationTable:
    """What is shown, who said it and when (caption); the numbers; what has to be known to read them (notes).

    The first `row_headings` cells of a row name it. A row of one cell is the heading of the rows below it. Without any
    row there is nothing to lay out: caption and notes are all that is said.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
    row_headings: int = 1

    def content(self) -> Content:
        """Give the table as data."""
        return {
            "kind": "table",
            "caption": self.caption,
            "headings": self.headings,
            "rows": tuple(tuple(cell.content() for cell in row) for row in self.rows),
            "notes": self.notes,
            "row_headings": self.row_headings,
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return shown_as(self._repr_html_(), self.content())

    def _repr_html_(self) -> str:
        name = escape(self.caption)
        notes = "".join(f'<p class="notes">{escape(note)}</p>' for note in self.notes)
        if not self.rows:
            return f"<p><strong>{name}</strong></p>{notes}"
        table = f'<table class="na-table"><caption>{name}</caption>{self._head()}{self._body()}</table>'
        return f'<div class="table-scroll" role="group" tabindex="0" aria-label="{name}">{table}</div>{notes}'

    def _head(self) -> str:
        cells = (self._heading(place, words) for place, words in enumerate(self.headings))
        return f"<thead><tr>{''.join(cells)}</tr></thead>"

    def _heading(self, place: int, words: str) -> str:
        if not words:
            return "<td></td>"
        numbers = any(row[place].kind == "num" for row in self.rows if len(row) > 1)
        return Cell(words, "num" if numbers else "text").to_html("th", "col")

    def _body(self) -> str:
        parts: list[list[str]] = [[]]
        for row in self.rows:
            if len(row) == 1:
                parts.append([])
            parts[-1].append(self._row(row))
        return "".join(f"<tbody>{''.join(part)}</tbody>" for part in parts if part)

    def _row(self, row: Row) -> str:
        if len(row) == 1:
            words = escape(row[0].text)
            return f'<tr><th scope="rowgroup" colspan="{len(self.headings)}" dir="auto">{words}</th></tr>'
        named = "".join(cell.to_html("th", "row") for cell in row[: self.row_headings])
        return f"<tr>{named}{''.join(cell.to_html() for cell in row[self.row_headings :])}</tr>"
