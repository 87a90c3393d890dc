"""Charts show what the release says, to every reader, and nothing that it withholds."""

import json
import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest
from IPython.core.formatters import DisplayFormatter

from needs_analysis import charts
from needs_analysis.charts import Chart, chart_importance_capacity, chart_needs_ranking, chart_participants
from needs_analysis.charts.chart import MIMETYPE
from needs_analysis.tables import Statement
from tests.displays import displays
from tests.small_release import MEANS, betray, importance_only, make_empty_release, make_release

CHARTS = displays(charts, "chart_")
HOSTILE = "<script>alert(1)</script> & =1+1 {x} %{y} $z$ <a href='javascript:alert(1)'>go</a> \u202eevil"
WORDS = {
    (kind, code): f"{code} {HOSTILE}"
    for kind, codes in {"need": ["RSK-1", "TRN-2"], "theme": ["RSK"], "country": ["KAZ", "TJK"]}.items()
    for code in codes
} | {("need", "RSK-2"): "تحليل المخاطر", ("country", "KGZ"): "قيرغيزستان", ("agency_type", "customs"): HOSTILE}
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
each_language = pytest.mark.parametrize("language", ["en", "ru"])


def everything(chart: Chart) -> str:
    """All that a chart hands on: picture, title, sentence, note and table."""
    data, metadata = chart._repr_mimebundle_()
    return json.dumps([data, metadata], ensure_ascii=False)


def texts(part: Any) -> Iterator[str]:
    """Every text in a figure."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from texts(inner)


@each_chart
@each_language
def test_a_notebook_keeps_picture_and_words(chart: Any, language: str) -> None:
    """What JupyterLab displays is the picture; its metadata hold all that a report needs to tell it in words."""
    data, metadata = DisplayFormatter().format(chart(make_release(), language))
    assert set(data) == {MIMETYPE, "text/plain"}
    assert set(metadata[MIMETYPE]) == {"title", "alt", "note", "table", "content"}
    assert all(metadata[MIMETYPE].values())
    assert metadata[MIMETYPE]["table"].startswith('<div class="table-scroll"')
    assert len(data["text/plain"]) < 1000


@each_chart
@each_language
def test_figures_are_valid(chart: Any, language: str) -> None:
    """plotly knows every trace and every setting; the numbers are plain JSON."""
    figure = chart(make_release(), language).figure
    go.Figure(data=figure["data"], layout=figure["layout"])
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


@each_chart
@each_language
def test_what_is_suppressed_is_nowhere(chart: Any, language: str) -> None:
    """Neither picture, hover, title, sentence, note nor table holds a number of a suppressed row, had it one."""
    assert not re.search(r"7[.,]7|777", everything(chart(betray(make_release()), language)))


@each_chart
def test_a_chart_is_the_same_each_time(chart: Any) -> None:
    """The same release gives the same chart."""
    assert everything(chart(make_release(), "en")) == everything(chart(make_release(), "en"))


@each_chart
def test_labels_mean_themselves(chart: Any) -> None:
    """No label becomes markup, a template, a formula, or turns the words around it."""
    drawn = chart(make_release(words=WORDS), "en")
    found = set(re.findall(r"</?(\w+)", " ".join(texts(drawn.figure))))
    assert found <= {"b", "i", "br", "span"}
    assert "%{y}" not in " ".join(str(trace.get("hovertemplate", "")) for trace in drawn.figure["data"])
    assert "\u202e" not in everything(drawn)
    assert not re.search(r"<(script|a)\b", drawn.table._repr_html_())
    shown = [text for text in texts(drawn.figure) if "script" in text]
    assert all("&lt;script&gt;" in text.replace("<br>", "") and "$" not in text for text in shown)


@each_chart
def test_an_empty_release_gives_a_sentence(chart: Any) -> None:
    """Where there is nothing to draw, it is said."""
    assert isinstance(chart(make_empty_release(), "ru"), Statement)


@each_chart
def test_numbers_are_written_as_the_language_does(chart: Any) -> None:
    """Ticks, labels and hovers have the decimal sign of the reader."""
    assert chart(make_release(), "ru").figure["layout"]["separators"][0] == ","
    assert chart(make_release(), "en").figure["layout"]["separators"][0] == "."


def test_the_ranking_draws_the_release() -> None:
    """Dots are values, bars are intervals, in the order of the table; n stands beside each."""
    figure = chart_needs_ranking(make_release(), "en").figure
    dots = next(trace for trace in figure["data"] if trace["mode"] == "markers")
    bars = next(trace for trace in figure["data"] if trace.get("line", {}).get("width") == 5)
    assert dots["x"] == [1.5, 1.0, 0.2]
    assert bars["x"] == [1.0, 2.0, None, 0.6, 1.4, None, -0.2, 0.5, None]
    assert dots["y"] == sorted(dots["y"]) == bars["y"][::3]
    assert [note["text"] for note in figure["layout"]["annotations"][-3:]] == ["18", "17", "16"]


def test_tiers_are_seen_in_the_ranking() -> None:
    """A shaded heading stands above the first need of each tier, and above those without a place."""
    layout = chart_needs_ranking(make_release(), "en").figure["layout"]
    labels = [note["text"] for note in layout["annotations"]]
    heads = [place for place, text in enumerate(labels) if text.startswith("<b>Tier") or "Without a place" in text]
    assert [labels[place] for place in heads] == [
        "<b>Tier 1 (2 needs)</b>",
        "<b>Tier 2 (1 need)</b>",
        "<b>Without a place (1 need)</b>",
    ]
    assert ["RSK-1" in labels[heads[0] + 1], "TRN-1" in labels[heads[1] + 1], "TRN-2" in labels[heads[2] + 1]] == [
        True
    ] * 3
    assert layout["shapes"][0]["path"].count("Z") == 3


def test_without_places_the_ranking_has_no_tiers() -> None:
    """Where places were not computed, nothing pretends that needs are told apart."""
    labels = [
        note["text"] for note in chart_needs_ranking(make_release(places={}), "en").figure["layout"]["annotations"]
    ]
    assert not any("Tier" in text or "place" in text for text in labels)


def test_the_ranking_tells_why_a_need_has_no_dot() -> None:
    """A suppressed need keeps its row, with words in place of a mark."""
    labels = [note["text"] for note in chart_needs_ranking(make_release(), "en").figure["layout"]["annotations"]]
    assert any("TRN-2" in label and "too few to report" in label for label in labels)


def test_needs_without_an_interval_look_different() -> None:
    """An open dot, and words: not by colour alone."""
    release = make_release()
    chosen = release.estimates["item"].eq("RSK-1") & release.estimates["measure"].eq("gap")
    release.estimates.loc[chosen, ["low", "high"]] = None
    release.estimates.loc[chosen, "note"] = "no_variation"
    figure = chart_needs_ranking(release, "en").figure
    dots = next(trace for trace in figure["data"] if trace["mode"] == "markers")
    assert dots["marker"]["color"][0] != dots["marker"]["color"][1]
    assert "all answers equal" in figure["layout"]["annotations"][1]["text"]


def test_a_single_need_is_drawn() -> None:
    """One need makes a ranking of one."""
    only = {measure: {"RSK-1": items["RSK-1"]} for measure, items in MEANS.items()}
    drawn = chart_needs_ranking(make_release(means=only), "en")
    assert isinstance(drawn, Chart)
    assert next(trace for trace in drawn.figure["data"] if trace["mode"] == "markers")["x"] == [1.5]


def test_the_plane_draws_both_means_and_both_cuts() -> None:
    """Capacity goes across, importance up; the cuts are the middle of the scale and the means of all needs."""
    figure = chart_importance_capacity(make_release(), "en").figure
    middle, means, points = figure["data"]
    assert (points["x"], points["y"]) == ([3.0, 3.0, 3.0], [4.5, 4.0, 3.2])
    assert (middle["x"][0], middle["y"][-1]) == (3.0, 3.0)
    assert (means["x"][0], means["y"][-1]) == (2.9, 3.6)
    assert {"RSK-1", "RSK-2", "TRN-1"} <= {note["text"] for note in figure["layout"]["annotations"]}


def test_without_capacity_there_is_no_plane() -> None:
    """A survey of importance alone says that capacity was not asked; the other charts stand."""
    assert "Capacity was not asked" in chart_importance_capacity(importance_only(), "en").text  # type: ignore[union-attr]
    ranking = chart_needs_ranking(importance_only(), "en")
    assert isinstance(ranking, Chart)
    assert ranking.title == "Needs by importance, 18 responses"
    assert "Gap" not in everything(ranking)


def test_bars_are_counts() -> None:
    """Participants and responses have bars of their own; groups too small are named without one."""
    figure = chart_participants(make_release(), "en").figure
    people, forms = figure["data"]
    assert (people["x"], forms["x"]) == ([9, 7, 12, 8], [8, 6, 11, 7])
    [named] = [note["text"] for note in figure["layout"]["annotations"] if "Too few to report" in note["text"]]
    assert "Tajikistan." in named
