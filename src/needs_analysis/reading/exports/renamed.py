"""A renamed question has an old and a new column in one export: they become one, if no row holds both answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from needs_analysis.errors import InputError
from needs_analysis.language import say
from needs_analysis.reading.part import Part


def merge_renamed(part: Part, fields: Sequence[str], old_names: Iterable[str]) -> tuple[Part, list[str]]:
    """Put the columns of one field together, under the heading that holds no old name.

    Args:
        part: a sheet.
        fields: the field of each of its columns; blank where nothing names it.
        old_names: names that questions had in older forms.

    Raises:
        InputError: rows that hold different answers in the old and the new column.
    """
    repeated = [field for field, times in Counter(fields).items() if field and times > 1]
    columns, problems, old_names = dict(enumerate(column for _, column in part.cells.items())), [], list(old_names)
    for field in repeated:
        places = [at for at, each in enumerate(fields) if each == field]
        newest, *older = sorted(places, key=lambda at: any(name in part.headings[at] for name in old_names))
        what = say("The row has different answers in the old and the new column of «{field}».", field=field)
        for at in older:
            new, old = columns[newest], columns.pop(at)
            rows = part.cells.index[new.notna() & old.notna() & (new != old)]
            problems += [part.problem(what, row=row, column=part.headings[at]) for row in rows]
            columns[newest] = new.fillna(old)
    if problems:
        raise InputError(problems)
    cells = part.cells.from_dict(dict(sorted(columns.items())))
    merged = replace(part, headings=[part.headings[at] for at in sorted(columns)], cells=cells)
    return (merged, [fields[at] for at in sorted(columns)]) if repeated else (part, list(fields))
