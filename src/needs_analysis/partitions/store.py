"""Tables in parts: a folder a table, a Parquet file a part, each written whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.writing import write_bytes


@dataclass(frozen=True)
class Parts:
    """A table that lies in parts.

    >>> import tempfile
    >>> parts = Parts(Path(tempfile.mkdtemp(), "responses"))
    >>> parts.write(0, pd.DataFrame({"row_id": ["7", "8"], "age": ["41", None]}, dtype="str"))
    >>> parts.read(0, ["age"])["age"].tolist(), parts.numbers
    (['41', nan], [0])
    """

    folder: Path

    @property
    def numbers(self) -> list[int]:
        """The numbers of the parts that are there, in order."""
        return sorted(int(path.stem) for path in self.folder.glob("[0-9]*.parquet"))

    def path(self, number: int) -> Path:
        """Name the file of a part."""
        return self.folder / f"{number:06d}.parquet"

    def rows(self, number: int) -> int:
        """Count the rows of a part."""
        from pyarrow import parquet

        return int(parquet.read_metadata(self.path(number)).num_rows)

    def write(self, number: int, frame: pd.DataFrame) -> None:
        """Write a part; what stood there before stays until all of it is written."""
        import pyarrow as pa
        from pyarrow import parquet

        buffer = io.BytesIO()
        parquet.write_table(pa.Table.from_pandas(frame, preserve_index=False), buffer, compression="zstd")
        write_bytes(self.path(number), buffer.getvalue())

    def read(self, number: int, columns: Sequence[str] | None = None, rows: np.ndarray | None = None) -> pd.DataFrame:
        """Read a part, or some of its columns and rows, by their positions; a column that the part has not is blank.

        Raises:
            InputError: the file is missing or damaged.
        """
        import pyarrow as pa
        from pyarrow import parquet

        try:
            there = parquet.read_schema(self.path(number))
            texts = [name for name, kind in zip(there.names, there.types, strict=True) if _is_text(kind)]
            known = None if columns is None else [name for name in columns if name in there.names]
            coded = texts if rows is None else None  # of some rows, not every text of the part is looked at
            table = parquet.read_table(self.path(number), columns=known, read_dictionary=coded)
        except (OSError, pa.ArrowInvalid) as error:
            remedy = say("Run again: needs-analysis {command}", command="clean")
            raise InputError(
                Problem(say("The file is not as it was written."), file=self.path(number).name, remedy=remedy)
            ) from error
        table = table if rows is None else table.take(rows)
        made = {name: _column(table.column(name), is_text=name in texts) for name in table.column_names}
        frame = pd.DataFrame(made, index=pd.RangeIndex(table.num_rows))
        return frame if columns is None else _completed(frame, columns)

    def read_all(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Read all parts, one below the other."""
        return pd.concat([self.read(number, columns) for number in self.numbers], ignore_index=True)


def _is_text(kind: object) -> bool:
    return str(kind) in ("string", "large_string")


def _completed(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    missing = {name: pd.Series(None, frame.index, dtype="str") for name in columns if name not in frame}
    return frame.assign(**missing)[list(columns)]


def _column(column: Any, *, is_text: bool) -> pd.Series:
    """Give a column; the cells that hold the same text hold one text, which memory and time both profit from."""
    import pyarrow as pa

    if not is_text:
        values: pd.Series = column.to_pandas()
        return values.astype("Int64") if pa.types.is_integer(column.type) else values
    column = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    coded: pa.DictionaryArray = column.unify_dictionaries().combine_chunks()
    coded = coded if isinstance(coded, pa.DictionaryArray) else pa.array([], pa.string()).dictionary_encode()
    words: np.ndarray = np.array([*coded.dictionary.to_pylist(), np.nan], dtype=object)
    codes = coded.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)
    return pd.Series(words[codes], dtype="str")
