"""Every chart and table, in both languages: anyone can read it, at any width, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser import Seen, browser_of, opened
from tests.reporting.boxes import CLASHES, UNFOLD, fitted_to, out_of_place
from tests.reporting.every_display import NEEDS, full_page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 120)}`));
}"""
# Texts that reach less than 4.5 to 1 on the colour behind them: axe cannot tell it of tables and drawings.
FAINT = r"""() => {
    const parts = (color) => color.match(/[0-9.]+/g).map(Number);
    const light = (color) => {
        const [r, g, b] = parts(color).map(each => each / 255)
            .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const ground = (each) => {
        for (let at = each; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if ((parts(color)[3] ?? 1) > 0) return color;
        }
        return matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
    };
    const contrast = (each) => {
        const style = getComputedStyle(each);
        const both = [light(each instanceof SVGElement ? style.fill : style.color), light(ground(each))];
        return (Math.max(...both) + .05) / (Math.min(...both) + .05);
    };
    const told = [...document.querySelectorAll('body *')].filter(each => !each.closest('script, template')
        && [...each.childNodes].some(node => node.nodeType === 3 && /[\p{L}\d]/u.test(node.textContent))
        && each.checkVisibility());
    return [told.length, told.filter(each => contrast(each) < 4.5).map(each => each.outerHTML.slice(0, 120))];
}"""
COUNTS = """() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const share = (selector, holds) => [all(selector).length, all(selector).filter(holds).length];
    return {
        drawings: share('figure .drawing', each => each.role === 'img' && /[.:!]/.test(each.ariaLabel)),
        figures: share('figure', each => each.ariaLabel && each.querySelector('figcaption').textContent.trim()),
        tables: share('table', each => each.caption?.textContent.trim()),
        headings: share('th', each => each.scope && each.textContent.trim()),
    };
}"""
# Cells and boxes whose text is wider than they are, on paper where nothing scrolls.
CLIPPED = """() => [...document.querySelectorAll('main *')].filter(each => each.checkVisibility()
    && !each.closest('.drawing') && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(each => each.outerHTML.slice(0, 80))"""
A4 = {"width": 673, "height": 971}  # the body of a page within its margins, in CSS pixels


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_page(tmp_path_factory.mktemp("every"), "ru")


@pytest.fixture(scope="module")
def seen(browser: Any, page: Path) -> Iterator[Seen]:
    """The page in Russian, as its words are the longest, with all that is folded away."""
    with opened(browser, page, viewport={"width": 1280, "height": 800}) as told:
        told.page.evaluate(UNFOLD)
        yield told


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark")])
def test_no_rule_of_accessibility_is_broken(browser: Any, tmp_path: Path, language: str, scheme: str) -> None:
    """By axe: WCAG 2.2 to level AA and its best practices."""
    with opened(browser, full_page(tmp_path, language), color_scheme=scheme) as told:
        told.page.evaluate(UNFOLD)
        told.page.evaluate(AXE)
        assert told.page.evaluate(RULES) == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_every_text_reaches_a_contrast_of_4_5_to_1(seen: Seen, scheme: Any) -> None:
    """On the page and in charts, whose card stays white."""
    seen.page.emulate_media(color_scheme=scheme)
    told, faint = seen.page.evaluate(FAINT)
    assert told > 1000
    assert faint == []


def test_every_figure_has_a_sentence_every_table_a_caption_every_heading_a_scope(seen: Seen) -> None:
    """Counted, as a checker of pages passes pictures that have no name at all."""
    counted = seen.page.evaluate(COUNTS)
    assert {name: found for name, (found, good) in counted.items() if found != good} == {}
    assert counted["drawings"][0] >= 9
    assert counted["headings"][0] > NEEDS


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_is_cut_or_lies_on_another_at_any_width(seen: Seen, width: int) -> None:
    """Neither the page nor a label of a chart; tables scroll within their boxes."""
    fitted_to(seen.page, width)
    assert out_of_place(seen.page) == []


def test_nothing_is_cut_on_paper(seen: Seen) -> None:
    """On A4 tables do not scroll, so that they fit; charts are drawn to its width."""
    seen.page.set_viewport_size(A4)
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    clashes, clipped = seen.page.evaluate(CLASHES, True), seen.page.evaluate(CLIPPED)
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    seen.page.emulate_media(media="screen")
    assert (clashes, clipped) == ([], [])


def test_nothing_is_asked_for_and_nothing_complains(seen: Seen, page: Path) -> None:
    """After all of the above."""
    assert seen.requests == [page.resolve().as_uri()]
    assert seen.complaints == []
