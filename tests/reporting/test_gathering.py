"""A report gathered for documents holds what its page shows, block by block."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.documents.document import Document, Heading, Paragraph, Picture, Points, Table
from needs_analysis.errors import ChapterError
from needs_analysis.reporting.blocks import blocks_of
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.gathering import gather
from needs_analysis.reporting.planning import plan_reports
from tests.reporting.chapters import code, markdown, shows, write_chapter
from tests.reporting.conftest import Site

TEXT = (
    "# Title *soft*\n\nA **strong** `code` [name](http://x.example).\n\n- one\n- two\n  - three\n\n1. first\n\n<b>x</b>"
)


@pytest.fixture(scope="module")
def document(site: Site) -> Document:
    [report] = [
        each
        for each in plan_reports(site.workshop, site.releases, root=site.workshop.reports)
        if (each.release.edition, each.language) == ("donor", "en")
    ]
    return gather(report)


def test_markdown_becomes_plain_blocks(tmp_path: Path) -> None:
    """Marks of type are kept as runs; a link keeps its words and leads nowhere; HTML is the text that it is."""
    title, text, points, ordered, html = blocks_of(Part("x", write_chapter(tmp_path / "x.ipynb", markdown(TEXT))), "en")
    assert title == Heading(1, "Title soft")
    assert isinstance(text, Paragraph)
    assert [(run.text, run.strong, run.code) for run in text.line if run.text.strip() not in ("A", ".")] == [
        ("strong", True, False),
        (" ", False, False),
        ("code", False, True),
        (" ", False, False),
        ("name", False, False),
    ]
    assert isinstance(points, Points)
    assert ["".join(run.text for run in item) for item in points.items] == ["one", "two three"]
    assert isinstance(ordered, Points)
    assert ordered.ordered
    assert isinstance(html, Paragraph)
    assert "".join(run.text for run in html.line) == "<b>x</b>"


def test_a_part_about_one_group_says_whose_it_is(tmp_path: Path) -> None:
    """As its page does."""
    chapter = write_chapter(tmp_path / "x.ipynb", markdown("# Which needs?"))
    assert blocks_of(Part("x", chapter, group="KAZ", about="Kazakhstan"), "en")[0] == Heading(
        1, "Kazakhstan. Which needs?"
    )


def test_html_alone_is_refused(tmp_path: Path) -> None:
    """What only a browser can read is not left out in silence."""
    chapter = write_chapter(tmp_path / "x.ipynb", markdown("# T"), code("1", shows(**{"text/html": "<p>A</p>"})))
    with pytest.raises(ChapterError, match="HTML alone"):
        blocks_of(Part("x", chapter), "en")


def test_a_report_has_its_cover_its_chapters_and_how_it_was_made(document: Document, site: Site) -> None:
    """Objectives first, provenance last; the release names itself."""
    assert document.release == site.releases["donor"][0].manifest["id"]
    assert [chapter.name for chapter in document.chapters][-1] == "provenance"
    assert document.chapters[0].name == "objectives"
    assert [block for block in document.blocks() if isinstance(block, Table | Picture)]
    assert all(chapter.title for chapter in document.chapters)
