"""An open edition shows merged agency types under the name of agency types, and no type that was merged."""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.merging import merged_for, merged_nesting

TYPES = {"customs": 9, "interior": 2, "migration": 3}
GROUPS = {"customs": 9, "other_government": 5}


def _estimates(by: str, sizes: dict[str, int]) -> list[dict[str, object]]:
    """Counts of people by a grouping, counts by country of its choices, and a mean."""
    fixed: dict[str, object] = {"statistic": "count", "measure": "responses"}
    counted = [fixed | {"by": by, "group": group, "value": n, "n": n} for group, n in sizes.items()]
    crossed = [
        fixed | {"by": "country", "group": "KAZ", "item": by, "choice": group, "n": n} for group, n in sizes.items()
    ]
    means = [{"statistic": "mean", "measure": "gap", "item": "N1", "by": by, "group": group} for group in sizes]
    return [*counted, *crossed, *means]


WHOLE: list[dict[str, object]] = [{"statistic": "count", "measure": "responses", "value": 14, "n": 14}]
FINE = ESTIMATES.frame(WHOLE + _estimates("agency_type", TYPES))
BOTH = ESTIMATES.frame(WHOLE + _estimates("agency_type", TYPES) + _estimates("agency_group", GROUPS))


def test_a_donor_sees_the_merged_types_alone() -> None:
    """Counts, crossings and means are of the groups, under the name of types; nothing names what was merged."""
    expected = ESTIMATES.frame(WHOLE + _estimates("agency_type", GROUPS))
    pd.testing.assert_frame_equal(ESTIMATES.frame(merged_for("donor", BOTH)), expected)
    assert "interior" not in merged_for("donor", BOTH).to_csv()


def test_the_organiser_sees_every_type_and_no_merged_one() -> None:
    """The organiser's estimates are what they would be if nothing were merged."""
    pd.testing.assert_frame_equal(ESTIMATES.frame(merged_for("organiser", BOTH)), FINE)


def test_without_merging_and_a_second_time_nothing_changes() -> None:
    """Editions are alike where no type is too small, and what was merged stays so."""
    pd.testing.assert_frame_equal(merged_for("donor", FINE), FINE)
    once = merged_for("donor", BOTH)
    pd.testing.assert_frame_equal(merged_for("donor", once), once)


def test_a_question_of_that_name_is_no_grouping() -> None:
    """Shares of the answers to a question are left alone, whatever it is called."""
    asked = {"statistic": "share", "measure": "question", "item": "agency_type", "choice": "yes"}
    both = ESTIMATES.frame([asked, *_estimates("agency_group", GROUPS)])
    assert merged_for("donor", both)["measure"].eq("question").sum() == 1


def test_the_nesting_is_of_what_is_shown() -> None:
    """Countries nest as ever; agency types as the edition has them."""
    countries = {"country": {"KAZ": ["national"]}}
    types, groups = {"interior": ["national"]}, {"other_government": ["national"]}
    nesting = {**countries, "agency_type": types, "agency_group": groups}
    assert merged_nesting("donor", nesting) == {**countries, "agency_type": groups}
    assert merged_nesting("organiser", nesting) == {**countries, "agency_type": types}
    assert merged_nesting("donor", {**countries, "agency_type": types}) == {**countries, "agency_type": types}
