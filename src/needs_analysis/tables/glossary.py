"""The terms of a report in plain words, as far as they occur in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES, say
from needs_analysis.registers.files import read_register
from needs_analysis.release import Release
from needs_analysis.tables.assistance import has_list
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.content import Content, shown_as
from needs_analysis.tables.order import list_measures
from needs_analysis.tables.table import PresentationTable

OCCURS: dict[str, Callable[[Release], bool]] = {
    "": lambda release: True,
    "needs": lambda release: bool(list_measures(release)),
    "capacity": lambda release: "capacity" in list_measures(release),
    "activities": has_list,
    "evaluation": lambda release: bool(release.manifest.get("evaluation")),
}


@dataclass(frozen=True)
class Glossary:
    """Terms with their meanings, written as a list of definitions."""

    terms: tuple[tuple[str, str], ...] = field(repr=False)
    caption: str = ""
    headings: tuple[str, str] = ("", "")

    def content(self) -> Content:
        """Give the terms as the data of a table."""
        rows = tuple((Cell(term), Cell(meaning)) for term, meaning in self.terms)
        return PresentationTable(self.caption, self.headings, rows).content()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return shown_as(self._repr_html_(), self.content())

    def _repr_html_(self) -> str:
        told = "".join(f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in self.terms)
        return f'<dl class="glossary">{told}</dl>'


def table_glossary(release: Release, language: str) -> Glossary:
    """Give the terms that this release needs, in the order of the alphabet.

    >>> dict(table_glossary(release, "en").terms)["Gap"]
    'Importance minus capacity, over the same respondents.'
    """
    spoken = language if language in LANGUAGES else "en"
    rows = [row for row in records(read_register("glossary")) if OCCURS[row["occurs"]](release)]
    terms = ((row[f"term_{spoken}"], row[f"meaning_{spoken}"]) for row in rows)
    return Glossary(
        tuple(sorted(terms, key=lambda term: term[0].casefold())),
        caption=say("Terms of this report", language=language),
        headings=(say("Term", language=language), say("Meaning", language=language)),
    )
