"""A report gathered for documents holds what its page shows, block by block."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.documents.document import (
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.errors import ChapterError
from needs_analysis.reporting.blocks import blocks_of
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.gathering import gather
from needs_analysis.reporting.outputs import CONTENT, HTML
from needs_analysis.reporting.planning import plan_reports
from needs_analysis.tables import state_background, state_key_figures, table_glossary
from tests.reporting.chapters import code, markdown, shows, write_chapter
from tests.reporting.conftest import Site
from tests.small_release import make_release

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
    """Marks of type are kept as runs; a link keeps its words and says where it led; HTML is the text that it is."""
    title, text, points, ordered, html = blocks_of(Part("x", write_chapter(tmp_path / "x.ipynb", markdown(TEXT))), "en")
    assert title == Heading(1, "Title soft")
    assert isinstance(text, Paragraph)
    assert [(run.text, run.strong, run.code) for run in text.line if run.text.strip() not in ("A", ".")] == [
        ("strong", True, False),
        (" ", False, False),
        ("code", False, True),
        (" ", False, False),
        ("name", False, False),
        (" (http://x.example)", False, False),
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
    for plain in ({}, {"text/plain": "<IPython.core.display.HTML object>"}):
        shown = shows(**{"text/html": "<p>A</p>"} | plain)
        chapter = write_chapter(tmp_path / "x.ipynb", markdown("# T"), code("1", shown))
        with pytest.raises(ChapterError, match=r"x\.ipynb: Cell 3: it shows HTML alone"):
            blocks_of(Part("x", chapter), "en")


def test_a_report_has_its_cover_its_chapters_and_how_it_was_made(document: Document, site: Site) -> None:
    """Objectives first, provenance last; the release names itself."""
    assert document.release == site.releases["donor"][0].manifest["id"]
    assert [chapter.name for chapter in document.chapters][-1] == "provenance"
    assert document.chapters[0].name == "objectives"
    assert [block for block in document.blocks() if isinstance(block, Table | Picture)]
    assert all(chapter.title for chapter in document.chapters)


def test_what_is_no_table_and_no_sentence_becomes_blocks_too(tmp_path: Path) -> None:
    """Key figures with what they count; a text as it was written; terms as a table of two columns."""
    figures = {"kind": "key_figures", "figures": [{"value": "5", "what": "delegations", "note": "each counts once"}]}
    prose = {
        "kind": "prose",
        "blocks": [["heading", "Why"], ["item", "a"], ["item", "b"], ["paragraph", "p"]],
        "lang": "",
    }
    cells = [code("1", shows(**{CONTENT: content, HTML: "<p>x</p>"})) for content in (figures, prose)]
    chapter = write_chapter(tmp_path / "x.ipynb", markdown("# Title?"), *cells)
    assert blocks_of(Part("x", chapter), "en")[1:] == (
        KeyFigures((KeyFigure("5", "delegations", "each counts once"),)),
        Paragraph((Run("Why", strong=True),)),
        Points(((Run("a"),), (Run("b"),))),
        Paragraph((Run("p"),)),
    )


@pytest.mark.parametrize("make", [state_key_figures, state_background, table_glossary], ids=lambda make: make.__name__)
def test_the_data_beside_a_display_are_those_that_documents_read(make: Callable[..., Any], tmp_path: Path) -> None:
    """Each gives its data with its HTML, and the data have a kind of block."""
    data = make(make_release(), "en")._repr_mimebundle_()
    cell = code("1", shows(**{kind: json.loads(json.dumps(content)) for kind, content in data.items()}))
    _, *blocks = blocks_of(Part("x", write_chapter(tmp_path / "x.ipynb", markdown("# Title?"), cell)), "en")
    assert blocks
