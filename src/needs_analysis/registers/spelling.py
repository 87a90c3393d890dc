"""When two spellings are the same name: letter case, blanks, quotes and dashes do not matter; everything else does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SCORE_OF_A_NEAR_MISS = 70
LONG_ENOUGH_FOR_PARTS = 12
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTES = dict.fromkeys(map(ord, "«»\"'“”„‘’`ʻʼ′"))
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def normal(text: str) -> str:
    """Reduce a spelling to what is compared.

    >>> normal("  «Республика\N{NO-BREAK SPACE}Таджикистан». ")
    'республика таджикистан'
    """
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES).translate(DASHES).casefold().replace("ё", "е")
    return re.sub(r"\s+", " ", text).strip(" .,;:")


def squashed(text: str) -> str:
    r"""Fold runs of blanks, line breaks and no-break spaces into single blanks.

    >>> squashed("In which country\N{NO-BREAK SPACE}do\nyou work? ")
    'In which country do you work?'
    """
    return re.sub(r"\s+", " ", text).strip()


def as_quoted(text: str) -> str:
    r"""Give an answer in words as every file can hold it: lines end in a line feed, and what is no letter is marked.

    >>> as_quoted(" first\r\nsecond\x00 ")
    'first\nsecond\ufffd'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTED.sub("\N{REPLACEMENT CHARACTER}", lines).strip()


def near_misses(text: str, known: Iterable[str], *, most: int = 3) -> list[tuple[str, int]]:
    """Known spellings that resemble a text, best first, with a score out of 100.

    A long text may resemble a part of a name; a short one resembles too many parts, and is held against whole names.

    >>> near_misses("Luxemburg", ["Luxembourg", "Belgium"])
    [('Luxembourg', 95)]
    """
    from rapidfuzz import fuzz, process

    scorer = fuzz.WRatio if len(text) >= LONG_ENOUGH_FOR_PARTS else fuzz.token_sort_ratio
    found = process.extract(
        normal(text),
        list(known),
        scorer=scorer,
        processor=normal,
        limit=most,
        score_cutoff=SCORE_OF_A_NEAR_MISS,
    )
    return [(name, round(score)) for name, score, _ in found]
