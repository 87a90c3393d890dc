"""Plain sentences made from the data."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Statement:
    """A paragraph that says what the numbers say, or why there are none.

    >>> Statement("A < B.")._repr_html_()
    '<p class="statement">A &lt; B.</p>'
    """

    text: str

    def _repr_html_(self) -> str:
        return f'<p class="statement">{escape(self.text)}</p>'
