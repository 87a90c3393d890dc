"""Answers from low to high: bars as long as their shares, centred at the middle of the scale, with numbers beside."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from needs_analysis.charts import Chart, chart_ratings, chart_satisfaction
from needs_analysis.charts.diverging import Answers, draw_answers, shades
from needs_analysis.charts.style import INK
from needs_analysis.release import Release
from needs_analysis.tables import Statement
from tests.charts.test_style import contrast
from tests.small_release import importance_only, make_release


def bars(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The bars of a figure, one trace an answer."""
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def beside(figure: dict[str, Any]) -> list[list[str]]:
    """What is written left and right of the bars."""
    return [trace["text"] for trace in figure["data"] if trace.get("mode") == "text"]


def drawn(release: Release, **further: str) -> Chart:
    """The chart of how the needs were rated."""
    chart = chart_ratings(release, "en", **further)  # type: ignore[arg-type]
    assert isinstance(chart, Chart)
    return chart


def test_the_middle_answer_stands_across_the_line() -> None:
    """By hand: 10 % and 20 % low, 40 % in the middle, of which half is on either side; bars touch, none overlaps."""
    figure = draw_answers([Answers(["one"], (0.1, 0.2, 0.4, 0.2, 0.1))], "12345", "en")
    assert [(bar["base"], bar["x"]) for bar in bars(figure)] == [
        ([-0.5], [0.1]),
        ([-0.4], [0.2]),
        ([-0.2], [0.4]),
        ([0.2], [0.2]),
        ([0.4], [0.1]),
    ]
    assert beside(figure) == [["30 %"], ["30 %"]]


def test_an_even_scale_is_cut_between_its_halves() -> None:
    """With four answers nothing is in the middle: two go to the left, two to the right."""
    figure = draw_answers([Answers(["one"], (0.25, 0.25, 0.25, 0.25))], "1234", "en")
    assert [bar["base"] for bar in bars(figure)] == [[-0.5], [-0.25], [0.0], [0.25]]


@pytest.mark.parametrize("count", range(2, 12))
def test_every_answer_has_a_colour(count: int) -> None:
    """Neighbours differ also in grey; those beside the middle of an even scale are parted by its line."""
    colors = shades(count)
    assert len(colors) == count
    sides = [list(pairwise(colors[: (count + 1) // 2])), list(pairwise(colors[count // 2 :]))]
    apart = [contrast(one, other) for side in sides for one, other in side if one != other]
    assert min(apart, default=2) >= 1.4


def test_bars_are_the_shares_of_the_release() -> None:
    """Of 18 who rated RSK-1, none gave 1 or 2, two 3, five 4 and eleven 5; a share of nobody takes no bar."""
    figure = drawn(make_release()).figure
    assert [bar["x"] for bar in bars(figure)] == [
        [0.062],
        [0.059, 0.25],
        [0.111, 0.235, 0.312],
        [0.278, 0.353, 0.188],
        [0.611, 0.353, 0.188],
    ]
    assert beside(figure) == [["0 %", "6 %", "31 %"], ["89 %", "71 %", "38 %"]]
    assert bars(figure)[4]["hovertext"][0] == "5: 61 %"


def test_a_suppressed_need_is_named_without_a_bar() -> None:
    """TRN-2 keeps its label and says why; no number of it is drawn."""
    figure = drawn(make_release()).figure
    labels = [note["text"] for note in figure["layout"]["annotations"]]
    assert any("TRN-2" in label and "too few to report" in label for label in labels)
    assert all(len(trace) == 3 for trace in beside(figure))


def test_every_bar_says_how_many_answered() -> None:
    """n stands with each need that has numbers."""
    labels = [note["text"].replace("\xa0", " ") for note in drawn(make_release()).figure["layout"]["annotations"]]
    assert [count for count in ("18", "17", "16") if any(f"n = {count}<" in label for label in labels)] == [
        "18",
        "17",
        "16",
    ]


def test_the_sentence_says_where_most_and_fewest_high_answers_are() -> None:
    """16 of 18, 12 of 17 and 6 of 16 gave 4 or 5: two needs by more than half."""
    assert drawn(make_release()).alt.endswith(
        "2 of 3 needs were rated 4 or 5 by more than half. Most such answers: “Tools to assess risks” "
        "(89 % (67–97), n = 18); fewest: “Joint exercises” (38 % (19–61), n = 16)."
    )


def test_capacity_is_drawn_in_the_same_order() -> None:
    """The needs stand as in the other charts, not by their capacity."""
    chart = drawn(make_release(), measure="capacity")
    assert beside(chart.figure)[0] == ["33 %", "29 %", "31 %"]
    assert chart.title == "How the capacity for each need was rated, 18 responses"


def test_without_capacity_that_is_said() -> None:
    """A survey of importance alone has no such answers."""
    told = chart_ratings(importance_only(), "en", measure="capacity")
    assert isinstance(told, Statement)
    assert "Capacity was not asked" in told.text


def suppressed(measure: str) -> Release:
    """The release with every share of a measure suppressed."""
    release, numbers = make_release(), ["value", "low", "high", "n"]
    mine = release.estimates["measure"].eq(measure) & release.estimates["statistic"].eq("share")
    changed = release.estimates.copy()
    changed.loc[mine, numbers] = None
    changed.loc[mine, "note"] = "too_few"
    return replace(release, estimates=changed)


@pytest.mark.parametrize(("measure", "chart"), [("importance", chart_ratings), ("satisfaction", chart_satisfaction)])
def test_where_everything_is_suppressed_a_sentence_says_so(measure: str, chart: Any) -> None:
    """No empty picture."""
    assert chart(suppressed(measure), "en") == Statement("No share of answers can be reported.")


def test_the_event_is_judged_by_objective_and_as_a_whole() -> None:
    """Of 18, one judged the objective low, two between, fifteen high; nobody judged the whole low."""
    chart = chart_satisfaction(make_release(), "en")
    assert isinstance(chart, Chart)
    assert [bar["x"] for bar in bars(chart.figure)] == [[0.0556], [0.1111, 0.1111], [0.8333, 0.8889]]
    assert beside(chart.figure) == [["6 %", "0 %"], ["83 %", "89 %"]]
    assert chart.alt.endswith(
        "Shares of 4 or 5: I am satisfied with the event 89 % (67–97), n = 18; Identify needs 83 % (61–94), n = 18."
    )


def test_numbers_beside_bars_can_be_read() -> None:
    """They are ink on white, and stand outside the bars."""
    figure = drawn(make_release()).figure
    sums = [trace for trace in figure["data"] if trace.get("mode") == "text"]
    low, high = figure["layout"]["xaxis"]["range"]
    assert {trace["textfont"]["color"] for trace in sums} == {INK}
    assert [set(trace["x"]) for trace in sums] == [{low}, {high}]
    assert min(base for bar in bars(figure) for base in bar["base"]) > low
