"""What chapters show is in the report, or there is no report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from needs_analysis.errors import ChapterError
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from tests.reporting.chapters import CHART, HTML, PLAIN, code, drawn_in, draws, markdown, shows, write_chapter
from tests.small_release import make_release

TITLE = markdown("# Which needs come first?")
STREAM = {"output_type": "stream", "name": "stderr", "text": ["FutureWarning: this will\n", "change"]}
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("a warning", STREAM, "it printed or warned: FutureWarning: this will\nchange"),
    ("a print", {**STREAM, "name": "stdout", "text": "hello"}, "it printed or warned: hello"),
    ("an error", {"output_type": "error", "ename": "E", "evalue": "no", "traceback": []}, "it printed or warned: no"),
    ("a widget", shows(**{"application/vnd.jupyter.widget-view+json": {}, PLAIN: "HBox()"}), "widget-view"),
    ("a picture", shows(**{"image/png": "AAAA"}), "no form for: image/png"),
    ("nothing", shows(), "no form for"),
    ("a bare chart", {**draws(), "metadata": {}}, "no text alternative"),
    ("a chart without a sentence", draws(alt=" "), "no text alternative"),
    ("a chart without a table", draws(table=""), "no text alternative"),
    ("an unknown trace", draws({"data": [{"type": "barr"}], "layout": {}}), "plotly.js does not draw: barr"),
    ("a map", draws({"data": [{"type": "choropleth"}], "layout": {}}), "blank without a network: choropleth"),
    ("a script", shows(**{HTML: "<p>a</p><ScRiPt>x()</script>"}), "may not be in a report: <script>"),
    ("a style", shows(**{HTML: "<style>p { display: none }</style>"}), "may not be in a report: <style>"),
    ("a frame", shows(**{HTML: "<iframe src='https://example.org'></iframe>"}), "may not be in a report: <iframe>"),
    ("a handler", shows(**{HTML: '<p onclick="x()">a</p>'}), "may not be in a report: onclick="),
    ("a running link", shows(**{HTML: '<a href=" java\nscript:x()">a</a>'}), "may not be in a report: href="),
    ("a link behind a control letter", shows(**{HTML: '<a href="\x01javascript:x()">a</a>'}), "in a report: href="),
    ("a link to data", shows(**{HTML: '<a href="data:image/svg+xml,x">a</a>'}), "in a report: href="),
    ("a comment that is none", shows(**{HTML: "<!--><img src=x onerror=x()>-->"}), "in a report: <!-- -->"),
    ("a cover", shows(**{HTML: '<div style="position:fixed;top:0">a</div>'}), "in a report: style="),
    ("a fetched drawing", shows(**{HTML: "<svg><image href='http://a.b/c.png'/></svg>"}), "<image>, <svg>, href="),
    ("a fetched source", shows(**{HTML: "<picture><source srcset='http://a.b/c.png'></picture>"}), "srcset="),
    ("the end of all markup", shows(**{HTML: "<plaintext>a"}), "in a report: <plaintext>"),
    ("a form's button", shows(**{HTML: "<button formaction='http://a.b'>a</button>"}), "in a report: <button>"),
    (
        "a tag that the page would close",
        shows(**{HTML: "<p>a</p><img src=x onerror=x() "}),
        "may not be in a report: <",
    ),
    ("the end of the page", shows(**{HTML: "a</main></body>"}), "in a report: <body>, <main>"),
    (
        "a script in a chart's table",
        draws(table="<table></table><script></script>"),
        "may not be in a report: <script>",
    ),
    (
        "a fetched picture",
        shows(**{"text/markdown": "![map](https://example.org/map.png)"}),
        "may not be in a report: <img>",
    ),
]
OUTLINES = [
    ([markdown("No title.")], "begins with its title"),
    ([markdown("## Which needs?")], "begins with its title"),
    ([markdown("# One"), markdown("# Two")], "begins with its title"),
    ([markdown("# One"), markdown("### Three")], "«Three» leaves out a level"),
    ([code("1", shows(**{PLAIN: "1"})), markdown("# Late")], "before the chapter's title"),
]


def html_of(folder: Path, *cells: dict[str, Any], language: str = "en", **about: Any) -> str:
    chapter = write_chapter(folder / "03_needs.ipynb", *cells)
    return report_html([Part("03_needs", chapter)], make_release(**about), language=language)


@pytest.mark.parametrize(("output", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_shown_stops_the_report(tmp_path: Path, output: dict[str, Any], said: str) -> None:
    """Notebook and cell are named, with what is wrong there."""
    with pytest.raises(ChapterError) as refused:
        html_of(tmp_path, TITLE, code("a = 1"), code("b", output))
    assert said in str(refused.value)
    assert "03_needs.ipynb: Cell 4: " in str(refused.value)


@pytest.mark.parametrize(("cells", "said"), OUTLINES)
def test_headings_that_cannot_be_followed_stop_the_report(
    tmp_path: Path, cells: list[dict[str, Any]], said: str
) -> None:
    """A chapter has one title, and no level is left out."""
    with pytest.raises(ChapterError, match=said):
        html_of(tmp_path, *cells)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Two outputs and a heading make three problems."""
    with pytest.raises(ChapterError) as refused:
        html_of(tmp_path, TITLE, code("a", STREAM, STREAM), markdown("### Too deep"))
    assert len(refused.value.problems) == 3


def test_a_table_cannot_pass_for_a_chart(tmp_path: Path) -> None:
    """The report counts its figures against what the chapters drew."""
    with pytest.raises(ChapterError, match="drew 1 charts, the report shows 2"):
        html_of(tmp_path, TITLE, code("a", draws(), shows(**{HTML: '<figure class="chart"></figure>'})))


def test_the_richest_form_of_an_output_is_shown(tmp_path: Path) -> None:
    """HTML goes before the text that comes with it, and a text alone is shown as a text."""
    html = html_of(tmp_path, TITLE, code("a", shows(**{HTML: "<p>rich</p>", PLAIN: "poor"}), shows(**{PLAIN: "1 < 2"})))
    assert "<p>rich</p>" in html
    assert "poor" not in html
    assert "1 &lt; 2" in html


def test_code_is_not_in_the_report(tmp_path: Path) -> None:
    """Readers get what cells show, not how."""
    assert "secret_name" not in html_of(tmp_path, TITLE, code("secret_name = 1"), code("x", shows(**{PLAIN: "1"})))


def test_a_report_without_charts_carries_no_script(tmp_path: Path) -> None:
    """plotly.js is there only if something is drawn."""
    html = html_of(tmp_path, TITLE, code("x", shows(**{PLAIN: "1"})))
    assert "<script" not in html
    assert "script-src" not in html
    assert len(html) < 50_000


def test_plotly_and_its_templates_are_in_a_report_once(tmp_path: Path) -> None:
    """However many charts there are; a template that differs is kept apart."""
    other = {"data": [{"type": "bar"}], "layout": {"template": {"layout": {"paper_bgcolor": "#eee"}}}}
    html = html_of(tmp_path, TITLE, code("x", draws(), draws(), draws(other)))
    assert html.count('id="plotly"') == 1
    drawn = drawn_in(html)
    assert [each["layout"]["paper_bgcolor"] for each in drawn["templates"]] == ["#fff", "#eee"]
    assert [figure["template"] for figure in drawn["figures"]] == [0, 0, 1]


def test_the_smallest_bundle_that_draws_all_is_in_a_report(tmp_path: Path) -> None:
    """Bars alone need less than bars and a grid of colours, and those less than a flow."""
    bars, heat, flow = ({"data": [{"type": name}], "layout": {}} for name in ("bar", "heatmap", "sankey"))
    sizes = [
        len(html_of(tmp_path, TITLE, code("x", *map(draws, each)))) for each in ([bars], [bars, heat], [heat, flow])
    ]
    assert sizes[0] < 600_000 < sizes[1] < 750_000 < sizes[2]


def test_a_text_without_a_translation_is_shown_in_english(tmp_path: Path) -> None:
    """A cell that the catalogue lacks, braces and all, is shown as it is."""
    assert "A {set} of needs" in html_of(tmp_path, TITLE, markdown("A {set} of needs"), language="ru")


def test_a_cell_is_translated_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue is asked for the cell's source, headings included."""
    words = {"# Which needs?\n\nThey {rated}.": "# Какие?\n\nОни {оценили}."}
    monkeypatch.setattr("needs_analysis.reporting.markdown.translate", lambda text, _: words.get(text, text))
    html = html_of(tmp_path, markdown("# Which needs?\n\nThey {rated}."), language="ru")
    assert '<h2 id="03_needs">Какие?</h2>' in html
    assert "Они {оценили}." in html


def test_a_report_says_where_it_comes_from(tmp_path: Path) -> None:
    """Inputs with fingerprints, rows, log, withheld estimates, versions, release and command are in it."""
    html = html_of(tmp_path, TITLE)
    wanted = [
        "data/raw/responses.csv",
        "ab" * 6,
        "21",
        "Register of countries",
        "value changed",
        "9 estimates are withheld",
    ]
    wanted += ["fewer than 3 people", "needs_analysis 0.1.0", "small-organiser", "needs-analysis run", "1 June 2026"]
    assert [text for text in wanted if text not in html] == []
    assert "12–14 May 2026" in html


def test_the_same_chapters_and_release_give_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no chance is in a report."""
    cells = [TITLE, code("x", draws(), shows(**{HTML: "<table></table>"}))]
    assert html_of(tmp_path, *cells) == html_of(tmp_path, *cells)


@pytest.mark.parametrize(
    "figure",
    [
        {"data": [{"type": "bar", "x": [float("nan")]}], "layout": {}},
        {"data": None},
        {"data": ["bar"]},
        {"data": [], "layout": {"height": "tall"}},
        {"data": [{"type": "bar", "name": "\ud800"}], "layout": {}},
    ],
)
def test_a_damaged_chart_is_refused(tmp_path: Path, figure: dict[str, Any]) -> None:
    """A chart made by hand that cannot be read or written is told of with its notebook and cell."""
    with pytest.raises(ChapterError, match=r"ipynb: Cell \d+: what it shows is damaged"):
        html_of(tmp_path, TITLE, code("x", draws() | {"data": {CHART: figure}}))


def test_a_picture_from_elsewhere_is_refused_in_a_chart(tmp_path: Path) -> None:
    """It would be blank."""
    figure = {"data": [], "layout": {"images": [{"source": "http://x.example/a.png"}]}}
    with pytest.raises(ChapterError, match="blank without a network"):
        html_of(tmp_path, TITLE, code("x", draws() | {"data": {CHART: figure}}))
