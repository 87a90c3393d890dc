"""What a slide says in few words: a sentence of the report, cut only where it begins to list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from needs_analysis.documents.letters import in_line

FEWEST, LEAST_KEPT = 6, 6
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZА-ЯЁ0-9«“\"(])")


def sentences(text: str) -> list[str]:
    """Part a text into sentences.

    >>> sentences("46 responses. The largest gap is 2.6 points.")
    ['46 responses.', 'The largest gap is 2.6 points.']
    """
    return [part for part in _END.split(in_line(text)) if part]


def find_finding(texts: Iterable[str], *, beside: str, most: int) -> str:
    """Give the first sentence that says more than what stands beside it; blank where there is none.

    Args:
        texts: statements, the nearest first.
        beside: the words under the chart, which the title need not repeat.
        most: words.

    >>> find_finding(["46 responses. The largest gap is 2.6 points."], beside="Needs, 46 responses", most=20)
    'The largest gap is 2.6 points'
    """
    for text in texts:
        for sentence in sentences(text):
            said = sentence.rstrip(".")
            if len(said.split()) >= FEWEST and said.casefold() not in in_line(beside).casefold():
                return shorten(said, most)
    return ""


def shorten(sentence: str, most: int, *, lists: bool = True) -> str:
    """Cut a sentence to so many words: before a list where one begins, else behind an item or a word.

    Where it has no `lists`, behind a word.

    >>> shorten("Three needs lie above both of the cuts: LEG-1, LEG-2, LEG-3", 9)
    'Three needs lie above both of the cuts'
    >>> shorten("The first needs: “Joint risk assessment” (2.6); “Technical means” (2.4); others", 8)
    'The first needs: “Joint risk assessment” (2.6) …'
    """
    words = in_line(sentence).split()
    if len(words) <= most:
        return " ".join(words)
    head = words[:most]
    if not lists:
        return " ".join(head).rstrip(",;:–") + " …"
    ends = {sign: [place for place, word in enumerate(head) if word.endswith(sign)] for sign in (";", ":", ",")}
    if ends[";"] and ends[";"][-1] + 1 >= LEAST_KEPT:
        return " ".join(head[: ends[";"][-1] + 1]).rstrip(";") + " …"
    if ends[":"] and ends[":"][-1] + 1 >= LEAST_KEPT:
        return " ".join(head[: ends[":"][-1] + 1]).rstrip(":")
    return " ".join(head).rstrip(",;:–") + " …"
