"""Plain sentences made from the data."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from needs_analysis.tables.content import Content, shown_as


@dataclass(frozen=True)
class Statement:
    """A paragraph that says what the numbers say, or why there are none; with `points`, a list below it.

    `about` marks what slides look for: recommendations, limits.

    >>> Statement("A < B.", ("C.",))._repr_html_()
    '<p class="statement">A &lt; B.</p><ul class="statement"><li>C.</li></ul>'
    """

    text: str
    points: tuple[str, ...] = ()
    about: str = ""

    def content(self) -> Content:
        """Give the sentences as data."""
        return {"kind": "statement", "text": self.text, "points": self.points, "about": self.about}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return shown_as(self._repr_html_(), self.content())

    def _repr_html_(self) -> str:
        points = "".join(f"<li>{escape(point)}</li>" for point in self.points)
        return f'<p class="statement">{escape(self.text)}</p>' + (f'<ul class="statement">{points}</ul>' * bool(points))
