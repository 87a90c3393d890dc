"""An export of KoboToolbox, ODK or another collector of forms: the forms, and a table for each repeat group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from needs_analysis.errors import Problem
from needs_analysis.reading.exports.asked import Asked
from needs_analysis.reading.exports.naming import name_columns
from needs_analysis.reading.exports.renamed import merge_renamed
from needs_analysis.reading.exports.repeat_sheets import FORMS, repeat_sheets
from needs_analysis.reading.exports.repeats import Joined, Known, join
from needs_analysis.reading.opening import OpenFile, open_file
from needs_analysis.reading.part import Part, read_part, refuse_no_rows, refuse_ragged
from needs_analysis.reading.place import Place, places_of
from needs_analysis.reading.received import Received, put_together
from needs_analysis.reading.row_ids import ids_of, row_ids
from needs_analysis.reading.table import name_plainly
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Source, SourceName, Workshop

Named = tuple[Part, list[str], tuple[Problem, ...]]


def read_export(
    workshop: Workshop, name: SourceName, asked: Asked, *, part: tuple[Place, OpenFile] | None = None
) -> dict[str, Received]:
    """Read the source `name` with its repeat groups.

    The table of the forms is called as the source is, each other one as its repeat group. A row of a repeat group is
    called after the row it belongs to and its place there (`7/2`); its field `parent_row_id` names that row, and is
    blank for an orphan. Choices of a question that allows several have fields `question/choice`.

    Args:
        workshop: says where the files are and what their headings are called.
        name: the source.
        asked: the form, or the headings that a register names.
        part: what is read in place of all files: the place of one, and rows of it.

    Raises:
        InputError: a file cannot be read, is an export of another form, or lacks what is needed of it.
    """
    source = workshop.settings.sources[name]
    places = [part[0]] if part else places_of(workshop, source)
    opened = [part[1]] if part else [open_file(each.path, shown=each.shown, encoding=each.encoding) for each in places]
    forms = [_named_form(read_part(place, file), source, asked) for place, file in zip(places, opened, strict=True)]
    ids = ids_of([part for part, _, _ in forms], squashed(source.id))
    tables = {str(name): _received(forms, ids)}
    known = _known([part for part, _, _ in forms], ids)
    repeats, notes = repeat_sheets(workshop, source, known, opened=opened, asked=asked)
    tables[name] = replace(tables[name], notes=(*tables[name].notes, *notes))
    joined = list(join(repeats, known))
    for table in dict.fromkeys(each.repeat.table for each in joined):
        tables[table] = _received_repeat([each for each in joined if each.repeat.table == table], source, asked)
    return tables


def _named_form(part: Part, source: Source, asked: Asked) -> Named:
    if not source.all_forms:
        return part, name_plainly(part, source, asked=asked.asked), ()
    naming = name_columns(part, asked, table=FORMS, renamed=source.renamed, source=source)
    refuse_ragged(part)
    refuse_no_rows(part)
    return (*merge_renamed(part, naming.fields, source.renamed), naming.notes)


def _received(named: Sequence[Named], ids: pd.Series, parents: pd.Series | None = None) -> Received:
    made = put_together([part for part, _, _ in named], [fields for _, fields, _ in named], ids, parents=parents)
    return replace(made, notes=(*made.notes, *(note for _, _, notes in named for note in notes)))


def _known(parts: Sequence[Part], ids: pd.Series) -> list[Known]:
    """Give each sheet of forms the names of its rows."""
    known, start = [], 0
    for group, part in enumerate(parts):
        names = ids.iloc[start : start + len(part.cells)]
        known.append(Known(part, names.set_axis(part.cells.index), group))
        start += len(part.cells)
    return known


def _received_repeat(joined: Sequence[Joined], source: Source, asked: Asked) -> Received:
    named = []
    for each in joined:
        naming = name_columns(each.repeat.part, asked, table=each.repeat.table, renamed=source.renamed)
        refuse_ragged(each.repeat.part)
        named.append((*merge_renamed(each.repeat.part, naming.fields, source.renamed), (*naming.notes, *each.notes)))
    numbers = pd.concat([pd.Series(each.names.index) for each in joined], ignore_index=True)
    ids = row_ids(pd.concat([each.names for each in joined], ignore_index=True), numbers)
    return _received(named, ids, pd.concat([each.parents for each in joined], ignore_index=True))
