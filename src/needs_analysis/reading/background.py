"""The organiser's own text about the event: plain paragraphs, headings and lists, taken as words and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from needs_analysis.columns import BACKGROUND
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.content import read_content
from needs_analysis.registers.spelling import as_quoted
from needs_analysis.workshop import Workshop

ITEM = re.compile(r"\s{0,3}(?:[-*+•–]|\d{1,3}[.)])\s+(?=\S)")
HEADING = re.compile(r"#{1,6}\s+(?=\S)")


def read_background(workshop: Workshop) -> pd.DataFrame:
    """Read the texts that `[background]` names, as declared in `columns.BACKGROUND`; none where it names none.

    Raises:
        InputError: files that are missing, empty or no UTF-8 text: every one.
    """
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    for language, name in workshop.settings.background.items():
        try:
            found = blocks_of(_text(workshop, name))
            rows += [
                {"language": language, "place": place, "kind": kind, "text": text}
                for place, (kind, text) in enumerate(found, start=1)
            ]
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return BACKGROUND.frame(rows)


def blocks_of(text: str) -> Iterator[tuple[str, str]]:
    r"""Yield the paragraphs, headings and entries of lists of a text, each on one line.

    A blank line ends a paragraph; a line that begins with -, * or a number is an entry of a list, one with # is a
    heading. Any other markup stands as it was written.

    >>> list(blocks_of("# Why\n\nBorders are\nlong.\n- <b>one</b>\n  and more\n2. two"))
    [('heading', 'Why'), ('paragraph', 'Borders are long.'), ('item', '<b>one</b> and more'), ('item', 'two')]
    """
    kind, words = "paragraph", list[str]()
    for line in (*as_quoted(text).split("\n"), ""):
        begins = "heading" if HEADING.match(line) else "item" if ITEM.match(line) else ""
        if begins or not line.strip() or kind == "heading":
            if words:
                yield kind, " ".join(words)
            kind, words = begins or "paragraph", []
        mark = HEADING.match(line) or ITEM.match(line)
        words += line[mark.end() if mark else 0 :].split()


def _text(workshop: Workshop, name: str) -> str:
    content = read_content(workshop.path(name), name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = say("This is not a text in UTF-8: {error}", error=error)
        raise InputError(Problem(what, file=name, remedy=say("Save it as plain text in UTF-8."))) from error
