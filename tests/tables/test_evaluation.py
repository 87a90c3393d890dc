"""What is said of an evaluation is what was estimated, and less where less was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from needs_analysis.charts import Chart, chart_change
from needs_analysis.release import Release
from needs_analysis.tables import Statement, state_evaluation, table_change, table_objectives
from tests.small_release import MANIFEST, make_empty_release, make_release


def with_numbers(release: Release, changes: dict[tuple[str, str], dict[str, Any]]) -> Release:
    """Put other values into rows, by item and statistic."""
    changed = release.estimates.copy()
    for (item, statistic), values in changes.items():
        rows = changed["item"].fillna("").eq(item) & changed["statistic"].eq(statistic)
        assert rows.any()
        changed.loc[rows, list(values)] = list(values.values())
    return replace(release, estimates=changed)


def test_the_first_lines_answer_the_question() -> None:
    """Pairs, what has no partner, what stands, what was reached, how satisfied people were."""
    assert state_evaluation(make_release(), "en").text == (
        "12 people can be compared: they answered before and after under the same code. "
        "9 forms have no partner and are left out of the comparison (only before: 3; only after: 4; "
        "a code that stands twice: 2). "
        "Of 2 statements compared, answers to 1 rose by more than chance would explain. "
        "The largest change: “I can explain what a risk is made of” (+1.0 points, n = 12). "
        "Objectives for which clearly more than half gave 4 or 5: “Identify needs” (83 %, n = 18). "
        "Satisfaction with the event as a whole: mean 4.4; 4 or 5 from 89 %, n = 18."
    )


def test_a_fall_is_said_as_plainly_as_a_rise() -> None:
    """An answer that fell for sure is counted apart."""
    fallen = {("q2", "p_holm"): {"value": 0.02}, ("q2", "change"): {"value": -1.2, "low": -2.0, "high": -0.4}}
    text = state_evaluation(with_numbers(make_release(), fallen), "en").text
    assert "answers to 1 rose and to 1 fell by more than chance would explain" in text
    assert "The largest change: “I can carry out a risk assessment” (−1.2 points, n = 12)." in text


def test_no_standing_change_is_no_largest_one() -> None:
    """What could be chance is not named as a change."""
    text = state_evaluation(with_numbers(make_release(), {("q1", "p_holm"): {"value": 0.06}}), "en").text
    assert "The answers to 2 statements were compared; none changed by more than chance would explain." in text
    assert "largest" not in text


def test_out_of_reach_is_said_in_place_of_a_result() -> None:
    """Where nothing could have stood, that nothing stands is no finding."""
    beyond = {(item, "p_holm"): {"value": 0.2, "note": "out_of_reach"} for item in ("q1", "q2")}
    release = with_numbers(make_release(), beyond)
    assert "no change could be told from chance, whatever was answered" in state_evaluation(release, "en").text
    assert "none changed" not in state_evaluation(release, "en").text
    assert any("whatever was answered" in note for note in table_change(release, "en").notes)


def test_an_objective_is_reached_only_where_the_interval_says_so() -> None:
    """10 of 18 is more than half, but its interval (Wilson 0.34–0.75) is not."""
    near = {("needs", "share"): {"value": 10 / 18, "low": 0.337, "high": 0.754}}
    text = state_evaluation(with_numbers(make_release(), near), "en").text
    assert "For no objective did clearly more than half give 4 or 5: “Identify needs” (56 %, n = 18)." in text


def test_objectives_that_were_not_clearly_reached_are_named_too() -> None:
    """A report that named the reached ones alone would hide the others."""
    release = make_release(objectives=[*MANIFEST["objectives"], {"id": "tools", "text": {"en": "Know tools"}}])
    tools = release.estimates[release.estimates["item"].eq("needs")].assign(item="tools")
    both = replace(release, estimates=pd.concat([release.estimates, tools], ignore_index=True))
    text = state_evaluation(
        with_numbers(both, {("tools", "share"): {"value": 0.5, "low": 0.29, "high": 0.71}}), "en"
    ).text
    assert (
        "gave 4 or 5: “Identify needs” (83 %, n = 18). Of the others this cannot be said: “Know tools” (50 %, n = 18)."
        in text
    )


def test_looking_back_is_said_everywhere() -> None:
    """The statement, the picture's title and the table's note speak of another design."""
    asked = {**MANIFEST["evaluation"], "design": "retrospective"}
    release = make_release(evaluation=asked)
    drawn = chart_change(release, "en")
    assert isinstance(drawn, Chart)
    assert "12 people looked back" in state_evaluation(release, "en").text
    assert drawn.title == "Before and after as people looked back, 3 statements"
    assert "often rate the time before lower" in drawn.note + drawn.table.notes[0]
    assert "under the same code" not in state_evaluation(release, "en").text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_change_is_never_called_an_effect(language: str) -> None:
    """Without a group to compare with, the note says so."""
    release = make_release()
    table = table_change(release, language)
    said = {"en": "does not prove an effect", "ru": "воздействия оно не доказывает"}[language]
    assert sum(said in note for note in table.notes) == 1


def test_a_statement_without_a_test_says_why() -> None:
    """No number stands where nobody's answer changed."""
    blank = {"value": None, "note": "no_change"}
    tests = ("p_value", "p_holm", "rank_biserial")
    release = with_numbers(make_release(), {("q2", statistic): blank for statistic in tests})
    row = [cell.text for cell in table_change(release, "en").rows[1]]
    assert row[4:7] == ["no answer changed"] * 3
    drawn = chart_change(release, "en")
    assert isinstance(drawn, Chart)
    labels = [note["text"] for note in drawn.figure["layout"]["annotations"]]
    assert "no answer changed" in next(label for label in labels if "carry out" in label)


def test_a_tiny_p_value_is_not_written_as_zero() -> None:
    """Less than a thousandth is said to be that."""
    release = with_numbers(make_release(), {("q1", "p_value"): {"value": 2.4e-7}})
    assert table_change(release, "ru").rows[0][5].text == "< 0,001"


def test_the_chart_draws_the_means_of_the_release() -> None:
    """Open circles before, filled ones after; a suppressed statement keeps its words and has no mark."""
    drawn = chart_change(make_release(), "en")
    assert isinstance(drawn, Chart)
    marks = {trace["name"]: trace["x"] for trace in drawn.figure["data"] if trace["mode"] == "markers"}
    assert marks == {"before": [2.5, 2.5], "after": [3.5, 3.2]}
    labels = [note["text"] for note in drawn.figure["layout"]["annotations"]]
    assert "too few to report" in next(label for label in labels if "name a contact" in label)
    assert "not told from chance" in next(label for label in labels if "carry out" in label)
    assert "12 people can be compared" in drawn.alt


def test_without_an_evaluation_it_is_said() -> None:
    """Objectives and the parts that serve them stand there all the same."""
    empty = make_empty_release(evaluation={})
    for made in (state_evaluation(empty, "en"), chart_change(empty, "en")):
        assert isinstance(made, Statement)
        assert made.text == "This workspace has no evaluation of the event before and after it."
    row = [cell.text for cell in table_objectives(empty, "en").rows[0]]
    assert row == ["Identify needs", "Which needs come first?", *["not asked"] * 4]
