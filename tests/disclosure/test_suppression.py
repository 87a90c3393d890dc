"""A small cell loses everything, is never alone, and a higher limit never shows what a lower one hides."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.suppression import NUMBERS, suppress_small
from needs_analysis.errors import ReleaseError

COUNTRIES = ["KAZ", "KGZ", "TJK", "UZB"]


def _mean(measure: str, group: str, n: int, **more: object) -> dict[str, object]:
    row = {"statistic": "mean", "measure": measure, "item": "N1", "by": "country" if group else "", "group": group}
    numbers = {"value": 2.0, "se": 0.1, "low": 1.8, "high": 2.2, "n": n, "n_countries": 1}
    return row | numbers | {"weighting": "each_person"} | more


def _table(sizes: list[int], gaps: list[int]) -> pd.DataFrame:
    rows = [_mean("importance", "", sum(sizes)), _mean("gap", "", sum(gaps))]
    rows += [_mean("importance", country, n) for country, n in zip(COUNTRIES, sizes, strict=False)]
    rows += [_mean("gap", country, n) for country, n in zip(COUNTRIES, gaps, strict=False)]
    return ESTIMATES.frame(rows)


def _hidden(release: pd.DataFrame) -> set[str]:
    return set(release.loc[release["note"].eq("too_few"), "group"].dropna())


def test_a_small_cell_loses_every_number_of_every_measure() -> None:
    """A group with enough ratings of importance but too few of the gap shows neither."""
    release = suppress_small(_table([9, 9, 5, 4], [9, 9, 3, 4]), limit=5, edition="donor")
    assert _hidden(release) == {"TJK", "UZB"}
    assert release.loc[release["note"].eq("too_few"), NUMBERS].isna().all(axis=None)
    assert release.loc[release["note"].isna(), "value"].notna().all()


def test_a_group_is_never_suppressed_alone() -> None:
    """Beside the only small group the next smallest goes too, since the whole would give the first one back."""
    assert _hidden(suppress_small(_table([9, 8, 7, 4], [9, 8, 7, 4]), limit=5, edition="donor")) == {"TJK", "UZB"}


def test_counts_are_cells_of_their_own() -> None:
    """Few participants of a country are not shown, though enough of its forms were rated."""
    rows = [_mean("participants", country, n) for country, n in zip(COUNTRIES, [9, 8, 4, 3], strict=True)]
    counts = ESTIMATES.frame([row | {"statistic": "count", "item": "", "value": row["n"]} for row in rows])
    release = suppress_small(counts, limit=5, edition="donor")
    assert _hidden(release) == {"TJK", "UZB"}
    assert release["value"].dropna().tolist() == [9, 8]


def test_groups_that_all_answered_the_same_leave_only_with_the_organiser() -> None:
    """An average without variation tells what each person answered: donors do not see it, the organiser does."""
    same = [_mean("gap", country, 9, note="no_variation") for country in ("KAZ", "UZB")]
    estimates = ESTIMATES.frame([_mean("gap", "", 40), *same, _mean("gap", "TJK", 20)])
    assert _hidden(suppress_small(estimates, limit=3, edition="donor")) == {"KAZ", "UZB"}
    assert _hidden(suppress_small(estimates, limit=3, edition="organiser")) == set()


def test_country_by_agency_type_never_leaves_the_organiser() -> None:
    """The crossing of country and agency type is in the organiser's release alone."""
    crossed = _mean("participants", "KAZ", 30, statistic="count", item="agency_type", choice="customs")
    estimates = ESTIMATES.frame([crossed, _mean("gap", "", 40)])
    assert len(suppress_small(estimates, limit=5, edition="donor")) == 1
    assert len(suppress_small(estimates, limit=3, edition="organiser")) == 2


def test_the_floor_is_three() -> None:
    """No edition may show a group of two."""
    with pytest.raises(ReleaseError, match="below the floor"):
        suppress_small(_table([9], [9]), limit=2, edition="organiser")


SIZES = st.lists(st.integers(0, 12), min_size=4, max_size=4)


@given(SIZES, SIZES, st.integers(3, 6))
@settings(max_examples=60, deadline=None)
def test_raising_the_limit_never_shows_a_cell_that_was_small(sizes: list[int], gaps: list[int], limit: int) -> None:
    """Whatever is below a limit is hidden at every higher one, and hidden groups are none or several."""
    estimates = _table(sizes, gaps)
    small = {country for country, *ns in zip(COUNTRIES, sizes, gaps, strict=True) if min(ns) < limit}
    for higher in (limit, limit + 2):
        hidden = _hidden(suppress_small(estimates, limit=higher, edition="donor"))
        assert small <= hidden
        assert len(hidden) != 1
