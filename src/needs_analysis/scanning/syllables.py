"""Words that a page sets in parts, each between tags of its own, as charts with letters by themselves do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LONGEST = 4


def words_in_parts(texts: Iterable[str]) -> Iterator[str]:
    """Join short parts of words that follow one another: a small letter goes on with a word, a capital begins one.

    Args:
        texts: what stands between the tags of a page, one after the other.

    >>> list(words_in_parts(["Asked", "Az", "", "iz", "Kari", "mov", "12", "KAZ", "KGZ"]))
    ['Aziz Karimov']
    """
    parts: list[str] = []
    for text in [*texts, "."]:
        part = text.strip()
        if part and not (len(part) <= LONGEST and part.isalpha()):
            yield from _joined(parts)
            parts = []
        elif part:
            parts.append(part)


def _joined(parts: list[str]) -> Iterator[str]:
    if any(part[0].islower() for part in parts[1:]):
        yield "".join(part if part[0].islower() else f" {part}" for part in parts).strip()
