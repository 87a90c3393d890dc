"""Recorded assistance of the small release, and its counts, picked by hand.

RSK-1 has two current activities of two organisations in one country, which overlap from 1 January to 31 December 2026;
RSK-2 has one of them too, and one for the whole region that has ended but is recorded as ongoing; TRN-1 has a completed
one; TRN-2 has none. The gaps shown are 1.5, 1.0 and 0.2: their mean is 0.9.
"""

from __future__ import annotations

from typing import Any

AS_OF = "2026-05-14"
ORGANISATIONS = {
    "IOM": ("International Organization for Migration", "Международная организация по миграции"),
    "OSCE": ("Organization for Security and Co-operation in Europe", "Организация по безопасности и сотрудничеству"),
    "UNODC": ("United Nations Office on Drugs and Crime", "Управление ООН по наркотикам и преступности"),
}
STATUSES = {
    "ongoing": ("Ongoing", "Осуществляется"),
    "planned": ("Planned", "Запланировано"),
    "completed": ("Completed", "Завершено"),
}
QUADRANTS = {
    "large_gap_uncovered": (
        "Larger than the mean of the needs, no current activity recorded",
        "Больше среднего по потребностям, нет учтённых действующих мероприятий",
    ),
    "large_gap_covered": (
        "Larger than the mean of the needs, current activities recorded",
        "Больше среднего по потребностям, есть учтённые действующие мероприятия",
    ),
    "small_gap_covered": (
        "Not larger than the mean of the needs, current activities recorded",
        "Не больше среднего по потребностям, есть учтённые действующие мероприятия",
    ),
    "small_gap_uncovered": (
        "Not larger than the mean of the needs, no current activity recorded",
        "Не больше среднего по потребностям, нет учтённых действующих мероприятий",
    ),
}
DAC = {
    "15130": ("Legal and judicial development", "Развитие правовой и судебной системы"),
    "33120": ("Trade facilitation", "Упрощение процедур торговли"),
}
WORDS = {"organisation": ORGANISATIONS, "status": STATUSES, "quadrant": QUADRANTS}
_COURSE = {
    "activity_id": "A1",
    "implementer": "IOM",
    "funder": "Donor A",
    "title": "Course on risk tools",
    "need": "RSK-1",
    "theme": "RSK",
    "country": "KAZ",
    "for_whom": "Border guards",
    "start": "2025-01-01",
    "end": "2026-12-31",
    "status": "ongoing",
    "dac_codes": "15130 33120",
}
_ADVICE = {
    **_COURSE,
    "activity_id": "A2",
    "implementer": "OSCE",
    "funder": "Donor B",
    "title": "Advice on risks",
    "for_whom": "",
    "start": "2026-01-01",
    "end": "2027-06-30",
}
ACTIVITIES: list[dict[str, object]] = [
    {**_COURSE},
    {**_ADVICE},
    {**_ADVICE, "need": "RSK-2"},
    {
        **_COURSE,
        "activity_id": "A3",
        "funder": "",
        "title": "Regional exchange",
        "need": "RSK-2",
        "country": "",
        "for_whom": "",
        "start": "2024-01-01",
        "end": "2025-12-31",
        "stale": "ended_but_ongoing",
    },
    {
        "activity_id": "A4",
        "implementer": "UNODC",
        "funder": "Donor A",
        "title": "Joint exercise",
        "need": "TRN-1",
        "theme": "TRN",
        "country": "KGZ",
        "start": "2023-01-01",
        "end": "2024-12-31",
        "status": "completed",
    },
]
# measure, choice, by → need and group → count; the whole has no need
COUNTS: dict[tuple[str, str, str], dict[tuple[str, str], int]] = {
    ("activities", "", ""): {("", ""): 3, ("RSK-1", ""): 2, ("RSK-2", ""): 2, ("TRN-1", ""): 0, ("TRN-2", ""): 0},
    ("activities", "completed", ""): {("", ""): 1, ("TRN-1", ""): 1},
    ("activities", "stale", ""): {("", ""): 1, ("RSK-2", ""): 1},
    ("activities", "", "implementer"): {
        ("", "IOM"): 2,
        ("", "OSCE"): 1,
        ("RSK-1", "IOM"): 1,
        ("RSK-1", "OSCE"): 1,
        ("RSK-2", "IOM"): 1,
        ("RSK-2", "OSCE"): 1,
    },
    ("providers", "", ""): {("", ""): 2, ("RSK-1", ""): 2, ("RSK-2", ""): 2, ("TRN-1", ""): 0, ("TRN-2", ""): 0},
    ("overlaps", "", ""): {("", ""): 1, ("RSK-1", ""): 1, ("RSK-2", ""): 0, ("TRN-1", ""): 0, ("TRN-2", ""): 0},
    ("overlaps", "", "implementer"): {("RSK-1", "IOM"): 1, ("RSK-1", "OSCE"): 1},
    ("overlaps", "", "country"): {("RSK-1", "KAZ"): 1},
}
PLACED = {
    "RSK-1": ("large_gap_covered", 18),
    "RSK-2": ("large_gap_covered", 17),
    "TRN-1": ("small_gap_uncovered", 16),
}


def estimates() -> list[dict[str, object]]:
    """Give the rows of the table of estimates; the need with too few answers has no quadrant that may be shown."""
    rows = [
        {"statistic": "count", "measure": measure, "choice": choice, "by": by, "item": need, "group": group}
        | {"value": n, "note": "none_recorded" if need == "TRN-2" and measure == "activities" else ""}
        for (measure, choice, by), found in COUNTS.items()
        for (need, group), n in found.items()
    ]
    coverage: dict[str, Any] = {"statistic": "quadrant", "measure": "coverage"}
    rows += [coverage | {"item": need, "choice": code, "value": 1, "n": n} for need, (code, n) in PLACED.items()]
    rows += [coverage | {"item": "TRN-2", "choice": "small_gap_uncovered", "note": "too_few"}]
    return [*rows, coverage | {"statistic": "mean", "item": "", "value": 0.9, "n": 16}]


def purpose_codes() -> list[dict[str, object]]:
    """Give the labels of the purpose codes, below the theme that suggests them."""
    return [
        {"kind": "dac", "code": code, "parent": "RSK", "language": language, "label": label}
        for code, names in DAC.items()
        for language, label in zip(("en", "ru"), names, strict=True)
    ]
