"""The words of an organisation's name: each gets one meaning, whatever its language, script, case or legal form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from needs_analysis.columns import records
from needs_analysis.registers.agency_phrases import Phrases, Word, key_of
from needs_analysis.registers.agency_words import tokens_of, words_of
from needs_analysis.registers.files import read_register, spellings

FORMS = frozenset({"legal", "form"})
LEFT_OUT = FORMS | {"weak", "and"}
LONG = 5
_ELIDED = re.compile(r"\b[dl]['’‘`ʻʼ´](?=\w{3})", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"[dl](?=[aeiouhéè])", re.IGNORECASE)


@lru_cache(maxsize=200_000)
def organisation_words(text: str) -> tuple[Word, ...]:
    """Read a name as words with meanings, those of organisations before those of agencies.

    >>> [word.means for word in organisation_words("Fonds des Nations Unies pour l'enfance")]
    ['fund', 'united nations', 'children']
    """
    tokens, table = [_without_article(token) for token in tokens_of(_ELIDED.sub("", text))], _phrases()
    keys = [key_of(token) for token in tokens]
    found: list[Word] = []
    at = 0
    while at < len(keys):
        size, meant = table.longest(keys, at)
        found += meant or words_of(tokens[at])
        at += size
    return tuple(found)


def telling(words: tuple[Word, ...]) -> frozenset[str]:
    """The meanings but those that some leave out: legal forms, «international», «of the United Nations».

    >>> sorted(telling(organisation_words("Mercy Corps International, Inc.")))
    ['corps', 'merc']
    """
    return frozenset(word.means for word in words if word.kind not in LEFT_OUT)


def known_spellings() -> list[str]:
    """Give all phrases of the register of words.

    >>> "croix rouge" in known_spellings()
    True
    """
    return [phrase for row in records(read_register("organisation_words")) for phrase in spellings(row["words"])]


def _without_article(token: str) -> str:
    """Part an elided article that was written together with a word that is known: «lenfance»."""
    rest = token[1:]
    known = len(rest) >= LONG and _RUN_TOGETHER.match(token) and _phrases().longest([key_of(rest)], 0)[1]
    return rest if known and not _phrases().longest([key_of(token)], 0)[1] else token


@cache
def _phrases() -> Phrases:
    phrases = Phrases()
    for row in records(read_register("organisation_words")):
        for phrase in spellings(row["words"]):
            phrases.add(tokens_of(phrase), (Word(row["means"], row["kind"]),))
    return phrases
