"""A small cell loses everything, is never alone, and a higher limit never shows what a lower one hides."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.assessment.means import estimate_means
from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.cells import Known
from needs_analysis.disclosure.suppression import NUMBERS, Limits, suppress_small
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
    release = suppress_small(_table([9, 9, 5, 4], [9, 9, 3, 4]), limits=Limits(5), edition="donor")
    assert _hidden(release) == {"TJK", "UZB"}
    assert release.loc[release["note"].eq("too_few"), NUMBERS].isna().all(axis=None)
    assert release.loc[release["note"].isna(), "value"].notna().all()


def test_one_answer_of_all_is_withheld_also_where_each_is_alone_in_its_country() -> None:
    """Without two people in any country there is no interval; that all of them said the same is told all the same."""
    rows = [
        {"measure": "gap", "item": "N1", "group": "customs", "country": country, "value": value}
        for country, value in zip("ABCDE", [4.0] * 5, strict=True)
    ]
    means = estimate_means(pd.DataFrame(rows), {"gap": (-4, 4)}).assign(by="agency_type", weighting="equal_country")
    table = ESTIMATES.frame(means.assign(statistic="mean", choice=""))
    assert suppress_small(table, limits=Limits(5), edition="donor")["note"].tolist() == ["too_few"]


def test_kinds_of_delegation_are_the_sum_of_the_types_that_only_they_have() -> None:
    """Nine people of organisations less six of one type are three of the other: the six go too, or the nine."""
    nesting = {
        "country": {"KAZ": ["national"], "XIO": ["organisation"], "XXP": ["expert"]},
        "agency_type": {
            **{"customs": ["national"], "international_org": ["organisation"], "regional_org": ["organisation"]},
            **{"expert": ["expert"]},
        },
    }
    sizes = {
        ("", ""): 20,
        ("country", "KAZ"): 20,
        ("agency_type", "customs"): 20,
        ("agency_type", "international_org"): 6,
        ("agency_type", "regional_org"): 3,
        ("agency_type", "expert"): 2,
        ("delegation", "national"): 20,
        ("delegation", "organisation"): 9,
        ("delegation", "expert"): 2,
    }
    rows = [_mean("gap", group, n) | {"by": by, "value": 1.0} for (by, group), n in sizes.items()]
    known = Known(nesting=nesting, scales={"gap": (-4, 4)}, weighting="equal_country")
    release = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor", known=known)
    assert "regional_org" in _hidden(release)
    assert {"international_org", "organisation"} & _hidden(release)


def test_a_group_is_never_suppressed_alone() -> None:
    """Beside the only small group the next smallest goes too, since the whole would give the first one back."""
    assert _hidden(suppress_small(_table([9, 8, 7, 4], [9, 8, 7, 4]), limits=Limits(5), edition="donor")) == {
        "TJK",
        "UZB",
    }


def test_counts_are_cells_of_their_own() -> None:
    """Few participants of a country are not shown, though enough of its forms were rated."""
    rows = [_mean("participants", country, n) for country, n in zip(COUNTRIES, [9, 8, 4, 3], strict=True)]
    counts = ESTIMATES.frame([row | {"statistic": "count", "item": "", "value": row["n"]} for row in rows])
    release = suppress_small(counts, limits=Limits(5), edition="donor")
    assert _hidden(release) == {"TJK", "UZB"}
    assert release["value"].dropna().tolist() == [9, 8]


def test_groups_that_all_answered_the_same_leave_only_with_the_organiser() -> None:
    """An average without variation tells what each person answered: donors do not see it, the organiser does."""
    same = [_mean("gap", country, 9, note="no_variation") for country in ("KAZ", "UZB")]
    estimates = ESTIMATES.frame([_mean("gap", "", 40), *same, _mean("gap", "TJK", 20)])
    assert _hidden(suppress_small(estimates, limits=Limits(3), edition="donor")) == {"KAZ", "UZB"}
    assert _hidden(suppress_small(estimates, limits=Limits(3), edition="organiser")) == set()


def test_country_by_agency_type_never_leaves_the_organiser() -> None:
    """The crossing of country and agency type is in the organiser's release alone."""
    crossed = _mean("participants", "KAZ", 30, statistic="count", item="agency_type", choice="customs")
    estimates = ESTIMATES.frame([crossed, _mean("gap", "", 40)])
    assert len(suppress_small(estimates, limits=Limits(5), edition="donor")) == 1
    assert len(suppress_small(estimates, limits=Limits(3), edition="organiser")) == 2


def test_the_floor_is_three() -> None:
    """No edition may show a group of two."""
    with pytest.raises(ReleaseError, match="below the floor"):
        suppress_small(_table([9], [9]), limits=Limits(2), edition="organiser")


SIZES = st.lists(st.integers(0, 12), min_size=4, max_size=4)


@given(SIZES, SIZES, st.integers(3, 6))
@settings(max_examples=60, deadline=None)
def test_raising_the_limit_never_shows_a_cell_that_was_small(sizes: list[int], gaps: list[int], limit: int) -> None:
    """Whatever is below a limit is hidden at every higher one, and hidden groups are none or several."""
    estimates = _table(sizes, gaps)
    small = {country for country, *ns in zip(COUNTRIES, sizes, gaps, strict=True) if min(ns) < limit}
    for higher in (limit, limit + 2):
        hidden = _hidden(suppress_small(estimates, limits=Limits(higher), edition="organiser"))
        assert small <= hidden
        assert len(hidden) != 1


def test_who_rated_one_end_alone_cannot_be_worked_out() -> None:
    """Nine rated importance and eight both: beside the gap, a group's importance would give the ninth's answer."""
    rows = [_mean(measure, "KAZ", n) for measure, n in (("importance", 9), ("gap", 8))]
    rows += [_mean(measure, "", 30) for measure in ("importance", "gap")]
    shown = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor")
    assert shown.loc[shown["by"].eq("country"), "measure"].tolist() == ["gap"]
    assert len(suppress_small(ESTIMATES.frame(rows), limits=Limits(3), edition="organiser")) == 4


def test_a_mean_drawn_towards_hidden_ones_goes_with_them() -> None:
    """It holds the mean of all groups; and how many people the whole is worth tells the sizes of the hidden ones."""
    rows = [_mean("gap", country, n) | {"n_eff": float(n)} for country, n in (("", 24), ("KAZ", 9), ("KGZ", 8))]
    rows += [_mean("gap", country, n) for country, n in (("TJK", 5), ("UZB", 2))]
    sizes = {"KAZ": 9, "KGZ": 8, "TJK": 5, "UZB": 2}
    drawn = [_mean("gap", country, n) | {"statistic": "shrunken_mean"} for country, n in sizes.items()]
    shown = suppress_small(ESTIMATES.frame(rows + drawn), limits=Limits(5), edition="donor")
    assert shown.loc[shown["statistic"].eq("shrunken_mean"), "note"].eq("too_few").all()
    assert shown["n_eff"].isna().all()
    assert shown.loc[shown["group"].eq("KAZ") & shown["statistic"].eq("mean"), "value"].notna().all()


def test_what_looks_at_whole_forms_hides_nothing_beside_itself() -> None:
    """Three complete forms are too few for the concordance, and say nothing of the mean of 46 people."""
    rows = [_mean("importance", "", 46) | {"item": ""}]
    rows.append(rows[0] | {"statistic": "kendall_w", "n": 3, "weighting": "each_person"})
    shown = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor")
    assert shown["note"].fillna("").tolist() == ["", "too_few"]


NESTING = {
    "country": {
        "KAZ": ["national"],
        "KGZ": ["national"],
        "TJK": ["national"],
        "LVA": ["observer"],
        "TUR": ["observer"],
    },
    "agency_type": {"customs": ["national", "observer"], "border_service": ["national", "observer"]},
}


def test_an_observer_that_is_hidden_does_not_protect_a_national_delegation() -> None:
    """The whole is the national delegations alone, so the small one of them needs a partner among them."""
    rows = [_mean("gap", "", 24), _mean("gap", "KAZ", 11), _mean("gap", "KGZ", 9), _mean("gap", "TJK", 4)]
    rows += [_mean("gap", "LVA", 2), _mean("gap", "TUR", 2)]
    release = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor", known=Known(nesting=NESTING))
    assert _hidden(release) == {"TJK", "KGZ", "LVA", "TUR"}


def test_a_theme_goes_where_a_single_one_of_its_needs_is_hidden() -> None:
    """The mean of a theme would give back the one need that is not shown; with two hidden it cannot."""
    rows = [
        _mean("gap", group, n, item=item) for item in ("N1", "N2", "N3", "T1") for group, n in (("KAZ", 9), ("UZB", 9))
    ]
    rows += [_mean("gap", "TJK", 4 if item == "N1" else 9, item=item) for item in ("N1", "N2", "N3", "T1")]
    rows += [_mean("gap", "", 22 if item == "N1" else 27, item=item) for item in ("N1", "N2", "N3", "T1")]
    themes = dict.fromkeys(["N1", "N2", "N3"], "T1")
    release = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor", known=Known(themes=themes))
    hidden = release[release["note"].eq("too_few")]
    assert {"TJK"} < set(hidden.loc[hidden["item"].eq("N1"), "group"])
    assert set(hidden.loc[hidden["item"].eq("N1"), "group"]) <= set(hidden.loc[hidden["item"].eq("T1"), "group"])
    assert not hidden["item"].isin(["N2", "N3"]).any()


@given(st.lists(st.integers(1, 9), min_size=7, max_size=7), st.integers(3, 6))
@settings(max_examples=80, deadline=None)
def test_no_count_can_be_had_by_subtraction(sizes: list[int], limit: int) -> None:
    """With every shown count known, another set of counts fits each suppressed one: exact elimination finds none."""
    countries = dict(zip(["KAZ", "KGZ", "TJK", "LVA", "TUR"], sizes, strict=False))
    kinds = {"national": sum(sizes[:3]), "observer": sum(sizes[3:5])}
    total = sum(countries.values())
    types = {"customs": min(sizes[5], total - 1), "border_service": total - min(sizes[5], total - 1)}
    groups = {"country": countries, "delegation": kinds, "agency_type": types, "": {"": total}}
    rows = [
        {"statistic": "count", "measure": "participants", "by": by, "group": group, "value": n, "n": n}
        for by, found in groups.items()
        for group, n in found.items()
    ]
    release = suppress_small(ESTIMATES.frame(rows), limits=Limits(limit), edition="donor", known=Known(nesting=NESTING))
    hidden = release.loc[release["note"].eq("too_few"), ["by", "group"]].fillna("")
    unknown = sorted(zip(hidden["by"], hidden["group"], strict=True))
    wholes = [
        [("", ""), *(("country", group) for group in countries)],
        [("", ""), *(("delegation", group) for group in kinds)],
        [("", ""), *(("agency_type", group) for group in types)],
        [("delegation", "national"), *(("country", group) for group in ("KAZ", "KGZ", "TJK"))],
        [("delegation", "observer"), *(("country", group) for group in ("LVA", "TUR"))],
    ]
    small = {(by, group) for by, found in groups.items() for group, n in found.items() if n < limit}
    assert small <= set(unknown)
    assert _determined(unknown, wholes) == set()


def _determined(unknown: list[tuple[str, str]], wholes: list[list[tuple[str, str]]]) -> set[tuple[str, str]]:
    """Unknowns that the equations fix, by Gauss-Jordan elimination in exact fractions."""
    rows = [[Fraction(-1 if cell == whole[0] else cell in whole) for cell in unknown] for whole in wholes]
    pivots: list[int] = []
    for column in range(len(unknown)):
        row = next((r for r in range(len(pivots), len(rows)) if rows[r][column]), None)
        if row is None:
            continue
        rows[len(pivots)], rows[row] = rows[row], rows[len(pivots)]
        pivot = rows[len(pivots)]
        pivot[:] = [value / pivot[column] for value in pivot]
        for r, other in enumerate(rows):
            if r != len(pivots):
                other[:] = [a - other[column] * b for a, b in zip(other, pivot, strict=True)]
        pivots.append(column)
    return {unknown[column] for r, column in enumerate(pivots) if sum(value != 0 for value in rows[r]) == 1}
