"""Several tables that belong together, one below the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from needs_analysis.tables.content import Content, shown_as
from needs_analysis.tables.table import PresentationTable


@dataclass(frozen=True)
class Tables:
    """Tables that answer one question each in their own way; together they are one output of a notebook."""

    tables: tuple[PresentationTable, ...] = field(repr=False)

    def content(self) -> Content:
        """Give the tables as data."""
        return {"kind": "tables", "tables": tuple(table.content() for table in self.tables)}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return shown_as(self._repr_html_(), self.content())

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)
