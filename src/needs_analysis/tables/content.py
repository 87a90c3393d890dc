"""What a display says, as data beside its HTML: documents other than pages are made from it."""

from __future__ import annotations

from typing import Any

MIMETYPE = "application/vnd.needs-analysis+json"
Content = dict[str, Any]


def shown_as(html: str, content: Content) -> dict[str, Any]:
    """Give both forms of a display, as a notebook keeps them.

    >>> shown_as("<p>A</p>", {"kind": "statement", "text": "A"})["text/html"]
    '<p>A</p>'
    """
    return {MIMETYPE: content, "text/html": html}
