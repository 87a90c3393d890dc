"""Parts on disk: whole or not there, read back as they were, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from needs_analysis import writing
from needs_analysis.columns import RECEIVED
from needs_analysis.errors import InputError
from needs_analysis.partitions.repeats import fingerprints, repeated
from needs_analysis.partitions.store import Parts

FRAME = RECEIVED.frame([{"row_id": "7", "row": 2, "words": "a\nb"}, {"row_id": "8", "row": 3, "words": None}])


def test_a_part_is_read_back_as_it_was(tmp_path: Path) -> None:
    """Texts, blanks and whole numbers; also a part without a row, and a column that nobody filled."""
    parts = Parts(tmp_path)
    for number, frame in enumerate([FRAME, FRAME.iloc[:0], FRAME.assign(words=pd.Series([None, None], dtype="str"))]):
        parts.write(number, frame)
        pd.testing.assert_frame_equal(parts.read(number), frame)
    assert parts.read_all(["words", "age"]).isna().to_numpy().tolist() == [[False, True], *[[True, True]] * 3]


def test_the_same_part_is_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock or the machine goes into a file."""
    for folder in ("a", "b"):
        Parts(tmp_path / folder).write(0, FRAME)
    assert Parts(tmp_path / "a").path(0).read_bytes() == Parts(tmp_path / "b").path(0).read_bytes()


def test_a_write_that_fails_leaves_the_last_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there stays, and nothing half-written beside it."""
    parts = Parts(tmp_path)
    parts.write(0, FRAME)
    monkeypatch.setattr(writing.os, "fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        parts.write(0, FRAME.iloc[:1])
    pd.testing.assert_frame_equal(parts.read(0), FRAME)
    assert [path.name for path in tmp_path.iterdir()] == ["000000.parquet"]


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    """A file cut short is refused, never read as fewer rows."""
    parts = Parts(tmp_path)
    parts.write(3, FRAME)
    parts.path(3).write_bytes(parts.path(3).read_bytes()[:-40])
    with pytest.raises(InputError, match=r"000003\.parquet: The file is not as it was written"):
        parts.read(3)


def test_rows_that_stand_twice_are_found_in_all_parts() -> None:
    """Within a part and between parts; what stands once is not looked at."""
    texts = [["a", "b", "a"], ["c"], ["b", "d"]]
    found = repeated([fingerprints(pd.Series(part)) for part in texts])
    assert [places.tolist() for places in found] == [[0, 1, 2], [], [0]]


def test_some_rows_are_read_as_they_stand_in_the_part(tmp_path: Path) -> None:
    """Texts, blanks and numbers of chosen rows, in the order they are asked for; none at all where none is."""
    parts = Parts(tmp_path)
    whole = pd.DataFrame({"a": ["x", None, "y", "x"], "n": [1, 2, 3, 4]}).astype({"a": "str", "n": "Int64"})
    parts.write(0, whole)
    for rows in ([2, 0, 1], []):
        chosen = np.array(rows, dtype=np.int64)
        found = parts.read(0, ["a", "n"], chosen)
        pd.testing.assert_frame_equal(found, parts.read(0, ["a", "n"]).iloc[chosen].reset_index(drop=True))
