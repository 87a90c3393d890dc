"""Plain sentences made from the data."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Statement:
    """A paragraph that says what the numbers say, or why there are none; with `points`, a list below it.

    >>> Statement("A < B.", ("C.",))._repr_html_()
    '<p class="statement">A &lt; B.</p><ul class="statement"><li>C.</li></ul>'
    """

    text: str
    points: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        points = "".join(f"<li>{escape(point)}</li>" for point in self.points)
        return f'<p class="statement">{escape(self.text)}</p>' + (f'<ul class="statement">{points}</ul>' * bool(points))
