"""Charts in a real browser, on a phone and on a desk: no label is cut or lies on another."""

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import plotly
import pytest

from needs_analysis import charts
from tests.displays import displays
from tests.small_release import make_release

LONG = {
    ("need", "RSK-1"): "Предварительная информация о пассажирах (API) и записи регистрации пассажиров (PNR)",
    ("need", "RSK-2"): "Процедуры на основе прав человека и перенаправление лиц, нуждающихся в защите",
    ("need", "TRN-1"): "Национальная стратегия управления границами и план действий по её реализации",
    ("theme", "RSK"): "Безопасность проездных документов и управление идентификацией личности",
    ("country", "KGZ"): "Соединённое Королевство Великобритании и Северной Ирландии",
}
CHARTS = displays(charts, "chart_")
MARGIN = 16
BOXES = """
id => [...document.querySelectorAll(['.annotation-text', '.xtick text', '.legendtext', '.textpoint text'].map(
    each => `#${id} ${each}`))].map(e => {
    const box = e.getBoundingClientRect();
    return [e.textContent, box.left, box.top, box.right, box.bottom];
})"""
Box = tuple[str, float, float, float, float]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of all charts, in Russian, with names longer than any line."""
    release = make_release(words=LONG)
    release = replace(
        release, activities=release.activities.assign(title=LONG["need", "TRN-1"], implementer="НГО " * 15)
    )
    figures = {name: draw(release, "ru").figure for name, draw in CHARTS.items()}
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    calls = "".join(f"Plotly.newPlot('{name}', {json.dumps(figure)});" for name, figure in figures.items())
    boxes = "".join(f'<div id="{name}"></div>' for name in CHARTS)
    style = f"<style>body {{ margin: {MARGIN}px }}</style>"
    file = tmp_path_factory.mktemp("charts") / "charts.html"
    head = f'<!doctype html><meta charset="utf-8">{style}{boxes}<script src="{script.as_uri()}"></script>'
    file.write_text(f"{head}<script>{calls}</script>", encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=[360, 768, 1280])
def labels(request: pytest.FixtureRequest, page_file: Path, chromium: Path) -> tuple[int, dict[str, list[Box]]]:
    """The place of every label of every chart at a width of the window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": request.param, "height": 800})
        page.goto(page_file.as_uri())
        page.wait_for_function(f"document.querySelectorAll('.main-svg .infolayer').length >= {len(CHARTS)}")
        found: dict[str, list[Box]] = {name: [tuple(box) for box in page.evaluate(BOXES, name)] for name in CHARTS}
        browser.close()
    return request.param, found


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_is_cut(labels: tuple[int, dict[str, list[Box]]], name: str) -> None:
    """Every label lies within the page."""
    width, found = labels
    assert len(found[name]) >= 4
    assert [box[0] for box in found[name] if box[1] < MARGIN / 2 or box[3] > width - MARGIN / 2] == []


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_lies_on_another(labels: tuple[int, dict[str, list[Box]]], name: str) -> None:
    """Labels may touch, but share no more than a hair's breadth."""
    _, found = labels
    assert [(one[0], other[0]) for one, other in combinations(found[name], 2) if overlap(one, other) > 2] == []


def overlap(one: Box, other: Box) -> Any:
    """The smaller side of what two boxes share, in pixels."""
    wide = min(one[3], other[3]) - max(one[1], other[1])
    high = min(one[4], other[4]) - max(one[2], other[2])
    return min(wide, high)
