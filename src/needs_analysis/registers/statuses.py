"""Statuses of activities: the register's labels and variants."""

from __future__ import annotations

from functools import cache

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.spelling import normal


@cache
def status_spellings() -> dict[str, str]:
    """Give every spelling of a status, reduced, with its code.

    >>> [status_spellings().get(normal(word)) for word in ("On-going", "В процессе", "perhaps")]
    ['ongoing', 'ongoing', None]
    """
    return {
        normal(word): row["code"]
        for row in records(read_register("statuses"))
        for word in (row["code"], *(row[f"label_{language}"] for language in LANGUAGES), *spellings(row["variants"]))
    }
