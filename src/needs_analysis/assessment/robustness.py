"""How the order changes with the method: other measures, other weightings, other rules, one country left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.assessment.opinions import ORDERED_BY, Opinions, means_of, scores_of
from needs_analysis.assessment.places import Standing
from needs_analysis.assessment.weightings import Name
from needs_analysis.methods.preferences import borda, copeland, kemeny, preferences
from needs_analysis.methods.rank_sets import ranks
from needs_analysis.methods.strata import StratifiedMeans

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RULES = ("borda", "copeland", "kemeny")
MOST_APART = 5
MOST_ORDERED = 60


def estimate_panel(standing: Standing, under: Callable[[Name], Opinions]) -> pd.DataFrame:
    """Give the place of each need under every other measure and weighting, and without each country.

    The needs are those that take a place in the main order. `rank_change` is how far a need's places lie apart between
    all measures, and between all weightings; and the most that its place moves when a country is left out.

    Args:
        standing: the main order.
        under: gives the opinions that count under another weighting.
    """
    main = ranks(standing.means.mean)
    if not len(main):
        return pd.DataFrame()
    measures, weightings = list(_measures(standing)), list(_weightings(standing, under))
    countries = list(_without(standing))
    panels: dict[str, list[Ints]] = {
        "measures": [places for _, places in measures],
        "weightings": [places for _, places, _ in weightings],
        "countries": [places for _, places, _ in countries],
    }
    changes = [
        _framed(standing, _change(main, panel, apart=choice != "countries"), statistic="rank_change", choice=choice)
        for choice, panel in panels.items()
        if panel
    ]
    rows = [
        *(_framed(standing, places, measure=measure, method=measure) for measure, places in measures),
        *(
            _framed(standing, places, weighting=name).assign(n=means.n, n_eff=means.n_eff)
            for name, places, means in weightings
        ),
        *(
            _framed(standing, places, statistic="rank_without", by="country_left_out", group=code).assign(n=n)
            for code, places, n in countries
        ),
        *changes,
    ]
    return pd.concat(rows)


def depends_on_method(panel: pd.DataFrame) -> set[str]:
    """Name the needs whose place differs by more than five between measures or weightings."""
    if panel.empty:
        return set()
    far = panel["statistic"].eq("rank_change") & panel["choice"].isin(["measures", "weightings"])
    return set(panel.loc[far & panel["value"].gt(MOST_APART), "item"])


def _kept(standing: Standing) -> Opinions:
    return standing.opinions.among(standing.placed)


def _measures(standing: Standing) -> Iterator[tuple[str, Ints]]:
    opinions, approach = _kept(standing), standing.approach
    if opinions.order == "gap":
        for measure in ORDERED_BY[1:]:
            yield measure, ranks(scores_of(opinions, measure, approach.weighting, approach))


def _weightings(standing: Standing, under: Callable[[Name], Opinions]) -> Iterator[tuple[Name, Ints, StratifiedMeans]]:
    """Give the places under every other weighting that somebody counts in: without countries, some count nobody."""
    for name in standing.approach.known:
        opinions = under(name).among(standing.placed)
        rated = opinions.rated.get(standing.opinions.order)
        if name != standing.approach.weighting and rated is not None:
            means = means_of(opinions, rated, name, standing.approach)
            yield name, ranks(means.mean), means


def _without(standing: Standing) -> Iterator[tuple[str, Ints, Ints]]:
    """Leave out one country after the other, as long as two are left: its code, the places, and whom they are without.

    The places tell of the people left out, so that theirs is the number that decides whether they may be shown.
    """
    opinions, approach = _kept(standing), replace(standing.approach, design=None)
    country = opinions.people["country"].fillna("")
    codes = sorted(set(country) - {""})
    if standing.approach.weighting != "design" and len(codes) > 2:
        for code in codes:
            rest = opinions.of(country.ne(code).to_numpy())
            n = (~np.isnan(opinions.rated[opinions.order][country.eq(code)])).sum(axis=0)
            yield code, ranks(scores_of(rest, opinions.order, approach.weighting, approach)), n


def estimate_ruled(standing: Standing, rule: str, opinions: Opinions) -> pd.DataFrame:
    """Order needs by who prefers what, each person with one voice.

    Args:
        standing: the main order, which says what takes a place.
        rule: borda, copeland or kemeny; the note says where another order is as good as Kemeny's, and that it is not
            computed for more needs than can be ordered exactly in a moment.
        opinions: of all who count once each.
    """
    rated = opinions.among(standing.placed).rated.get(standing.opinions.order, np.empty((0, 0)))
    if not rated.size:
        return pd.DataFrame()
    places, note = _ruled(rated, rule)
    n = (~np.isnan(rated)).sum(axis=0)
    framed = _framed(standing, places, measure=rule, method=rule, weighting="each_person", note=note)
    return framed.assign(n=n, n_eff=n.astype(float))


def _ruled(rated: Floats, rule: str) -> tuple[Floats | Ints, str]:
    """Give the places by a rule, and what has to be known of them."""
    if rule != "kemeny":
        return ranks(borda(rated) if rule == "borda" else copeland(preferences(rated)).astype(float)), ""
    if rated.shape[1] > MOST_ORDERED:
        return np.full(rated.shape[1], np.nan), "too_many_needs"
    best = kemeny(preferences(rated))
    return np.argsort(best.order) + 1, "" if best.unique else "not_unique"


def _change(main: Ints, panel: list[Ints], *, apart: bool) -> Ints:
    """Give how far the places lie apart, the main one among them; or the most that any lies from the main one."""
    places = np.array([main, *panel])
    return np.asarray(np.ptp(places, axis=0) if apart else np.abs(places - main).max(axis=0), dtype=np.int64)


def _framed(standing: Standing, places: Floats | Ints, **fixed: str) -> pd.DataFrame:
    needs = np.array(standing.opinions.needs)[standing.placed]
    usual = {"statistic": "rank", "measure": standing.opinions.order, "choice": "", "by": "", "group": ""}
    usual |= {"weighting": standing.approach.weighting, "method": "rank", "note": ""}
    numbers = {"item": needs, "value": places, "n": standing.n[standing.placed], "n_eff": standing.means.n_eff}
    return pd.DataFrame(numbers).assign(**usual | fixed)
