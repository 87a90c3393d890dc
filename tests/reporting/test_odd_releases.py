"""Odd workshops: each report stays one that a person would send, as a page and as every document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import html

from needs_analysis.columns import ESTIMATES, LABELS
from needs_analysis.disclosure.suppression import NUMBERS
from needs_analysis.documents.document import Chapter, Cover, Document, Picture
from needs_analysis.documents.pdf import write_pdf
from needs_analysis.documents.slides import write_slides
from needs_analysis.documents.word import write_word
from needs_analysis.documents.workbook import write_workbook
from needs_analysis.release import Release
from needs_analysis.reporting.blocks import blocks_of
from needs_analysis.reporting.composing import Part
from tests.browser import browser_of, opened
from tests.documents.dots import picture
from tests.documents.reading import sheets_of_workbook, texts_of_slides, texts_of_word
from tests.hostile.pages import page_of
from tests.reporting.boxes import UNFOLD, fitted_to, out_of_place
from tests.reporting.every_display import DISPLAYS
from tests.small_release import importance_only, make_empty_release, make_release

NO_WORD = re.compile(r"\b(nan|NaN|None|NaT|inf|Infinity|undefined)\b|\{\w*\}")
SIXTY = [f"{first}{second}Q" for first in "ABCDEF" for second in "ABCDEFGHIJ"]
EVALUATED = ("evaluation", "knowledge", "confidence", "satisfaction")


def nearly_withheld() -> Release:
    """Only the numbers of people are left."""
    release = make_release()
    estimates = release.estimates.copy()
    gone = estimates["statistic"].ne("count")
    estimates.loc[gone, NUMBERS] = None
    estimates.loc[gone, "note"] = "too_few"
    return replace(release, estimates=ESTIMATES.frame(estimates))


def of_sixty() -> Release:
    """Each number of one country sixty times over."""
    release = make_release()
    rows = release.estimates[release.estimates["group"].eq("KAZ")]
    estimates = pd.concat([release.estimates, *(rows.assign(group=code) for code in SIXTY)], ignore_index=True)
    words = [{"kind": "country", "code": code, "language": "en", "label": f"Country {code}"} for code in SIXTY]
    labels = pd.concat([release.labels, LABELS.frame(words)], ignore_index=True)
    of_country = release.manifest["nesting"]["country"] | {code: ["national"] for code in SIXTY}
    manifest = {**release.manifest, "nesting": {**release.manifest["nesting"], "country": of_country}}
    return replace(release, manifest=manifest, estimates=ESTIMATES.frame(estimates), labels=labels)


def of_two() -> Release:
    """Two countries and no third."""
    release = make_release()
    third = release.estimates["group"].eq("TJK")
    return replace(release, estimates=release.estimates[~third].reset_index(drop=True))


def oddly_named() -> Release:
    """A need without Russian words, one whose name is long and one that reads from right to left, with a picture."""
    release = make_release()
    labels = release.labels.copy()
    labels.loc[labels["code"].eq("RSK-2"), "label"] = "ОБМЕН СВЕДЕНИЯМИ О РИСКАХ НА ГРАНИЦЕ " * 9
    labels.loc[labels["code"].eq("TRN-1"), "label"] = "تدريب مشترك للحدود 🛂"
    labels.loc[labels["code"].eq("KGZ"), "label"] = "Соединённое Королевство " * 13
    unlabelled = labels["code"].eq("RSK-1") & labels["language"].eq("ru")
    return replace(release, labels=labels[~unlabelled].reset_index(drop=True))


def one_need_a_theme() -> Release:
    """A theme that has a single need."""
    release = make_release()
    gone = release.estimates["item"].eq("RSK-2")
    return replace(
        release,
        estimates=release.estimates[~gone].reset_index(drop=True),
        labels=release.labels[release.labels["code"].ne("RSK-2")].reset_index(drop=True),
    )


def without_activities() -> Release:
    """A workshop that listed no assistance."""
    release = make_release()
    about = release.estimates["measure"].isin(["activities", "providers", "overlaps", "coverage"])
    estimates = release.estimates[~about].reset_index(drop=True)
    return replace(release, estimates=estimates, activities=release.activities.iloc[:0])


def without_evaluation() -> Release:
    """A workshop that asked nobody about itself."""
    release = make_release()
    about = release.estimates["measure"].isin(EVALUATED)
    manifest = {**release.manifest, "evaluation": {}}
    return replace(release, manifest=manifest, estimates=release.estimates[~about].reset_index(drop=True))


ODD: dict[str, Callable[[], Release]] = {
    "nearly everything withheld": nearly_withheld,
    "sixty countries": of_sixty,
    "two countries": of_two,
    "odd names": oddly_named,
    "a theme of one need": one_need_a_theme,
    "no activities": without_activities,
    "no evaluation": without_evaluation,
    "importance alone": importance_only,
    "nothing at all": make_empty_release,
}


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


@pytest.fixture(scope="module", params=ODD)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Document]:
    """The page of every display there is in Russian, and the document that is gathered from it."""
    folder, release = tmp_path_factory.mktemp("odd"), ODD[request.param]()
    page = page_of([show(release, "ru") for show in DISPLAYS.values()], release, folder, language="ru")
    blocks = blocks_of(Part("03_needs", folder / "03_needs.ipynb"), "ru")
    cover = Cover("Отчёт", "Семинар", (("Выпуск", str(release.manifest["id"])),))
    return page, Document("ru", str(release.manifest["id"]), "Выпуск", cover, (Chapter("03_needs", "", blocks),))


def test_words_stand_where_there_are_no_numbers(made: tuple[Path, Document]) -> None:
    """Never a program's name for nothing, and never a place for a number that nobody filled."""
    page = html.fromstring(made[0].read_text(encoding="utf-8"))
    texts = page.xpath("//main//text()[not(ancestor::script or ancestor::code)] | //main//@aria-label")
    assert len(texts) > 100
    assert [text for text in texts if NO_WORD.search(text)] == []


def test_the_page_keeps_everything_in_its_place(made: tuple[Path, Document], browser: Any) -> None:
    """On a telephone and on a desk: every chart drawn, no label cut, none upon another, and no complaint."""
    with opened(browser, made[0], viewport={"width": 1280, "height": 800}) as seen:
        seen.page.evaluate(UNFOLD)
        for width in (360, 1280):
            fitted_to(seen.page, width)
            assert out_of_place(seen.page) == []
        assert seen.complaints == []


def test_every_document_is_made(made: tuple[Path, Document], tmp_path: Path) -> None:
    """With every table in it, and with words where numbers are missing."""
    document = made[1]
    drawn = [picture(700, 300) for chapter in document.chapters for each in chapter.blocks if isinstance(each, Picture)]
    word = write_word(tmp_path / "report.docx", document, drawn)
    slides = write_slides(tmp_path / "report.pptx", document)
    workbook = write_workbook(tmp_path / "report.xlsx", document)
    texts = [*texts_of_word(word), *chain.from_iterable(texts_of_slides(slides))]
    assert [text for text in texts if NO_WORD.search(text)] == []
    assert len(sheets_of_workbook(workbook.read_bytes())) > len({table.caption for table in document.tables()})
    assert write_pdf(tmp_path / "report.pdf", document, drawn).stat().st_size > 1000
