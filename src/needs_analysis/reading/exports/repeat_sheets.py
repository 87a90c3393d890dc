"""Which sheets of an export hold repeat groups: those that the settings name, else those that point to a parent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.exports.asked import Asked
from needs_analysis.reading.exports.matching import match_headings
from needs_analysis.reading.exports.repeats import LONGEST_SHEET_NAME, Known, Repeat, is_repeat
from needs_analysis.reading.exports.spelled_headings import spellings_of
from needs_analysis.reading.opening import OpenFile
from needs_analysis.reading.part import Part, read_part
from needs_analysis.reading.place import Place, RepeatPlace, repeats_of
from needs_analysis.workshop import Source, Workshop

FORMS = "responses"
MOST_OF_IT = 0.5


def repeat_sheets(
    workshop: Workshop, source: Source, forms: Sequence[Known], *, opened: Sequence[OpenFile], asked: Asked
) -> tuple[list[Repeat], list[Problem]]:
    """Read the sheets of repeat groups.

    Args:
        workshop: says where further files are.
        source: may name the repeat groups; then no other sheet is looked at.
        forms: the sheets of the forms.
        opened: the files that these are in.
        asked: the form, which knows its repeat groups.

    Returns:
        The repeat groups, and notes on sheets that are none.

    Raises:
        InputError: a repeat group that the settings name is not there, or its sheet cannot be read.
    """
    if wanted := repeats_of(source):
        return [repeat for each in wanted for repeat in _wanted(workshop, each, forms, opened)], []
    found: list[Repeat] = []
    notes: list[Problem] = []
    for form, file in zip(forms, opened, strict=True):
        for name in file.names:
            if name != form.part.sheet.name:
                part = _looked_at(form, file, name, notes=notes, asked=asked)
                found += [Repeat(_table_of(part, asked), part, (form.group,))] if part else []
    return found, notes


def _wanted(
    workshop: Workshop, wanted: RepeatPlace, forms: Sequence[Known], opened: Sequence[OpenFile]
) -> Iterator[Repeat]:
    """Read a repeat group that the settings name, from its own file or from each file of the forms."""
    keys = (wanted.key, wanted.parent)
    if wanted.file:
        place = Place(workshop.path(wanted.file), wanted.file, sheet=wanted.sheet)
        yield Repeat(wanted.table, read_part(place), tuple(form.group for form in forms), keys)
        return
    for form, file in zip(forms, opened, strict=True):
        sheet = wanted.sheet or wanted.table[:LONGEST_SHEET_NAME]
        part = read_part(Place(form.part.place.path, form.part.place.shown, sheet=sheet), file)
        yield Repeat(wanted.table, part, (form.group,), keys)


def _looked_at(form: Known, file: OpenFile, sheet: str, *, notes: list[Problem], asked: Asked) -> Part | None:
    """Read a sheet if it holds a repeat group; a sheet that does not is noted, even one that cannot be read."""
    of_the_form = any(table[:LONGEST_SHEET_NAME] == sheet for table in _tables(asked))
    try:
        part = read_part(Place(form.part.place.path, form.part.place.shown, sheet=sheet), file)
    except InputError as error:
        if of_the_form:
            raise
        notes += error.problems[:1]
        part = None
    if part and (of_the_form or is_repeat(part.headings)):
        return part
    what = say("The sheet was not read: nothing in it names a form that its rows belong to.")
    notes.append(Problem(what, form.part.place.shown, sheet))
    return None


def _table_of(part: Part, asked: Asked) -> str:
    """Name the repeat group of a sheet: the one it is called after, else the one most of whose questions it holds."""
    known, sheet = _tables(asked), part.sheet.name
    shares = {table: _share(part, asked, table) for table in known}
    best = max(shares, key=lambda table: shares[table], default="")
    called = next((table for table in known if table[:LONGEST_SHEET_NAME] == sheet), "")
    return called or (best if best and shares[best] >= MOST_OF_IT else sheet)


def _share(part: Part, asked: Asked, table: str) -> float:
    spellings = spellings_of(asked.questions, asked.labels, asked.choices, table=table)
    questions = asked.questions["table"].eq(table).sum()
    return len(match_headings(part.headings, spellings, renamed={}).found) / float(questions)


def _tables(asked: Asked) -> list[str]:
    return [str(table) for table in asked.questions["table"].unique() if table != FORMS]
