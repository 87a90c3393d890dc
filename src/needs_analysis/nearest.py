"""The nearest right word to a wrong one."""

from __future__ import annotations

import difflib

from needs_analysis.language import say

MOST_SHOWN = 12


def nearest(wanted: str, known: list[str]) -> str:
    """Name the nearest known word as the end of a sentence, or list them all.

    >>> nearest("langages", ["languages", "title"])
    '; did you mean «languages»?'
    """
    close = difflib.get_close_matches(wanted, known, n=1, cutoff=0.6)
    if close:
        return say("; did you mean «{word}»?", word=close[0])
    shown = ", ".join(known[:MOST_SHOWN]) + (" …" if len(known) > MOST_SHOWN else "")
    return say("; known are: {words}", words=shown) if known else ""
