"""The fields of an export's columns: questions of the form, what `workshop.toml` names, and the rest as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say, say_count
from needs_analysis.reading.exports.asked import Asked
from needs_analysis.reading.exports.matching import Match, match_headings
from needs_analysis.reading.exports.spelled_headings import Spellings, spellings_of
from needs_analysis.reading.header import better_row, refuse_repeated
from needs_analysis.reading.part import Part
from needs_analysis.reading.table import missing, settings_problems
from needs_analysis.registers.spelling import near_misses, squashed
from needs_analysis.workshop import Source

NOT_ANSWERED = ("calculate", "hidden", "start", "end", "today", "audit", "deviceid", "phonenumber", "username", "email")
SAME_FORM = 0.5
MOST_NAMED = 12


@dataclass(frozen=True)
class Naming:
    """The field of each column of a sheet, blank for those kept as they are, and what was unclear about them."""

    fields: list[str]
    notes: tuple[Problem, ...] = ()


def name_columns(
    part: Part, asked: Asked, *, table: str, renamed: Mapping[str, str], source: Source | None = None
) -> Naming:
    """Name the columns of a sheet by a form.

    Args:
        part: the sheet.
        asked: the form.
        table: the table of the form that the sheet holds.
        renamed: name of a question in an older form → its name now.
        source: the settings of the forms; the headings that they name count before the form.

    Raises:
        InputError: the sheet is of another form, lacks a question about a need or a heading that the settings name, or
            has one of them over several columns.
    """
    spellings = spellings_of(asked.questions, asked.labels, asked.choices, table=table)
    match = match_headings(part.headings, spellings, renamed=renamed)
    named = {squashed(heading): field for field, heading in source.columns.items()} if source else {}
    fields = [named.get(heading, field) for heading, field in zip(part.headings, match.fields, strict=True)]
    questions = asked.questions[asked.questions["table"].eq(table)]
    lacking = questions[~questions["field"].isin(match.found | set(fields))]
    if source:
        _refuse_another_form(part, match, questions, spellings)
        _refuse_missing(part, lacking, source)
    twice = {pair for pair, times in Counter(zip(part.headings, fields, strict=True)).items() if pair[1] and times > 1}
    columns = zip(part.headings, fields, strict=True)
    refuse_repeated([heading for heading, field in columns if (heading, field) in twice], part.place, part.sheet.name)
    return Naming(fields, tuple(_notes(part, match, lacking)))


def _refuse_another_form(part: Part, match: Match, questions: pd.DataFrame, spellings: Spellings) -> None:
    """Refuse a sheet with fewer than half of the form's questions, in one sentence instead of one for each question."""
    asked = questions.loc[~questions["type"].isin(NOT_ANSWERED), "field"]
    found = asked[asked.isin(match.found)]
    if len(found) >= SAME_FORM * len(asked):
        return
    elsewhere = better_row(part.sheet, [*spellings.paths, *spellings.labels])
    if elsewhere not in (0, part.place.header_row):
        what = say("The headings seem to stand in row {row}: set header_row = {row}.", row=elsewhere)
        raise InputError(part.problem(what, row=part.place.header_row))
    what = say(
        "Only {found} of the form's {asked} questions are among the {headings} headings: this looks like an export of "
        "another form. {nearest}",
        found=len(found),
        asked=len(asked),
        headings=len([heading for heading in part.headings if heading]),
        nearest=_nearest(part.headings, asked),
    )
    remedy = say("Name the form that the export was collected with, or the export of this form.")
    raise InputError(part.problem(what.strip(), row=part.place.header_row, remedy=remedy))


def _nearest(headings: Sequence[str], fields: Iterable[str]) -> str:
    """Name the headings that come nearest to questions."""
    known = [heading for heading in headings if heading]
    best = [(*found[0], field) for field in fields if (found := near_misses(field, known, most=1))]
    best = sorted((each for each in best if each[0] != each[2]), key=lambda each: -each[1])
    pairs = [say("«{heading}» for «{field}»", heading=heading, field=field) for heading, _, field in best]
    return say("Nearest: {pairs}.", pairs=", ".join(pairs[:MOST_NAMED])) if pairs else ""


def _refuse_missing(part: Part, lacking: pd.DataFrame, source: Source) -> None:
    """Refuse a sheet without a heading that the settings name, or without a question about a need."""
    whats = settings_problems(part, source)
    whats += [missing(field, field, part.headings) for field in lacking.loc[lacking["need"].notna(), "field"]]
    remedy = say("Correct the heading in workshop.toml, the form or the register, or export the file again.")
    if whats:
        raise InputError([part.problem(what, row=part.place.header_row, remedy=remedy) for what in whats])


def _notes(part: Part, match: Match, lacking: pd.DataFrame) -> Iterable[Problem]:
    """Say which questions have no column, and which columns no one question."""
    fields = list(lacking.loc[~lacking["type"].isin(NOT_ANSWERED), "field"])
    if fields:
        names = ", ".join(fields[:MOST_NAMED]) + (" …" if len(fields) > MOST_NAMED else "")
        yield part.problem(
            say_count(
                "{n} question of the form has no column: {names}.",
                "{n} questions of the form have no column: {names}.",
                len(fields),
                names=names,
            )
        )
    for heading, several in match.unclear.items():
        what = say(
            "The heading may be any of these questions, and was kept as it is: {names}.", names=", ".join(several)
        )
        yield part.problem(what, column=heading)
    for heading, field in match.beside.items():
        what = say("The heading seems to be the question «{field}», which another column holds already.", field=field)
        remedy = say("If it is an older name of that question, say so under «renamed» in workshop.toml.")
        yield part.problem(what, column=heading, remedy=remedy)
