"""A PDF file is read through packing, encodings and fonts; one that cannot be read is told."""

import subprocess
from pathlib import Path

import pytest

from needs_analysis.scanning.files import scan_content
from tests.scanning.made_pdfs import PDFS, UNSEARCHABLE
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
