"""Who gave a rare answer: the attack on shares in which each country counts alike, and what a release leaves of it."""

from itertools import product

import pandas as pd
import pytest

from needs_analysis.assessment.shares import answer_ratings, estimate_shares
from needs_analysis.assessment.weightings import Approach
from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.audit import audit_release
from needs_analysis.disclosure.cells import Known
from needs_analysis.disclosure.suppression import Limits, suppress_small

SIZES = {"KAZ": 9, "KGZ": 8, "TJK": 7, "UZB": 5}
NEAR = 1e-9


def ratings() -> pd.DataFrame:
    """Everybody rates a need 4 or 5, but one person of the third country: 1."""
    rows = [("KAZ", place, 4.0 + place % 2) for place in range(9)] + [("KGZ", place, 5.0) for place in range(8)]
    rows += (
        [("TJK", place, 4.0) for place in range(6)] + [("TJK", 6, 1.0)] + [("UZB", place, 4.0) for place in range(5)]
    )
    made = pd.DataFrame(rows, columns=["country", "person", "value"])
    return made.assign(measure="importance", item="N1", group="", agency_type="customs")


def shares(edition: str) -> pd.DataFrame:
    """What an edition shows of all shares, under both weightings."""
    answers = answer_ratings(ratings(), {"importance": [1, 2, 3, 4, 5]})
    found = [
        estimate_shares(answers, approach=Approach(weighting)).assign(weighting=weighting)
        for weighting in ("equal_country", "each_person")
    ]
    rows = ESTIMATES.frame(pd.concat(found).assign(statistic="share", by=""))
    return suppress_small(rows, edition=edition, limits=Limits(5), known=Known(weighting="equal_country"))


def placed(found: pd.DataFrame) -> set[str]:
    """Name the countries in which the person can be who gave the lowest answer, for somebody who knows all sizes."""
    possible = [dict(zip(SIZES, counts, strict=True)) for counts in product(*(range(n + 1) for n in SIZES.values()))]
    lowest = found[found["choice"].eq("1") & found["value"].notna()]
    for weighting, share in zip(lowest["weighting"], lowest["value"], strict=True):
        possible = [each for each in possible if abs(whole(each, str(weighting)) - share) < NEAR]
    return {country for each in possible for country, count in each.items() if count}


def whole(counts: dict[str, int], weighting: str) -> float:
    """The share that so many people of each country make."""
    if weighting == "each_person":
        return sum(counts.values()) / sum(SIZES.values())
    return sum(count / SIZES[country] for country, count in counts.items()) / len(SIZES)


def test_the_attack_works_on_weighted_shares() -> None:
    """1/28 can only be one person of seven in one of four countries: where both shares stand, the country is known."""
    assert placed(shares("organiser")) == {"TJK"}


@pytest.mark.parametrize("edition", ["national", "donor"])
def test_open_editions_do_not_tell_the_country(edition: str) -> None:
    """One of 29 people is all that is said: they may be of any country."""
    assert placed(shares(edition)) == set(SIZES)


def test_what_is_shown_is_how_many_gave_each_answer() -> None:
    """By hand: 1, 0, 0, 5 + 6 + 5 and 4 + 8 of 29, and 28 who gave 4 or 5; nothing under the weighting by country."""
    found = shares("donor").set_index(["weighting", "choice"])["value"]
    people = [round(found["each_person", answer] * 29) for answer in ("1", "2", "3", "4", "5", "high")]
    assert people == [1, 0, 0, 16, 12, 28]
    assert {weighting for weighting, _ in found.index} == {"each_person"}


def test_shares_go_with_hidden_countries() -> None:
    """Two countries that are too small are hidden; a second mean over all could part them, and so could its shares."""
    means = [
        {"statistic": "mean", "measure": "importance", "item": "N1", "by": by, "group": group, "value": 4.0, "n": n}
        | {"weighting": "each_person" if by else "equal_country"}
        for by, group, n in [("", "", 22), ("country", "KAZ", 9), ("country", "KGZ", 8), ("country", "UZB", 5)]
    ]
    share = {"statistic": "share", "measure": "importance", "item": "N1", "choice": "1", "value": 0.1, "n": 22}
    rows = ESTIMATES.frame([*means, share | {"weighting": "each_person"}])
    found = suppress_small(rows, edition="donor", limits=Limits(6), known=Known(weighting="equal_country"))
    assert found.loc[found["note"].eq("too_few"), "group"].fillna("").tolist() == ["KGZ", "UZB", ""]
    audit = audit_release(rows, found, Known(weighting="equal_country"), Limits(6))
    assert audit["holds"].eq("yes").all()
