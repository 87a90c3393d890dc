"""The organiser's recommendations: one CSV file, each row tied to a need, checked whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

import pandas as pd

from needs_analysis.columns import RECOMMENDED, records, unguarded
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import LANGUAGES, say
from needs_analysis.nearest import nearest
from needs_analysis.registers.country_names import alpha3
from needs_analysis.registers.files import read_register_file, spellings
from needs_analysis.registers.spelling import as_quoted, normal
from needs_analysis.workshop import Edition, Workshop

FIRST_LINE = 2
WORDS = [f"recommendation_{language}" for language in LANGUAGES]
REQUIRED = ("need", "recommendation_en")
EDITIONS = list(get_args(Edition))


def read_recommendations(workshop: Workshop, needs: pd.DataFrame) -> pd.DataFrame:
    """Read the file as declared in `columns.RECOMMENDED`; none where there is no file and `workshop.toml` names none.

    Args:
        workshop: the workspace.
        needs: the register of needs.

    Raises:
        InputError: a file that is named and not there, and every row and column that cannot be right.
    """
    name = workshop.settings.recommendations.file
    path = workshop.path(name)
    if not path.is_file() and "file" not in workshop.settings.recommendations.model_fields_set:
        return RECOMMENDED.frame([])
    given = unguarded(read_register_file(path, REQUIRED))
    problems = [*_undeclared(given, name)]
    rows = given.reindex(columns=RECOMMENDED.names, fill_value="").map(as_quoted)
    rows = rows[(rows != "").any(axis=1)]
    known = [str(need) for need in needs["need_id"]]
    lines = {int(str(at)) + FIRST_LINE: row for at, row in zip(rows.index, records(rows), strict=True)}
    for line, row in lines.items():
        problems += [Problem(what, name, row=line, column=column) for column, what in _wrong(row, known)]
    problems += [*_repeated(lines, name)]
    if problems:
        raise InputError(problems)
    return RECOMMENDED.frame(rows)


def _undeclared(given: pd.DataFrame, file: str) -> Iterator[Problem]:
    for name in given.columns:
        if name not in RECOMMENDED.names and (name or given[name].ne("").any()):
            what = say("The column is not known{hint}", hint=nearest(str(name), RECOMMENDED.names))
            yield Problem(what, file=file, column=str(name))


def _wrong(row: Mapping[str, str], known: list[str]) -> Iterator[tuple[str, str]]:
    if not row["need"]:
        yield "need", say("The need that is meant is not named.")
    elif row["need"] not in known:
        yield (
            "need",
            say("«{value}» is no need of the register{hint}", value=row["need"], hint=nearest(row["need"], known)),
        )
    if not any(row[name] for name in WORDS):
        yield WORDS[0], say("Nothing is recommended.")
    if row["country"] and row["country"] not in alpha3().values():
        hint = nearest(row["country"], sorted(alpha3().values()))
        yield "country", say("«{value}» is no ISO 3166-1 alpha-3 code{hint}", value=row["country"], hint=hint)
    for edition in spellings(row["editions"]):
        if edition not in EDITIONS:
            yield "editions", say("«{value}» is no edition{hint}", value=edition, hint=nearest(edition, EDITIONS))


def _repeated(lines: Mapping[int, Mapping[str, str]], file: str) -> Iterator[Problem]:
    """Yield the rows that say what an earlier one says: for the same need and country, in any language."""
    first: dict[tuple[str, str, str], int] = {}
    for line, row in lines.items():
        said = [(row["need"], row["country"], normal(row[name])) for name in WORDS if normal(row[name])]
        if earlier := next((first[each] for each in said if each in first), None):
            yield Problem(say("The same is recommended in row {row}.", row=earlier), file, row=line, column=WORDS[0])
        first |= {each: line for each in said if each not in first}
