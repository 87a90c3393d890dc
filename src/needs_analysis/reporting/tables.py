"""Tables within a page: wider than a phone, they scroll by themselves; long ones can be put in order and searched."""

from __future__ import annotations

import re
from html import escape

from needs_analysis.reporting.markdown import plain_text

LONG = 12  # rows from which on a reader looks for one
MARK = "data-long"
CONTAINER = 'class="table-scroll"'
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL | re.IGNORECASE)
_GROUPED = re.compile(r"\b(?:rowspan|colspan|scope=\"?rowgroup)\b", re.IGNORECASE)


def scrollable(html: str) -> str:
    """Put each table of a piece of HTML into a container that scrolls and bears the table's name.

    >>> scrollable("<table><caption>A</caption></table>")
    '<div class="table-scroll" role="group" tabindex="0" aria-label="A"><table><caption>A</caption></table></div>'
    """
    return html if CONTAINER in html else _TABLE.sub(_contain, html)


def mark_long(html: str) -> str:
    """Mark each table that is long and whose rows may change places: one row of headings, and no groups of rows.

    >>> mark_long("<table><caption>A</caption></table>")
    '<table><caption>A</caption></table>'
    """
    return _TABLE.sub(_mark, html)


def _mark(table: re.Match[str]) -> str:
    return f"<table {MARK}{table[0][len('<table') :]}" if _is_long(table[0]) else table[0]


def _is_long(table: str) -> bool:
    heads = _HEAD.findall(table)
    plain = len(heads) == 1 and len(_ROW.findall(heads[0])) == 1 and not _GROUPED.search(table)
    return plain and bool(_CAPTION.search(table)) and len(_ROW.findall(table)) - 1 >= LONG


def _contain(table: re.Match[str]) -> str:
    caption = _CAPTION.search(table[0])
    name = f' aria-label="{escape(plain_text(caption[1]))}"' if caption else ""
    return f'<div {CONTAINER} role="group" tabindex="0"{name}>{table[0]}</div>'
