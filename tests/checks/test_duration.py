"""How long forms took, by their clock and by their audit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.checks.duration import check_duration, durations
from needs_analysis.errors import SettingsError
from tests.checks.small_tables import forms, household_survey

DAY = "2026-05-12T"


def _listed(start: list[str | None], end: list[str | None], **settings: object) -> list[list[str]]:
    found = check_duration(forms({"start": start, "end": end}), **settings).issues
    return found[["row_id", "check", "evidence"]].fillna("").values.tolist()


def test_too_short_and_too_long_are_those_beyond_the_bounds() -> None:
    """Five minutes are enough where five are the least, and 180 where they are the most."""
    start = [f"{DAY}09:00:0{i}" for i in range(4)]
    end = [f"{DAY}09:04:59", f"{DAY}09:05:01", f"{DAY}12:00:02", f"{DAY}12:00:04"]
    assert _listed(start, end) == [
        ["r0", "form_too_short", "minutes=4.983; shortest=5"],
        ["r3", "form_too_long", "minutes=180; longest=180"],
    ]


def test_zones_are_taken_into_account() -> None:
    """09:00 in Almaty and 07:30 in Moscow are half an hour apart."""
    assert _listed([f"{DAY}09:00:00+05:00"], [f"{DAY}07:30:00+03:00"]) == []


def test_a_form_that_ends_before_it_starts_is_not_called_short() -> None:
    """The clock was changed, or the form was."""
    assert _listed([f"{DAY}09:00"], [f"{DAY}08:00"]) == [["r0", "form_ends_before_start", "minutes=-60"]]


def test_times_that_cannot_be_read_are_listed_and_blanks_are_not() -> None:
    """Neither is a zone beside none: their difference is unknown."""
    start = ["soon", None, f"{DAY}09:00:00Z", f"{DAY}09:00:00"]
    end = [f"{DAY}09:30", f"{DAY}09:30", f"{DAY}09:00:30", " "]
    found = check_duration(forms({"start": start, "end": end})).issues
    assert found[["row_id", "field", "check"]].values.tolist() == [
        ["r0", "start", "time_unreadable"],
        ["r2", "end", "time_unreadable"],
    ]


def test_the_same_start_twice() -> None:
    """To the millisecond it is no chance; to the second it needs the same end; blanks are never the same."""
    exact, second = f"{DAY}09:00:00.123", f"{DAY}10:00:00"
    start = [exact, exact, second, second, second, None, None]
    end = [f"{DAY}09:20", f"{DAY}09:21", f"{DAY}10:20", f"{DAY}10:20", f"{DAY}10:30", f"{DAY}10:20", f"{DAY}10:20"]
    assert _listed(start, end) == [
        ["r1", "same_start", "n=2; first=r0"],
        ["r3", "same_start", "n=3; first=r2"],
    ]


def test_spreadsheets_and_dotted_dates_are_read() -> None:
    """44382.5 is noon of 5 July 2021."""
    assert _listed(["44382.5"], ["05.07.2021 12:02"]) == [["r0", "form_too_short", "minutes=2; shortest=5"]]


def test_a_table_without_times_has_no_durations() -> None:
    """The usual names may be missing; a name of one's own may not."""
    assert check_duration(forms({"x": ["1"]})).issues.empty
    with pytest.raises(SettingsError, match="begin"):
        check_duration(forms({"x": ["1"], "end": ["1"]}), start="begin")


def test_an_audit_that_was_not_read_is_refused() -> None:
    """It is not replaced by the clock without a word."""
    with pytest.raises(SettingsError, match=r"audit\.zip"):
        check_duration(forms({"x": ["1"]}), audit="audit.zip")


EVENTS = pd.DataFrame(
    [
        {"uuid": "a", "event": "form start", "start": 0.0},
        {"uuid": "a", "node": "/q1", "start": 1000.0, "end": 241_000.0},
        {"uuid": "a", "node": "/q2", "start": 300_000.0, "end": 420_000.0},
        {"uuid": "b", "node": "/q1", "start": 0.0, "end": 60_000.0},
        {"uuid": "c", "problem": "header"},
    ]
)


def test_durations_sum_the_screens_and_nothing_between_them() -> None:
    """Four and two minutes are six, though seven passed; a form without a readable screen has none."""
    assert durations(EVENTS).to_dict() == {"a": 360_000, "b": 60_000}


def test_with_an_audit_the_screens_count_and_its_gaps_are_listed() -> None:
    """Forms are found by their uuid, with and without its prefix; a missing or damaged audit is no short form."""
    columns = {"_uuid": ["uuid:a", "b", "c", "d"], "start": [f"{DAY}09:00"] * 4, "end": [f"{DAY}09:01"] * 4}
    found = check_duration(forms(columns), audit="audit.zip", events=EVENTS).issues
    listed = found[found["check"] != "same_start"]
    assert listed[["row_id", "check", "evidence"]].fillna("").values.tolist() == [
        ["r1", "form_too_short", "minutes=1; shortest=5"],
        ["r2", "audit_unreadable", "problem=header"],
        ["r3", "audit_missing", ""],
    ]


def test_without_a_uuid_the_row_id_names_the_form() -> None:
    """As in tables whose id column is the form's uuid."""
    made = forms({"x": ["1"]})
    made.frame["row_id"] = ["b"]
    assert check_duration(made, events=EVENTS).issues["evidence"].tolist() == ["minutes=1; shortest=5"]


def test_the_household_survey_gives_what_pandas_gives(conformance: Path) -> None:
    """632 real forms with zones: the forms under half an hour are those that a plain computation finds."""
    survey = household_survey(conformance)
    start, end = "X.U.FEFF.start", "end"
    found = check_duration(survey, shortest=30, longest=240, start=start, end=end).issues
    clock = survey.frame[[start, end]].apply(lambda times: pd.to_datetime(times, utc=True, format="ISO8601"))
    minutes = (clock[end] - clock[start]).dt.total_seconds() / 60
    expected = survey.frame.loc[(minutes >= 0) & (minutes < 30), "row_id"]
    assert len(expected) > 10
    assert found.loc[found["check"] == "form_too_short", "row_id"].tolist() == expected.tolist()
