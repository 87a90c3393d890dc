"""Reports in a real browser: all is drawn, nothing is fetched, nothing runs that should not, anyone can read it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Seen, browser_of, opened, wait_until
from tests.reporting.conftest import NOTICE, Site
from tests.reporting.every_display import full_page

AT_PROVENANCE = """(() => {
    const { top } = document.getElementById('provenance').getBoundingClientRect();
    return top >= 0 && top < 100;
})()"""

CHARTS = 3
LAPTOP, PHONE = {"width": 1280, "height": 740}, {"width": 360, "height": 740}
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => +each.tagName[1])"
CONTENTS = """[...document.querySelectorAll('.contents a')]
    .map(each => document.getElementById(each.hash.slice(1))?.tagName)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = (
    "[...document.querySelectorAll('figure.chart .drawing')].filter(each => each.querySelector('svg .point')).length"
)
TABLES = "[...document.querySelectorAll('figure.chart table')].filter(each => each.checkVisibility()).length"
WIDEST = "Math.max(...[...document.querySelectorAll('.drawing .main-svg')].map(each => each.width.baseVal.value))"
NAMELESS = """[...document.querySelectorAll('figure, [role=img], [role=group], nav, section, table')].filter(each =>
    !(each.getAttribute('aria-label') || each.getAttribute('aria-labelledby') || each.querySelector('caption')))
    .map(each => each.outerHTML.slice(0, 80))"""
INTRUDE = """() => {
    const script = document.createElement('script');
    script.textContent = "document.title = 'hacked'";
    document.body.append(script);
    return fetch('https://example.org/').then(() => 'fetched', () => 'refused');
}"""


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


@pytest.fixture(scope="module")
def report(site: Site) -> Path:
    return site.report("organiser", "en")


@pytest.fixture(scope="module")
def laptop(browser: Any, report: Path) -> Iterator[Seen]:
    """The report on a laptop, for tests that only look."""
    with opened(browser, report, viewport=LAPTOP) as seen:
        yield seen


def test_every_chart_is_drawn_and_its_table_closed(laptop: Seen) -> None:
    """As many pictures as the chapters drew."""
    assert laptop.page.evaluate(DRAWN) == CHARTS
    assert laptop.page.evaluate(TABLES) == 0


def test_nothing_is_fetched_and_nothing_complains(laptop: Seen, report: Path) -> None:
    """One address is asked for; no error, no violation of the page's policy."""
    assert laptop.requests == [report.resolve().as_uri()]
    assert laptop.complaints == []


def test_hostile_texts_are_inert_and_shown_as_they_are(laptop: Seen) -> None:
    """In the workshop's title, in markdown, in outputs, in a chart's words and in its labels."""
    assert laptop.page.title().startswith("Small workshop </script>")
    assert laptop.page.locator("main img, main [onerror], a[href^=javascript]").count() == 0
    assert "<img src=x onerror=alert(1)> {n} & <b>" in laptop.page.locator("h1").inner_text()
    assert "<script>document.title = 'hacked'</script>" in laptop.page.locator("main").inner_text()


def test_no_page_is_wider_than_its_screen(browser: Any, site: Site, report: Path, laptop: Seen) -> None:
    """On a phone as on a laptop, tables scroll by themselves."""
    assert laptop.page.evaluate(OVERFLOW) == 0
    for page in (report, site.workshop.reports / "index.html"):
        with opened(browser, page, viewport=PHONE) as seen:
            assert seen.page.evaluate(OVERFLOW) == 0
            assert seen.complaints == []


def test_headings_can_be_followed(laptop: Seen) -> None:
    """One h1, no level left out, and an entry of the contents for each heading of the next two levels."""
    levels = laptop.page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert laptop.page.evaluate(CONTENTS) == [f"H{level}" for level in levels if level in (2, 3)]


def test_a_jump_ends_at_its_heading(browser: Any, tmp_path: Path) -> None:
    """At once, when what lies between is not laid out yet; and by an address that names a place."""
    page = full_page(tmp_path, "en")
    with opened(browser, page, drawn=False, viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as seen:
        seen.page.click("nav.contents a[href='#provenance']")
        wait_until(seen.page, AT_PROVENANCE)
        other = seen.page.context.new_page()
        other.goto(f"{page.resolve().as_uri()}#provenance")
        wait_until(other, AT_PROVENANCE)


def test_everything_that_needs_a_name_has_one(laptop: Seen) -> None:
    """Figures, pictures, regions, tables; and the page says its language and its notice."""
    assert laptop.page.evaluate(NAMELESS) == []
    assert laptop.page.locator("html").get_attribute("lang") == "en"
    assert laptop.page.locator("header .notice").inner_text() == NOTICE["en"]
    alt = laptop.page.locator("figure.chart [role=img]").first.get_attribute("aria-label")
    assert alt == "The widest gap is 1.5 points."


def test_the_policy_refuses_other_scripts_and_any_fetch(browser: Any, report: Path) -> None:
    """Even a script that got into the page would neither run nor reach another host."""
    with opened(browser, report) as seen:
        assert seen.page.evaluate(INTRUDE) == "refused"
        assert seen.page.title() != "hacked"
        assert {"violation script-src-elem", "violation connect-src"} <= set(seen.complaints)


def test_charts_fit_the_paper(browser: Any, report: Path) -> None:
    """Before printing, charts are drawn to the width of A4, and back again after."""
    with opened(browser, report, viewport=LAPTOP) as seen:
        before = seen.page.evaluate(WIDEST)
        seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        on_paper = seen.page.evaluate(WIDEST)
        seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert (on_paper, seen.page.evaluate(WIDEST)) == (660, before)


def test_without_scripts_every_table_is_open(browser: Any, report: Path) -> None:
    """The reader is told why there is no picture, and the first tab leads to the text."""
    with opened(browser, report, drawn=False, java_script_enabled=False) as seen:
        assert seen.page.evaluate(TABLES) == CHARTS
        assert seen.page.locator("noscript .notice").is_visible()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "text"


def test_a_browser_that_cannot_inflate_shows_the_tables(browser: Any, report: Path) -> None:
    """An old browser shows tables and says so, instead of white space."""
    context = browser.new_context()
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto(report.resolve().as_uri())
    page.wait_for_selector("figure.chart[data-drawn=no]", state="attached")
    assert page.evaluate(TABLES) == CHARTS
    assert page.locator(".chart-missing").first.is_visible()
    assert page.locator(".drawing").first.is_hidden()
    context.close()
