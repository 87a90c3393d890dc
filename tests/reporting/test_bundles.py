"""The bundles of plotly.js: of the version that is installed, drawing what they are said to, and never empty axes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from needs_analysis import charts
from needs_analysis.charts import Chart
from needs_analysis.reporting.bundles import BUNDLES, WHOLE, packed_file, smallest_bundle, trace_types, unknown_types
from tests.browser import browser_of
from tests.displays import displays
from tests.house.pack_plotly import INSTALLED, version_of
from tests.small_release import make_release

TYPES = "() => Object.entries(Plotly.PlotSchema.get().traces).filter(([name]) => name !== '').map(([name]) => name)"


def script(name: str) -> str:
    """A bundle as it runs."""
    return INSTALLED.read_text("utf-8") if name == WHOLE else gzip.decompress(packed_file(name).read_bytes()).decode()


@pytest.fixture(scope="module")
def drawn_by(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What each bundle says of itself that it draws, in a browser."""
    folder = tmp_path_factory.mktemp("bundles")
    with browser_of(chromium) as browser:

        def ask(name: str) -> set[str]:
            file = folder / f"{name}.js"
            file.write_text(script(name), encoding="utf-8")
            page = browser.new_page()
            page.add_script_tag(path=file)
            return set(page.evaluate(TYPES))

        yield ask


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_has_the_version_that_is_installed(name: str) -> None:
    """A chart looks in a report as it does in JupyterLab; `python -m tests.house.pack_plotly` puts it right."""
    assert version_of(script(name)) == version_of(script(WHOLE)) != ""


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_draws_what_it_is_said_to_draw(drawn_by: Any, name: str) -> None:
    """Asked in a browser."""
    assert drawn_by(name) == BUNDLES[name]


def test_what_no_bundle_draws_is_known_of_the_whole(drawn_by: Any) -> None:
    """The list that comes with the package is that of its plotly.js."""
    types = drawn_by(WHOLE)
    assert unknown_types(types) == set()
    assert unknown_types([*types, "barr", "layout", "frames", "data"]) == {"barr", "layout", "frames", "data"}


def test_every_chart_is_drawn_by_a_bundle_that_is_kept() -> None:
    """No chart of this package needs the whole of plotly.js."""
    made = [draw(make_release(), "en") for draw in displays(charts, "chart_").values()]
    figures = [chart.figure for chart in made if isinstance(chart, Chart)]
    assert len(figures) == len(made)
    assert smallest_bundle({name for figure in figures for name in trace_types(figure)}) in BUNDLES
