"""The rows that a log changed, as they were and as they are, so that conditions can be asked about both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from needs_analysis.cleaning.combine import CELL


@dataclass(frozen=True)
class ChangedRows:
    """Rows of one table before and after some changes, aligned, with the cells that were changed."""

    before: pd.DataFrame
    after: pd.DataFrame
    cells: pd.DataFrame

    @classmethod
    def of(cls, clean: pd.DataFrame, changes: pd.DataFrame) -> ChangedRows:
        """Take the changed rows of a table; where a cell changed several times, its oldest value counts.

        Args:
            clean: the table after the changes.
            changes: rows of the log, the oldest first.
        """
        oldest = changes.drop_duplicates(CELL)
        oldest = oldest[oldest["field"].isin(clean.columns)]
        after = clean[clean["row_id"].isin(oldest["row_id"])]
        back = oldest.assign(new_value=oldest["old_value"])
        return cls(put(after, back), after, oldest[["row_id", "field"]])

    @property
    def fields(self) -> set[str]:
        """The fields that were changed in any row."""
        return set(self.cells["field"])

    def cause(self, names: Iterable[str]) -> pd.Series:
        """Name the changed fields among some, a row a text; missing where none of them was changed."""
        among = self.cells[self.cells["field"].isin(list(names))]
        told = among.groupby("row_id", sort=False)["field"].agg(" ".join)
        return self.after["row_id"].map(told)


def put(frame: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Give a table with new values in some cells; rows and fields that it has not are passed over.

    >>> frame = pd.DataFrame({"row_id": ["1", "2"], "age": ["41", None]}, dtype="str")
    >>> put(frame, pd.DataFrame({"row_id": ["2"], "field": ["age"], "new_value": ["14"]}))["age"].tolist()
    ['41', '14']
    """
    made = frame.copy()
    positions = pd.Series(range(len(frame)), index=frame["row_id"])
    there = changes[changes["row_id"].isin(frame["row_id"]) & changes["field"].isin(frame.columns)]
    for field, rows in there.groupby("field", sort=False):
        column = made[str(field)].copy()
        column.iloc[positions[rows["row_id"]].to_numpy()] = rows["new_value"].astype("str").to_numpy()
        made[str(field)] = column
    return made
