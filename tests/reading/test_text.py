"""A CSV is the same table whichever way it is read, and no cell of it is lost or moved in silence."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from needs_analysis.errors import InputError
from needs_analysis.reading.part import note_short_rows, read_part, refuse_ragged
from needs_analysis.reading.place import Place
from needs_analysis.reading.texts import plain, text
from needs_analysis.reading.texts.text import read_text_sheet

PIECES = st.lists(
    st.sampled_from(["a", " ", '"', ",", "\n", "\r", "\r\n", "é", "01", '""', ',"', '",', "\u2028", "NA", "#"]),
    min_size=1,
    max_size=25,
).map("".join)
TABLES = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=2), min_size=1)


def _cells(frame: pd.DataFrame) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in frame.fillna("").to_numpy(dtype=object)]


@given(PIECES)
@example('"a\r\nb",c\r\n')
@settings(max_examples=500, deadline=None)
def test_the_fast_way_reads_what_the_strict_way_reads(written: str) -> None:
    """Wherever the fast way is taken at all, the strict way finds no fault and gives the same cells and widths."""
    utf8 = written.encode()
    rows = plain.plain_rows(utf8, ",")
    if rows is None or not written.strip():
        return
    widths = rows.widths
    strict, strict_widths = text.read_strictly(utf8, ",", "a.csv")
    fast = text.read_plain(utf8, ",", int(widths.max()))
    assert _cells(fast) == _cells(strict)
    assert widths.tolist() == strict_widths.tolist()
    assert (fast.isna().to_numpy() == strict.isna().to_numpy()).all()


@given(PIECES, st.integers(1, 7))
@settings(max_examples=300, deadline=None)
def test_rows_do_not_depend_on_where_blocks_end(written: str, block: int) -> None:
    """A quoted cell may begin in one block and end in another."""
    whole = plain.plain_rows(written.encode(), ",")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "BLOCK", block)
        parts = plain.plain_rows(written.encode(), ",")
    assert (whole is None) == (parts is None)
    if whole is not None and parts is not None:
        assert (whole.ends.tolist(), whole.widths.tolist()) == (parts.ends.tolist(), parts.widths.tolist())


@given(TABLES, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=200, deadline=None)
def test_what_a_csv_writer_wrote_is_read_back(table: list[list[str]], delimiter: str, ending: str) -> None:
    """Any text in any cell comes back, whatever the delimiter; only rows' ends are filled with blanks."""
    table = [[cell.replace("\0", "").replace("\ufeff", "") for cell in row] for row in table]
    width = max(map(len, table))
    header = [f"h{at}" for at in range(width)]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([header, *table])
    read = read_text_sheet(written.getvalue().encode(), "a.csv")
    assert _cells(read.cells) == [row + [""] * (width - len(row)) for row in [header, *table]]


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("Name;Place, date;Score\nA;Osh, May;1,5\nB;Osh, June;2,5", ["A", "Osh, May", "1,5"]),
        ("a\tb\n1,2;3\t4\n", ["1,2;3", "4"]),
        ("a|b\n1|2,3\n", ["1", "2,3"]),
        ('a,b\n"x; y; z",2\n', ["x; y; z", "2"]),
        ('"a;b";c\n"1;2";3\n', ["1;2", "3"]),
        ("sep=;\na;b\n1,5;2\n", ["1,5", "2"]),
        ("only\nA, B\n", ["A", " B"]),
    ],
)
def test_the_delimiter_is_judged_on_several_rows_outside_quotes(written: str, row: list[str]) -> None:
    """Decimal commas, dates and quoted texts do not mislead."""
    assert _cells(read_text_sheet(written.encode(), "a.csv").cells)[1] == row


def test_rows_above_the_header_do_not_choose_the_delimiter() -> None:
    """A title with commas stands above a table with semicolons."""
    written = b"Workshop, Osh, May, 2026, final\n\na;b\n1;2\n3;4\n"
    assert _cells(read_text_sheet(written, "a.csv", header_row=3).cells)[3][:2] == ["1", "2"]


def test_old_line_ends_and_quoted_line_breaks_make_rows_as_spreadsheets_do() -> None:
    """A lone carriage return ends a row; a line break within quotation marks is part of its cell."""
    assert _cells(read_text_sheet(b"a,b\r1,2\r", "a.csv").cells) == [["a", "b"], ["1", "2"]]
    assert _cells(read_text_sheet(b'a,b\n"x\ny",2\n', "a.csv").cells)[1] == ["x\ny", "2"]


def test_blank_lines_count_as_rows_and_only_empty_cells_are_blank() -> None:
    """Row numbers are those of a spreadsheet; a cell of spaces, NA or null is text."""
    cells = read_text_sheet(b"a,b\n\n  ,NA\nnull,\n", "a.csv").cells
    assert cells.index.tolist() == [1, 2, 3, 4]
    assert _cells(cells)[2:] == [["  ", "NA"], ["null", ""]]
    assert cells.isna().to_numpy().tolist() == [[False] * 2, [True] * 2, [False] * 2, [False, True]]


def test_quotation_marks_within_a_cell_are_text_and_astray_ones_an_error() -> None:
    """5\" pipe is text; text behind a closing mark and a mark that is never closed are refused with their line."""
    assert _cells(read_text_sheet(b'a,b\n5" pipe,2\n', "a.csv").cells)[1] == ['5" pipe', "2"]
    for damaged in (b'a,b\n"x"y,2\n', b'a,b\n1,2\n"never,closed\n'):
        with pytest.raises(InputError, match=r"a.csv, row \d: The CSV is damaged"):
            read_text_sheet(damaged, "a.csv")


def test_a_row_longer_than_the_header_is_named(tmp_path: Path) -> None:
    """A comma too many would shift or lose cells; blank cells at a row's end are nothing."""
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2,,\n3,4,x\n5\n6,7,,y\n")
    part = read_part(Place(tmp_path / "a.csv", "a.csv"))
    with pytest.raises(InputError, match=r"row 3: The row has more cells[\s\S]*row 5: The row has more") as error:
        refuse_ragged(part)
    assert len(error.value.problems) == 2


def test_a_short_row_ends_in_blanks(tmp_path: Path) -> None:
    """Programs leave out blank cells at the end of a row; a file that was cut off lacks them, too: so it is noted."""
    (tmp_path / "a.csv").write_bytes(b"a,b,c\n1\n\n2,3,4\n5,6\n")
    part = read_part(Place(tmp_path / "a.csv", "a.csv"))
    refuse_ragged(part)
    assert _cells(part.cells) == [["1", "", ""], ["2", "3", "4"], ["5", "6", ""]]
    [note] = note_short_rows(part)
    assert "2 rows have fewer cells than the header" in note.what
    assert note.what.endswith("rows 2, 5.")
    (tmp_path / "a.csv").write_bytes(b"a,b,c\n1,,\n")
    assert note_short_rows(read_part(Place(tmp_path / "a.csv", "a.csv"))) == []


def test_a_row_of_a_million_cells_is_refused_at_once() -> None:
    """A file of commas would become a table too wide for the memory."""
    with pytest.raises(InputError, match="row 2: The row has 1000001 cells"):
        read_text_sheet(b"a,b\n" + b"," * 1_000_000 + b"\n", "a.csv")


def test_very_long_cells_are_cells() -> None:
    """A cell may be longer than Python's csv reader allows by itself."""
    long = "x" * 300_000
    for written in (f"a,b\n{long},1\n", f'a,b\n{long},5" pipe\n'):
        assert _cells(read_text_sheet(written.encode(), "a.csv").cells)[1][0] == long


def test_a_mark_before_the_first_heading_is_none_of_its_letters(conformance: Path) -> None:
    """The byte-order mark of a real file does not become part of its first heading."""
    raw = (conformance / "cleaning_log" / "raw_data.csv").read_bytes()
    sheet = read_text_sheet(b"\xef\xbb\xbf" + raw, "raw.csv")
    with io.StringIO(raw.decode("utf-8-sig"), newline="") as lines:
        rows = list(csv.reader(lines))
    assert _cells(sheet.cells) == rows
