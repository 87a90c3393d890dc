"""The fields that the program knows, and the words that head them in files: the register `headings`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from needs_analysis.columns import records
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.spelling import normal

ONE_SLIP, TWO_SLIPS = 3, 6
UNDERSCORE = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")


@cache
def known_fields(table: str) -> tuple[str, ...]:
    """Give the fields that the program knows of a table.

    >>> known_fields("evaluation")
    ('code', 'when', 'remarks')
    """
    register = read_register("headings")
    fields = register.loc[register["table"].eq(table) & register["field"].ne("id"), "field"]
    return tuple(dict.fromkeys(fields))


def near_fields(columns: Iterable[str], table: str) -> list[tuple[str, str]]:
    """Find fields that are a slip of the pen away from one that the program knows.

    A field of another name is a workshop's own; one that differs in a letter (in two, if it is long), or in two letters
    that changed places, was probably meant to be known.

    Args:
        columns: the fields that `workshop.toml` names for a table.
        table: participants, responses, activities or evaluation.

    Returns:
        The field that stands there and the one that was probably meant.

    >>> near_fields(["name", "contry", "shoe_size"], "participants")
    [('contry', 'country')]
    """
    from rapidfuzz.distance import OSA

    named, near = list(columns), []
    for field in named:
        most = 2 if len(field) >= TWO_SLIPS else 1 if len(field) >= ONE_SLIP else 0
        others = [known for known in known_fields(table) if known not in named]
        slips = {known: OSA.distance(field.casefold(), known, score_cutoff=most) for known in others}
        best = min(slips, key=lambda known: slips[known], default="")
        if field not in known_fields(table) and best and slips[best] <= most:
            near.append((field, best))
    return near


@cache
def words_of(table: str, field: str) -> dict[str, int]:
    """Give the words that head a field, reduced to what is compared, with their rank; hashtags of HXL begin with #."""
    register = read_register("headings")
    rows = register[register["table"].eq(table) & register["field"].eq(field)]
    words = dict.fromkeys(reduced(word) for row in records(rows) for word in spellings(row["words"]))
    return {word: rank for rank, word in enumerate(words)}


def reduced(heading: str) -> str:
    """Reduce a heading to what is compared.

    >>> reduced("Ф.И.О. "), reduced("Organization_Name*")
    ('фио', 'organization name')
    """
    return UNDERSCORE.sub(" ", normal(heading)).replace(".", "").strip(" *:")
