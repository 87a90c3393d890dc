"""Counts of recorded assistance, worked out by hand on six activities; overlaps against every pair compared."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.assessment.assistance import estimate_assistance
from needs_analysis.assessment.coverage import place_needs
from needs_analysis.assessment.overlaps import overlapping_pairs
from needs_analysis.assessment.plan import read_plan
from needs_analysis.columns import ACTIVITIES, ESTIMATES
from needs_analysis.disclosure.suppression import Limits, suppress_small
from needs_analysis.errors import InputError

FIELDS = ["activity_id", "implementer", "funder", "need", "country", "start", "end", "status", "stale"]
# Activity A serves two needs in two countries; C serves the whole region; F has no organisation and no need.
ROWS = [
    ("A", "IOM", "Japan", "N1", "KAZ", "2026-01-01", "2026-12-31", "ongoing", ""),
    ("A", "IOM", "Japan", "N1", "UZB", "2026-01-01", "2026-12-31", "ongoing", ""),
    ("A", "IOM", "Japan", "N2", "KAZ", "2026-01-01", "2026-12-31", "ongoing", ""),
    ("A", "IOM", "Japan", "N2", "UZB", "2026-01-01", "2026-12-31", "ongoing", ""),
    ("B", "EU", "EU", "N1", "KAZ", "2026-12-31", "2027-06-30", "planned", ""),
    ("C", "EU", "", "N1", "", "2026-06-01", "2026-06-30", "ongoing", ""),
    ("D", "UNODC", "Japan", "N3", "KAZ", "2024-01-01", "2024-12-31", "completed", ""),
    ("E", "UNODC", "Japan", "N1", "KAZ", "", "", "ongoing", "no_dates"),
    ("F", "", "", "", "KAZ", "2026-01-01", "2026-12-31", "", "no_status"),
]
NEEDS = ["N1", "N2", "N3", "N4"]
GAPS = pd.DataFrame({"item": ["N1", "N2", "N3", "N4"], "value": [2.0, 1.0, 0.5, 3.0], "n": [9, 8, 7, 4]})


@pytest.fixture(scope="module")
def estimates() -> pd.DataFrame:
    """All that the package's plan asks of the six activities."""
    listed = ACTIVITIES.frame([dict(zip(FIELDS, row, strict=True)) for row in ROWS])
    return estimate_assistance(read_plan(), listed, GAPS, needs=NEEDS, smallest=5).fillna({"item": "", "choice": ""})


def counts(estimates: pd.DataFrame, measure: str, by: str = "", choice: str = "") -> dict[tuple[str, str], float]:
    """The counts of a measure by need and group."""
    rows = estimates[
        estimates["measure"].eq(measure) & estimates["by"].fillna("").eq(by) & estimates["choice"].eq(choice)
    ]
    return dict(zip(zip(rows["item"], rows["group"].fillna(""), strict=True), rows["value"], strict=True))


def test_an_activity_counts_once_for_the_whole_and_once_a_need(estimates: pd.DataFrame) -> None:
    """A, B, C and E are current; A counts for both of its needs, and once in all."""
    assert counts(estimates, "activities") == {
        ("", ""): 4, ("N1", ""): 4, ("N2", ""): 1, ("N3", ""): 0, ("N4", ""): 0,
    }  # fmt: skip


def test_what_is_not_current_is_counted_apart(estimates: pd.DataFrame) -> None:
    """One is completed, one has no status, one current entry may be out of date."""
    whole = {choice: counts(estimates, "activities", choice=choice)["", ""] for choice in estimates["choice"].unique()
             if choice and "gap" not in choice}  # fmt: skip
    assert whole == {
        "planned": 1, "ongoing": 3, "suspended": 0, "completed": 1, "cancelled": 0, "no_status": 1, "stale": 1,
    }  # fmt: skip
    assert counts(estimates, "activities", choice="completed")["N3", ""] == 1


def test_only_a_need_without_any_record_is_noted_as_such(estimates: pd.DataFrame) -> None:
    """N3 has a completed activity, so something is recorded; N4 has nothing."""
    noted = estimates[estimates["note"].eq("none_recorded")]
    assert noted[["measure", "item", "value"]].to_numpy().tolist() == [["activities", "N4", 0.0]]


def test_an_empty_list_says_that_nothing_is_recorded() -> None:
    """A list without any row is zero recorded activities, for the whole and for each need."""
    found = estimate_assistance(read_plan(), ACTIVITIES.frame([]), GAPS, needs=["N1"], smallest=5)
    current = found[found["measure"].eq("activities") & found["choice"].isna()]
    assert current[["value", "note"]].to_numpy().tolist() == [[0.0, "none_recorded"]] * 2


def test_groups_are_countries_implementers_and_funders(estimates: pd.DataFrame) -> None:
    """By country a regional activity stands under a blank; who carries out and who pays are counted apart."""
    by_country = counts(estimates, "activities", "country")
    assert {group: n for (need, group), n in by_country.items() if not need} == {"": 1, "KAZ": 3, "UZB": 1}
    by_implementer = counts(estimates, "activities", "implementer")
    assert {group: n for (need, group), n in by_implementer.items() if need == "N1"} == {"EU": 2, "IOM": 1, "UNODC": 1}
    by_funder = counts(estimates, "activities", "funder")
    assert {group: n for (need, group), n in by_funder.items() if need == "N1"} == {"": 1, "EU": 1, "Japan": 2}


def test_providers_are_organisations_with_a_current_activity(estimates: pd.DataFrame) -> None:
    """UNODC counts for N1 through E; D is over, so N3 has nobody."""
    assert counts(estimates, "providers") == {
        ("", ""): 3, ("N1", ""): 3, ("N2", ""): 1, ("N3", ""): 0, ("N4", ""): 0,
    }  # fmt: skip


def test_overlaps_share_need_country_and_time_but_not_the_organisation(estimates: pd.DataFrame) -> None:
    """A meets B on one day in KAZ, and C in KAZ and UZB; B and C are one organisation, E has no dates."""
    assert counts(estimates, "overlaps")["", ""] == 2
    assert counts(estimates, "overlaps")["N1", ""] == 2
    assert counts(estimates, "overlaps", "country") == {("N1", "KAZ"): 2, ("N1", "UZB"): 1}
    assert counts(estimates, "overlaps", "implementer") == {("N1", "EU"): 2, ("N1", "IOM"): 2}


ENTRY = st.tuples(
    st.sampled_from(["IOM", "EU", None]), st.sampled_from(["N1", "N2"]), st.sampled_from(["KAZ", "UZB", None]),
    st.integers(1, 9), st.integers(0, 4), st.booleans(),
)  # fmt: skip


@given(st.lists(ENTRY, max_size=9))
@settings(max_examples=100, deadline=None)
def test_overlaps_are_those_that_comparing_every_pair_finds(
    entries: list[tuple[str, str, str, int, int, bool]],
) -> None:
    """Whoever holds each activity against each other one, with the rule read aloud, finds the same pairs."""
    rows = [
        {
            "activity_id": f"A{number}", "implementer": who, "need": need, "country": country,
            "start": f"2026-01-0{start}" if dated else None, "end": f"2026-01-{start + length:02}",
        }
        for number, (who, need, country, start, length, dated) in enumerate(entries)
    ]  # fmt: skip
    meets = {
        (one["activity_id"], other["activity_id"])
        for one, other in combinations(rows, 2)
        if one["implementer"] and other["implementer"] and one["implementer"] != other["implementer"]
        and one["start"] and other["start"] and one["start"] <= other["end"] and other["start"] <= one["end"]
        and one["need"] == other["need"]
        and (one["country"] is None or other["country"] is None or one["country"] == other["country"])
    }  # fmt: skip
    found = overlapping_pairs(ACTIVITIES.frame(rows))
    assert set(zip(found["one"], found["other"], strict=True)) == meets


def test_needs_are_parted_at_the_mean_of_those_that_every_edition_shows() -> None:
    """N4 has too few answers to enter the mean of 2.0, 1.0 and 0.5; it is placed, and keeps its own n."""
    placed = place_needs(GAPS, {"N1", "N3"}, smallest=5).fillna({"item": ""})
    assert placed[["statistic", "item", "choice", "value", "n"]].fillna("").to_numpy().tolist() == [
        ["mean", "", "", pytest.approx(3.5 / 3), 7],
        ["quadrant", "N1", "large_gap_covered", 1.0, 9],
        ["quadrant", "N2", "small_gap_uncovered", 1.0, 8],
        ["quadrant", "N3", "small_gap_covered", 1.0, 7],
        ["quadrant", "N4", "large_gap_uncovered", 1.0, 4],
    ]


def test_a_need_at_the_mean_is_not_larger_than_it() -> None:
    """Equal gaps are all on one side, whatever the last digit of their sum."""
    equal = pd.DataFrame({"item": ["N1", "N2", "N3"], "value": [0.1 + 0.2, 0.3, 0.3], "n": 9})
    assert set(place_needs(equal, set(), smallest=5)["choice"].dropna()) == {"small_gap_uncovered"}


def test_without_a_number_no_need_is_placed() -> None:
    """Where every edition hides every gap there is no mean and no quadrant."""
    assert place_needs(GAPS.assign(n=2), set(), smallest=5).empty
    assert place_needs(GAPS.assign(value=None), set(), smallest=5).empty


def test_a_quadrant_goes_with_its_need_and_a_record_stays(estimates: pd.DataFrame) -> None:
    """N4 was rated by four people: a donor sees neither its quadrant nor which it is by its absence; counts stay."""
    shown = suppress_small(ESTIMATES.frame(estimates), limits=Limits(5), edition="donor")
    quadrants = shown[shown["statistic"].eq("quadrant")].set_index("item")
    assert quadrants["note"].fillna("").to_dict() == {"N1": "", "N2": "", "N3": "", "N4": "too_few"}
    assert quadrants["value"].isna().to_dict()["N4"]
    recorded = shown[shown["measure"].isin(["activities", "providers", "overlaps"])]
    assert recorded["value"].notna().all()


@pytest.mark.parametrize(
    "line", ["count,activities,,agency_type", "count,coverage,,", "count,overlaps,,funder", "mean,activities,,"]
)
def test_a_plan_that_makes_no_sense_is_refused(line: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Recorded assistance has its own groups, and no means."""
    path = tmp_path / "plan.csv"
    path.write_text(f"statistic,measure,item,by\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be computed"):
        read_plan(path)
