"""A list of activities is described without losing one, and nothing in it is guessed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from needs_analysis.assessment.activities import describe_activities
from needs_analysis.errors import EstimateError
from needs_analysis.registers.files import read_register
from needs_analysis.registers.several import JOINT
from needs_analysis.registers.statuses import status_spellings

NEEDS = pd.DataFrame(
    [
        {"need_id": "RSK-1", "theme_id": "RSK", "label_en": "Tools, and methods"},
        {"need_id": "RSK-2", "theme_id": "RSK", "label_en": "Exchange"},
        {"need_id": "HRC-1", "theme_id": "HRC", "label_en": "Rights"},
    ]
)
AS_OF = date(2026, 5, 14)


def described(*rows: dict[str, str], needs: pd.DataFrame = NEEDS) -> pd.DataFrame:
    """The rows, each with an id, as activities."""
    clean = pd.DataFrame([{"row_id": f"A{number}", **row} for number, row in enumerate(rows, 1)])
    return describe_activities(clean, needs=needs, as_of=AS_OF)


@pytest.mark.parametrize(
    "cell", ["RSK-1 HRC-1", "RSK-1,HRC-1", "RSK-1; HRC-1", "Tools, and methods; rights", "RSK-1\nHRC-1"]
)
def test_several_needs_give_several_rows(cell: str) -> None:
    """Blanks, commas, semicolons and line breaks part needs; a name that holds a comma stays whole."""
    rows = described({"need": cell, "country": "KAZ"})
    assert rows[["activity_id", "need", "theme"]].to_numpy().tolist() == [
        ["A1", "RSK-1", "RSK"],
        ["A1", "HRC-1", "HRC"],
    ]


def test_each_need_meets_each_country_and_a_blank_one_is_the_region() -> None:
    """Two needs in two countries are four rows of one activity; no country is one row with a blank."""
    rows = described({"need": "RSK-1; RSK-2", "country": JOINT.join(["KAZ", "UZB"])}, {"need": "RSK-1"})
    assert rows["activity_id"].tolist() == ["A1"] * 4 + ["A2"]
    assert set(zip(rows["need"], rows["country"].fillna(""), strict=True)) == {
        *((need, country) for need in ("RSK-1", "RSK-2") for country in ("KAZ", "UZB")),
        ("RSK-1", ""),
    }


def test_no_activity_is_lost() -> None:
    """Without need, country, dates, status and organisation there is still a row."""
    (row,) = described({"activity": "Something"}).fillna("").to_dict("records")
    assert (row["activity_id"], row["title"], row["need"], row["stale"]) == ("A1", "Something", "", "no_status")


@pytest.mark.parametrize(
    ("status", "start", "end", "stale"),
    [
        ("ongoing", "2025-01-01", "2026-05-13", "ended_but_ongoing"),
        ("ongoing", "2025-01-01", "2026-05-14", ""),
        ("ongoing", "2025-01-01", "", ""),
        ("ongoing", "", "", "no_dates"),
        ("planned", "2026-05-13", "2026-12-31", "started_but_planned"),
        ("planned", "", "2026-05-13", "started_but_planned"),
        ("planned", "2026-05-14", "", ""),
        ("planned", "", "", "no_dates"),
        ("completed", "2020-01-01", "2020-12-31", ""),
        ("completed", "", "", ""),
        ("", "2026-01-01", "2026-12-31", "no_status"),
    ],
)
def test_entries_out_of_date_say_why(status: str, start: str, end: str, stale: str) -> None:
    """On the day itself an activity is not over yet; what is completed needs no dates."""
    rows = described({"need": "RSK-1", "status": status, "start": start, "end": end})
    assert rows["stale"].fillna("").tolist() == [stale]


def test_all_that_is_wrong_is_listed_at_once_with_its_rows() -> None:
    """Unknown needs, countries and statuses, unreadable days and reversed periods: each once, with the rows."""
    with pytest.raises(EstimateError) as raised:
        described(
            {"need": "RSK-9", "status": "perhaps", "start": "soon"},
            {"need": "RSK-1", "country": "Atlantis", "start": "2026-02-01", "end": "2026-01-01"},
            {"need": "RSK-9", "end": "2026-02-30"},
        )
    found = {(problem.column, problem.row) for problem in raised.value.problems}
    assert found == {
        ("need", "A1, A3"), ("country", "A2"), ("status", "A1"), ("start", "A1"), ("end", "A3"), ("end", "A2"),
    }  # fmt: skip


def test_purpose_codes_are_the_registers_and_only_for_its_own_themes() -> None:
    """HRC suggests 15160, 15113 and 15190 in that order; a workshop's own theme of that name suggests nothing."""
    rows = described({"need": "HRC-1"})
    assert rows["dac_codes"].tolist() == ["15160 15113 15190"]
    own = described({"need": "HRC-1"}, needs=NEEDS.assign(theme_en="Something else"))
    assert own["dac_codes"].isna().all()


def test_every_suggested_code_is_in_the_register_with_its_words() -> None:
    """No theme suggests a code that the register of purpose codes lacks or has withdrawn."""
    known = read_register("dac_codes").set_index("dac_code")
    suggested = {code for cell in read_register("themes")["dac_codes"] for code in cell.split("; ")}
    assert suggested <= set(known.index)
    assert known.loc[sorted(suggested), "status"].eq("active").all()
    assert known[["label_en", "label_ru"]].ne("").all(axis=None)


def test_no_spelling_belongs_to_two_statuses() -> None:
    """Whoever adds a variant to the register cannot change what another one means."""
    rows = read_register("statuses")
    words = [word.strip() for row in rows["variants"] for word in row.split(";")]
    assert len(words) == len(set(words))
    assert set(status_spellings().values()) == set(rows["code"])
