"""Long tables are put in order and searched, also by keyboard; on paper and without scripts they are as written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.tables import LONG, mark_long
from needs_analysis.tables import PresentationTable
from needs_analysis.tables.cell import Cell
from needs_analysis.writing import write_text
from tests.browser import Seen, browser_of, opened
from tests.reporting.chapters import HTML, code, draws, markdown, shows, write_chapter
from tests.small_release import make_release

NBSP = "\N{NO-BREAK SPACE}"
NAMES = ["Ёж", "Абак", "Ель", "Жук", "N10", "N9", "Яма", "Бор", "Вал", "Гул", "Дом", "Око"]
# As written, from the smallest to the largest: worked out by hand.
NUMBERS = {
    "en": [
        "−1.5 (−2.0 to −0.9)",
        "−0.25",
        "0.0",
        "less than 1 %",
        "1 %",
        "2–17",
        "3.4 (3.1–3.8)",
        "12.5",
        "86 % (79–91)",
        "1,200",
    ],
    "ru": [
        "−1,5 (от −2,0 до −0,9)",
        "−0,25",
        "0,0",
        "менее 1 %",
        "1 %",
        "2–17",
        "3,4 (3,1–3,8)",
        "12,5",
        "86 % (79–91)",
        f"1{NBSP}200",
    ],
}
ABSENT = {
    "en": [Cell("too few to report", "too-few"), Cell("not counted", "missing")],
    "ru": [Cell("слишком мало, чтобы сообщать", "too-few"), Cell("не подсчитано", "missing")],
}
WRITTEN = [7, 10, 3, 0, 11, 5, 9, 1, 8, 2, 6, 4]  # the order of the rows as written: any that is not sorted
SECOND = (
    "[...document.querySelectorAll('table[data-long] tbody tr')].filter(each => each.checkVisibility())"
    ".map(each => each.cells[1].textContent)"
)
FIRST = SECOND.replace("cells[1]", "cells[0]")
TOOLS = ".table-tools, th button"


def cells(language: str) -> list[Cell]:
    return [*(Cell(text, "num") for text in NUMBERS[language]), *ABSENT[language]]


def long_table(language: str, rows: int = LONG, **further: Any) -> PresentationTable:
    values = [cells(language)[place] for place in WRITTEN[:rows]]
    return PresentationTable("Long", ("Name", "Value"), tuple(zip(map(Cell, NAMES), values, strict=False)), **further)


def page_of(folder: Path, language: str, *tables: PresentationTable) -> Path:
    shown = [code("x", shows(**{HTML: table._repr_html_()})) for table in tables]
    cells = [markdown("# Which?"), *shown]
    chapter = write_chapter(folder / "03_needs.ipynb", *cells)
    html = report_html([Part("03_needs", chapter)], make_release(), language=language)
    return write_text(folder / f"report-{language}.html", html)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


@pytest.fixture(params=["en", "ru"])
def seen(request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Iterator[Seen]:
    """A page with one long table and one that is short."""
    language: str = request.param
    with opened(browser, page_of(tmp_path, language, long_table(language), long_table(language, 11))) as page:
        yield page
        assert page.complaints == []


def language_of(seen: Seen) -> str:
    return str(seen.page.locator("html").get_attribute("lang"))


def test_numbers_sort_by_value_and_what_is_none_comes_last(seen: Seen) -> None:
    """In both directions, and the third press restores the order as written."""
    given, absent = NUMBERS[language_of(seen)], [cell.text for cell in ABSENT[language_of(seen)]]
    written = seen.page.evaluate(SECOND)
    heading, button = seen.page.locator("th", has_text="Value").first, seen.page.locator("th button").nth(1)
    found = []
    for _ in range(3):
        button.focus()
        seen.page.keyboard.press("Enter")
        found.append((heading.get_attribute("aria-sort"), seen.page.evaluate(SECOND)))
    last = [text for text in written if text in absent]
    assert found[0] == ("ascending", [*given, *last])
    assert found[1] == ("descending", [*given[::-1], *last])
    assert found[2] == ("none", written)


def test_words_sort_as_the_language_does(seen: Seen) -> None:
    """Ё beside Е, and numbers within words by their value; one button restores the order as written."""
    seen.page.locator("th button").first.click()
    words = ["Абак", "Бор", "Вал", "Гул", "Дом", "Ёж", "Ель", "Жук", "Око", "Яма"]
    latin = ["N9", "N10"]
    found = seen.page.evaluate(FIRST)
    assert [word for word in found if word not in latin] == words
    assert [word for word in found if word in latin] == latin
    assert seen.page.locator("th").first.get_attribute("aria-sort") == "ascending"
    seen.page.locator(".table-tools button").click()
    assert seen.page.evaluate(FIRST) == NAMES
    assert seen.page.locator("th").first.get_attribute("aria-sort") == "none"


def test_a_search_leaves_the_rows_that_hold_all_its_words_and_counts_them(seen: Seen) -> None:
    """Capitals do not matter, nor the dots of Ё; on paper all rows are there."""
    field, count = seen.page.get_by_role("searchbox"), seen.page.get_by_role("status")
    assert "12" in count.inner_text()
    field.fill("Еж")
    assert seen.page.evaluate(FIRST) == ["Ёж"]
    assert [word for word in count.inner_text().split() if word.isdigit()] == ["1", "12"]
    field.fill("nothing of that")
    assert seen.page.evaluate(FIRST) == []
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate(FIRST) == NAMES
    assert not seen.page.locator(".table-tools").first.is_visible()


def test_only_long_tables_have_tools_and_each_is_named(seen: Seen) -> None:
    """One field for two tables, with a label and the table's caption; buttons are the headings."""
    assert seen.page.locator(".table-tools").count() == 1
    field = seen.page.get_by_role("searchbox")
    assert field.evaluate("each => each.labels[0].textContent.trim()")
    assert (
        field.evaluate("each => document.getElementById(each.getAttribute('aria-describedby')).textContent") == "Long"
    )
    assert seen.page.locator("th button").all_inner_texts() == ["Name", "Value"]


def test_without_scripts_nothing_of_it_appears(browser: Any, tmp_path: Path) -> None:
    """The table stands as it was written."""
    page = page_of(tmp_path, "en", long_table("en"))
    with opened(browser, page, drawn=False, java_script_enabled=False) as seen:
        assert seen.page.locator(TOOLS).count() == 0
        assert seen.page.locator("table[data-long] tbody tr").count() == LONG


def test_a_table_with_groups_of_rows_stays_whole() -> None:
    """So does one with two rows of headings; and a page with neither long tables nor charts has no script."""
    grouped = long_table("en", notes=("A note.",))
    rows = ((Cell("Group"),), *grouped.rows)
    assert "data-long" in mark_long(grouped._repr_html_())
    assert "data-long" not in mark_long(PresentationTable("Long", grouped.headings, rows)._repr_html_())
    twice = grouped._repr_html_().replace("</thead>", "<tr><th>More</th></tr></thead>")
    assert "data-long" not in mark_long(twice)


def test_the_table_of_a_chart_can_be_searched_too(browser: Any, tmp_path: Path) -> None:
    """It is folded away, and has its tools with it."""
    chapter = write_chapter(
        tmp_path / "03_needs.ipynb", markdown("# Which?"), code("x", draws(table=long_table("en")._repr_html_()))
    )
    html = report_html([Part("03_needs", chapter)], make_release(), language="en")
    with opened(browser, write_text(tmp_path / "report.html", html)) as seen:
        assert seen.page.locator("details .table-tools").count() == 1
        assert not seen.page.get_by_role("searchbox").is_visible()
        seen.page.locator("summary").click()
        assert seen.page.get_by_role("searchbox").is_visible()
        assert seen.complaints == []


def test_words_of_a_table_of_ones_own_sort_as_words(browser: Any, tmp_path: Path) -> None:
    """Its cells have no class either, and are no numbers for that."""
    rows = "".join(f"<tr><td>{place}</td><td>{name}</td></tr>" for place, name in enumerate(NAMES))
    heads = "<thead><tr><th scope='col'>A</th><th scope='col'>Name</th></tr></thead>"
    shown = shows(**{HTML: f"<table><caption>Own</caption>{heads}<tbody>{rows}</tbody></table>"})
    chapter = write_chapter(tmp_path / "03_needs.ipynb", markdown("# Which?"), code("x", shown))
    html = report_html([Part("03_needs", chapter)], make_release(), language="ru")
    with opened(browser, write_text(tmp_path / "report.html", html)) as seen:
        seen.page.locator("th button").nth(1).click()
        found = seen.page.evaluate(SECOND)
    assert sorted(found) == sorted(NAMES)
    assert found.index("Абак") < found.index("Бор") < found.index("Ёж") < found.index("Яма")
