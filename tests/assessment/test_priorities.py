"""Discrepancies, quadrants, places and their robustness, through the plan, equal independent programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from needs_analysis.assessment.estimates import estimate_plan
from needs_analysis.assessment.robustness import depends_on_method
from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach
from needs_analysis.columns import RATINGS
from tests.assessment.experts_survey import POINTS, SCALES, experts_survey, plan_of


@pytest.fixture(scope="module")
def known(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "priority.json").read_text())["experts65"]
    return found


@pytest.fixture(scope="module")
def csranks(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "methods" / "ranks_shrinkage_R.json").read_text())["csranks"]
    return found


def by_need(found: pd.DataFrame, column: str = "value") -> dict[str, float]:
    return dict(zip(found["item"], found[column].astype(float), strict=True))


def test_discrepancies_of_each_person_equal_the_other_program(conformance: Path, known: dict[str, Any]) -> None:
    """Borich with its delta-method error, and the ranked score with the multinomial one; n are those who rated both."""
    survey = experts_survey(conformance, weighting="each_person")
    borich = estimate_plan(plan_of("borich,gap,need"), survey).set_index("item")
    scores = estimate_plan(plan_of("rds,gap,need"), survey).set_index("item")
    for need, other in known["needs"].items():
        wanted = [other["mwds"]["mwds"], other["delta_se"], other["mwds"]["n"]]
        assert borich.loc[need, ["value", "se", "n"]].astype(float).tolist() == pytest.approx(wanted, rel=1e-10)
        wanted = [other["rdm"]["RDS"], other["rdm"]["se_multinomial_n"]]
        assert scores.loc[need, ["value", "se"]].astype(float).tolist() == pytest.approx(wanted, rel=1e-10)


def test_equal_country_discrepancy_is_the_product_of_equal_country_means(conformance: Path) -> None:
    """Mean importance of those who rated both, times their mean gap; both with each country counting once."""
    found = estimate_plan(plan_of("borich,gap,need"), experts_survey(conformance))
    wide = pd.read_csv(conformance / "methods" / "experts65.csv")
    for need, value in by_need(found).items():
        both = wide.dropna(subset=[f"{need}_imp", f"{need}_cap"]).groupby("country")[[f"{need}_imp", f"{need}_cap"]]
        importance, capacity = both.mean().mean()
        assert value == pytest.approx(importance * (importance - capacity), rel=1e-12)


def test_shares_count_those_who_rated_high_and_those_with_less_capacity(
    conformance: Path, known: dict[str, Any]
) -> None:
    """Rated 4 or 5 by plain counting; capacity below importance as the ranked discrepancy's negative ranks."""
    survey = experts_survey(conformance, weighting="each_person")
    found = estimate_plan(plan_of("share,importance,need", "share,gap,need"), survey)
    wide = pd.read_csv(conformance / "methods" / "experts65.csv")
    high = by_need(found[found["choice"].eq("high")])
    below = by_need(found[found["choice"].eq("capacity_below")])
    for need, other in known["needs"].items():
        rated = wide[f"{need}_imp"].dropna()
        assert high[need] == pytest.approx((rated >= 4).mean(), rel=1e-12)
        assert below[need] == pytest.approx(other["rdm"]["NR_pct"] / 100, rel=1e-12)
    points = found[found["measure"].eq("importance") & found["choice"].ne("high")]
    assert points.groupby("item")["value"].sum().tolist() == pytest.approx([1.0] * 30, rel=1e-12)
    intervals = found.dropna(subset=["low"])
    assert intervals["low"].ge(0).all()
    assert intervals["high"].le(1).all()


def test_the_order_of_equal_country_gaps_is_the_stored_one(conformance: Path, known: dict[str, Any]) -> None:
    """Ranks of 30 needs; with no floor of importance every need has a place."""
    found = estimate_plan(plan_of("rank,gap,need"), experts_survey(conformance, floor=0))
    assert found.sort_values("value")["item"].tolist() == known["order_gap_eqc"]


@pytest.mark.parametrize(("measure", "order"), [("borich", "order_mwds"), ("rds", "order_rds")])
def test_other_measures_give_their_own_order(
    conformance: Path, known: dict[str, Any], measure: str, order: str
) -> None:
    survey = experts_survey(conformance, weighting="each_person", floor=0)
    found = estimate_plan(plan_of(f"rank,{measure},need"), survey)
    assert found.sort_values("value")["item"].tolist() == known[order]


def test_rank_sets_equal_the_stored_ones_but_for_the_t_distribution(conformance: Path, csranks: dict[str, Any]) -> None:
    """Each person once, 0.95: R draws from the normal distribution, here from t, so sets are mostly equal or wider."""
    found = estimate_plan(plan_of("rank,gap,need"), experts_survey(conformance, weighting="each_person", floor=0))
    rows = found.set_index("item").loc[csranks["need"]]
    assert rows["value"].tolist() == csranks["rank"]
    wider = np.array([csranks["simul95_L"] - rows["low"], rows["high"] - csranks["simul95_U"]])
    assert wider.min() >= -1
    assert wider.max() <= 2
    assert np.mean(wider == 0) >= 0.8


def test_tiers_begin_with_the_first_need_and_hold_what_is_not_told_apart(conformance: Path) -> None:
    """The first tier starts at rank 1; a need of the next tier cannot be first by its confidence set."""
    found = estimate_plan(plan_of("rank,gap,need", "tier,gap,need"), experts_survey(conformance))
    ranked, tier = (found[found["statistic"].eq(name)].set_index("item") for name in ("rank", "tier"))
    assert tier.loc[ranked["value"].idxmin(), "value"] == 1
    placed = ranked.dropna(subset=["value"])
    lower = placed.index[tier.loc[placed.index, "value"] > 1]
    assert (placed.loc[lower, "low"] > 1).all()


def test_a_need_below_the_floor_of_importance_has_no_place(conformance: Path, known: dict[str, Any]) -> None:
    """Needs whose equal-country importance is under 3, the middle of the scale, are named and not ranked."""
    found = estimate_plan(plan_of("rank,gap,need"), experts_survey(conformance))
    low = {need for need, other in known["needs"].items() if other["imp_eqcountry"] < 3}
    below = found[found["note"].eq("below_floor")]
    assert set(below["item"]) == low
    assert low
    assert below[["value", "low", "high"]].isna().all(axis=None)


def test_leaving_a_country_out_is_the_order_without_it(conformance: Path) -> None:
    """Ranks without AAA equal those of a survey in which nobody came from AAA; the change is the largest of all."""
    survey = experts_survey(conformance, floor=0)
    found = estimate_plan(plan_of("rank_without,gap,need", "rank_change,gap,need", "rank,gap,need"), survey)
    without = found[found["statistic"].eq("rank_without")]
    rest = survey.ratings[survey.ratings["country"].ne("AAA")]
    alone = estimate_plan(plan_of("rank,gap,need"), Survey(rest, SCALES, POINTS, Approach(floor=0), pd.DataFrame()))
    assert by_need(without[without["group"].eq("AAA")]) == by_need(alone)
    main = found[found["statistic"].eq("rank")].set_index("item")["value"]
    change = by_need(found[found["choice"].eq("countries")])
    apart = (without.set_index("item")["value"] - main.reindex(without["item"])).abs().groupby(level=0).max()
    assert apart.to_dict() == change


def test_a_need_is_flagged_where_its_place_differs_by_more_than_five(conformance: Path) -> None:
    """Between the main order and any other measure or weighting, recomputed from the rows of the plan."""
    lines = [f"rank,{m},need" for m in ("gap", "borich", "rds")]
    lines += [f"rank,gap,need,,{w}" for w in ("each_person", "equal_country_type")]
    found = estimate_plan(plan_of(*lines), experts_survey(conformance))
    main = found[found["method"].eq("rank_sets")].set_index("item")
    kinds = {"measures": found["measure"].isin(["borich", "rds"]), "weightings": found["weighting"].ne("equal_country")}
    apart = {
        kind: pd.concat([main["value"], found[chosen].set_index("item")["value"]]).groupby(level=0).agg(np.ptp)
        for kind, chosen in kinds.items()
    }
    far = pd.DataFrame(apart).max(axis=1) > 5
    assert set(main.index[main["note"].eq("depends_on_method")]) == set(far.index[far])


def test_five_places_are_not_too_many() -> None:
    """Six are; and what leaving a country out changes is told apart from what the method changes."""
    rows = [("A", "measures", 6), ("B", "measures", 5), ("C", "weightings", 9), ("D", "countries", 20)]
    panel = pd.DataFrame(rows, columns=["item", "choice", "value"]).assign(statistic="rank_change")
    assert depends_on_method(panel) == {"A", "C"}


def test_shares_of_resamples_in_quadrants_add_up_to_one(conformance: Path) -> None:
    """Each need lies in one quadrant, and its resamples in the four."""
    survey = experts_survey(conformance, draws=500)
    found = estimate_plan(plan_of("quadrant,gap,need", "quadrant_share,gap,need"), survey)
    shares = found[found["statistic"].eq("quadrant_share")].groupby(["measure", "item"])["value"].sum()
    assert shares.tolist() == pytest.approx([1.0] * 60)
    assert (found["statistic"].eq("quadrant") & found["value"].eq(1)).sum() == 60


def test_quadrants_of_the_hand_example(conformance: Path) -> None:
    """Four needs, six people, as the stored example places them under both cuts."""
    example = json.loads((conformance / "methods" / "priority.json").read_text())["E1"]
    who = {"country": "KAZ", "agency_type": "customs", "delegation": "national", "answer": "rated", "theme": "T"}
    rows = [
        who | {"response_id": f"p{at}", "need": need, "measure": measure, "value": value}
        for need in example["needs"]
        for at, ends in enumerate(zip(example["I"][need], example["C"][need], strict=True))
        for measure, value in zip(("importance", "capacity", "gap"), (*ends, ends[0] - ends[1]), strict=True)
    ]
    survey = Survey(RATINGS.frame(rows), SCALES, POINTS, Approach("each_person", draws=50), pd.DataFrame())
    found = estimate_plan(plan_of("quadrant,gap,need"), survey)
    for cut, name in (("quadrant_means", "ipa_data_centred"), ("quadrant_middle", "ipa_scale_centred_3")):
        places = found[found["measure"].eq(cut)].set_index("item")["choice"].to_dict()
        assert places == {need: known[name].replace(" ", "_") for need, known in example["needs"].items()}


def test_the_same_plan_twice_gives_the_same_numbers(conformance: Path) -> None:
    """Resampling and simulated critical values follow the seed; another seed moves the shares a little."""
    plan = plan_of("rank,gap,need", "top_share,gap,need", "quadrant_share,gap,need")
    once, again, other = (estimate_plan(plan, experts_survey(conformance, draws=300, seed=seed)) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(once, again)
    assert not once["value"].equals(other["value"])
