"""Themes by delegation: every cell says its number, or in words that it has none."""

from typing import Any

from needs_analysis.charts import Chart, chart_theme_country
from needs_analysis.charts.grid import WIDEST
from tests.small_release import BY_COUNTRY, make_release

PARTLY: dict[tuple[str, str], Any] = BY_COUNTRY | {("TRN", "TJK"): (0.9, 0.1, 1.7, 3)}


def drawn(cells: dict[tuple[str, str], Any], **further: Any) -> Chart:
    """The chart of these cells."""
    chart = chart_theme_country(make_release(by_country=cells, **further), "en")
    assert isinstance(chart, Chart)
    return chart


def test_cells_are_the_estimates() -> None:
    """Rows are themes, columns countries by name; the number is written in the cell, unrounded in the data."""
    heat, _ = drawn(PARTLY).figure["data"]
    assert heat["x"] == [0, 1, 0, 1, 2]
    assert [heat["marker"]["color"][place] for place in (0, 2)] == ["#5e9cc9", "#f1f6fa"]
    assert heat["text"] == ["1.4", "1.2", "−0.3", "0.4", "0.9"]
    assert heat["base"] == sorted(heat["base"])


def test_a_suppressed_cell_is_hatched_and_says_so() -> None:
    """Pattern and words, not colour alone."""
    figure = drawn(PARTLY).figure
    _, hatch = figure["data"]
    assert (hatch["x"], hatch["marker"]["pattern"]["shape"]) == ([2], "/")
    words = [note for note in figure["layout"]["annotations"] if note["text"] == "too few"]
    assert [note["x"] for note in words] == [2]


def test_a_country_without_any_number_is_named_below() -> None:
    """It takes no column, but the note tells that it was there."""
    chart = drawn(BY_COUNTRY)
    assert set(chart.figure["data"][0]["x"]) == {0, 1}
    assert "Not drawn, as no number can be reported: Tajikistan." in chart.note


def test_columns_say_how_many_answered() -> None:
    """Each column has its country's name and its responses."""
    heads = [note["text"] for note in drawn(PARTLY).figure["layout"]["annotations"] if note.get("xref") == "x"]
    assert heads[:3] == ["Kazakhstan<br>n = 8", "Kyrgyzstan<br>n = 6", "Tajikistan"]


def test_forty_countries_keep_the_width_of_a_phone() -> None:
    """Columns go on in further panels below; every country is drawn once, in the order of the alphabet."""
    codes = [f"A{number:02}" for number in range(40)]
    cells: dict[tuple[str, str], Any] = {("RSK", code): (number / 10, 0.0, 5.0, 9) for number, code in enumerate(codes)}
    figure = drawn(cells).figure
    heat, _ = figure["data"]
    assert set(heat["x"]) == set(range(WIDEST))
    assert [float(text) for text in heat["text"]] == [number / 10 for number in range(40)]
    heads = [note["text"] for note in figure["layout"]["annotations"] if note["text"] in codes]
    assert heads == codes


def test_one_value_alone_has_a_colour() -> None:
    """The lightest of the scale, whose two ends meet."""
    heat, _ = drawn({("RSK", "KAZ"): (1.4, 0.9, 1.9, 8)}).figure["data"]
    assert heat["marker"]["color"] == ["#f1f6fa"]
