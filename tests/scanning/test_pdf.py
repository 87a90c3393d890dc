"""A PDF file is read through packing, encodings and fonts; one that cannot be read is told."""

import subprocess
from pathlib import Path

import pytest

from needs_analysis.scanning.files import scan_content
from needs_analysis.scanning.pdf.objects import things_of
from needs_analysis.scanning.pdf.strings import Move, pieces_of
from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Secrets
from tests.scanning.made_pdfs import PDFS, UNSEARCHABLE, pdf, stream
from tests.scanning.made_pdfs import page as made_page
from tests.scanning.planted import PLANTED, SEARCH, page

ONE_OF_EACH = {kind: texts[7] for kind, texts in PLANTED.items()}


@pytest.mark.parametrize("place", PDFS)
def test_every_place_is_searched(place: str) -> None:
    """One string of each kind is found in each place of a PDF file."""
    for kind, text in ONE_OF_EACH.items():
        hits = scan_content(PDFS[place](text), "r.pdf", SEARCH)
        assert {hit.kind for hit in hits} >= {kind}
        assert text not in repr(hits)


@pytest.mark.parametrize("place", PDFS)
def test_clean_files_have_no_hit(place: str) -> None:
    """The same files without a secret have none."""
    assert scan_content(PDFS[place]("nobody at all"), "r.pdf", SEARCH) == []


@pytest.mark.parametrize("why", UNSEARCHABLE)
def test_what_cannot_be_read_is_told(why: str) -> None:
    """A PDF file whose letters cannot be had is a hit."""
    assert {hit.kind for hit in scan_content(UNSEARCHABLE[why], "r.pdf", SEARCH)} == {"unsearchable"}


def test_a_page_printed_by_a_browser_is_read(chromium: Path, tmp_path: Path) -> None:
    """What Chromium prints, with two fonts within a word and cells of a table, gives away one of each kind."""
    surname, given, *_ = ONE_OF_EACH["name"].split()
    cells = f"<table><tr><td>{given}</td><td>{surname}</td></tr></table>"
    said = "<br>".join(f"{text[:3]}<b>{text[3:]}</b>" for kind, text in ONE_OF_EACH.items() if kind != "name")
    (tmp_path / "r.html").write_text(
        page(cells + said).replace("<html>", '<html><meta charset="utf-8">'), encoding="utf-8"
    )
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'user'}",
    ]
    printed = [chromium, *flags, f"--print-to-pdf={tmp_path / 'r.pdf'}", (tmp_path / "r.html").as_uri()]
    subprocess.run(printed, check=True, capture_output=True, timeout=120)
    hits = scan_content((tmp_path / "r.pdf").read_bytes(), "r.pdf", SEARCH)
    assert {hit.kind for hit in hits} == set(ONE_OF_EACH)


@pytest.mark.parametrize(
    ("stream", "pieces"),
    [
        (b"/F1 12 Tf 1 0 0 -1 10 20 Tm (A) Tj 30 0 Td (n)-300(B) Tj", "LINE, F1: A, STEP, F1: n, F1: B"),
        (b"/F1 12 Tf 1 0 0 -1 10 20 Tm 1 0 0 -1 50 20 Tm", "LINE, PLACE"),
        (b"/F1 12 Tfx [(A)-300(n)-20] TJ", ": A, LINE, : n"),
        (b"[-300 5 Td (A)] /F1 -200 Tf [/F2 -200 Tf (n)] /P<</MCID 3>>BDC", "LINE, LINE, : A, LINE, F2: n, PART"),
    ],
)
def test_moves_are_told_however_they_are_written(stream: bytes, pieces: str) -> None:
    """What programs write most often is read at once, and says the same as its parts, also where a list holds it."""
    said = [
        each.name if isinstance(each, Move) else f"{each.font.decode()}: {each.content.decode()}"
        for each in pieces_of(stream)
    ]
    assert ", ".join(said) == pieces


@pytest.mark.parametrize("end", [b"\nendstream endobj", b"\r\nendstream\nendobj", b"endstream endobj", b"\n", b""])
def test_a_stream_ends_where_it_says_so(end: bytes) -> None:
    """Neither what looks like an object nor a missing end keeps a stream, or an object behind it, from being read."""
    first = b"%PDF-1.7\n1 0 obj << >> stream\nAnna 2 0 objects, endobjects" + end
    found = [(each.number, each.stream) for each in things_of(first, 100)]
    assert found == [(1, b"Anna 2 0 objects, endobjects")]
    if b"endobj" in end:
        behind = [each.head for each in things_of(first + b" 3 0 obj (Berg) endobj 4 0 obj (Anna) 5 0 obj 6", 100)]
        assert behind == [b" << >> ", b" (Berg) ", b" (Anna) ", b" 6"]


@pytest.mark.parametrize(
    ("named", "content", "found"),
    [(True, b"\0\1\0\0\0\x0b(", False), (False, b"\0\1\0\0\0\x0b(", True), (True, b"(", True)],
)
def test_outlines_of_fonts_are_no_text(*, named: bool, content: bytes, found: bool) -> None:
    """What a font is made of says nothing; what is only called a font, or only begins as one, is read."""
    content += PLANTED["name"][7].encode() + b")'"
    descriptor = b"<< /Type /FontDescriptor %s >>" % (b"/FontFile2 3 0 R" if named else b"")
    assert bool(scan_content(pdf(descriptor, stream(content)), "a.pdf", SEARCH)) == found


@pytest.mark.parametrize("mark", ["-", "\u2010", "\u00ad"])
def test_a_word_goes_on_in_the_next_line(mark: str) -> None:
    """A name that is broken where a line ends is found; without a hyphen the line's end is a blank."""
    shown = "BT /F1 12 Tf 0 -14 Td <{}> Tj 0 -14 Td <{}> Tj 0 -14 Td <{}> Tj ET"
    lines = [(b"\xfe\xff" + line.encode("utf-16-be")).hex() for line in ("Seen by Aziz Kari" + mark, "mov", "today")]
    search = Search(Secrets(names=("Karimov Aziz",)))
    assert scan_content(made_page(shown.format(*lines).encode()), "a.pdf", search)
