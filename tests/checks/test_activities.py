"""Activities become codes by the registers; what they do not know stops the run, with its place."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.checks.activities import propose_activities
from needs_analysis.checks.findings import Findings
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import RECEIVED

NEEDS = pd.DataFrame({"need_id": ["N-1", "N-2"], "label_en": ["Dogs", "Radios"], "label_ru": ["Собаки", ""]})
GOOD = {"organisation": "IOM", "need": "N-1", "country": "KAZ", "status": "ongoing"}
GOOD |= {"start": "2026-01-01", "end": "2026-12-31"}


def found(**cells: str | None) -> Findings:
    """What is found in one activity, good but for these cells."""
    row = {"row_id": "A1", "file": "activities.csv", "row": 2, **GOOD, **cells}
    return propose_activities(Subject("activities", RECEIVED.frame([row])), needs=NEEDS)


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("need", "n-1", "N-1"),
        ("need", "собаки, Radios", "N-1; N-2"),
        ("need", "N-2 N-1", "N-2; N-1"),
        ("country", "Казахстан", "KAZ"),
        ("country", "Kazakhstan, Узбекистан", "KAZ; UZB"),
        ("country", "Kyrgyzstan and Tajikistan", "KGZ; TJK"),
        ("status", "On-going", "ongoing"),
        ("status", "в процессе", "ongoing"),
        ("status", "Suspended", "suspended"),
        ("start", "2026-01-02 00:00:00", "2026-01-02"),
        ("end", "31.12.2026", "2026-12-31"),
        ("organisation", "International Organization for Migration", "IOM"),
    ],
)
def test_what_the_registers_know_becomes_a_code(field: str, written: str, code: str) -> None:
    """A row of the log says what stood there, and nothing else is proposed."""
    findings = found(**{field: written})
    assert findings.log[["field", "old_value", "new_value"]].to_numpy().tolist() == [[field, written, code]]
    assert findings.issues.empty


def test_codes_are_left_as_they_are() -> None:
    """What was coded once is not coded again."""
    findings = found(need="N-1; N-2", country="KAZ; UZB")
    assert findings.log.empty
    assert findings.issues.empty


@pytest.mark.parametrize(
    ("field", "written", "check"),
    [
        ("need", "N-1; N-3", "unknown_need"),
        ("country", "Central Asia", "unknown_country"),
        ("country", "KAZ; Atlantis", "unknown_country"),
        ("status", "perhaps", "unknown_status"),
        ("start", "03/04/2026", "day_unreadable"),
        ("end", "2026-02-30", "day_unreadable"),
        ("end", "2025-12-31", "ends_before_start"),
    ],
)
def test_what_they_do_not_know_stops_the_run(field: str, written: str, check: str) -> None:
    """Otherwise a need would seem to have no activity where it has one."""
    findings = found(**{field: written})
    assert findings.log.empty
    assert findings.issues[["row_id", "field", "check", "severity"]].to_numpy().tolist() == [
        ["A1", field, check, "stop"]
    ]


@pytest.mark.parametrize(("field", "check"), [("need", "blank_need"), ("status", "blank_status")])
def test_what_is_left_out_is_to_be_looked_at(field: str, check: str) -> None:
    """An activity without a need or a status is kept, and listed."""
    findings = found(**{field: None})
    assert findings.issues[["field", "check", "severity"]].to_numpy().tolist() == [[field, check, "review"]]


def test_an_organisation_may_be_any() -> None:
    """One that the register lacks stays as it is written, and is listed in case it is another spelling."""
    findings = found(organisation="Friends of the Border")
    assert findings.log.empty
    assert findings.issues[["check", "severity"]].to_numpy().tolist() == [["unknown_organisation", "review"]]


def test_a_blank_country_is_the_whole_region() -> None:
    """It asks for nothing."""
    assert found(country=None).issues.empty
