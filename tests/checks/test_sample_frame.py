"""Planned and collected forms of each group."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.checks.sample_frame import check_sample_frame, compare_with_plan
from needs_analysis.errors import InputError, SettingsError
from tests.checks.small_tables import forms, household_survey

PLAN = pd.DataFrame(
    {"Country": ["KAZ", "KAZ", "TJK"], "Agency type": ["customs", "police", "customs"], "planned": ["2", "1", "1"]}
)


def test_groups_with_more_fewer_and_no_planned_forms() -> None:
    """Each kind in the order of the plan; unplanned groups, and forms without a group, come last."""
    made = forms(
        {"country": ["KAZ", "kaz ", "KAZ", "TJK", "TJK", None], "Agency type": [*["customs"] * 4, "police", None]}
    )
    found = check_sample_frame(made, by=["country", "Agency type"], plan=PLAN).issues
    assert found[["value", "check", "evidence"]].fillna("").values.tolist() == [
        ["KAZ / customs", "over_collected", "planned=2; collected=3"],
        ["KAZ / police", "under_collected", "planned=1; collected=0"],
        ["TJK / police", "not_in_plan", "collected=1"],
        [" / ", "not_in_plan", "collected=1"],
    ]
    assert found["row_id"].isna().all()
    assert set(found["field"]) == {"country+Agency type"}


def test_lines_of_one_group_are_added_up() -> None:
    """A plan by country and agency type serves a comparison by country."""
    made = forms({"country": ["KAZ"] * 3 + ["TJK"]})
    assert check_sample_frame(made, by=["country"], plan=PLAN).issues.empty


def test_groups_are_compared_and_not_their_joined_names() -> None:
    """(«a / b», «c») is not («a», «b / c»)."""
    plan = pd.DataFrame({"x": ["a / b"], "y": ["c"], "planned": ["1"]})
    found = check_sample_frame(forms({"x": ["a"], "y": ["b / c"]}), by=["x", "y"], plan=plan).issues
    assert found["check"].tolist() == ["under_collected", "not_in_plan"]


@pytest.mark.parametrize("count", ["two", "", "-1", "1.5", "1,200", "inf", "1e999"])
def test_a_planned_count_is_a_whole_number(count: str) -> None:
    """Anything else is refused with its row."""
    plan = PLAN.assign(planned=["2", count, "1"])
    with pytest.raises(InputError) as refused:
        check_sample_frame(forms({"country": ["KAZ"]}), by=["country"], plan=plan, file="plan.csv")
    assert [(problem.file, problem.row) for problem in refused.value.problems] == [("plan.csv", 3)]


def test_settings_that_fit_nothing_are_refused() -> None:
    """No groups named, a field or column that is not there, a plan that was not read."""
    made = forms({"country": ["KAZ"], "city": ["x"]})
    for settings, words in (
        ({"plan": PLAN}, "by"),
        ({"plan": PLAN, "by": ["countri"]}, "«country»"),
        ({"plan": PLAN, "by": ["city"]}, "city"),
        ({"plan": PLAN, "by": ["country"], "planned": "Planed"}, "planned"),
        ({"file": "plan.csv", "by": ["country"]}, "plan.csv"),
    ):
        with pytest.raises(SettingsError, match=words):
            check_sample_frame(made, **settings)


def test_without_a_plan_there_is_nothing_to_compare() -> None:
    """The check is silent where `file` is blank."""
    assert check_sample_frame(forms({"country": ["KAZ"]})).issues.empty


def test_the_household_survey_against_its_sample_frame(conformance: Path) -> None:
    """42 neighbourhoods planned: counts by hand of the standard library, none lost, and all 632 forms accounted for."""
    survey = household_survey(conformance)
    folder = conformance / "cleaning_log"
    plan = pd.read_csv(folder / "sample_frame.csv", dtype=str)
    counts = compare_with_plan(survey, by=["neighbourhood"], planned="Total.no.of.HH", plan=plan)
    with (folder / "raw_data.csv").open(encoding="utf-8-sig", newline="") as lines:
        came = Counter(row["neighbourhood"] for row in csv.DictReader(lines))
    assert len(plan) == counts["planned"].notna().sum() == 42
    assert counts["collected"].sum() == came.total() == 632
    assert counts["planned"].sum() == plan["Total.no.of.HH"].astype(int).sum()
    assert dict(zip(counts["group"], counts["collected"], strict=True)) == {
        name: came[name] for name in counts["group"]
    }
    found = check_sample_frame(survey, by=["neighbourhood"], planned="Total.no.of.HH", plan=plan).issues
    planned = dict(zip(plan["Neighbourhood"], plan["Total.no.of.HH"].astype(int), strict=True))
    over = {name for name, n in came.items() if n > planned.get(name, n)}
    assert set(found.loc[found["check"] == "over_collected", "value"]) == over
    assert set(found.loc[found["check"] == "not_in_plan", "value"]) == set(came) - set(planned)
