"""Recorded assistance described: one row an activity, a need it serves and a country it serves it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from needs_analysis.columns import ACTIVITIES, CURRENT, STATUSES
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say
from needs_analysis.registers.purpose_codes import suggested_codes
from needs_analysis.registers.several import need_spellings, resolve_countries, resolve_needs

RECORDED_AS = {"row_id": "activity_id", "organisation": "implementer", "activity": "title"}
LISTED = ["row_id", "organisation", "activity", "funder", "need", "country", "for_whom", "start", "end", "status"]
DAY = "%Y-%m-%d"
ROWS_NAMED = 10


def describe_activities(clean: pd.DataFrame, *, needs: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Describe each activity of a clean list, once for each need and each country that it names.

    A blank country is the whole region; a blank need stays, so that no activity is lost. What a list does not have is
    blank: only the organisation's name is taken as it is written.

    Args:
        clean: the clean list, one activity a row: row_id, and any of organisation, funder, activity, need, country,
            for_whom, start, end, status.
        needs: the register of needs.
        as_of: the day on which the list is said to stand.

    Raises:
        EstimateError: needs, countries, statuses or days that mean nothing, and periods that end before they start.

    >>> clean = pd.DataFrame({"row_id": ["A1"], "organisation": ["IOM"], "need": ["N1 N2"], "status": ["ongoing"]})
    >>> needs = pd.DataFrame({"need_id": ["N1", "N2"], "theme_id": ["CUS", "CUS"]})
    >>> described = describe_activities(clean, needs=needs, as_of=date(2026, 5, 14))
    >>> described[["need", "status", "stale", "dac_codes"]].values.tolist()
    [['N1', 'ongoing', 'no_dates', '33120 16063'], ['N2', 'ongoing', 'no_dates', '33120 16063']]
    """
    listed = clean.reindex(columns=LISTED).astype("str")
    listed = listed.apply(lambda column: column.str.strip().replace("", None))
    several = _several(listed, needs)
    if problems := [*_problems(listed, several)]:
        raise EstimateError(problems)
    rows = listed.assign(**several, stale=_stale(listed, as_of.isoformat()))
    rows = rows.explode("need").explode("country").rename(columns=RECORDED_AS)
    themes = rows["need"].map(needs.set_index("need_id")["theme_id"])
    codes = {theme: " ".join(suggested) for theme, suggested in suggested_codes(needs).items()}
    return ACTIVITIES.frame(rows.assign(theme=themes, dac_codes=themes.map(codes)))


def _several(listed: pd.DataFrame, needs: pd.DataFrame) -> dict[str, pd.Series]:
    """Read the needs and countries of each cell: None where any of them is unknown, [""] where the cell is blank."""
    spelled = need_spellings(needs)
    known = {
        "need": {text: resolve_needs(text, spelled) for text in listed["need"].dropna().unique()},
        "country": {text: resolve_countries(text) for text in listed["country"].dropna().unique()},
    }
    return {
        name: pd.Series([[""] if pd.isna(text) else read[text] for text in listed[name]], listed.index, dtype=object)
        for name, read in known.items()
    }


def _problems(listed: pd.DataFrame, several: dict[str, pd.Series]) -> Iterator[Problem]:
    days = {name: pd.to_datetime(listed[name], format=DAY, errors="coerce") for name in ("start", "end")}
    wrong = {
        "need": (several["need"].isna(), say("These are no needs of the register")),
        "country": (several["country"].isna(), say("These are no countries")),
        "status": (listed["status"].notna() & ~listed["status"].isin(STATUSES), say("This is no status")),
        "start": (listed["start"].notna() & days["start"].isna(), say("This is no day, year-month-day")),
        "end": (listed["end"].notna() & days["end"].isna(), say("This is no day, year-month-day")),
    }
    for name, (where, what) in wrong.items():
        for text, rows in listed[where].groupby(name, sort=False)["row_id"]:
            yield _problem(f"{what}: «{text}».", name, rows)
    if (backwards := days["end"] < days["start"]).any():
        yield _problem(say("The activity ends before it starts."), "end", listed.loc[backwards, "row_id"])


def _problem(what: str, field: str, rows: pd.Series) -> Problem:
    named = ", ".join(rows[:ROWS_NAMED]) + (" …" if len(rows) > ROWS_NAMED else "")
    remedy = say("Correct it in data/corrections: {table}, field {field}.", table="activities", field=field)
    return Problem(what, file="activities", row=named, column=field, remedy=remedy)


def _stale(listed: pd.DataFrame, day: str) -> pd.Series:
    """Say why an entry may be out of date; days are compared as they are written, year-month-day."""
    status = listed["status"]
    stale = pd.Series("", index=listed.index)
    stale = stale.mask(status.isin(CURRENT) & listed["start"].isna() & listed["end"].isna(), "no_dates")
    stale = stale.mask(status.eq("planned") & ((listed["start"] < day) | (listed["end"] < day)), "started_but_planned")
    stale = stale.mask(status.eq("ongoing") & (listed["end"] < day), "ended_but_ongoing")
    return stale.mask(status.isna(), "no_status")
