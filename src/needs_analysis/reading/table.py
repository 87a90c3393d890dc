"""One source as a received table: fields named as `workshop.toml` says, every other heading kept as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from needs_analysis.columns import RECEIVED
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.grid import Grid, read_grid
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Source, SourceName, Workshop, nearest

MOST_TITLE_ROWS = 15


@dataclass(frozen=True)
class Received:
    """A received table and the headings its fields had."""

    frame: pd.DataFrame
    headings: dict[str, str]


def read_table(workshop: Workshop, name: SourceName, *, asked: Mapping[str, str] | None = None) -> Received:
    """Read the source `name`; rows keep the numbers they have in their sheet.

    The row id is the cell of the source's `id` column, with `#2`, `#3` behind a repeated one; without an id it is `r`
    and the row's number. Blank rows are no rows; a HXL row of hashtags below the header is part of the header.

    Args:
        workshop: says where the file is and what its headings are called.
        name: participants, responses, activities or evaluation.
        asked: heading → field for the questions of a form, beside the columns that `workshop.toml` names.

    Raises:
        InputError: what `read_grid` raises; no header where it should be, missing or repeated headings, no rows.
    """
    source = workshop.settings.sources[name]
    grid, sheet = read_grid(
        workshop.path(source.file), sheet=source.sheet, header_row=source.header_row, shown=source.file
    )
    place = {"file": source.file, "sheet": sheet}
    headings = _headings(grid, source.header_row, place)
    fields = _fields(grid, headings, source, asked=asked or {}, place=place)
    rows = _rows(grid, source.header_row)
    if not rows:
        raise InputError(Problem(say("The table has a header but no rows."), **place))
    frame = (
        pd.DataFrame([_padded(cells, len(headings)) for _, cells in rows], dtype="str").replace("", None).astype("str")
    )
    frame.columns = pd.Index(fields)
    frame = frame.loc[:, [bool(heading) or frame[field].notna().any() for field, heading in fields.items()]]
    numbers = [number for number, _ in rows]
    ids = _row_ids(_id_cells(frame, fields, source), numbers)
    places = pd.DataFrame({"row_id": ids, "row": numbers}).assign(**place)
    return Received(RECEIVED.frame(pd.concat([places, frame], axis=1)), fields)


def _headings(grid: Grid, header_row: int, place: dict[str, str]) -> list[str]:
    if len(grid) < header_row or not any(map(str.strip, grid[header_row - 1])):
        what = say("There is no header in row {row}.", row=header_row)
        raise InputError(Problem(what, **place, remedy=say("Correct «header_row» in workshop.toml.")))
    headings = [squashed(cell) for cell in grid[header_row - 1]]
    repeated = [heading for heading, times in Counter(headings).items() if heading and times > 1]
    if repeated:
        remedy = say("Rename or remove the repeated columns, so that each heading is unique.")
        whats = [say("The heading stands {n} times.", n=headings.count(heading)) for heading in repeated]
        places = [{**place, "column": heading} for heading in repeated]
        raise InputError([Problem(w, **p, row=header_row, remedy=remedy) for w, p in zip(whats, places, strict=True)])
    return headings + [""] * (max(map(len, grid)) - len(headings))


def _fields(
    grid: Grid, headings: list[str], source: Source, *, asked: Mapping[str, str], place: dict[str, str]
) -> dict[str, str]:
    """Field → heading, in the order of the columns; a field that is asked for is never another column's."""
    named = {**asked, **{squashed(heading): field for field, heading in source.columns.items()}}
    _refuse_missing(headings, named, source, place=place, elsewhere=_better_row(grid, named))
    fields: dict[str, str] = {}
    for position, heading in enumerate(headings, start=1):
        field = named.get(heading) or heading or f"column_{position}"
        taken = heading not in named and field in named.values()
        fields[f"{field}_{position}" if taken or field in RECEIVED.names or field in fields else field] = heading
    return fields


def _better_row(grid: Grid, named: Iterable[str]) -> int:
    """Return the row among the first that holds most of the wanted headings, 0 where none holds two."""
    wanted = set(named)
    hits = [len(wanted & {squashed(cell) for cell in row}) for row in grid[:MOST_TITLE_ROWS]]
    return hits.index(max(hits)) + 1 if max(hits, default=0) > 1 else 0


def _refuse_missing(
    headings: list[str], named: Mapping[str, str], source: Source, *, place: dict[str, str], elsewhere: int
) -> None:
    """Refuse headings that are asked for and not there, and one heading asked for twice."""
    needed = [*named.items(), *([(squashed(source.id), "id")] if source.id else [])]
    remedy = say("Correct the heading in workshop.toml, the form or the register, or export the file again.")
    whats = [
        say(
            "Column «{heading}» ({field}) is missing{hint}",
            heading=heading,
            field=field,
            hint=nearest(heading, headings),
        )
        for heading, field in needed
        if heading not in headings
    ]
    if whats and elsewhere not in (0, source.header_row):
        whats, remedy = [say("The headings seem to stand in row {row}: set header_row = {row}.", row=elsewhere)], ""
    twice = Counter(squashed(heading) for heading in source.columns.values())
    whats += [
        say("Column «{heading}» is asked for {n} times, for different fields.", heading=heading, n=times)
        for heading, times in twice.items()
        if times > 1
    ]
    if whats:
        raise InputError([Problem(what, **place, row=source.header_row, remedy=remedy) for what in whats])


def _rows(grid: Grid, header_row: int) -> list[tuple[int, list[str]]]:
    below = enumerate(grid[header_row:], start=header_row + 1)
    rows = [(number, cells) for number, cells in below if any(map(str.strip, cells))]
    return rows[1:] if rows and _is_hxl(rows[0][1]) else rows


def _is_hxl(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return all(cell.startswith("#") for cell in filled)


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _id_cells(frame: pd.DataFrame, fields: dict[str, str], source: Source) -> list[str]:
    if not source.id:
        return [""] * len(frame)
    field = next(field for field, heading in fields.items() if heading == squashed(source.id))
    return list(frame[field].fillna("").str.strip())


def _row_ids(own: list[str], numbers: list[int]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for cell, number in zip(own, numbers, strict=True):
        base = cell or f"r{number}"
        seen[base] += 1
        ids.append(base if seen[base] == 1 else f"{base}#{seen[base]}")
    return ids
