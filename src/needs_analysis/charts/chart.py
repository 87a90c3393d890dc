"""A chart that can be read without being seen: picture, title, sentence and table belong together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from needs_analysis.tables.table import PresentationTable

MIMETYPE = "application/vnd.plotly.v1+json"
Figure = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A plotly figure with what a report needs to show it: title, alternative sentence, note and data table.

    In JupyterLab it draws itself; the report's template reads the rest from the output's metadata.
    """

    figure: Figure = field(repr=False)
    title: str
    alt: str
    note: str = field(repr=False)
    table: PresentationTable = field(repr=False)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[Figure, Figure]:
        words = {"title": self.title, "alt": self.alt, "note": self.note, "table": self.table._repr_html_()}
        return {MIMETYPE: self.figure}, {MIMETYPE: words | {"content": self.table.content()}}
