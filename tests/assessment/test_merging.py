"""Which agency types are merged, and that what is counted of them adds up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest

from needs_analysis.assessment.merging import merge_rates, merge_small, merge_types, plan_merged
from needs_analysis.assessment.plan import read_plan
from needs_analysis.assessment.questionnaire import estimate_questions
from needs_analysis.assessment.respondents import nesting_of
from needs_analysis.columns import PLAN
from needs_analysis.people.linking import link_responses
from needs_analysis.people.response_rates import rate_responses
from needs_analysis.registers.agency_types import merging_targets
from tests.assessment.surveys import survey_of

OTHER = "other_government"


def people(**sizes: int) -> pd.DataFrame:
    """So many people of each type, all of national delegations."""
    types = list(Counter(sizes).elements())
    names = {"row_id": [f"{at}@x" for at in range(len(types))], "country": "KAZ", "delegation": "national"}
    return pd.DataFrame({"agency_type": pd.Series(types, dtype="str")}).assign(**names)


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ({"interior": 2, "migration": 3, "customs": 9}, {"interior": OTHER, "migration": OTHER}),
        ({"interior": 2, "migration": 5, OTHER: 1}, {"interior": OTHER}),
        ({"interior": 1, "migration": 1, "customs": 9}, {"interior": OTHER, "migration": OTHER}),
        ({"interior": 4, "migration": 5}, {}),
        ({"border_service": 2, "customs": 2, "expert": 1, "interior": 9, OTHER: 9}, {}),
        ({"regional_org": 2, "international_org": 1}, {"regional_org": "international_org"}),
        ({"regional_org": 7, "international_org": 1}, {}),
        ({}, {}),
    ],
    ids=["two", "own people", "still too small", "a new name", "never", "organisations", "the wider word", "nobody"],
)
def test_types_are_merged_where_it_helps(sizes: dict[str, int], merged: dict[str, str]) -> None:
    """At a limit of five, by the register's targets."""
    assert merge_small({"responses": people(**sizes)}, merging_targets(), limit=5) == merged


def test_a_type_that_stays_too_small_goes_on() -> None:
    """Three of transport in two parts are too few for themselves, so they count with the other bodies."""
    targets = merging_targets({"transport": OTHER, "rail": "transport"})
    small = people(rail=2, transport=1, **{OTHER: 6})
    assert merge_small({"responses": small}, targets, limit=5) == {"rail": OTHER, "transport": OTHER}
    large = people(rail=2, transport=3, **{OTHER: 6})
    assert merge_small({"responses": large}, targets, limit=5) == {"rail": "transport"}


def test_both_lists_have_to_be_large_enough() -> None:
    """Of seven registered three answered, so the type is too small; a list that says no type is left aside."""
    listed, forms = people(interior=7, **{OTHER: 8}), people(interior=3, **{OTHER: 6})
    assert merge_small({"participants": listed, "responses": forms}, merging_targets(), limit=5) == {"interior": OTHER}
    silent = listed.assign(agency_type=pd.Series([None] * 15, dtype="str"))
    assert merge_small({"participants": silent, "responses": listed}, merging_targets(), limit=5) == {}


def test_without_an_open_edition_nothing_is_merged() -> None:
    """No edition but the organiser's has no limit to be below."""
    assert merge_small({"responses": people(interior=1, migration=1)}, merging_targets(), limit=0) == {}


def test_groups_nest_as_their_types_do() -> None:
    """The merged type occurs in every kind of delegation that one of its types occurs in."""
    forms = people(interior=2, migration=1).assign(delegation=["national", "observer", "national"])
    merged = {"interior": OTHER, "migration": OTHER}
    nesting = nesting_of(merge_types({"responses": forms}, merged))
    assert nesting["agency_group"] == {OTHER: ["national", "observer"]}
    assert "agency_group" not in nesting_of(merge_types({"responses": forms}, {}))


def test_a_plan_without_agency_types_is_left_as_it_is() -> None:
    """Lines by agency type come twice, also those that count types; the weighting by types and all others once."""
    plan = read_plan()
    other = PLAN.frame(plan[plan["by"].ne("agency_type") & plan["item"].ne("agency_type")])
    pd.testing.assert_frame_equal(plan_merged(other), other)
    both = plan_merged(plan)
    added = both.iloc[len(plan) :]
    assert not (added[["item", "by"]] == "agency_type").any(axis=None)
    assert len(added) == len(plan) - len(other)
    assert both.iloc[: len(plan)].equals(plan)


def test_answers_to_questions_are_those_of_the_merged_people() -> None:
    """Shares, means and medians of a merged type are what they would be had everybody written that type."""
    types = ["interior"] * 2 + ["migration"] * 3 + ["customs"] * 4
    answers = {"dogs": ["4", "2", "3", "1", "6", "9", "9", "7", "8"], "radio": ["yes", "no", "no"] * 3}
    form, lists = {"dogs": "integer", "radio": "select_one yn"}, {"yn": ["yes", "no"]}
    merged = {"interior": OTHER, "migration": OTHER}
    fine = survey_of(form, answers, lists=lists, people={"agency_type": types})
    fine = replace(fine, people=merge_types({"responses": fine.people}, merged)["responses"])
    written = survey_of(form, answers, lists=lists, people={"agency_type": [merged.get(kind, kind) for kind in types]})
    lines = [("mean", "dogs"), ("median", "dogs"), ("share", "radio")]
    plan = PLAN.frame([{"statistic": s, "measure": "question", "item": i, "by": "agency_type"} for s, i in lines])
    found = estimate_questions(plan_merged(plan), fine)
    found = found[found["by"].eq("agency_group")].reset_index(drop=True)
    pd.testing.assert_frame_equal(found.assign(by="agency_type"), estimate_questions(plan, written))


@pytest.mark.parametrize("linked", [True, False])
def test_merged_rates_are_those_of_a_list_with_the_merged_types(*, linked: bool) -> None:
    """Registered, answered and their rate are what they would be had everybody written the merged type."""
    listed, forms = people(interior=3, migration=2, customs=4), people(interior=2, migration=1, customs=4)
    forms["country"] = "KAZ"
    if linked:
        listed, forms = (table.assign(email=table["row_id"]) for table in (listed, forms))
    merged = {"interior": OTHER, "migration": OTHER}
    links = link_responses(listed, forms)
    found = merge_rates(rate_responses(listed, forms, links), merged)
    written = [table.assign(agency_type=table["agency_type"].replace(merged)) for table in (listed, forms)]
    expected = rate_responses(*written, links)
    expected = expected[expected["by"].eq("agency_type")].drop(columns="by").sort_values("group")
    found = found[found["by"].eq("agency_group")].drop(columns="by").sort_values("group")
    assert expected["method"].eq("linked" if linked else "counted").all()
    pd.testing.assert_frame_equal(found.reset_index(drop=True), expected.reset_index(drop=True))
