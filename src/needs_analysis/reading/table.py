"""One source as a received table: fields named as `workshop.toml` says, every other heading kept as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from needs_analysis.errors import InputError
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.reading.header import better_row, refuse_repeated
from needs_analysis.reading.part import Part, read_part, refuse_no_rows, refuse_ragged
from needs_analysis.reading.place import places_of
from needs_analysis.reading.received import Received, put_together
from needs_analysis.reading.row_ids import ids_of
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Source, SourceName, Workshop

__all__ = ["Received", "read_table"]


def read_table(workshop: Workshop, name: SourceName, *, asked: Mapping[str, str] | None = None) -> Received:
    """Read the source `name`; rows keep the numbers they have in their sheet.

    The row id is the cell of the source's `id` column, with `#2`, `#3` behind a repeated one; without an id it is `r`
    and the row's number. Blank rows are no rows; a HXL row of hashtags below the header is part of the header. Where a
    source has several files, their rows follow one another.

    Args:
        workshop: says where the file is and what its headings are called.
        name: participants, responses, activities or evaluation.
        asked: heading → field for the questions of a form, beside the columns that `workshop.toml` names.

    Raises:
        InputError: what `read_part` raises; missing or repeated headings, rows longer than the header, no rows.
    """
    source = workshop.settings.sources[name]
    parts = [read_part(place) for place in places_of(workshop, source)]
    fields = [name_plainly(part, source, asked=asked or {}) for part in parts]
    return put_together(parts, fields, ids_of(parts, squashed(source.id)))


def name_plainly(part: Part, source: Source, *, asked: Mapping[str, str]) -> list[str]:
    """Name the field of each column by its heading; blank where nothing names it.

    Raises:
        InputError: missing or repeated headings, rows longer than the header, no rows.
    """
    refuse_repeated(part.headings, part.place, part.sheet.name)
    named = {**asked, **{squashed(heading): field for field, heading in source.columns.items()}}
    _refuse_missing(part, asked, source)
    refuse_ragged(part)
    refuse_no_rows(part)
    return [named.get(heading, "") for heading in part.headings]


def _refuse_missing(part: Part, asked: Mapping[str, str], source: Source) -> None:
    """Refuse headings that are asked for and not there; or say once that they stand in another row."""
    whats = [missing(heading, field, part.headings) for heading, field in asked.items() if heading not in part.headings]
    whats += settings_problems(part, source)
    wanted = [*asked, *map(squashed, source.columns.values())]
    elsewhere = better_row(part.sheet, wanted) if whats else 0
    remedy = say("Correct the heading in workshop.toml, the form or the register, or export the file again.")
    if elsewhere not in (0, part.place.header_row):
        whats, remedy = [say("The headings seem to stand in row {row}: set header_row = {row}.", row=elsewhere)], ""
    if whats:
        raise InputError([part.problem(what, row=part.place.header_row, remedy=remedy) for what in whats])


def settings_problems(part: Part, source: Source) -> list[str]:
    """Say which headings of `workshop.toml` are missing, and which it asks for under several fields."""
    needed = [(squashed(heading), field) for field, heading in source.columns.items()]
    needed += [(squashed(source.id), "id")] if source.id else []
    whats = [missing(heading, field, part.headings) for heading, field in needed if heading not in part.headings]
    times = Counter(squashed(heading) for heading in source.columns.values())
    return whats + [
        say("Column «{heading}» is asked for {n} times, for different fields.", heading=heading, n=n)
        for heading, n in times.items()
        if n > 1
    ]


def missing(heading: str, field: str, headings: Sequence[str]) -> str:
    """Say that a heading is missing, and which one is near."""
    hint = nearest(heading, [heading for heading in headings if heading])
    return say("Column «{heading}» ({field}) is missing{hint}", heading=heading, field=field, hint=hint)
