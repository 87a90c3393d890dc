"""A received table: the rows of a source's files one below the other, each with its file, sheet, row and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from needs_analysis.columns import RECEIVED, validate
from needs_analysis.errors import Problem
from needs_analysis.language import say
from needs_analysis.reading.part import Part, note_short_rows

PARENT = "parent_row_id"
MOST_NAMED = 12


@dataclass(frozen=True)
class Received:
    """A received table, the headings its fields had, and what a person should know about how it was read."""

    frame: pd.DataFrame
    headings: dict[str, str]
    notes: tuple[Problem, ...] = ()


def put_together(
    parts: Sequence[Part], fields: Sequence[Sequence[str]], ids: pd.Series, *, parents: pd.Series | None = None
) -> Received:
    """Make one received table of the parts of a source.

    Args:
        parts: the sheets.
        fields: for each sheet, the field of each column; blank where nothing names it.
        ids: the name of each row, the sheets' rows one below the other.
        parents: the row of another table that each row belongs to, for a repeat group.
    """
    own: dict[str, pd.Series] = {} if parents is None else {PARENT: parents.reset_index(drop=True)}
    named = [unique_fields(part, names, (*RECEIVED.names, *own)) for part, names in zip(parts, fields, strict=True)]
    headings = {field: heading for each in reversed(named) for field, heading in each.items()}
    headings = {field: headings[field] for each in named for field in each}
    frames = [_fields_of(part, each) for part, each in zip(parts, named, strict=True)]
    body = frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    places = pd.concat([_places(part) for part in parts], ignore_index=True)
    before = {"row_id": ids.reset_index(drop=True), **places, **own}
    notes = [note for part in parts for note in (*part.sheet.notes, *note_short_rows(part))]
    notes += _only_in_some(parts, named)
    return Received(validate(pd.concat([pd.DataFrame(before), body], axis=1), RECEIVED), headings, tuple(notes))


def unique_fields(part: Part, named: Sequence[str], reserved: Sequence[str]) -> dict[str, str]:
    """Name every column: field → heading, in the order of the columns.

    A column that nothing names is called by its heading, or by its position where it has none; a field that is asked
    for is never another column's, and no column takes the name of a row's place.
    """
    wanted = {field for field in named if field}
    fields: dict[str, str] = {}
    for position, (heading, asked) in enumerate(zip(part.headings, named, strict=True), start=1):
        field = asked or heading or f"column_{position}"
        taken = (not asked and field in wanted) or field in reserved or field in fields
        fields[f"{field}_{position}" if taken else field] = heading
    return fields


def _fields_of(part: Part, fields: dict[str, str]) -> pd.DataFrame:
    """Give the cells under the names of their fields, without columns that have neither heading nor cell."""
    cells = part.cells.set_axis(list(fields), axis=1)
    unheaded = [field for field, heading in fields.items() if not heading and cells[field].isna().all()]
    return cells.drop(columns=unheaded) if unheaded else cells


def _places(part: Part) -> pd.DataFrame:
    rows = pd.Series(part.cells.index, dtype="Int64")
    texts = {"file": part.place.shown or None, "sheet": part.sheet.name or None}
    place = {name: pd.Series([text] * len(rows), dtype="str") for name, text in texts.items()}
    return pd.DataFrame({**place, "row": rows})


def _only_in_some(parts: Sequence[Part], named: Sequence[dict[str, str]]) -> list[Problem]:
    """Say which columns of other files a file lacks: its rows are blank there."""
    everywhere = {field: heading for each in named for field, heading in each.items() if heading}
    lacking = [[heading for field, heading in everywhere.items() if field not in each] for each in named]
    return [part.problem(say_lacking(names)) for part, names in zip(parts, lacking, strict=True) if names]


def say_lacking(names: Sequence[str]) -> str:
    """Say which columns of other files a file lacks."""
    shown = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    return say("Columns that other files of this source have and this one lacks: {names}.", names=shown)
