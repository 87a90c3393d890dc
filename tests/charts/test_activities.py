"""Recorded activities over time: bars lie at their days, and what is not recorded is not made up."""

from dataclasses import replace
from typing import Any

import pytest

from needs_analysis.charts import Chart, chart_activities
from needs_analysis.charts.calendar import Span, place_day, span_of
from needs_analysis.columns import ACTIVITIES
from needs_analysis.release import Release
from needs_analysis.tables import Statement
from tests.small_release import make_release


def listed(*activities: dict[str, Any]) -> Release:
    """The small release with another list, which stands on 14 May 2026."""
    rows = [{"activity_id": f"A{place}", "title": f"Course {place}"} | one for place, one in enumerate(activities)]
    return replace(make_release(), activities=ACTIVITIES.frame(rows))


def drawn(release: Release) -> Chart:
    """The chart of a release."""
    chart = chart_activities(release, "en")
    assert isinstance(chart, Chart)
    return chart


def traces(chart: Chart, kind: str) -> list[dict[str, Any]]:
    """The traces of a kind: bar, lines, markers, …"""
    return [trace for trace in chart.figure["data"] if kind in (trace["type"], trace.get("mode"))]


def labels(chart: Chart) -> list[str]:
    """What is written above the bars."""
    return [note["text"].replace("\xa0", " ") for note in chart.figure["layout"]["annotations"]]


def test_bars_run_from_the_first_to_the_last_day() -> None:
    """2 July is the middle of a year: 182 of 365 days are over."""
    (bar,) = traces(drawn(listed({"status": "ongoing", "start": "2026-01-01", "end": "2027-07-02"})), "bar")
    assert (bar["base"], bar["x"]) == ([2026.0], [pytest.approx(1.499, abs=0.001)])


def test_activities_are_grouped_by_status() -> None:
    """Ongoing ones first, each group with how many it holds; planned ones look different without colour."""
    chart = drawn(
        listed(
            {"status": "planned", "start": "2026-09-01", "end": "2026-12-31"},
            {"status": "ongoing", "start": "2026-01-01", "end": "2026-12-31"},
            {"start": "2026-01-01", "end": "2026-12-31", "stale": "no_status"},
        )
    )
    assert [label for label in labels(chart) if label.startswith("<b>")] == [
        "<b>Ongoing (1)</b>",
        "<b>Planned (1)</b>",
        "<b>Status not stated (1)</b>",
    ]
    assert [trace["marker"].get("pattern", {}).get("shape", "") for trace in traces(chart, "bar")] == ["", "/", "-"]


def test_a_missing_day_is_dotted_towards_the_end_of_the_picture() -> None:
    """What starts and has no end goes to the right, what only ends comes from the left; neither is a bar."""
    release = listed({"status": "ongoing", "start": "2026-01-01"}, {"status": "ongoing", "end": "2027-01-01"})
    chart = drawn(release)
    (line,) = traces(chart, "lines+markers")
    assert line["line"]["dash"] == "dot"
    assert sorted(x for x in line["x"] if x is not None) == [2026.0, 2026.0, 2027.0, 2028.0]
    assert not traces(chart, "bar")
    assert any("from 2026-01" in label for label in labels(chart))
    assert any("until 2027-01" in label for label in labels(chart))
    assert "2 have no first or no last day." in chart.alt


def test_without_any_day_words_stand_in_place_of_a_bar() -> None:
    """The activity keeps its row."""
    chart = drawn(listed({"status": "ongoing", "stale": "no_dates"}))
    assert any("Course 0" in label and "no dates are recorded" in label for label in labels(chart))
    assert not traces(chart, "bar") + traces(chart, "lines+markers")


def test_the_day_of_the_list_is_marked_and_named() -> None:
    """14 May is the 134th day of 2026."""
    chart = drawn(make_release())
    day = traces(chart, "lines")[-1]
    assert {round(x, 4) for x in day["x"] if x is not None} == {round(2026 + 133 / 365, 4)}
    assert any("as of 14 May 2026" in label for label in labels(chart))


def test_far_days_are_cut_off_with_an_arrow() -> None:
    """A list with a day in 2099 does not squeeze everything else: five years to either side, and an arrow."""
    chart = drawn(listed({"status": "ongoing", "start": "1999-01-01", "end": "2099-12-31"}))
    assert chart.figure["layout"]["xaxis"]["range"] == [2021.0, 2032.0]
    assert [trace["marker"]["symbol"] for trace in traces(chart, "markers")] == ["triangle-left", "triangle-right"]
    (bar,) = traces(chart, "bar")
    assert (bar["base"], bar["x"]) == ([2021.0], [11.0])


def test_what_ended_before_the_picture_has_an_arrow_alone() -> None:
    """Nothing is drawn where nothing was."""
    chart = drawn(listed({"status": "completed", "start": "2010-01-01", "end": "2011-12-31"}))
    assert not traces(chart, "bar")
    assert [trace["marker"]["symbol"] for trace in traces(chart, "markers")] == ["triangle-left"]


def test_a_long_list_says_what_it_leaves_to_the_table() -> None:
    """Forty are drawn, current ones first; the title counts all."""
    chart = drawn(listed(*[{"status": "ongoing", "start": "2026-01-01", "end": "2026-12-31"}] * 43))
    (bar,) = traces(chart, "bar")
    assert len(bar["x"]) == 40
    assert "3 more activities stand in the table alone." in chart.note
    assert chart.title.endswith("(43 activities)")


def test_an_empty_list_is_said() -> None:
    """A list without activities is no picture."""
    assert chart_activities(listed(), "en") == Statement("The list holds no activity.")


@pytest.mark.parametrize(("day", "place"), [("2024-12-31", 2024 + 365 / 366), ("2023-12-31", 2023 + 364 / 365)])
def test_days_of_leap_years_have_their_place(day: str, place: float) -> None:
    """The last day of a year is not yet the next."""
    assert place_day(day) == pytest.approx(place)


def test_a_span_holds_the_day_of_the_list() -> None:
    """Also where nothing is current: a reader sees how long ago things ended."""
    assert span_of(["2023-01-01", "2023-06-30"], "2026-05-14") == Span(2023, 2026)
    assert Span(2020, 2030).years() == [2020, 2022, 2024, 2026, 2028, 2030]
