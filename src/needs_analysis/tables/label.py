"""Labels from the data, made fit to stand inside our sentences."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from needs_analysis.language import say
from needs_analysis.release import Release

ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def say_label(release: Release, kind: str, code: str, language: str) -> str:
    """Give the words for a code, on one line and unable to turn the text around them.

    >>> say_label(release, "need", "RSK-1", "en")
    'Tools to assess risks'
    """
    return tame(release.label(kind, code, language))


def quote_need(release: Release, code: str, language: str) -> str:
    """Name a need by its words, between the language's own quotation marks.

    >>> quote_need(release, "RSK-1", "ru")
    '«Инструменты оценки рисков»'
    """
    return say("“{need}”", language=language, need=say_label(release, "need", code, language))


def say_need(release: Release, code: str, language: str) -> str:
    """Name a need by its code and its words, so that it is found again in another table or picture.

    >>> say_need(release, "RSK-1", "en")
    'RSK-1 Tools to assess risks'
    """
    return f"{tame(code)} {say_label(release, 'need', code, language)}"


@lru_cache(maxsize=16_384)
def tame(text: str) -> str:
    r"""Drop control characters and line breaks; isolate text that runs from right to left.

    >>> tame("two\nlines\u202e\ufffe")
    'two lines'
    """
    visible = "".join(" " if letter.isspace() else letter for letter in text if _is_visible(letter))
    turned = any(map(_runs_leftwards, visible))
    words = " ".join(visible.split())
    return f"{ISOLATE}{words}{END}" if turned else words


@cache
def _runs_leftwards(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


@cache
def _is_visible(letter: str) -> bool:
    return letter.isspace() or not (
        unicodedata.category(letter) in ("Cc", "Cs")
        or ord(letter) & 0xFFFE == 0xFFFE
        or unicodedata.bidirectional(letter) in TURNING
    )
