"""Places under other methods: every mark is a place of the release, and the sentence names what moves most."""

from needs_analysis.charts import Chart, chart_robustness
from needs_analysis.tables import Statement
from tests.small_release import importance_only, make_release


def drawn() -> Chart:
    """The chart of the small release: its own order, Borich, ranked discrepancy, each person, Kemeny."""
    chart = chart_robustness(make_release(), "en")
    assert isinstance(chart, Chart)
    return chart


def test_marks_are_places() -> None:
    """Filled marks are the places of the report, open ones those of each other order; pointing at one names it."""
    marks = [trace for trace in drawn().figure["data"] if trace.get("mode") == "markers"]
    assert {trace["hovertext"]: trace["x"] for trace in marks} == {
        "Here": [1, 2, 3],
        "Borich": [1, 2, 3],
        "Ranked discrepancy": [2, 1, 3],
        "Kemeny": [1, 3, 2],
        "Each person": [1, 2, 3],
    }
    filled = [trace["hovertext"] for trace in marks if trace["marker"]["color"] != "#ffffff"]
    assert filled == ["Here"]


def test_bars_are_the_places_that_answers_leave_open() -> None:
    """Two needs share the places 1 and 2, the third has the third; a bar reaches a little beyond its ends."""
    bars = next(trace for trace in drawn().figure["data"] if trace.get("mode") == "lines")
    assert bars["x"] == [0.7, 2.3, None, 0.7, 2.3, None, 2.7, 3.3, None]


def test_beside_each_need_stand_its_first_and_last_place() -> None:
    """By hand from the places above, the report's own among them."""
    ends = next(trace for trace in drawn().figure["data"] if trace.get("mode") == "text")
    assert ends["text"] == ["1–2", "1–3", "2–3"]


def test_a_place_that_hangs_on_the_method_is_marked() -> None:
    """With the same star as in the table; the note says what it means."""
    labels = [note["text"] for note in drawn().figure["layout"]["annotations"]]
    assert [label.split()[0] for label in labels if "risks*" in label] == ["RSK-1"]
    assert "A place marked *" in drawn().note


def test_needs_without_a_place_are_not_drawn() -> None:
    """The fourth need has too few answers, and no row."""
    assert not any("TRN-2" in note["text"] for note in drawn().figure["layout"]["annotations"])


def test_the_sentence_names_what_moves_most() -> None:
    """RSK-2 is first to third; of the two that move by one place the first is named."""
    told = "The place moves most for “Exchange of risk profiles” (1–3) and least for “Tools to assess risks” (1–2)."
    assert drawn().alt.endswith(f"No need keeps its place in every order. {told}")


def test_one_order_alone_moves_nothing() -> None:
    """Where only one order was computed there is nothing to compare."""
    assert isinstance(chart_robustness(importance_only(), "en"), Statement)
