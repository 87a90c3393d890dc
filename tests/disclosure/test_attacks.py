"""Three attacks on published means, each carried out by a small program of its own, and two defeated by suppression.

The attacker has what was published and knows how many people each country sent. The numbers that each attack must give
stand in the conformance data; the answers are those of the 65 experts on one need.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import pandas as pd
import pytest

from needs_analysis.assessment.means import estimate_means
from needs_analysis.assessment.weightings import Approach
from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.suppression import NUMBERS, Limits, suppress_small

SCALE = range(1, 6)
LIMIT = 5
Answers = tuple[int, ...]
Seen = tuple[float, ...]


@pytest.fixture(scope="module")
def attacks(conformance: Path) -> dict[str, Any]:
    """What each attack finds."""
    found: dict[str, Any] = json.loads((conformance / "methods" / "differencing.json").read_text())
    return found


@pytest.fixture(scope="module")
def answers(conformance: Path, attacks: dict[str, Any]) -> pd.DataFrame:
    """Country and answer of each expert who rated the need."""
    experts = pd.read_csv(conformance / "methods" / "experts65.csv")
    item = attacks["differencing"]["item"]
    return experts[["country", item]].set_axis(["country", "value"], axis=1).dropna()


def published(answers: pd.DataFrame) -> pd.DataFrame:
    """Means of all and by country with their standard errors, before any suppression."""
    rows = pd.concat([answers.assign(group=""), answers.assign(group=answers["country"])])
    means = estimate_means(
        rows.assign(measure="importance", item="N1"), {"importance": (1, 5)}, approach=Approach("each_person")
    )
    by = means["group"].ne("").map({True: "country", False: ""})
    return ESTIMATES.frame(means.assign(statistic="mean", by=by, choice="", weighting="each_person"))


def by_country(release: pd.DataFrame) -> dict[str, tuple[int, float]]:
    """What an outsider reads: the shown means with their people; the whole has no name."""
    shown = release[release["value"].notna()].fillna({"group": ""})
    return {
        group: (int(n), float(mean)) for group, n, mean in zip(shown["group"], shown["n"], shown["value"], strict=True)
    }


def mean_and_spread(answers: Answers) -> Seen:
    """What a table with two decimals shows of answers: their mean and standard deviation."""
    return round(fmean(answers), 2), round(stdev(answers), 2) if len(answers) > 1 else 0.0


def mean_alone(answers: Answers) -> Seen:
    return mean_and_spread(answers)[:1]


def left_over(shown: dict[str, tuple[int, float]], *, digits: int | None = None) -> float:
    """Take the sums of the shown countries from that of all: the sum of those not shown."""
    sums = {group: n * (mean if digits is None else round(mean, digits)) for group, (n, mean) in shown.items()}
    return sums.pop("") - sum(sums.values())


def possible_sums(people: dict[str, int], together: float) -> Iterator[dict[str, int]]:
    """List the sums of answers that hidden countries can have, given the sum of all of them."""
    for sums in product(*(range(n * SCALE[0], n * SCALE[-1] + 1) for n in people.values())):
        if sum(sums) == pytest.approx(together):
            yield dict(zip(people, sums, strict=True))


@pytest.mark.parametrize("n", range(1, 21))
def test_answers_are_given_back_by_their_mean_and_spread(n: int, attacks: dict[str, Any]) -> None:
    """Of all sets of n answers on five points, as many are the only one with their numbers as the file says."""
    expected = attacks["likert5_multiset_recovery"][str(n)]
    sets = list(combinations_with_replacement(SCALE, n))
    assert len(sets) == expected["multisets"]
    for way, name in ((mean_alone, "mean"), (mean_and_spread, "mean_sd")):
        alike = Counter(map(way, sets))
        unique = sum(size == 1 for size in alike.values())
        assert unique == expected[f"unique_from_{name}_2dp"]
        assert unique / len(sets) == pytest.approx(expected[f"share_unique_{name}"])
    assert sum(size**2 for size in alike.values()) / len(sets) == pytest.approx(expected["avg_candidates_mean_sd"])


def test_a_small_country_gives_no_number_to_start_from(answers: pd.DataFrame) -> None:
    """Below the limit neither mean nor error nor interval is left, so every set of answers fits equally well."""
    before, release = published(answers), suppress_small(published(answers), limits=Limits(LIMIT), edition="donor")
    small = before["n"].lt(LIMIT)
    assert set(before.loc[small, "group"]) == {"FFF", "GGG", "HHH"}
    assert before.loc[small, "value"].notna().all()
    assert release.loc[small, NUMBERS].isna().all(axis=None)
    assert release.loc[~small, "value"].notna().all()


def test_one_hidden_country_is_given_back_by_the_others(answers: pd.DataFrame, attacks: dict[str, Any]) -> None:
    """The sum of all less the sums of the shown countries is that of the hidden one; rounded means give it nearly."""
    known = attacks["differencing"]
    shown = by_country(published(answers))
    assert shown.pop("") == (known["n"], pytest.approx(known["total_mean"]))
    assert {group: {"n": n, "mean": pytest.approx(mean)} for group, (n, mean) in shown.items()} == known["by_country"]
    hidden = published(answers)
    hidden = hidden[hidden["group"].ne(known["suppressed"])]
    truth = answers.loc[answers["country"].eq(known["suppressed"]), "value"].sum()
    assert left_over(by_country(hidden)) == pytest.approx(known["recovered_sum"]) == pytest.approx(known["true_sum"])
    assert left_over(by_country(hidden), digits=2) == pytest.approx(known["recovered_sum_from_2dp"])
    assert truth == known["true_sum"]


@pytest.mark.parametrize("left_out", [[], ["FFF", "HHH"]], ids=["three small countries", "one small country"])
def test_what_is_left_over_is_of_several_countries(
    answers: pd.DataFrame, attacks: dict[str, Any], left_out: list[str]
) -> None:
    """The same subtraction gives the sum of several hidden countries; each can still be one thing or another."""
    mine, wanted = answers[~answers["country"].isin(left_out)], attacks["differencing"]["suppressed"]
    people = mine["country"].value_counts().sort_index()
    shown = by_country(suppress_small(published(mine), limits=Limits(LIMIT), edition="donor"))
    hidden = {country: int(n) for country, n in people.items() if country not in shown}
    assert wanted in hidden
    assert sum(hidden.values()) >= LIMIT
    possible = list(possible_sums(hidden, left_over(shown)))
    truth = mine[mine["country"].isin(hidden)].groupby("country")["value"].sum()
    assert truth.to_dict() in possible
    assert all(len({sums[country] for sums in possible}) > 1 for country in hidden)


def test_two_releases_give_back_who_is_in_one_of_them(answers: pd.DataFrame, attacks: dict[str, Any]) -> None:
    """A first release without the person and a second one with them: the difference of the two sums is the answer."""
    known, alone = attacks["differencing"], answers["country"].eq("HHH")
    assert answers.loc[alone, "value"].tolist() == known["true_HHH"]
    (n, mean), (fewer, before) = (by_country(published(part))[""] for part in (answers, answers[~alone]))
    assert n - fewer == 1
    assert n * mean - fewer * before == pytest.approx(known["two_release_HHH"])
