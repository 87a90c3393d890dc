"""Names of sheets: the table's number and the first words of its caption, as far as a workbook allows."""

from __future__ import annotations

import re

from needs_analysis.documents.letters import in_line

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_name(number: int, caption: str) -> str:
    """Name the sheet of a table; its number makes the name the only one.

    >>> sheet_name(7, "Needs by gap: 'all' of them [46 responses]")
    '7 Needs by gap all of them 46'
    """
    words = in_line(_FORBIDDEN.sub(" ", caption))
    return _within(f"{number} {words}")


def other_name(words: str) -> str:
    """Name a sheet that holds no table.

    >>> other_name("Contents")
    'Contents'
    """
    return _within(in_line(_FORBIDDEN.sub(" ", words)))


def _within(name: str) -> str:
    """Cut a name behind a word, counted as a workbook counts: a letter beyond the first plane is two."""
    if _units(name) <= LONGEST:
        return name
    while _units(name) > LONGEST:
        head, _, _ = name.rpartition(" ")
        name = head if len(head) > LONGEST // 2 else name[:-1]
    return name.rstrip(" .,;:–-(")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
