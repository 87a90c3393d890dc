"""A CSV cut into pieces holds what it holds as a whole, wherever it is cut."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from needs_analysis.errors import InputError
from needs_analysis.partitions.records import Piece, cut
from needs_analysis.reading.part import Part, read_part, refuse_ragged
from needs_analysis.reading.place import Place

CELLS = st.text(alphabet='ab"\n\r,;ж 1', max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=12)
FIXTURE = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pieces(folder: Path, content: bytes, *, forms: int, **place: object) -> list[Piece]:
    """Write a file and cut it."""
    (folder / "answers.csv").write_bytes(content)
    return cut(Place(folder / "answers.csv", "answers.csv", **place), folder / "utf8.csv", forms=forms)  # type: ignore[arg-type]


def parts(found: list[Piece]) -> list[Part]:
    """Each piece, read as a file is."""
    return [read_part(piece.place, piece.opened()) for piece in found]


def whole(folder: Path, **place: object) -> Part:
    """The file read as ever."""
    return read_part(Place(folder / "answers.csv", "answers.csv", **place))  # type: ignore[arg-type]


def assert_same(found: list[Piece], one: Part) -> None:
    """Pieces have the headings of the whole, and together its cells under the same numbers of rows."""
    read = parts(found)
    assert [part.headings for part in read] == [one.headings] * len(read)
    pd.testing.assert_frame_equal(pd.concat([part.cells for part in read]), one.cells)


@FIXTURE
@given(TABLES, st.integers(1, 5), st.sampled_from(["\n", "\r\n"]))
def test_pieces_are_the_whole(tmp_path: Path, table: list[list[str]], forms: int, ending: str) -> None:
    """Quotation marks, line ends and delimiters within cells are never cut; row numbers go on behind blank rows."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([["id", "words"], *table])
    found = pieces(tmp_path, text.getvalue().encode(), forms=forms)
    together = [table[first : first + forms] for first in range(0, len(table), forms)]
    hold_any = [any(cell.strip() for row in rows for cell in row) for rows in together]
    assert len(found) == (sum(hold_any) or 1)
    assert_same(found, whole(tmp_path))


@pytest.mark.parametrize("forms", [1, 2, 3, 50])
@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('id,name\n1,Ош\n2,"Бишкек\n2"\n3,x\n'.encode("utf-8-sig"), {}),
        ("id;name\r\n1;Казахстан\r\n2;Узбекистан\r\n3;Таджикистан\r\n".encode("cp1251"), {}),
        ("id;name\n1;Казахстан\n2;Узбекистан\n".encode("utf-16"), {}),
        ("id;name\n1;Ош\n2;Нарын\n3;Талас".encode("koi8-r"), {"encoding": "koi8-r"}),
        (b"sep=;\nid;name\n1;a\n\n2;b\n3;c\n", {}),
        (b"A title\n\nid,name\n1,a\n2,b\n", {"header_row": 3}),
        (b"Group,,\nid,a,b\n1,x,y\n2,z,w\n", {"header_row": 1, "header_rows": 2}),
        (b"id,name\n#id,#name\n1,a\n#2,#b\n3,c\n", {}),
        (b'id,name\n1,5" pipe\n2,6" pipe\n3,"a ""b"" c"\n', {}),
    ],
    ids=["mark", "cp1251", "utf-16", "koi8-r", "sep", "title", "two rows", "hxl", "not plain"],
)
def test_every_kind_of_file_is_cut(tmp_path: Path, content: bytes, place: dict[str, object], forms: int) -> None:
    """Whatever the encoding, the line ends and the header are."""
    assert_same(pieces(tmp_path, content, forms=forms, **place), whole(tmp_path, **place))


@pytest.mark.parametrize("forms", [1, 2, 10])
def test_one_column_is_read_alone(tmp_path: Path, forms: int) -> None:
    """The cells under a heading, by their rows; a heading that is not there has blank ones."""
    found = pieces(tmp_path, b'id,words\n7,"a\nb"\n,c\n9,d\n', forms=forms)
    ids = pd.concat([piece.under("id") for piece in found])
    assert ids.fillna("").to_dict() == {2: "7", 3: "", 4: "9"}
    assert [pd.concat([piece.under("age") for piece in found]).isna().all(), len(ids)] == [True, 3]


def test_a_shifted_row_is_named_by_file_and_row(tmp_path: Path) -> None:
    """Row 4 has a cell too many: the piece that holds it says so, with its number in the file."""
    found = pieces(tmp_path, b"id,name\n1,a\n2,b\n3,c,d\n", forms=2)
    with pytest.raises(InputError, match=r"answers\.csv, row 4: The row has more cells"):
        refuse_ragged(parts(found)[1])


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (b"", {}, "The file is empty"),
        (b"id,name\n", {}, "a header but no rows"),
        (b"id,name\n1,a\0b\n", {}, "row 2: The text holds a NUL"),
        (b'id,name\n1,"a" b\n', {}, "row 2: The CSV is damaged"),
        ("id,name\n1,Ош\n2,ё\n".encode("koi8-r") + b"\xff", {"encoding": "ascii"}, "row 2: The text is not ASCII"),
    ],
    ids=["empty", "no rows", "nul", "damaged", "other encoding"],
)
def test_what_cannot_be_read_is_said_with_its_row(
    tmp_path: Path, content: bytes, place: dict[str, object], said: str
) -> None:
    """The same words as of a small file."""
    with pytest.raises(InputError, match=said):
        pieces(tmp_path, content, forms=1, **place)
