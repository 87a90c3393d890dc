"""Several tables that belong together, one below the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from needs_analysis.tables.table import PresentationTable


@dataclass(frozen=True)
class Tables:
    """Tables that answer one question each in their own way; together they are one output of a notebook."""

    tables: tuple[PresentationTable, ...] = field(repr=False)

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)
