"""Key figures: a few numbers in large letters, each with what it counts and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from needs_analysis.tables.content import Content, shown_as


@dataclass(frozen=True)
class KeyFigure:
    """A number in words, what it counts, and how sure it is; without a number, `value` says why there is none."""

    value: str
    counts: str
    sure: str = ""
    given: bool = True

    def to_html(self) -> str:
        """Write the figure as a term and its descriptions.

        >>> KeyFigure("5", "delegations", "each counts once").to_html()
        '<div><dt>delegations</dt><dd class="figure">5</dd><dd class="notes">each counts once</dd></div>'
        """
        kind = "figure" if self.given else "figure missing"
        sure = f'<dd class="notes">{escape(self.sure)}</dd>' if self.sure else ""
        return f'<div><dt>{escape(self.counts)}</dt><dd class="{kind}">{escape(self.value)}</dd>{sure}</div>'


@dataclass(frozen=True)
class KeyFigures:
    """Figures beside one another, under a caption that says whose they are."""

    caption: str
    figures: tuple[KeyFigure, ...] = field(repr=False)

    def content(self) -> Content:
        """Give the figures as data."""
        figures = tuple({"value": one.value, "what": one.counts, "note": one.sure} for one in self.figures)
        return {"kind": "key_figures", "caption": self.caption, "figures": figures}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return shown_as(self._repr_html_(), self.content())

    def _repr_html_(self) -> str:
        name, figures = escape(self.caption), "".join(figure.to_html() for figure in self.figures)
        return f'<p class="notes">{name}</p><dl class="key-figures">{figures}</dl>'
