"""Tables within a page: wider than a phone, they scroll by themselves, also from the keyboard."""

from __future__ import annotations

import re
from html import escape

from needs_analysis.reporting.markdown import plain_text

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL | re.IGNORECASE)
CONTAINER = 'class="table-scroll"'


def scrollable(html: str) -> str:
    """Put each table of a piece of HTML into a container that scrolls and bears the table's name.

    >>> scrollable("<table><caption>A</caption></table>")
    '<div class="table-scroll" role="region" tabindex="0" aria-label="A"><table><caption>A</caption></table></div>'
    """
    return html if CONTAINER in html else _TABLE.sub(_contain, html)


def _contain(table: re.Match[str]) -> str:
    caption = _CAPTION.search(table[0])
    name = f' aria-label="{escape(plain_text(caption[1]))}"' if caption else ""
    return f'<div {CONTAINER} role="region" tabindex="0"{name}>{table[0]}</div>'
