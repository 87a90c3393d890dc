"""Recorded assistance in words: what is recorded, what is not, and nothing about a need that is withheld."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from needs_analysis import tables
from needs_analysis.columns import ACTIVITIES, ESTIMATES
from needs_analysis.release import Release
from needs_analysis.tables.coverage import MOST_PROVIDERS
from tests.small_release import importance_only, make_release

ASSISTANCE = [
    tables.table_activities,
    tables.table_coverage,
    tables.table_gap_coverage,
    tables.table_overlaps,
    tables.table_dac_codes,
]
HOSTILE = "<script>alert(1)</script> & =1+1 \u202eevil"


def without_list() -> Release:
    """The small release of a workspace that has no list of activities."""
    release = make_release()
    recorded = release.estimates["measure"].isin(["activities", "providers", "overlaps", "coverage"])
    return replace(release, estimates=ESTIMATES.frame(release.estimates[~recorded]), activities=ACTIVITIES.frame([]))


def without_activity(need: str) -> Release:
    """The small release, without any current activity for a need."""
    release = make_release()
    rows = release.estimates.copy()
    counted = rows["measure"].eq("activities") & rows["by"].isna() & rows["choice"].isna() & rows["item"].eq(need)
    assert counted.sum() == 1
    rows.loc[counted, "value"] = 0.0
    return replace(release, estimates=rows)


def texts(table: Any) -> list[list[str]]:
    """The words of every row."""
    return [[cell.text for cell in row] for row in table.rows]


def test_the_first_lines_answer_the_question() -> None:
    """How many, by how many, which of the first needs have none, how many entries may be out of date."""
    begins = (
        "As of 14 May 2026, 3 current activities are recorded (2 organisations). 1 more is not recorded as current. "
    )
    ends = " 1 of the current entries may be out of date."
    assert tables.state_assistance(make_release(), "en").text == (
        begins + "Each of the 2 needs with the largest gaps has a current activity." + ends
    )
    assert tables.state_assistance(without_activity("RSK-2"), "en").text == (
        begins
        + "Of the 2 needs with the largest gaps, 1 has no current activity recorded: “Exchange of risk profiles”."
        + ends
    )


def test_of_a_first_need_alone_nothing_is_said() -> None:
    """The table has it, and no sentence speaks of 1 needs."""
    release = make_release()
    others = ["RSK-1", "TRN-1", "TRN-2"]
    one = replace(release, estimates=release.estimates[~release.estimates["item"].isin(others)].reset_index(drop=True))
    said = tables.state_assistance(one, "en").text
    assert "current activities are recorded" in said
    assert "largest gaps" not in said


def test_they_do_so_in_russian() -> None:
    """Numbers agree with their nouns, names stand in the quotation marks of the language."""
    assert tables.state_assistance(without_activity("RSK-2"), "ru").text == (
        "На 14 мая 2026 учтено 3 действующих мероприятия (2 организации). Ещё 1 не отмечено как действующее. Из 2 "
        "потребностей, у которых разрыв наибольший, действующих мероприятий не учтено по 1: «Обмен профилями рисков». "
        "1 запись о действующих мероприятиях, возможно, устарела."
    )


def test_activities_stand_under_their_status() -> None:
    """Who, funder, need, where, when, for whom; what seems out of date is said beside the days."""
    assert texts(tables.table_activities(make_release(), "en")) == [
        ["Ongoing"],
        ["Regional exchange", "IOM", "not stated", "RSK-2 Exchange of risk profiles", "whole region",
            "2024-01-01 – 2025-12-31; has ended, but is recorded as ongoing", ""],
        ["Course on risk tools", "IOM", "Donor A", "RSK-1 Tools to assess risks", "Kazakhstan",
            "2025-01-01 – 2026-12-31", "Border guards"],
        ["Advice on risks", "OSCE", "Donor B", "RSK-1 Tools to assess risks; RSK-2 Exchange of risk profiles",
            "Kazakhstan", "2026-01-01 – 2027-06-30", ""],
        ["Completed"],
        ["Joint exercise", "UNODC", "Donor A", "TRN-1 Joint exercises", "Kyrgyzstan", "2023-01-01 – 2024-12-31", ""],
    ]  # fmt: skip


def test_the_matrix_has_its_totals_and_words_for_what_is_not_recorded() -> None:
    """A need with a completed activity says so; one without any says that none is recorded, and on which day."""
    made = tables.table_coverage(make_release(), "en")
    assert made.headings == ("Need", "IOM", "OSCE", "All")
    assert texts(made) == [
        ["RSK-1 Tools to assess risks", "1", "1", "2"],
        ["RSK-2 Exchange of risk profiles", "1", "1", "2"],
        ["TRN-1 Joint exercises", "", "", "no current activity recorded as of 14 May 2026; not current: 1"],
        ["TRN-2 Language training", "", "", "no activity recorded as of 14 May 2026"],
        ["All activities", "2", "1", "3"],
    ]
    assert "IOM: International Organization for Migration" in " ".join(made.notes)


def test_quadrants_hold_the_needs_that_may_be_shown() -> None:
    """TRN-2 is withheld, so it stands in no quadrant, and the note says why."""
    made = tables.table_gap_coverage(make_release(), "en")
    assert texts(made) == [
        ["Larger than the mean of the needs, current activities recorded"],
        ["RSK-1 Tools to assess risks", "1.5 (1.0–2.0)", "18", "2", "IOM; OSCE"],
        ["RSK-2 Exchange of risk profiles", "1.0 (0.6–1.4)", "17", "2", "IOM; OSCE"],
        ["Not larger than the mean of the needs, no current activity recorded"],
        ["TRN-1 Joint exercises", "0.2 (−0.2 to 0.5)", "16",
            "no current activity recorded as of 14 May 2026; not current: 1", ""],
    ]  # fmt: skip
    assert any("0.90" in note for note in made.notes)
    assert any("Too few to report" in note for note in made.notes)


def test_without_capacity_needs_are_parted_by_importance() -> None:
    """What was not asked is not named."""
    made = tables.table_gap_coverage(importance_only(), "en")
    assert made.caption.startswith("Needs by importance and recorded assistance.")
    assert made.headings[1] == "Importance"
    assert "highest importance" in tables.state_assistance(importance_only(), "en").text


def test_overlaps_say_who_and_where() -> None:
    """The pair of the small release: IOM and OSCE on RSK-1 in Kazakhstan."""
    made = tables.table_overlaps(make_release(), "en")
    assert texts(made) == [["RSK-1 Tools to assess risks", "1", "IOM; OSCE", "Kazakhstan"]]
    assert any("no fault" in note for note in made.notes)


def test_purpose_codes_say_that_nothing_was_assessed() -> None:
    """A code is a suggestion from the theme; three activities are recorded under it."""
    made = tables.table_dac_codes(make_release(), "en")
    assert texts(made) == [["Risk analysis", "15130 Legal and judicial development; 33120 Trade facilitation", "3"]]
    assert any(note.startswith("ODA eligibility not assessed.") for note in made.notes)


@pytest.mark.parametrize("table", ASSISTANCE, ids=lambda table: table.__name__)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_need_is_never_called_unmet(table: Any, language: str) -> None:
    """Nobody knows what nobody recorded."""
    html = table(make_release(), language)._repr_html_() + tables.state_assistance(make_release(), language).text
    assert not re.search(r"unmet|неудовлетвор|не удовлетвор", html, re.IGNORECASE)


@pytest.mark.parametrize("table", ASSISTANCE[:-1], ids=lambda table: table.__name__)
def test_without_a_list_there_is_a_caption_and_a_sentence(table: Any) -> None:
    """No empty table with headings over nothing, and no day on which nothing stands."""
    html = table(without_list(), "en")._repr_html_()
    assert "<table" not in html
    assert "No list of activities was given." in html
    assert "as of" not in html


def test_without_a_list_the_first_line_says_so() -> None:
    """A report that knows nothing of assistance does not say that there is none."""
    assert tables.state_assistance(without_list(), "en").text == (
        "No list of activities was given. What assistance there is already cannot be said in this report."
    )


def test_what_is_typed_means_itself() -> None:
    """Titles, funders, organisations and whom it is for come from a file of anybody's."""
    release = make_release()
    typed = release.activities.assign(**dict.fromkeys(["title", "funder", "for_whom", "implementer"], HOSTILE))
    html = tables.table_activities(replace(release, activities=typed), "en")._repr_html_()
    assert "<script" not in html
    assert "\u202e" not in html
    assert html.count("&lt;script&gt;") >= 4


def test_many_organisations_are_told_as_others() -> None:
    """Past the twelfth they share a column, and each row still adds up."""
    release = make_release()
    rows = [
        {"statistic": "count", "measure": "activities", "by": "implementer", "item": need, "group": f"Org {n:02}"}
        | {"value": 20 - n}
        for n in range(20)
        for need in ("", "RSK-1")
    ]
    own = release.estimates["by"].eq("implementer")
    estimates = ESTIMATES.frame(pd.concat([release.estimates[~own], ESTIMATES.frame(rows)]))
    made = tables.table_coverage(replace(release, estimates=estimates), "en")
    assert made.headings[-2:] == ("Others", "All")
    assert len(made.headings) == MOST_PROVIDERS + 3
    first = [int(words) for words in texts(made)[0][1:-1]]
    assert sum(first) == sum(range(1, 21))
    assert first[-1] == sum(range(1, 9))
