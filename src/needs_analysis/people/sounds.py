"""How a word of a name sounds, so that transliterations meet, and which endings change without a change of person."""

from __future__ import annotations

import re
from functools import lru_cache

from needs_analysis.registers.letters import to_latin

LONG_ENOUGH_FOR_A_STEM = 4
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS = re.compile(r"(?:[oe]va?|ina?|skaia|ski|tski|zod[ae]|zad[ae]|zod|uli|ulu|ogli|oglu|ugli|kizi|gizi|i|a)$")


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Write a word of a name in one Latin way; x and ks, iy and y, ye, yo, ё and e, double letters become one.

    >>> sound("Сергеев") == sound("Sergeyev"), sound("Дмитрий") == sound("Dmitry"), sound("Yoqub") == sound("Ёқуб")
    (True, True, True)
    >>> sound("Khodzhayev") == sound("Ходжаев") == sound("Xo‘jayev".replace("‘", "")) == sound("Hojaev")
    True
    """
    latin = to_latin(word).replace("ks", "h").replace("ie", "e").replace("io", "e")
    return _DOUBLED.sub(r"\1", latin)


@lru_cache(maxsize=100_000)
def stem(heard: str) -> str:
    """Take the ending off a surname, which changes with gender and reform: Rahmonov, Rahmonova, Rahmon, Rahmonzoda.

    >>> {stem(sound(word)) for word in ("Rahmonov", "Рахмонова", "Rahmon", "Раҳмонзода")}
    {'rahmon'}
    """
    shorter = _ENDINGS.sub("", heard)
    return shorter if len(shorter) >= LONG_ENOUGH_FOR_A_STEM else heard
