"""Files made to fill the memory are refused in seconds, before anything unpacks or builds them."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.archive import refuse_bomb
from needs_analysis.reading.workbooks.workbook import Workbook
from tests.reading.made_files import label, ods, ods_cell, xls, xlsx, zipped

ID = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
MOST_MEMORY = 100 << 20
LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture(autouse=True)
def within_bounds() -> Iterator[None]:
    """Every test here ends within seconds and within 100 MB of what Python allocates."""
    start = time.perf_counter()
    tracemalloc.start()
    yield
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < MOST_MEMORY
    assert time.perf_counter() - start < 20


def test_a_cell_at_the_far_end_of_the_sheet_is_named() -> None:
    """One stray cell would make a table of 17 thousand million cells."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(InputError, match="row 1048576, column XFD: This cell stands so far away"):
        Workbook(xlsx(f"<sheetData>{ID}{far}</sheetData>"), "a.xlsx").read()


def test_far_cells_are_found_in_any_order_and_without_names() -> None:
    """Rows out of order and cells without names do not hide them."""
    unnamed = '<row r="1048576">' + "<c/>" * 16383 + "<c><v>1</v></c></row>"
    low, right = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    for rows in (unnamed + ID, low + right + ID):
        with pytest.raises(InputError, match="so far away"):
            Workbook(xlsx(f"<sheetData>{rows}</sheetData>"), "a.xlsx").read()


def test_a_false_statement_of_the_size_does_no_harm() -> None:
    """What the sheet says of its own size is not believed."""
    book = Workbook(xlsx(f'<dimension ref="A1:XFD1048576"/><sheetData>{ID}</sheetData>'), "a.xlsx")
    assert book.read().cells.shape == (1, 1)


def test_formatted_blank_rows_to_the_end_of_the_sheet_are_no_rows() -> None:
    """Borders drawn down to the last row make no table of a million rows."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 100_000))
    last = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert Workbook(xlsx(f"<sheetData>{ID}{rows}{last}</sheetData>"), "a.xlsx").read().cells.shape == (1, 1)


def test_an_ods_that_repeats_a_cell_without_end_is_refused() -> None:
    """Two attributes stand for 17 thousand million cells."""
    cell = ods_cell("7", "float", 'office:value="7" table:number-columns-repeated="16384"')
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with pytest.raises(InputError, match="The sheet has 17179869184 cells"):
        Workbook(ods(rows), "a.ods")


def test_the_blank_rest_of_an_ods_is_nothing() -> None:
    """LibreOffice stores a million blank rows below every table."""
    rest = '<table:table-row table:number-rows-repeated="1048575">'
    rest += '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f"<table:table-row>{ods_cell('id')}</table:table-row>{rest}</table:table-row>"
    assert Workbook(ods(rows), "a.ods").read().cells.shape == (1, 1)


def test_entities_are_refused_in_both_formats() -> None:
    """A few lines of XML can stand for gigabytes of text."""
    for content in (xlsx(f"<sheetData>{ID}</sheetData>", head=LAUGHS), ods("", head=LAUGHS)):
        with pytest.raises(InputError, match="declares XML entities"):
            Workbook(content, "a.xlsx").read()


def test_an_archive_that_unpacks_to_gigabytes_is_refused() -> None:
    """Two gigabytes of blanks pack into two megabytes; they are counted and not unpacked."""
    with pytest.raises(InputError, match="unpacks to 2048 MB"):
        refuse_bomb(_declaring(zipped({"xl/a.xml": b" " * 1000}), 2 << 30), "a.xlsx")
    with pytest.raises(InputError, match="unpacks to 70 MB"):
        refuse_bomb(zipped({"xl/a.xml": b" " * (70 << 20)}), "a.zip")


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    """A member that unpacks to more than it declares is stopped on the way."""
    with pytest.raises(InputError, match="unpacks to"):
        refuse_bomb(_declaring(zipped({"xl/a.xml": b" " * (30 << 20)}), 1000), "a.xlsx")


def test_archives_that_are_no_workbooks_or_are_cut_off_are_called_damaged() -> None:
    """An archive with nothing in it, a cut one, and one whose folder points nowhere."""
    whole = xlsx(f"<sheetData>{ID}</sheetData>")
    for content in (zipped({"a.txt": b"a"}), whole[: len(whole) // 2], whole.replace(b"PK\x03\x04", b"PK\x03\x05", 1)):
        with pytest.raises(InputError, match=r"damaged|none"):
            Workbook(content, "a.xlsx").read()


@pytest.mark.parametrize("at", range(30, 80, 2))
def test_a_damaged_old_workbook_ends_in_words_or_in_its_cells(at: int) -> None:
    """Sector tables that lead in circles or out of the file end in a message, not in a loop."""
    content = bytearray(xls(label(0, 0, "id")))
    content[at : at + 4] = b"\x07\x00\x00\x00"
    try:
        read = Workbook(bytes(content), "a.xls").read().cells.to_numpy().tolist()
    except InputError as error:
        read = error.problems[0].file
    assert read in ("a.xls", [["id"]])


def _declaring(content: bytes, size: int) -> bytes:
    """Write another unpacked size into the archive's folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    at = content.index(b"PK\x01\x02", start) + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]
