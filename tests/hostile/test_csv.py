"""Our CSV files opened in a spreadsheet run nothing, and read back lose nothing."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from needs_analysis.cleaning.corrections import read_corrections
from needs_analysis.cleaning.store import PARTS, CleanData, read_clean, read_frame, write_clean
from needs_analysis.columns import LOG, RECEIVED, guard, unguard
from needs_analysis.disclosure.release import write_release
from needs_analysis.release import read_release
from needs_analysis.writing import write_csv
from tests.hostile.corpus import EVERY, TEXTS
from tests.hostile.planted import one_each

# What a spreadsheet takes for the beginning of a formula: OWASP, «CSV Injection», and the four signs in full width.
RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
SIGN = re.compile(r"[=+\-@＝＋－＠]")
PLAIN_NUMBER = re.compile(r"[+-]\d+([.,]\d+)?")
LETTERS = st.sampled_from("'=+-@＝＋－＠;,\t\r\n\" a1.5") | st.characters(exclude_categories=["Cs"])
TEXT = st.text(LETTERS, max_size=12) | st.text(st.sampled_from("'=+-@;\t\r\n15.,"), max_size=8)


def cells(text: str, delimiter: str) -> list[str]:
    """Every cell of a CSV file as a spreadsheet reads it that parts cells by this letter."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


def runs(cell: str) -> bool:
    """Whether a spreadsheet would compute a cell, or look at it for a formula."""
    return bool(RUNS.match(cell)) and not PLAIN_NUMBER.fullmatch(cell)


def runs_elsewhere(cell: str) -> bool:
    """Whether it runs where another letter parts cells; a number stands before the rest of a line there."""
    return bool(SIGN.match(cell)) and not re.match(rf"{PLAIN_NUMBER.pattern}(,|\Z)", cell)


@given(TEXT)
@settings(max_examples=300, deadline=None)
@example("'=1+1")
@example("-5")
@example("'-5")
@example("\r\n=")
def test_a_guarded_text_begins_no_formula_and_comes_back(text: str) -> None:
    """Whatever the text is, at most apostrophes are added, and taking them off gives the text."""
    assert unguard(guard(text)) == text
    assert not runs(guard(text))
    assert guard(text).replace("'", "") == text.replace("'", "")


@given(TEXT, TEXT)
@settings(max_examples=300, deadline=None)
def test_two_texts_stay_two(one: str, other: str) -> None:
    """No text is guarded into what another one is, so that nothing read back is somebody else's."""
    assert (guard(one) == guard(other)) == (one == other)


@pytest.mark.parametrize("number", ["-5", "+3,2", "-0.25"])
def test_a_plain_number_stays_as_it_is(number: str) -> None:
    """A spreadsheet that computes it finds the number itself."""
    assert guard(number) == number


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("''@a", "'''@a"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ('a;"=1', "a;'\"=1"),
        ("-1+1", "'-1+1"),
        ("'tis", "'tis"),
    ],
)
def test_exactly_one_apostrophe_is_added(text: str, written: str) -> None:
    """In front of the text, and where a spreadsheet that parts cells by semicolons sees another cell begin."""
    assert guard(text) == written


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5), TEXT)
@settings(max_examples=25, deadline=None)
def test_tables_come_back_whole(rows: list[tuple[str, str]], heading: str) -> None:
    """Cells and headings, also with a carriage return or a quote within."""
    import tempfile

    name = f"x{heading}" if heading in RECEIVED.names or not heading else heading
    records: list[dict[str, object]] = [
        {"row_id": str(number), "row": number, "sheet": sheet, name: cell}
        for number, (sheet, cell) in enumerate(rows, start=1)
    ]
    frame = RECEIVED.frame(records)
    with tempfile.TemporaryDirectory() as folder:
        read = read_frame(write_csv(Path(folder) / "t.csv", frame), RECEIVED)
    pd.testing.assert_frame_equal(read, frame)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_a_file_runs(tmp_path: Path, delimiter: str) -> None:
    """All hostile texts in one file, in whatever way a spreadsheet parts its cells."""
    frame = pd.DataFrame({"=heading": EVERY, "n": range(len(EVERY)), "other": EVERY[::-1]}).astype({"other": "object"})
    written = write_csv(tmp_path / "all.csv", frame).read_text(encoding="utf-8")
    found = cells(written, delimiter)
    assert len(found) > len(EVERY)
    assert [cell for cell in found if (runs(cell) if delimiter == "," else runs_elsewhere(cell))] == []


@given(st.lists(TEXT, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_no_cell_runs_that_only_another_spreadsheet_sees(texts: list[str]) -> None:
    """Where semicolons part cells, as in Russian spreadsheets, a formula within a text begins no cell either."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(["1", *map(guard, texts)])
    found = cells(line.getvalue(), ";")
    assert [cell for cell in found if runs_elsewhere(cell)] == []


def test_a_release_comes_back_under_its_own_name(tmp_path: Path) -> None:
    """Its id is that of its content, and so is what is read; its files run nothing."""
    release = one_each(TEXTS["formula"])
    read = read_release(write_release(tmp_path / "release", release))
    assert read.manifest["id"] == release.manifest["id"]
    for name in ("labels", "activities", "issues", "sources"):
        pd.testing.assert_frame_equal(getattr(read, name), getattr(release, name))
        written = (tmp_path / "release" / f"{name}.csv").read_text(encoding="utf-8")
        assert [cell for cell in cells(written, ",") if runs(cell)] == []


def test_corrections_mean_the_text_that_stands_in_the_data(tmp_path: Path) -> None:
    """A line copied from a guarded file and a line that the program wrote say the same."""
    line = {"table": "responses", "row_id": "1", "field": "remarks", "action": "set", "status": "applied"}
    log = LOG.frame([line | {"old_value": old, "new_value": "x", "rule": "review"} for old in ("=1+1", "'=1+1", "-5")])
    write_csv(tmp_path / "review-001.csv", log[LOG.names].drop(columns="cause"))
    assert read_corrections(tmp_path)["old_value"].tolist() == ["=1+1", "'=1+1", "-5"]


def test_a_repeat_group_may_be_called_as_anything(tmp_path: Path) -> None:
    """Its table lies in the folder of the clean data, under a name of its own, and comes back."""
    names = [
        "responses",
        "../../x",
        "..\\x",
        "..",
        "nul",
        "x" * 300,
        "a\0b",
        "cleaning_log",
        "responses_dropped",
        "собаки",
    ]
    tables = {
        name: RECEIVED.frame([{"row_id": str(number), "row": number, "remarks": name}])
        for number, name in enumerate(names, start=1)
    }
    empty = {name: frame[:0] for name, frame in tables.items()}
    write_clean(tmp_path / "clean", CleanData(tables, empty, {name: table.frame([]) for name, table in PARTS.items()}))
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != tmp_path / "clean"] == []
    assert len(list((tmp_path / "clean").glob("*.csv"))) == 2 * len(tables) + len(PARTS)
    read = read_clean(tmp_path / "clean").tables
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(read[name], frame)
