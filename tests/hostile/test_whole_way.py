"""Workspaces in which every text is hostile, from the files to the pages: nothing runs, nothing leaves, all is read."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from needs_analysis.cli.running import run_all
from needs_analysis.release import read_release
from tests.browser import browser_of
from tests.hostile.corpus import seen
from tests.hostile.test_csv import runs
from tests.hostile.test_policy import HEAD
from tests.hostile.test_workbooks import formulae
from tests.hostile.watching import Watched, watched
from tests.hostile.workspaces import Texts, write_form_and_export, write_listed


@dataclass(frozen=True)
class Ran:
    """A workspace after its run, and the texts that were planted in it."""

    root: Path
    texts: Texts

    def pages(self) -> list[Path]:
        """Every page that was written."""
        return sorted((self.root / "reports").rglob("*.html"))

    def english(self, kind: str) -> list[str]:
        """The English texts of a kind that has two languages."""
        return self.texts.given[kind][::2]


@pytest.fixture(scope="module", params=[write_listed, write_form_and_export], ids=["listed", "form"])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    write: Callable[[Path], Texts] = request.param
    root = tmp_path_factory.mktemp("hostile")
    ran = Ran(root, write(root))
    run_all(root)
    return ran


@pytest.fixture(scope="module")
def looked(ran: Ran, chromium: Path) -> dict[str, Watched]:
    """Every page of the run, gone over in a browser."""
    found = {}
    with browser_of(chromium) as browser:
        for path in ran.pages():
            with watched(browser, path, drawn=path.name != "index.html") as told:
                found[path.relative_to(ran.root / "reports").as_posix()] = told
    return found


def test_both_editions_and_the_index_are_built(ran: Ran) -> None:
    """Hostile texts stop no run."""
    assert [path.relative_to(ran.root / "reports").as_posix() for path in ran.pages()] == [
        "donor/en/final_report.html",
        "donor/index.html",
        "index.html",
        "organiser/en/final_report.html",
        "organiser/index.html",
    ]
    assert all(HEAD.search(path.read_text(encoding="utf-8")) for path in ran.pages())


def test_no_page_does_anything(looked: dict[str, Watched]) -> None:
    """No script, no request, no link, no violation of the policy."""
    assert {name: done for name, told in looked.items() if (done := told.did())} == {}


def test_the_pages_can_be_read(looked: dict[str, Watched], ran: Ran) -> None:
    """The words of the event stand in each page as they were typed, and reports have tables and pictures."""
    for name, told in looked.items():
        words = [text for kind in ("title", "place", "notice") for text in ran.english(kind)]
        assert [text for text in words if seen(text) not in seen(told.text)] == []
        assert {"h1", "table", "caption"} <= told.elements
        assert name.endswith("index.html") or {"svg", "figure"} <= told.elements


def test_labels_and_remarks_are_shown_as_typed(looked: dict[str, Watched], ran: Ran) -> None:
    """Whatever is named in English, and what nobody could resolve."""
    told = looked["organiser/en/final_report.html"]
    shown = seen(told.text + "".join(told.hovers))
    kinds = ["objective", "need", "question", "choice", "statement"]
    texts = {kind: ran.english(kind) for kind in kinds if kind in ran.texts.given}
    texts |= {kind: ran.texts.given[kind] for kind in ("activity", "unresolved country") if kind in ran.texts.given}
    lost = {kind: [text for text in found if seen(text) not in shown] for kind, found in texts.items()}
    assert {kind: found for kind, found in lost.items() if found} == {}


def test_no_file_of_a_run_holds_a_formula(ran: Ran) -> None:
    """No cell of a CSV file that was written, no cell of a workbook."""
    received = {ran.root / "needs.csv", *(ran.root / "data" / "raw").iterdir()}
    written = [path for path in ran.root.rglob("*.csv") if path not in received]
    assert len(written) > 20
    for path in written:
        with path.open(encoding="utf-8", newline="") as file:
            assert [cell for row in csv.reader(file) for cell in row if runs(cell)] == [], path.name
    assert formulae(ran.root / "data" / "review.xlsx") == []


def test_releases_are_read_back(ran: Ran) -> None:
    """Their ids are those of what was read."""
    for edition in ("organiser", "donor"):
        assert read_release(ran.root / "reports" / edition / "release").edition == edition


def test_nothing_lies_outside_of_its_folder(ran: Ran) -> None:
    """Every file has a plain name."""
    names = {part for path in ran.root.rglob("*") for part in path.relative_to(ran.root).parts}
    assert [name for name in names if not all(letter.isalnum() or letter in "._-" for letter in name)] == []
