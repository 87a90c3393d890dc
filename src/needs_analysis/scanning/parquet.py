"""Parquet files: the values of every column, the columns' names and what is said of the whole."""

from __future__ import annotations

import io
from collections.abc import Iterator

from needs_analysis.scanning.letters import texts_within
from needs_analysis.scanning.places import Passage, Piece, Place

PARQUET = b"PAR1"


def parquet_passages(content: bytes, place: Place) -> Iterator[Passage]:
    """Give each column of a table, and its metadata; a row is a line.

    Raises:
        ValueError: the file is damaged.
    """
    from pyarrow import ArrowException, parquet

    try:
        table = parquet.read_table(io.BytesIO(content))
    except ArrowException as error:
        raise ValueError from error
    for name, column in zip(table.column_names, table.columns, strict=True):
        here = (*place, Piece("column", name))
        yield Passage(name, here)
        yield Passage("\n".join(_cell(value) for value in column.to_pylist()), here, "row")
    for field in (table.schema, *table.schema):
        for key, value in (field.metadata or {}).items():
            yield Passage(texts_within(key + b"\n" + value), (*place, Piece("properties")))


def _cell(value: object) -> str:
    if isinstance(value, bytes):
        return " ".join(texts_within(value).split())
    return " ".join(str(value).split()) if value is not None else ""
