"""Limits of the data in words: each says what is known, and what follows from it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from needs_analysis.columns import ESTIMATES
from needs_analysis.release import Release
from needs_analysis.tables import PresentationTable, Statement, state_limits, table_response_rates
from tests.small_release import betray, make_empty_release, make_release


def told(release: Release, language: str = "en") -> str:
    """All points in one text."""
    return " ".join(state_limits(release, language).points)


def with_rows(*rows: dict[str, Any], without: str = "") -> Release:
    """The small release with further estimates, or without those of a measure."""
    release = make_release()
    kept = release.estimates[release.estimates["measure"].ne(without)]
    blank = {"item": "", "choice": "", "by": "", "group": "", "weighting": "", "note": ""}
    added = ESTIMATES.frame([blank | row for row in rows])
    return replace(release, estimates=pd.concat([kept, added]) if rows else kept)


def rate(value: float, **more: Any) -> dict[str, Any]:
    """A response rate of the whole."""
    return {"statistic": "share", "measure": "response_rate", "value": value, "n": 20, "method": "linked"} | more


def test_what_those_would_have_said_who_did_not_answer_is_not_known() -> None:
    """The rate with its people; 6 of 7 and 8 of 9 are 86 % and 89 %; forms that name nobody are said to."""
    assert state_limits(make_release(), "en").points[0] == (
        "Response rate: 90 % of 20 participants. What the others would have said is not known. The forms name nobody, "
        "so who did not answer is not known. By national delegation it lies between 86 % and 89 %."
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1.0, "Response rate: 100 % of 20 participants. "),
        (0.998, "Response rate: more than 99 % of 20 participants. What the others"),
        (1.1, "There are more forms than participants"),
    ],
)
def test_all_and_more_than_all_are_said_otherwise(share: float, said: str) -> None:
    """Nobody is missing where all answered; more forms than people is no good rate."""
    text = told(with_rows(rate(share), without="response_rate"))
    assert said in text
    assert ("What the others" in text) == (share < 1)
    assert "name nobody" not in text


def test_no_list_is_no_rate_of_zero() -> None:
    """Table and sentence say that there is no list."""
    release = with_rows(without="response_rate")
    assert "No list of participants was given" in told(release)
    assert isinstance(table_response_rates(release, "en"), Statement)


def test_unrated_questions_are_told_by_kind_the_commonest_first() -> None:
    """10 %, 3 % and 2 % make 15 %."""
    assert (
        "Of all questions about needs 15.0 % got no rating (Left blank – 10.0 %; Don't know – 3.0 %; Outside"
        in told(make_release())
    )


def test_languages_are_told_or_said_not_to_be_known() -> None:
    """A language that too few forms are in keeps its number to itself."""
    assert "The forms do not say in which language" in told(make_release())
    place = {"statistic": "count", "measure": "responses", "by": "language"}
    many, few = {"group": "ru", "value": 15, "n": 15}, {"group": "en", "note": "too_few"}
    assert "Forms by language: Russian – 15; English – too few to report." in told(with_rows(place | many, place | few))


def test_the_largest_delegation_is_set_against_all() -> None:
    """8 of 16 national responses are half of them; n_eff says what 16 unequal weights are worth."""
    national = {"statistic": "count", "measure": "responses", "by": "delegation", "group": "national"}
    release = with_rows(national | {"value": 16, "n": 16})
    assert "The largest national delegation gave 50 % of the 16 responses of national delegations." in told(release)
    assert "Each country counts once" in told(release)
    whole = release.estimates["measure"].eq("gap") & release.estimates["item"].fillna("").eq("")
    known = replace(release, estimates=release.estimates.assign(n_eff=release.estimates["n_eff"].where(~whole, 14.2)))
    assert "18 respondents are worth 14.2 who would weigh alike" in told(known)
    each = replace(release, manifest={**release.manifest, "weighting": "each_person"})
    assert "large delegations weigh more than small ones" in told(each)


def test_delegations_that_are_not_shown_are_named() -> None:
    """And that a workshop is no sample is always said."""
    assert "since too few answered or a smaller group has to be protected: Tajikistan." in told(make_release())
    assert "A workshop is no sample" in told(make_empty_release())


def test_the_table_gives_the_rate_of_each_group() -> None:
    """Of 9 people 8 answered: 89 %; a group too small has words."""
    table = table_response_rates(make_release(), "en")
    assert isinstance(table, PresentationTable)
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert rows["Kazakhstan"] == ["9", "89 %"]
    assert rows["Tajikistan"] == ["too few to report", "too few to report"]
    assert rows["All"] == ["20", "90 %"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_withheld_is_said(language: str) -> None:
    """Even if suppressed rows still held numbers, and of an empty release something true is said."""
    assert not re.search(r"7[.,]7|777", told(betray(make_release()), language))
    assert not re.search(r"\b(nan|None)\b|\{", told(make_empty_release(), language))
