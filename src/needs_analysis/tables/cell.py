"""One cell of a printed table: a text, a number already in words, or the words for what is not given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal
from unicodedata import bidirectional

from needs_analysis.language import shown_value

Kind = Literal["text", "num", "too-few", "missing"]
Unit = Literal["", "%"]
# What a cell and a heading are without a class, as nearly all of them are: a long page is a tenth lighter for it.
USUAL: dict[str, Kind] = {"td": "num", "th": "text"}
LEFTWARD = {"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"}


@dataclass(frozen=True)
class Cell:
    """The words of a cell and what they stand for; the kind becomes its class in HTML.

    `lang` names the language of words that are in another one than the table. `values` are the numbers in the words, as
    they are shown: a number, or a number and the two ends of its interval, to so many `digits`, in a `unit`.
    """

    text: str
    kind: Kind = "text"
    lang: str = ""
    values: tuple[float, ...] = ()
    digits: int = 0
    unit: Unit = ""

    def to_html(self, tag: str = "td", scope: str = "") -> str:
        """Write the cell; of text that may run from right to left the browser finds the direction.

        >>> Cell("3 < 4", "num").to_html(), Cell("Customs").to_html()
        ('<td>3 &lt; 4</td>', '<td class="text">Customs</td>')
        """
        marks = f' scope="{scope}"' if scope else ""
        marks += f' class="{self.kind}"' if self.kind != USUAL[tag] else ""
        marks += ' dir="auto"' if self.kind == "text" and (self.lang or _may_run_left(self.text)) else ""
        marks += f' lang="{escape(self.lang)}"' if self.lang else ""
        return f"<{tag}{marks}>{escape(self.text)}</{tag}>"

    def content(self) -> dict[str, object]:
        """Give the cell as data, without what is as usual.

        >>> Cell("3", "num", values=(3.0,)).content()
        {'text': '3', 'kind': 'num', 'values': (3.0,)}
        """
        return {"text": self.text} | {name: value for name, value in vars(self).items() if value != USUAL_CELL[name]}


USUAL_CELL = vars(Cell(""))


def quantity(words: str, values: Iterable[float], *, digits: int = 0, unit: Unit = "") -> Cell:
    """Make the cell of a number in words, with the values that the words show.

    >>> quantity("2.3 (1.8–2.7)", [2.25, 1.8, 2.7], digits=1).values
    (2.3, 1.8, 2.7)
    """
    shown = tuple(shown_value(value, digits=digits) for value in values)
    return Cell(words, "num", values=shown, digits=digits, unit=unit)


def _may_run_left(text: str) -> bool:
    """Say whether a text has a letter, or a sign without a width, that lets it run from right to left."""
    return not text.isascii() and any(bidirectional(letter) in LEFTWARD for letter in text)
