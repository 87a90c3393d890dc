"""Every hostile text in every kind of text field of a report, opened in a real browser: shown, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from needs_analysis import charts, tables
from needs_analysis.charts.text import wrap_lines
from needs_analysis.release import Release
from tests.browser import browser_of
from tests.displays import displays
from tests.hostile.corpus import EVERY, SCRIPTS, TEXTS, seen, shares
from tests.hostile.pages import (
    chart_of,
    chart_told_with,
    index_of,
    page_of,
    statement_with,
    table_with,
    without_picture,
)
from tests.hostile.planted import COLUMNS, one_each, planted
from tests.hostile.watching import Watched, watched
from tests.small_release import make_release

DISPLAYS = displays(tables, "state_") | displays(tables, "table_") | displays(charts, "chart_")
# What plotly.js draws with, and what our templates are made of.
DRAWN = {"svg", "g", "path", "rect", "text", "tspan", "defs", "clipPath", "pattern", "image", "line", "circle"}
WRITTEN = {
    *("html", "head", "meta", "title", "link", "style", "body", "a", "header", "p", "h1", "dl", "div", "dt", "dd"),
    *("nav", "ol", "ul", "li", "main", "section", "h2", "h3", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *(
        "figure",
        "figcaption",
        "span",
        "details",
        "summary",
        "script",
        "noscript",
        "strong",
        "code",
        "b",
        "bdi",
        "template",
    ),
}
MARK = re.compile(r"⟦\d+⟧")
LIVE = """<!doctype html><body><script id="texts" type="application/json">%s</script><script>
for (const text of JSON.parse(document.getElementById("texts").textContent)) {
    const box = document.createElement("div");
    box.innerHTML = text;
    document.body.append(box);
}</script>"""


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


def look(browser: Any, path: Path) -> Watched:
    """Go over a page, and hold that nothing ran, nothing was asked for, and nothing but a report is in it."""
    with watched(browser, path) as told:
        assert told.did() == []
        assert told.elements - DRAWN <= WRITTEN
        assert {"h1", "main", "table", "caption"} <= told.elements
    return told


def lost(texts: list[str], shown: str) -> list[str]:
    """The beginnings of the texts that are not shown letter by letter."""
    letters = seen(shown)
    return [text[:60] for text in texts if seen(text) not in letters]


def field_texts(release: Release) -> list[str]:
    """The text of every field that `planted` filled."""
    found = list(release.labels["label"])
    for name, columns in COLUMNS.items():
        found += [text for column in columns for text in getattr(release, name)[column]]
    event = release.manifest["workshop"]
    found += [text for words in (event["title"], event["place"], event["notice"]) for text in words.values()]
    return [*found, *release.manifest["objectives"][0]["text"].values(), *release.manifest["inputs"]]


def test_the_corpus_is_large_enough() -> None:
    """At least three hundred different texts that would run a script somewhere."""
    assert len(set(SCRIPTS)) == len(SCRIPTS) >= 300


def test_the_watch_sees_what_the_texts_do(browser: Any, tmp_path: Path) -> None:
    """Put into a page as markup, without a policy, many of them run, ask for something, or go elsewhere."""
    path = tmp_path / "live.html"
    path.write_text(LIVE % json.dumps(SCRIPTS).replace("<", "\\u003c"), encoding="utf-8")
    with watched(browser, path, drawn=False) as told:
        assert told.calls.count("alert") > 20
        assert len(told.requests) > 5
        assert len(told.active) > 100


def test_every_text_in_every_field_of_a_release_is_shown_as_typed(browser: Any, tmp_path: Path) -> None:
    """Through every table, statement and chart's words, contents, cover, objectives and provenance."""

    def page(release: Release) -> Path:
        return page_of((without_picture(show(release, "en")) for show in DISPLAYS.values()), release, tmp_path)

    shown = set(MARK.findall(page(planted([])).read_text(encoding="utf-8")))
    release = planted(EVERY, into=shown)
    told = look(browser, page(release))
    assert len(shown) > 40
    assert lost([text for text in field_texts(release) if MARK.match(text)[0] in shown], told.text) == []


def test_a_text_alone_in_its_place_is_shown_as_typed(browser: Any, tmp_path: Path) -> None:
    """Some texts do harm only at the beginning of an attribute or an element."""
    words = [*TEXTS["markdown"][::4], *SCRIPTS[::25]]
    shown = [*map(table_with, EVERY), *map(statement_with, EVERY), *map(chart_told_with, words)]
    told = look(browser, page_of(shown, make_release(), tmp_path))
    assert lost(EVERY, told.text) == []


def test_every_text_in_a_picture_is_shown_as_typed(browser: Any, tmp_path: Path) -> None:
    """plotly.js reads tags, entities and formulae in labels and hovers; ours hold none."""
    told = look(browser, page_of(map(chart_of, shares(EVERY, 12)), make_release(), tmp_path))
    assert lost(EVERY, told.text) == []
    assert lost(EVERY, "".join(told.hovers)) == []


def test_real_charts_show_names_as_typed(browser: Any, tmp_path: Path) -> None:
    """A text for each name, each label of a real chart and each hover."""
    release = one_each([*SCRIPTS[::9], *TEXTS["markdown"], *TEXTS["format"], *TEXTS["unicode"]])
    shown = (show(release, "ru") for show in DISPLAYS.values())
    told = look(browser, page_of(shown, release, tmp_path, language="ru"))
    named = [release.label("need", code, "ru") for code in ("RSK-1", "RSK-2", "TRN-1")]
    assert lost(named, "".join(told.hovers)) == []


def test_the_page_of_reports_is_inert(browser: Any, tmp_path: Path) -> None:
    """The index says the workshop's title, place and notice."""
    release = planted(EVERY)
    path = index_of(release, tmp_path)
    with watched(browser, path, drawn=False) as told:
        assert told.did() == []
        assert told.elements <= WRITTEN
        assert lost([release.manifest["workshop"]["title"]["en"]], told.text) == []


def test_a_label_is_broken_without_loss() -> None:
    """Whatever its letters, the lines of a label hold them all, escaped."""
    assert all("<" not in line and "$" not in line for text in EVERY for line in wrap_lines(text))
