"""A profile speaks of one group: numbers are the small release's own, differences worked out by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from needs_analysis.charts import Chart, chart_profile
from needs_analysis.errors import ReleaseError
from needs_analysis.release import Release
from needs_analysis.tables import PresentationTable, Statement, state_profile, table_profile
from tests.small_release import MANIFEST, betray, importance_only, make_empty_release, make_release

KAZ = {"by": "country", "group": "KAZ"}


def text(statement: Statement) -> str:
    """All that a statement says."""
    return " ".join([statement.text, *statement.points])


def as_observer(release: Release, by: str, group: str, *kinds: str) -> Release:
    """The same release, where a group came otherwise than as a national delegation."""
    nesting = {**MANIFEST["nesting"], by: {**MANIFEST["nesting"][by], group: list(kinds)}}
    return replace(release, manifest={**release.manifest, "nesting": nesting})


def test_the_first_sentences_answer_who_came_and_what_they_lack() -> None:
    """Counts, then the needs with a gap above zero, each beside all delegations and with its respondents."""
    assert state_profile(make_release(), "en", **KAZ).text == (
        "Participants: 9; responses: 8. By what these participants reported, the largest gaps between importance and "
        "capacity are: “Tools to assess risks” (1.9, n = 8; all delegations 1.5); “Exchange of risk profiles” (0.9, "
        "n = 8; all delegations 1.0)."
    )


def test_the_points_say_how_sure_it_is_and_where_the_group_departs() -> None:
    """1.3 to 2.5 overlaps with 0.2 to 1.6 but not with −1.2 to 0.0; −0.6 is 0.8 below 0.2, and 1.9 is 0.4 above 1.5."""
    assert state_profile(make_release(), "en", **KAZ).points == (
        "The interval of 1 other need overlaps with that of the first, so which of them comes first is not certain.",
        "Means of few people move easily: drawn towards the mean of all, the first is 1.7 instead of 1.9.",
        "They differ most from all national delegations, in points, on: “Joint exercises” (−0.8); “Tools to assess "
        "risks” (+0.4); with so few people that may be chance.",
        "For 1 need there is no number: too few of them answered, or it is withheld to protect a smaller group.",
    )


def test_the_drawn_mean_is_shown_only_where_the_release_has_it() -> None:
    """Kyrgyzstan has no such rows: no column, no sentence."""
    with_, without = (table_profile(make_release(), "en", by="country", group=code) for code in ("KAZ", "KGZ"))
    assert isinstance(with_, PresentationTable)
    assert isinstance(without, PresentationTable)
    assert ("Gap, drawn towards all" in with_.headings) is True
    assert ("Gap, drawn towards all" in without.headings) is False
    assert "Drawn" not in text(state_profile(make_release(), "en", by="country", group="KGZ"))


def test_themes_come_before_needs_and_each_largest_first() -> None:
    """What is withheld ends the list, in words."""
    table = table_profile(make_release(), "en", **KAZ)
    assert isinstance(table, PresentationTable)
    assert [row[0].text for row in table.rows] == [
        "Themes", "Risk analysis", "Training",
        "Needs", "RSK-1 Tools to assess risks", "RSK-2 Exchange of risk profiles", "TRN-1 Joint exercises",
        "TRN-2 Language training",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[-2]][-4:] == ["not estimated", "7", "0.2", "−0.8"]
    assert [cell.text for cell in table.rows[-1]][3] == "too few to report"


def test_observers_are_said_to_be_observers() -> None:
    """Their numbers stand beside those of others; a national delegation needs no such words."""
    seen = as_observer(make_release(), "country", "KAZ", "observer")
    assert "They took part as observers" in state_profile(seen, "en", **KAZ).text
    assert "observers" not in state_profile(make_release(), "en", **KAZ).text


def test_organisations_are_said_to_be_none_of_the_delegations() -> None:
    """And a type that others share with national delegations has means of these alone."""
    seen = as_observer(make_release(), "agency_type", "customs", "organisation")
    customs: dict[str, Any] = {"by": "agency_type", "group": "customs"}
    assert "They came for organisations" in state_profile(seen, "en", **customs).text
    assert "The means take in the national delegations alone." in state_profile(make_release(), "en", **customs).text
    border = state_profile(make_release(), "en", by="agency_type", group="border_service").text
    assert "alone" not in border


def test_a_group_with_nothing_to_show_says_so() -> None:
    """Three displays, no number, no error."""
    tajikistan: dict[str, Any] = {"by": "country", "group": "TJK"}
    assert state_profile(make_release(), "en", **tajikistan).text == (
        "Participants: too few to report; responses: too few to report. No need has a number that can be reported: too "
        "few answered, or it is withheld to protect a smaller group."
    )
    for display in (table_profile, chart_profile):
        shown = display(make_release(), "en", **tajikistan)
        assert isinstance(shown, Statement)
        assert shown.text.startswith("No need has a number that can be reported: too few answered, or it is withheld")


def test_a_group_that_is_not_there_is_an_error_and_no_absence() -> None:
    """A misspelt code is named with those that are there."""
    for display in (state_profile, table_profile, chart_profile):
        with pytest.raises(ReleaseError, match=r"(?s)no group «KZ» by country.*It has: KAZ, KGZ, TJK"):
            display(make_release(), "en", by="country", group="KZ")


def test_without_a_group_the_sentences_say_which_there_are() -> None:
    """For a notebook opened by hand, and for a report in which no group is large enough."""
    assert state_profile(make_release(), "en", by="country", group="").text == (
        "A profile can be given of: Kazakhstan (KAZ), Kyrgyzstan (KGZ). "
        "There is no profile of: Tajikistan. Too few answered, or their numbers are withheld to protect a smaller "
        "group."
    )


def test_no_groups_at_all_are_another_thing_than_none_large_enough() -> None:
    """The reason is the plan or the answers, not suppression."""
    assert "the analysis plan does not ask" in state_profile(make_empty_release(), "en", by="country", group="").text
    hidden = make_release(by_country={("RSK-1", "KAZ"): "too_few"})
    assert state_profile(hidden, "en", by="country", group="").text == (
        "Nothing can be reported of any single group. There is no profile of: Kazakhstan. Too few answered, or their "
        "numbers are withheld to protect a smaller group."
    )


def test_the_picture_shows_the_group_and_all_delegations() -> None:
    """Strokes at the means of all, dots at the group's own, in the order of the group; the words hold n."""
    chart = chart_profile(make_release(), "en", **KAZ)
    assert isinstance(chart, Chart)
    strokes, dots = chart.figure["data"][-2:]
    assert (strokes["x"], dots["x"]) == ([1.5, 1.0, 0.2], [1.9, 0.9, -0.6])
    assert chart.alt.startswith("3 needs from the largest number to the smallest, each beside")
    assert "n = 8" in chart.alt
    assert "3 needs of 4." in chart.note


def test_importance_alone_is_no_gap() -> None:
    """A survey that did not ask for capacity has no gap in its profiles."""
    release = importance_only()
    assert "most important are: “Tools to assess risks” (4.7, n = 8; all" in state_profile(release, "en", **KAZ).text
    chart = chart_profile(release, "en", **KAZ)
    assert isinstance(chart, Chart)
    assert chart.title == "Kazakhstan: the highest importance, as reported by the participants"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_withheld_is_said(language: str) -> None:
    """Even if suppressed rows still held numbers."""
    said = text(state_profile(betray(make_release()), language, **KAZ))
    assert not re.search(r"7[.,]77|777|\b(nan|None)\b|\{", said)


def withheld(release: Release, group: str, *, kind: str) -> Release:
    """The same release, where a country's means of all needs, or of all themes too, are withheld."""
    estimates = release.estimates.copy()
    gone = estimates["by"].eq("country") & estimates["group"].eq(group) & estimates["measure"].ne("participants")
    gone &= estimates["item"].isin([code for each in kind.split() for code in release.codes(each)])
    estimates.loc[gone, ["value", "lower", "upper", "n", "n_eff"]] = None
    estimates.loc[gone, "note"] = "too_few"
    return replace(release, estimates=estimates)


def test_themes_are_shown_where_every_need_is_withheld() -> None:
    """Kazakhstan's largest theme is named with the reason why no need is; no row says it of each need."""
    release = withheld(make_release(), "KAZ", kind="need")
    assert release.groups("country", "en")["KAZ"] is True
    said, table, chart = (make(release, "en", **KAZ) for make in (state_profile, table_profile, chart_profile))
    assert isinstance(said, Statement)
    assert "too few answered, or it is withheld to protect a smaller group. By theme, the largest gaps" in said.text
    assert "“Risk analysis” (1.4, n = 8" in said.text
    assert said.points == ()
    assert isinstance(table, PresentationTable)
    rows = {row[0].text: [cell.text for cell in row] for row in table.rows}
    assert "1.4 (0.9–1.9)" in rows["Risk analysis"]
    assert not any("RSK-1" in name or name == "Needs" for name in rows)
    assert next(note for note in table.notes if "withheld to protect a smaller group" in note).startswith("No need has")
    assert isinstance(chart, Statement)
    assert "withheld to protect a smaller group" in chart.text


def test_a_group_of_which_nothing_is_left_is_no_group_to_profile() -> None:
    release = withheld(make_release(), "KAZ", kind="need theme")
    assert release.groups("country", "en")["KAZ"] is False
    told = text(state_profile(release, "en", by="country", group=""))
    assert "no profile of: Kazakhstan, Tajikistan. Too few answered, or their numbers are withheld" in told


def test_columns_without_a_number_are_left_out_and_said_once() -> None:
    """In an open edition the ends of a group's gap are not there; nor is a mean drawn towards all that is withheld."""
    release = make_release(edition="donor")
    estimates = release.estimates
    by_country = estimates["by"].eq("country")
    estimates = estimates[~(by_country & estimates["measure"].isin(["importance", "capacity"]))].copy()
    estimates.loc[estimates["statistic"].eq("shrunken_mean"), ["value", "n"]] = None
    table = table_profile(replace(release, estimates=estimates.reset_index(drop=True)), "en", **KAZ)
    assert isinstance(table, PresentationTable)
    assert table.headings == ("Theme or need", "Gap", "n", "All delegations", "Difference")
    assert {len(row) for row in table.rows} == {1, 5}
    said = "Importance and capacity of single groups are in the organisers' edition alone."
    assert table.notes.count(said) == 1
    whole = table_profile(make_release(), "en", **KAZ)
    assert isinstance(whole, PresentationTable)
    assert said not in whole.notes
