"""One cell of a printed table: a text, a number already in words, or the words for what is not given."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

Kind = Literal["text", "num", "too-few", "missing"]


@dataclass(frozen=True)
class Cell:
    """The words of a cell and what they stand for; the kind becomes its class in HTML.

    `lang` names the language of words that are in another one than the table.
    """

    text: str
    kind: Kind = "text"
    lang: str = ""

    def to_html(self, tag: str = "td", scope: str = "") -> str:
        """Write the cell; text may be in any script, so the browser finds its direction.

        >>> Cell("3 < 4", "num").to_html()
        '<td class="num">3 &lt; 4</td>'
        """
        marks = f' scope="{scope}"' if scope else ""
        marks += ' dir="auto"' if self.kind == "text" else f' class="{self.kind}"'
        marks += f' lang="{escape(self.lang)}"' if self.lang else ""
        return f"<{tag}{marks}>{escape(self.text)}</{tag}>"
