"""Pages composed by children are those that this process composes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import ChapterError
from needs_analysis.language import interface_language
from needs_analysis.reporting import kernels
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.pages import compose_pages
from needs_analysis.reporting.planning import Planned
from needs_analysis.reporting.warm.nursery import can_fork, nursery
from needs_analysis.workshop import Report
from tests.reporting.chapters import code, draws, markdown, shows, write_chapter
from tests.small_release import make_release

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork: pages are composed one by one")


def planned(folder: Path, language: str, *cells: dict[str, object]) -> Planned:
    """A report of one chapter, which was executed."""
    release = make_release()
    source = write_release(folder / "release", release)
    notebook = write_chapter(folder / f"{language}.ipynb", markdown("# What is it?"), *cells)
    given = {"release": "../release", "language": language}
    plan = Report(id="r", editions=["donor"], part=[{"chapter": [{"notebook": "a"}]}])  # type: ignore[list-item]
    return Planned(plan, release, source, language, folder, (), (Part("a", notebook, given),))


def in_children(reports: list[Planned]) -> list[str]:
    """Pages as children compose them."""
    with kernels.kernel_environment(), nursery() as parent:
        with parent.child(reports[0].folder):
            assert parent.is_warm
        return compose_pages(reports, at_once=2)


def test_pages_are_the_same_whoever_composes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, and in order; also where files are named from here."""
    monkeypatch.chdir(tmp_path)
    reports = [planned(Path(), language, code("1", draws())) for language in ("en", "ru")]
    assert in_children(reports) == compose_pages(reports, at_once=2)


def test_what_no_page_can_show_is_told_of_all(tmp_path: Path) -> None:
    """In the interface's language, with the chapter's name."""
    wrong = code("1", shows(**{"text/html": "<script>1</script>"}))
    reports = [planned(tmp_path, language, wrong) for language in ("en", "ru")]
    with interface_language("ru"), pytest.raises(ChapterError) as raised:
        in_children(reports)
    assert [(problem.file, "Ячейка 3" in problem.what) for problem in raised.value.problems] == [
        ("en.ipynb", True),
        ("ru.ipynb", True),
    ]
    assert replace(raised.value.problems[0], file="") == replace(raised.value.problems[1], file="")
