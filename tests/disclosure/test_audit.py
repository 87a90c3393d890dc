"""The audit: it fails what an outsider, or whoever is alone, can work out, and says how closely the rest is placed."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.audit import audit_release, refuse_failed
from needs_analysis.disclosure.cells import Known
from needs_analysis.disclosure.suppression import NUMBERS, Limits, known_in, suppress_small
from needs_analysis.errors import ReleaseError

CODES = ("KAZ", "KGZ", "TJK", "UZB")


def counted(sizes: list[int]) -> pd.DataFrame:
    """Participants of countries, and of all of them together."""
    groups = {"": sum(sizes), **dict(zip(CODES, sizes, strict=False))}
    rows = [{"by": "country" if group else "", "group": group, "value": n, "n": n} for group, n in groups.items()]
    return ESTIMATES.frame([row | {"statistic": "count", "measure": "participants"} for row in rows])


def without(estimates: pd.DataFrame, groups: set[str]) -> pd.DataFrame:
    """The same with some groups withheld, wisely or not."""
    gone = estimates["group"].isin(groups)
    shown = estimates.copy()
    shown.loc[gone, NUMBERS] = None
    return ESTIMATES.frame(shown.assign(note=shown["note"].mask(gone, "too_few")))


def audited(estimates: pd.DataFrame, shown: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """The audit of a donor's release, by group."""
    found = audit_release(estimates, shown, known_in("donor", Known(), limits), limits)
    return found.set_index("group")


def test_what_the_others_give_back_fails() -> None:
    """Two of 32 people withheld alone: the total gives them back, and no release is made."""
    estimates = counted([2, 10, 20])
    found = audited(estimates, without(estimates, {"KAZ"}), Limits(3))
    assert found.loc["KAZ", ["lowest", "highest", "holds"]].tolist() == [2, 2, "no"]
    with pytest.raises(ReleaseError, match="participants country KAZ"):
        refuse_failed(found.reset_index(), "donor")


def test_the_intervals_are_those_of_the_hand() -> None:
    """With ten withheld beside the two, each can be anything from none to all twelve."""
    estimates = counted([2, 10, 20])
    found = audited(estimates, suppress_small(estimates, limits=Limits(3), edition="donor"), Limits(3))
    assert found.loc[["KAZ", "KGZ"], ["lowest", "highest", "holds"]].to_numpy().tolist() == [[0, 12, "yes"]] * 2
    refuse_failed(found.reset_index(), "donor")


def test_the_only_two_fail_each_other() -> None:
    """One person in each of two withheld groups: outsiders see 0 to 2 in both, but each of the two knows the other."""
    estimates = counted([1, 1, 9, 9])
    found = audited(estimates, without(estimates, {"KAZ", "KGZ"}), Limits(3))
    assert found.loc["KAZ", ["lowest", "highest", "insider_lowest", "insider_highest"]].tolist() == [0, 2, 1, 1]
    assert found["holds"].tolist() == ["no", "no"]
    shown = suppress_small(estimates, limits=Limits(3), edition="donor")
    assert audited(estimates, shown, Limits(3))["holds"].eq("yes").all()


def test_who_stands_in_two_groups_gives_nothing_away() -> None:
    """The only expert is alone as an expert and as XXP: knowing oneself is no attack."""
    nesting = {"country": {"KAZ": ["national"], "XIO": ["organisation"], "XXP": ["expert"]}, "agency_type": {}}
    groups = [("", "", 30), ("country", "KAZ", 20), ("country", "XIO", 9), ("country", "XXP", 1)]
    groups += [("delegation", "national", 20), ("delegation", "organisation", 9), ("delegation", "expert", 1)]
    rows = [{"by": by, "group": group, "value": n, "n": n} for by, group, n in groups]
    estimates = ESTIMATES.frame([row | {"statistic": "count", "measure": "participants"} for row in rows])
    known, limits = Known(nesting=nesting), Limits(3)
    shown = suppress_small(estimates, limits=limits, edition="donor", known=known)
    found = audit_release(estimates, shown, known_in("donor", known, limits), limits)
    assert {"XXP", "expert"} <= set(found["group"])
    assert found["holds"].eq("yes").all()


@pytest.mark.parametrize("statistic", ["total", "median", "ratio"])
def test_numbers_that_do_not_add_up_hide_with_a_partner_too(statistic: str) -> None:
    """Of a total, a median or a ratio the respondents add up: alone withheld, a small group would be counted."""
    row = {"statistic": statistic, "measure": "question", "item": "radios", "weighting": "each_person"}
    groups = {"": 40, "KAZ": 2, "KGZ": 12, "TJK": 13, "UZB": 13}
    rows = [row | {"by": "country" if name else "", "group": name, "value": 2.0, "n": n} for name, n in groups.items()]
    shown = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor")
    assert set(shown.loc[shown["note"].eq("too_few"), "group"]) == {"KAZ", "KGZ"}
