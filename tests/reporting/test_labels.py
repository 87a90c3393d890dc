"""Labels are whatever somebody typed: in a whole report of real charts and tables they stay what they are, texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.formatters import DisplayFormatter

from needs_analysis import charts, tables
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.writing import write_text
from tests.browser import Seen, browser_of, opened
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_release import AGENCY_TYPES, COUNTRIES, NEEDS, THEMES, make_release

HOSTILE = [
    "<script>document.title = 'hacked'</script>",
    "</script></style></title><b>",
    "{{ 7 * 7 }} {% raw %} {x} %{y}",
    "\" onmouseover=\"document.title = 'hacked'\" '",
    "<img src=x onerror=\"document.title = 'hacked'\">",
    "[go](javascript:alert(1)) <a href='javascript:alert(1)'>go</a>",
    "<!-- <svg onload=alert(1)> &lt;i&gt; $x$",
    "a-word_without.a/place:to;break" + "x" * 90,
]
CODES = {"need": NEEDS, "theme": THEMES, "country": COUNTRIES, "agency_type": AGENCY_TYPES}
SHOWN = [
    charts.chart_needs_ranking,
    charts.chart_participants,
    charts.chart_theme_country,
    tables.table_themes,
    tables.table_needs,
    tables.state_needs,
]
INTRUDERS = """[...document.querySelectorAll('body *')].flatMap(each => [
    ...(['IMG', 'IFRAME', 'STYLE'].includes(each.tagName) && !each.closest('head') ? [each.tagName] : []),
    ...[...each.attributes].filter(a => /^on/.test(a.name) || /^\\s*javascript:/.test(a.value)).map(a => a.name),
])"""
SCOPELESS = "[...document.querySelectorAll('th:not([scope])')].map(each => each.outerHTML)"
NO_CAPTION = "[...document.querySelectorAll('table:not(:has(caption))')].length"
EMPTY_HEADINGS = "[...document.querySelectorAll('th, caption')].filter(each => !each.textContent.trim()).length"
NAMES = "[...document.querySelectorAll('figure, .drawing')].map(each => each.getAttribute('aria-label'))"


def words() -> dict[tuple[str, str], str]:
    """Every label of the release is hostile, each in its own way."""
    keys = [(kind, code) for kind, codes in CODES.items() for code in codes]
    return {key: f"{key[1]} {HOSTILE[place % len(HOSTILE)]}" for place, key in enumerate(keys)}


@pytest.fixture(scope="module")
def seen(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """A report of real charts, tables and sentences, opened in a browser."""
    folder = tmp_path_factory.mktemp("labels")
    text = " ".join(HOSTILE)
    event = make_release().manifest["workshop"]
    told = {"title": {"en": text}, "place": {"en": text}, "notice": {"en": text}}
    objectives = [{"id": "needs", "text": {"en": text}}]
    release = make_release(words=words(), workshop={**event, **told}, objectives=objectives, command=text)
    outputs = []
    for show in SHOWN:
        data, metadata = DisplayFormatter().format(show(release, "en"))
        outputs.append({"output_type": "display_data", "data": data, "metadata": metadata})
    cells = [markdown(f"# Which needs come first?\n\n{text}"), code("all of them", *outputs)]
    chapter = write_chapter(folder / "03_needs.ipynb", *cells)
    page = write_text(folder / "report.html", report_html([Part("03_needs", chapter)], release, language="en"))
    with browser_of(chromium) as browser, opened(browser, page, viewport={"width": 360, "height": 740}) as opened_page:
        yield opened_page


def test_nothing_typed_becomes_part_of_the_page(seen: Seen) -> None:
    """No element, no handler, no running link; nothing is asked for, and nothing complains."""
    seen.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for place in seen.page.locator("th, h1, h2, figcaption").all():
        place.dispatch_event("mouseover")
    assert seen.page.evaluate(INTRUDERS) == []
    assert "hacked" not in seen.page.title().replace("title = 'hacked'", "")
    assert seen.complaints == []
    assert len(seen.requests) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_is_shown_as_typed(seen: Seen, text: str) -> None:
    """On the cover, and wherever a label stands in a table."""
    assert text in seen.page.locator("h1").text_content()
    assert text in seen.page.locator(".cover .notice").text_content()
    assert any(text in cell for cell in seen.page.locator("main th").all_text_contents())


def test_tables_can_be_followed_without_eyes(seen: Seen) -> None:
    """Each table has a caption, each heading a scope and words, each figure and picture a name."""
    assert seen.page.evaluate(SCOPELESS) == []
    assert seen.page.evaluate(NO_CAPTION) == 0
    assert seen.page.evaluate(EMPTY_HEADINGS) == 0
    assert all(name.strip() for name in seen.page.evaluate(NAMES))
    assert len(seen.page.evaluate(NAMES)) == 6


def test_long_words_do_not_widen_a_phone(seen: Seen) -> None:
    """Labels without a place to break wrap or scroll within their own box."""
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 360
