"""Needs by provider: every cell is the count of the release, and the sentence says what the picture does."""

from needs_analysis.charts import Chart, chart_coverage
from needs_analysis.charts.grid import lay_grid
from needs_analysis.tables import Statement
from tests.small_release import make_empty_release, make_release


def drawn(language: str = "en") -> Chart:
    """The chart of the small release."""
    chart = chart_coverage(make_release(), language)
    assert isinstance(chart, Chart)
    return chart


def test_cells_are_counts_and_nothing_is_written_where_none_is_recorded() -> None:
    """Two organisations with one activity each on both needs that have any; TRN-1 and TRN-2 take no row."""
    (heat,) = drawn().figure["data"]
    assert (heat["x"], len(set(heat["marker"]["color"]))) == ([0, 1, 0, 1], 1)
    assert heat["text"] == ["1", "1", "1", "1"]


def test_columns_are_the_ids_and_the_note_their_names() -> None:
    """Short names fit a phone; nobody has to know them."""
    heads = [note["text"] for note in drawn().figure["layout"]["annotations"] if note.get("xref") == "x"]
    assert heads == ["IOM", "OSCE"]
    assert "OSCE: Organization for Security and Co-operation in Europe" in drawn().note


def test_the_sentence_names_the_needs_with_most_activities() -> None:
    """It is made from the counts, and says how many needs have any."""
    assert drawn().alt == (
        "Current activities by need and organisation: 2 of 4 needs have any. The most activities are recorded for: "
        "RSK-1 Tools to assess risks (2); RSK-2 Exchange of risk profiles (2)."
    )


def test_without_a_list_a_sentence_stands_in_its_place() -> None:
    """No picture of nothing."""
    assert chart_coverage(make_empty_release(), "en") == Statement("No list of activities was given.")


def test_six_short_names_take_turns_on_two_levels() -> None:
    """Where more columns than usual share a phone's width, names of nine letters no longer fit side by side."""
    columns = {f"ORG-NAME{n}": [f"ORG-NAME{n}"] for n in range(6)}
    grid = lay_grid(columns, {"N1": ["Radios"]}, widest=7)
    assert grid.columns == 6
    assert [heading.foot < heading.band for heading in grid.headings] == [True, False] * 3
