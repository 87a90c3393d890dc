"""What an open issue could do to the results: the most that any published mean could move, as a share of its scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from needs_analysis.assessment.influence import CELL, influences, placed, stratum_means
from needs_analysis.assessment.selection import item_values, selections
from needs_analysis.assessment.survey import Scales
from needs_analysis.assessment.weightings import Name

FORM, RATING = "response_id", ["response_id", "need", "measure"]
GROUPING = ("country", "agency", "agency_type")


@dataclass(frozen=True)
class Published:
    """The ratings, and which of their means are published.

    Attributes:
        ratings: the declared table of ratings.
        scales: measure → ends of its scale.
        bys: the disaggregations; blank for the whole.
        weighting: a weighting by name.
        smallest: the smallest group that is published.
    """

    ratings: pd.DataFrame
    scales: Scales
    bys: tuple[str, ...]
    weighting: Name
    smallest: int


def effects_of(issues: pd.DataFrame, questions: pd.DataFrame, published: Published) -> pd.Series:
    """Give the effect of each issue about a response, aligned with them; missing where it cannot be said.

    For a rating it is what another answer, or none, would move; for a whole row, what leaving it out would move; for a
    country, an agency or its type, what the form could move by leaving its groups and by joining any other, added up;
    for a field that no estimate uses, nothing. A rating that is not given yet is measured on the means of its need.

    Args:
        issues: the declared table of issues.
        questions: which field asks for which measure of which need.
        published: what is published.
    """
    values, smallest, way = item_values(published.ratings), published.smallest, published.weighting
    moves = influences(values, published.scales, bys=published.bys, weighting=way, smallest=smallest)
    asked = questions.loc[questions["table"].eq("responses"), ["field", "need", "measure"]]
    about = issues[["row_id", "field"]].rename(columns={"row_id": FORM}).merge(asked, on="field", how="left")
    ratings = pd.concat([_given(moves, published), _open(published)]).groupby(RATING)["effect"].max().reset_index()
    effect = about.merge(ratings, on=RATING, how="left")["effect"].fillna(0.0)
    without = about[FORM].map(moves.groupby(FORM)["without"].max()).fillna(0.0)
    effect = effect.mask(about["field"].isna(), without)
    effect = effect.mask(about["field"].isin(GROUPING), without + _most_joined(published)).clip(upper=1.0)
    known = about[FORM].isin(published.ratings[FORM]) & issues["table"].eq("responses").to_numpy()
    return pd.Series(effect.where(known).to_numpy(dtype=float), index=issues.index)


def _given(moves: pd.DataFrame, published: Published) -> pd.DataFrame:
    """Give the effect of each rating: on its need, its theme and the whole, and on the gap that it is a part of."""
    rated = published.ratings.dropna(subset=["value"])
    low, high = _ends(rated, published.scales)
    span = pd.concat([high - rated["value"], rated["value"] - low], axis=1).max(axis=1)
    own = rated.assign(span=span, of=rated["measure"])[rated["measure"].ne("gap")]
    gaps = rated.loc[rated["measure"].eq("gap"), [FORM, "need", "value"]].assign(of="gap")
    touched = pd.concat([own, own.drop(columns=["of", "value"]).merge(gaps, on=[FORM, "need"])])
    items = pd.concat([touched.assign(item=touched[name] if name else "") for name in ("need", "theme", "")])
    beside = moves.rename(columns={"measure": "of", "value": "person"})
    found = items.merge(beside, on=[FORM, "of", "item"])
    others = (found["among"] - 1).where(found["among"] > 1)
    changed = found["span"] * found["per_point"] / found["among"]
    emptied = ((found["person"] - found["value"]).abs() / others * found["per_point"]).fillna(found["without"])
    return found.assign(effect=pd.concat([changed, emptied], axis=1).max(axis=1))[[*RATING, "effect"]]


def _open(published: Published) -> pd.DataFrame:
    """Give the effect of a first answer to each question that has none, on the means of its need."""
    ratings, parts = published.ratings, []
    blank = ratings[ratings["value"].isna() & ratings["measure"].ne("gap")].assign(item=lambda rows: rows["need"])
    for by in published.bys:
        strata = list(_strata(published, by))
        chosen = selections(blank, by=by, weighting=published.weighting)
        parts += [_beside(placed(rows, way), known) for (rows, way), known in zip(chosen, strata, strict=False)]
    found = pd.concat(parts)
    low, high = _ends(found, published.scales)
    far = pd.concat([(high - found["mean"]).abs(), (found["mean"] - low).abs()], axis=1).max(axis=1)
    return found.assign(effect=far / found["shared"] / (high - low))[[*RATING, "effect"]]


def _beside(rows: pd.DataFrame, strata: pd.DataFrame) -> pd.DataFrame:
    """Give each value that is not given yet the mean that it would stand beside, and among how many it would share.

    The first value of a stratum makes one more of them.
    """
    cells = strata.drop_duplicates(CELL)[[*CELL, "cell_mean", "strata"]]
    known = rows.merge(cells, on=CELL).merge(strata[[*CELL, "stratum", "n", "mean"]], on=[*CELL, "stratum"], how="left")
    shared = ((known["n"] + 1) * known["strata"]).fillna(known["strata"] + 1)
    return known.assign(mean=known["mean"].fillna(known["cell_mean"]), shared=shared)


def _most_joined(published: Published) -> float:
    """Give the most that a form could move any mean by joining a group."""
    strata = [known for by in published.bys for known in _strata(published, by)]
    return max((float((1 / ((known["n"] + 1) * known["strata"])).max()) for known in strata if len(known)), default=0.0)


def _strata(published: Published, by: str) -> Iterator[pd.DataFrame]:
    for rows, way in selections(item_values(published.ratings), by=by, weighting=published.weighting):
        known = stratum_means(rows, way)
        yield known[known["cell_n"] >= published.smallest]


def _ends(rows: pd.DataFrame, scales: Scales) -> tuple[pd.Series, pd.Series]:
    low, high = ({measure: ends[at] for measure, ends in scales.items()} for at in (0, 1))
    return rows["measure"].map(low).astype(float), rows["measure"].map(high).astype(float)
