"""On paper nothing is missing or cut: charts are drawn in time, tall ones are parted between rows or made smaller."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.writing import write_text
from tests.browser import browser_of, opened, wait_until
from tests.reporting.chapters import code, draws, markdown, write_chapter
from tests.small_release import make_release

PAGE_BODY = (297 - 2 * 20) / 25.4 * 96
ROWS = 40
ROW = 55
TALL = {
    "data": [{"type": "scatter", "mode": "markers", "x": [1] * ROWS, "y": list(range(ROWS))}],
    "layout": {
        "height": ROWS * ROW,
        "margin": {"t": 0, "b": 0, "l": 40, "r": 0},
        "yaxis": {"range": [0, ROWS], "autorange": False},
        "shapes": [
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row, "y1": row, "line": {"width": 1}}
            for row in range(1, ROWS)
        ],
    },
}
LONG = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {"height": 1200}}
NEVER_IDLE = "window.requestIdleCallback = () => 0"
NEVER_INFLATED = "Response.prototype.text = () => new Promise(() => {})"
STARTED = "window.Plotly && document.querySelector('.js-plotly-plot')"
BEFORE, AFTER = (f"dispatchEvent(new Event('{name}'))" for name in ("beforeprint", "afterprint"))
CHARTS = """[...document.querySelectorAll('figure.chart .drawing:not(.further)')].map(each => ({
    width: each.querySelector('.main-svg')?.width.baseVal.value,
    marks: each.querySelectorAll('.point').length,
}))"""
PARTS = """[...document.querySelectorAll('figure.chart')].map(each =>
    [...each.querySelectorAll('.drawing')].map(part => part.getBoundingClientRect().height))"""
TABLES = "[...document.querySelectorAll('figure.chart table')].filter(each => each.checkVisibility()).length"
DRAWINGS = "[...document.querySelectorAll('figure.chart .card')].filter(each => each.checkVisibility()).length"


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A usual chart, one of many rows with lines between them, and one that is tall but has no rows."""
    folder = tmp_path_factory.mktemp("printed")
    charts = [code("x", draws()), code("y", draws(TALL)), code("z", draws(LONG))]
    chapter = write_chapter(folder / "03_needs.ipynb", markdown("# Which needs come first?"), *charts)
    return write_text(folder / "report.html", report_html([Part("03_needs", chapter)], make_release(), language="en"))


def test_charts_out_of_sight_are_drawn_before_printing_and_to_its_width(browser: Any, report: Path) -> None:
    """Printed at once, a report has all its pictures, as wide as the paper."""
    with opened(browser, report, drawn=False, viewport={"width": 1280, "height": 300}, script=NEVER_IDLE) as seen:
        wait_until(seen.page, STARTED)
        assert [chart["marks"] for chart in seen.page.evaluate(CHARTS)][1:] == [0, 0]
        seen.page.evaluate(BEFORE)
        charts = seen.page.evaluate(CHARTS)
        assert [chart["marks"] for chart in charts] == [2, ROWS, 1]
        assert {chart["width"] for chart in charts} == {660}
        assert seen.complaints == []


def test_printed_before_it_can_draw_a_report_has_the_tables(browser: Any, report: Path) -> None:
    """White space never stands for numbers; afterwards the page is as it was."""
    with opened(browser, report, drawn=False, script=NEVER_INFLATED) as seen:
        wait_until(seen.page, "!document.querySelector('details').open")
        seen.page.evaluate(BEFORE)
        assert (seen.page.evaluate(TABLES), seen.page.evaluate(DRAWINGS)) == (3, 0)
        seen.page.evaluate(AFTER)
        assert (seen.page.evaluate(TABLES), seen.page.evaluate(DRAWINGS)) == (0, 3)


def test_tall_charts_are_parted_between_rows_or_made_smaller(browser: Any, report: Path) -> None:
    """Each part fits a page and ends at a line between rows; a chart without such lines fits as a whole."""
    with opened(browser, report, viewport={"width": 1280, "height": 740}) as seen:
        seen.page.evaluate(BEFORE)
        usual, tall, long = seen.page.evaluate(PARTS)
        assert usual == [300]
        assert len(tall) == 3
        assert sum(tall) == pytest.approx(ROWS * ROW, abs=1)
        assert all(part / ROW == pytest.approx(round(part / ROW), abs=0.02) for part in tall)
        assert len(long) == 1
        assert max(*tall, *long) < PAGE_BODY
        seen.page.evaluate(AFTER)
        assert seen.page.evaluate(PARTS) == [[300], [ROWS * ROW], [1200]]
